import type { Bilingual, EquipmentLine, EquipmentRegister, Kept } from '@garita/api';
import { REASONS } from '@garita/evaluation';
import type { TrustList } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import { configurationStanding } from './configuration-standing.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { Evaluations } from './evaluations.ts';
import type { KeptDecision } from './kept-decision.ts';
import { configurationState, type SubjectState } from './subject-state.ts';

/** As many configurations as one answer lists. */
const MAX_LINES = 2000;

export interface RegisterNeeds {
  readonly clock: Clock;
  readonly records: Pick<EquipmentRecords, 'get' | 'list'>;
  readonly evaluations: Pick<Evaluations, 'newest'>;
  readonly decisions: Pick<DecisionBook, 'chain' | 'chains'>;
  /** As the gate goes by it. */
  trustList(): Promise<TrustList | undefined>;
}

/** Everything that lines are made of, read once for all of them. */
interface Known {
  readonly models: ReadonlyMap<string, Kept<'model'>>;
  readonly suppliers: ReadonlyMap<string, Kept<'supplier'>>;
  readonly standards: ReadonlyMap<string, Kept<'standard'>>;
  readonly devices: readonly Kept<'device'>[];
  readonly assertions: readonly Kept<'assertion'>[];
  readonly list: TrustList | undefined;
  readonly at: number;
}

/** Every configuration there is, a line each, by id. */
export async function readRegister(needs: RegisterNeeds): Promise<EquipmentRegister> {
  const known = await readKnown(needs);
  const configurations = (await needs.records.list('configuration')).slice(0, MAX_LINES);
  const chains = await needs.decisions.chains('configuration');
  const lines: EquipmentLine[] = [];
  for (const configuration of configurations)
    lines.push(await lineOf(configuration, chains.get(configuration.id) ?? [], known, needs));
  return { lines, at: known.at };
}

/** The line of one of them. */
export async function readLine(configuration: Kept<'configuration'>, needs: RegisterNeeds): Promise<EquipmentLine> {
  const inForce = await needs.decisions.chain({ kind: 'configuration', id: configuration.id });
  return lineOf(configuration, inForce, await readKnown(needs), needs);
}

async function readKnown({ clock, records, trustList }: RegisterNeeds): Promise<Known> {
  const byId = <One extends { readonly id: string }>(all: readonly One[]) => new Map(all.map((one) => [one.id, one]));
  return {
    models: byId(await records.list('model')),
    suppliers: byId(await records.list('supplier')),
    standards: byId(await records.list('standard')),
    devices: await records.list('device'),
    assertions: await records.list('assertion'),
    list: await trustList(),
    at: clock.now(),
  };
}

async function lineOf(
  configuration: Kept<'configuration'>,
  inForce: readonly KeptDecision[],
  known: Known,
  needs: RegisterNeeds,
): Promise<EquipmentLine> {
  const { id, body } = configuration;
  const model = known.models.get(body.model);
  const makerId = model?.body.maker ?? body.model;
  const standard = known.standards.get(body.standard);
  const stands = configurationState(inForce, standard, known.at);
  const evaluation = await needs.evaluations.newest(id);
  const installed = known.devices.filter((one) => one.body.configuration === id && one.body.state === 'installed');
  return {
    configuration: id,
    name: body.name,
    maker: known.suppliers.get(makerId)?.body.name ?? makerId,
    makerId,
    model: model?.body.name ?? body.model,
    type: model?.body.type ?? 'other',
    state: stands.state as EquipmentLine['state'],
    section: stands.section,
    standing: configurationStanding(known.list, id, known.at),
    validUntil: stands.validUntil,
    standard: body.standard,
    standardTitle: standard?.body.title ?? { es: body.standard, en: body.standard },
    standardEndsAt: standard?.body.endsAt ?? null,
    contexts: usesOf(configuration, stands, standard),
    outcome: evaluation?.record.outcome ?? null,
    notAssessed: evaluation?.record.notAssessed ?? 0,
    devices: installed.length,
    sites: new Set(installed.map((one) => one.body.site)).size,
    parent: body.parent,
    assertions: known.assertions.filter((one) => isOpen(one, id, makerId)).length,
    since: stands.since ?? (await needs.records.get('configuration', id, 1))?.at ?? configuration.at,
    reason: reasonOf(stands, standard),
    sample: body.sample,
  };
}

/** What it is listed for; before that, what is asked for. */
function usesOf(
  { body }: Kept<'configuration'>,
  { listing, section }: SubjectState,
  standard: Kept<'standard'> | undefined,
): Bilingual[] {
  const listed = section === null ? [] : (listing?.decision.contexts ?? []);
  const uses = listed.length > 0 ? listed : body.contexts;
  return uses.map((use) => standard?.body.contexts.find(({ id }) => id === use)?.name ?? { es: use, en: use });
}

/** Who said something of it, or of its maker, that this agency has not verified. */
function isOpen({ body }: Kept<'assertion'>, configuration: string, maker: string): boolean {
  const { about, standing } = body;
  return standing === 'not-verified' && about.id === (about.kind === 'configuration' ? configuration : maker);
}

/** Why it is in this state: in the words of the decision, or of the clock. */
function reasonOf(
  { newest, state, validUntil }: SubjectState,
  standard: Kept<'standard'> | undefined,
): EquipmentLine['reason'] {
  if (!newest) return null;
  if (state === 'expired') {
    const code = standard?.body.endsAt === validUntil ? 'STANDARD_ENDED' : 'APPROVAL_LAPSED';
    return { code, words: { ...REASONS[code].words } };
  }
  const { reason, es, en } = newest.decision;
  return { code: reason, words: { es, en } };
}
