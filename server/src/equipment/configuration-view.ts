import type { ConfigurationView, Kept, RecordKind } from '@garita/api';
import { Refusal } from '../http/refusal.ts';
import { onTrustList } from './configuration-standing.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { Evaluations } from './evaluations.ts';
import { decisionBody } from './kept-decision.ts';
import { type RegisterNeeds, readLine } from './register-view.ts';

/** As many of each as one answer holds. */
const MOST = { evidence: 500, findings: 200, assertions: 200, laboratories: 64, devices: 4096, children: 100 } as const;

export interface ConfigurationViewNeeds extends RegisterNeeds {
  readonly records: Pick<EquipmentRecords, 'get' | 'list'>;
  readonly evaluations: Pick<Evaluations, 'newest' | 'of'>;
  readonly decisions: Pick<DecisionBook, 'chain' | 'chains' | 'of'>;
  /** The approval in force as a credential; `null` while there is none. */
  credentialOf(configuration: string): Promise<ConfigurationView['credential']>;
}

/** Everything that is known of a configuration, in one answer. Throws RECORD_UNKNOWN. */
export async function readConfiguration(id: string, needs: ConfigurationViewNeeds): Promise<ConfigurationView> {
  const { decisions, evaluations, records } = needs;
  const configuration = await demand('configuration', id, needs);
  const model = await demand('model', configuration.body.model, needs);
  const evidence = await records.list('evidence', id);
  const laboratories = new Set(evidence.flatMap(({ body }) => body.laboratory ?? []));
  const ofMaker = (await records.list('assertion')).filter(({ body }) => isAbout(body, id, model.body.maker));
  return {
    line: await readLine(configuration, needs),
    configuration,
    model,
    maker: await demand('supplier', model.body.maker, needs),
    standard: await demand('standard', configuration.body.standard, needs),
    laboratories: (await records.list('laboratory'))
      .filter((one) => laboratories.has(one.id))
      .slice(0, MOST.laboratories),
    evidence: evidence.slice(0, MOST.evidence),
    findings: (await records.list('finding', id)).slice(0, MOST.findings),
    assertions: ofMaker.slice(0, MOST.assertions),
    devices: (await records.list('device', id)).slice(0, MOST.devices),
    evaluations: [...(await evaluations.of(id))],
    decisions: (await decisions.of({ kind: 'configuration', id })).map(decisionBody),
    children: (await records.list('configuration'))
      .filter(({ body }) => body.parent === id)
      .map((child) => child.id)
      .slice(0, MOST.children),
    credential: await needs.credentialOf(id),
    onTrustList: onTrustList(await needs.trustList(), id),
  };
}

function isAbout({ about }: Kept<'assertion'>['body'], configuration: string, maker: string): boolean {
  return about.id === (about.kind === 'configuration' ? configuration : maker);
}

async function demand<K extends RecordKind>(
  kind: K,
  id: string,
  { records }: ConfigurationViewNeeds,
): Promise<Kept<K>> {
  const found = await records.get(kind, id);
  if (!found) throw new Refusal(404, 'RECORD_UNKNOWN', `${kind} ${id}`);
  return found;
}
