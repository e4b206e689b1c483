import type { EquipmentCalendar } from '@garita/api';
import { configurationStates } from './configuration-states.ts';
import type { DecisionBook } from './decision-book.ts';
import { type EffectNeeds, paceOf, totalOf } from './effect.ts';
import { type Ending, type EndingThings, whatEnds } from './what-ends.ts';

const DAY_MS = 86_400_000;
const MAX_ENTRIES = 2000;

export interface CalendarNeeds extends Pick<EffectNeeds, 'clock' | 'countScans' | 'records'> {
  readonly decisions: Pick<DecisionBook, 'inForce' | 'chain'>;
  /** When the newest trust list and status list run out; `undefined` while there is none. */
  lists(): Promise<Pick<EndingThings, 'trustList' | 'statusList'>>;
}

/** What runs out in the next `days`, and what ran out and was not renewed, the earliest first. */
export async function readCalendar(days: number, needs: CalendarNeeds): Promise<EquipmentCalendar> {
  const { clock, records } = needs;
  const now = clock.now();
  const [states, configurations, standards, evidence, devices, suppliers, models, lists] = await Promise.all([
    configurationStates(await needs.decisions.inForce(), needs.decisions),
    records.list('configuration'),
    records.list('standard'),
    records.list('evidence'),
    records.list('device'),
    records.list('supplier'),
    records.list('model'),
    needs.lists(),
  ]);
  const endings = whatEnds({ states, configurations, standards, evidence, devices, suppliers, models, ...lists })
    .filter(({ at }) => at <= now + days * DAY_MS)
    .sort((left, right) => left.at - right.at || (left.subject < right.subject ? -1 : 1))
    .slice(0, MAX_ENTRIES);
  // Each device once, however many things of it end.
  const paces = new Map<string, ReturnType<typeof paceOf>>();
  const pace = (id: string) => {
    const known = paces.get(id) ?? paceOf({ by: 'device', id }, needs);
    paces.set(id, known);
    return known;
  };
  const entryOf = async ({ stopped, ...ending }: Ending): Promise<EquipmentCalendar['entries'][number]> => ({
    ...ending,
    stops: {
      lanes: new Set(stopped.map(({ body }) => body.lane)).size,
      sites: new Set(stopped.map(({ body }) => body.site)).size,
      scansPerDay: totalOf(await Promise.all(stopped.map(({ id }) => pace(id)))).scansPerDay,
    },
  });
  return { at: now, entries: await Promise.all(endings.map(entryOf)) };
}
