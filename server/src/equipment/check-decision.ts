import type { ErrorCode } from '@garita/api';
import { checkSigner, checkTransition, type Transition, transitionOf } from '@garita/evaluation';
import { type AgencyDescriptor, type EquipmentDecision, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Tx } from '../ports/database.ts';
import type { DecisionGrounds } from './decision-grounds.ts';
import type { RecordTables } from './record-table.ts';

/** What stands against a decision, with the particulars. */
export interface Objection {
  readonly code: ErrorCode;
  readonly detail: string;
}

/** The decision fits where its subject stands: else it was made from something that is over. Throws EQUIPMENT_DECISION_SUPERSEDED. */
export function demandPlace(decision: EquipmentDecision, { stands }: DecisionGrounds): void {
  const { newest } = stands;
  const seq = (newest?.decision.seq ?? 0) + 1;
  const previous = decision.previous && toHex(decision.previous);
  if (decision.seq !== seq || previous !== (newest?.hash ?? null))
    throw new Refusal(
      409,
      'EQUIPMENT_DECISION_SUPERSEDED',
      `the next decision is number ${seq} after ${newest?.hash ?? 'none'}`,
    );
}

/**
 * Everything that stands against the step and against those who sign it, as things are at `at` (ms since 1970), and not
 * as they were when it was written. Empty: it can be taken.
 */
export async function objectionsTo(
  decision: EquipmentDecision,
  signers: readonly string[],
  {
    known,
    at,
    descriptor,
    from,
  }: {
    readonly known: DecisionGrounds;
    readonly at: number;
    readonly descriptor: AgencyDescriptor;
    readonly from: Tx;
  },
): Promise<readonly Objection[]> {
  const { subject } = decision;
  const evidence = decision.evidence.map(toHex);
  const foreign = await ofOthers(
    evidence.filter((hash) => !known.evidence.includes(hash)),
    known,
    from,
  );
  const objections: Objection[] = foreign.map((detail) => ({ code: 'EVIDENCE_OTHER_CONFIGURATION', detail }));
  const step = {
    ...decision,
    at,
    words: { es: decision.es, en: decision.en },
    evidence,
    record: decision.record && toHex(decision.record),
  };
  objections.push(...checkTransition(step, known));
  const row = transitionOf(subject.kind, decision.from, decision.to);
  if (row)
    objections.push(
      ...signers.flatMap((id, nth) => againstSigner(id, signers.slice(0, nth), { row, known, descriptor })),
    );
  return objections;
}

/** What stands against one more person signing it. */
export function againstSigner(
  id: string,
  before: readonly string[],
  {
    row,
    known,
    descriptor,
  }: { readonly row: Transition; readonly known: DecisionGrounds; readonly descriptor: AgencyDescriptor },
): readonly Objection[] {
  const officer = descriptor.officers.find((one) => one.id === id);
  const signer = { id, names: officer ? [officer.name] : [], roles: officer ? [officer.role] : [] };
  const names = descriptor.officers.filter((one) => before.includes(one.id)).map(({ name }) => name);
  return checkSigner(row, signer, { signers: [...before, ...names], testers: known.testers });
}

/** Throws one refusal that tells everything at once. */
export function refuseFor(objections: readonly Objection[]): void {
  const [first] = objections;
  if (!first) return;
  const status = first.code === 'ROLE_MISSING' ? 403 : first.code === 'TRANSITION_ILLEGAL' ? 409 : 422;
  throw new Refusal(status, first.code, objections.map(({ code, detail }) => `${code}: ${detail}`).join('; '));
}

/** Of hashes that are no evidence of this configuration: those that are evidence of another. */
async function ofOthers(
  hashes: readonly string[],
  { configuration }: DecisionGrounds,
  from: Tx,
): Promise<readonly string[]> {
  if (hashes.length === 0) return [];
  const rows = await from
    .tables<RecordTables>()
    .selectFrom('equipment_records')
    .select(['id', 'configuration'])
    .where('kind', '=', 'evidence')
    .where('hash', 'in', hashes)
    .execute();
  return rows
    .filter((row) => row.configuration !== configuration.id)
    .map((row) => `evidence ${row.id} speaks of ${row.configuration}, not of ${configuration.id}`);
}
