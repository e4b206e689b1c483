import type { DecisionSubject, Kept } from '@garita/api';
import type { KnownOfSubject } from '@garita/evaluation';
import type { Tx } from '../ports/database.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { Evaluations } from './evaluations.ts';
import type { RecordTables } from './record-table.ts';
import { type SubjectState, subjectState } from './subject-state.ts';

export interface DecisionGroundsNeeds {
  readonly records: Pick<EquipmentRecords, 'get' | 'list'>;
  readonly evaluations: Pick<Evaluations, 'newest'>;
  readonly decisions: Pick<DecisionBook, 'chain'>;
}

/** What the rules of the life cycle look at when a step is to be taken. */
export interface DecisionGrounds extends KnownOfSubject {
  readonly stands: SubjectState;
  /** Whoever evidence of the configuration names as a tester, or ever named, by id or by name. */
  readonly testers: readonly string[];
  /** Of the configuration, or of a device's configuration: the newest version of each, newest first. */
  readonly records: readonly Kept<'evidence'>[];
  readonly configuration: Kept<'configuration'>;
  readonly standard: Kept<'standard'>;
}

/** As the transaction sees it; `undefined` for a subject that nobody recorded. `at` in ms since 1970. */
export async function decisionGrounds(
  subject: DecisionSubject,
  at: number,
  needs: DecisionGroundsNeeds,
  from: Tx,
): Promise<DecisionGrounds | undefined> {
  const { evaluations, records } = needs;
  const device = subject.kind === 'device' ? await records.get('device', subject.id, undefined, from) : undefined;
  if (subject.kind === 'device' && !device) return undefined;
  const configuration = await records.get('configuration', device?.body.configuration ?? subject.id, undefined, from);
  const standard = configuration && (await records.get('standard', configuration.body.standard, undefined, from));
  if (!configuration || !standard) return undefined;
  const evidence = await records.list('evidence', configuration.id, from);
  const stands = await subjectState(subject, at, needs, from);
  const newest = await evaluations.newest(configuration.id, from);
  const evaluation = newest ? { hash: newest.hash, record: newest.record } : null;
  const changedAt = await lastChange(configuration.id, from);
  return {
    state: stands.state,
    section: stands.section,
    validUntil: stands.validUntil,
    stands,
    evidence: evidence.map(({ hash }) => hash),
    grounds: subject.kind === 'device' ? null : { configuration, standard, evaluation, changedAt },
    testers: await testersOf(configuration.id, from),
    records: evidence.toSorted((left, right) => right.body.issuedAt - left.body.issuedAt),
    configuration,
    standard,
  };
}

/** When evidence or a finding about it was last written; `null`: never. */
async function lastChange(configuration: string, from: Tx): Promise<number | null> {
  const row = await from
    .tables<RecordTables>()
    .selectFrom('equipment_records')
    .select((select) => select.fn.max('at').as('at'))
    .where('configuration', '=', configuration)
    .where('kind', 'in', ['evidence', 'finding'])
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Of every version: who struck a name out later did not undo the test. */
async function testersOf(configuration: string, from: Tx): Promise<readonly string[]> {
  const rows = await from
    .tables<RecordTables>()
    .selectFrom('equipment_records')
    .select('bytes')
    .where('configuration', '=', configuration)
    .where('kind', '=', 'evidence')
    .execute();
  const named = rows.flatMap(
    ({ bytes }): readonly string[] => JSON.parse(Buffer.from(bytes).toString('utf8')).body.testers ?? [],
  );
  return [...new Set(named)];
}
