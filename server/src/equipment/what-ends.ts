import type { Bilingual, CalendarEntry, Kept } from '@garita/api';
import type { ConfigurationState } from './configuration-states.ts';

/** Everything that has an end. */
export interface EndingThings {
  readonly states: readonly ConfigurationState[];
  readonly configurations: readonly Kept<'configuration'>[];
  readonly standards: readonly Kept<'standard'>[];
  readonly evidence: readonly Kept<'evidence'>[];
  readonly devices: readonly Kept<'device'>[];
  readonly suppliers: readonly Kept<'supplier'>[];
  readonly models: readonly Kept<'model'>[];
  readonly trustList: EndingList | undefined;
  readonly statusList: EndingList | undefined;
}

export interface EndingList {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Ending extends Omit<CalendarEntry, 'stops'> {
  /** Devices that stand still from then on when nothing is done: their scans are no longer believed, or they are taken away. */
  readonly stopped: readonly Kept<'device'>[];
}

/** What nobody trusts any more needs no renewal. */
const OVER: ReadonlySet<string> = new Set(['removed', 'refused', 'failed']);
const TRUST_LIST: Bilingual = { es: 'Lista de confianza', en: 'Trust list' };
const STATUS_LIST: Bilingual = { es: 'Lista de estados', en: 'Status list' };
const MAX_CONFIGURATIONS = 500;

/** All that runs out or ran out and was not renewed, in no order. */
export function whatEnds(things: EndingThings): readonly Ending[] {
  const { configurations, devices, states } = things;
  const over = new Set(states.filter(({ newest }) => OVER.has(newest.decision.to)).map(({ id }) => id));
  const alive = configurations.filter(({ id }) => !over.has(id));
  const listed = states.filter(({ id, listing }) => listing && !over.has(id)).map(({ id }) => id);
  const installed = devices.filter(({ body }) => body.state === 'installed');
  const made = (of: readonly string[]) => installed.filter(({ body }) => of.includes(body.configuration));
  const nameOf = (id: string) => configurations.find((one) => one.id === id)?.body.name ?? { es: id, en: id };
  const list = (kind: 'trust-list' | 'status-list', name: Bilingual, ending: EndingList | undefined): Ending[] => {
    if (!ending) return [];
    const stopped = kind === 'trust-list' ? made(listed) : [];
    return [{ at: ending.expiresAt, kind, subject: ending.id, name, configurations: listed, stopped }];
  };

  return [
    ...states.flatMap(({ id, listing }): Ending[] => {
      const at = listing?.decision.validUntil;
      if (at === undefined || at === null || over.has(id)) return [];
      return [{ at, kind: 'approval', subject: id, name: nameOf(id), configurations: [id], stopped: made([id]) }];
    }),
    ...things.standards.flatMap(({ id, body }): Ending[] => {
      const of = alive.filter((one) => one.body.standard === id).map((one) => one.id);
      if (body.endsAt === null || of.length === 0) return [];
      const stopped = made(of.filter((one) => listed.includes(one)));
      return [{ at: body.endsAt, kind: 'standard', subject: id, name: body.title, configurations: of, stopped }];
    }),
    ...things.evidence.flatMap(({ id, body }): Ending[] => {
      if (body.validUntil === null || !alive.some((one) => one.id === body.configuration)) return [];
      // The gate asks for no evidence: what stands still is the next approval.
      const of = [body.configuration];
      return [
        { at: body.validUntil, kind: 'evidence', subject: id, name: body.title, configurations: of, stopped: [] },
      ];
    }),
    ...devices.flatMap((device): Ending[] => {
      const { replaceBy: at, replaceReason, configuration, state } = device.body;
      if (at === null || state === 'retired') return [];
      const stopped = state === 'installed' ? [device] : [];
      const name = replaceReason ?? nameOf(configuration);
      return [{ at, kind: 'device-replacement', subject: device.id, name, configurations: [configuration], stopped }];
    }),
    ...things.suppliers.flatMap(({ id, body }): Ending[] => {
      const at = body.support?.untilAtLeast ?? null;
      const models = things.models.filter(({ body: { maker } }) => maker === id).map((model) => model.id);
      const of = alive.filter((one) => models.includes(one.body.model)).map((one) => one.id);
      if (at === null || of.length === 0) return [];
      const name = { es: body.name, en: body.name };
      return [{ at, kind: 'supplier-support', subject: id, name, configurations: of, stopped: [] }];
    }),
    ...list('trust-list', TRUST_LIST, things.trustList),
    ...list('status-list', STATUS_LIST, things.statusList),
  ].map((ending) => ({ ...ending, configurations: ending.configurations.slice(0, MAX_CONFIGURATIONS) }));
}
