import type { DecisionSubject, EffectBody, Kept, Standing } from '@garita/api';
import type { Clock } from '../ports/clock.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { SiteBook } from './site-book.ts';

const DAY_MS = 86_400_000;
/** How far back the pace of scans is looked for. */
const LONGEST_MS = 30 * DAY_MS;
/** A pace is told from no less than this: a few scans in a minute do not make thousands a day. */
const SHORTEST_MS = 3_600_000;

export interface EffectNeeds {
  readonly clock: Clock;
  readonly records: Pick<EquipmentRecords, 'list' | 'get'>;
  sites(): SiteBook;
  /** What the gate makes of a device now. */
  standing(device: string): Promise<{ readonly standing: Standing }>;
  /** Own scans that were judged in a span, by what their statements say made them; ms since 1970. */
  countScans(
    made: { readonly by: 'device' | 'configuration'; readonly id: string },
    span: { readonly since: number; readonly until: number },
  ): Promise<{ readonly admitted: number; readonly firstAt: number | null }>;
  /** Which part of what these lanes admit goes on to the partner, 0 to 1; `null` when nobody can say. */
  sharedPart(lanes: readonly string[], since: number): Promise<number | null>;
}

/** Admitted scans a day over so many days; `null` when none came. */
interface Pace {
  readonly scansPerDay: number | null;
  readonly overDays: number;
}

/** What a step about some equipment would do to the lanes. `compromisedSince`, ms, when the step would state it. */
export async function readEffect(
  { subject, to, compromisedSince }: { subject: DecisionSubject; to: string; compromisedSince?: number | undefined },
  needs: EffectNeeds,
): Promise<EffectBody> {
  const now = needs.clock.now();
  const touched = await installedOf(subject, needs);
  const paces = await Promise.all(touched.map(({ id }) => paceOf({ by: 'device', id }, needs)));
  const all = totalOf(paces);
  const lanes = new Set(touched.map(({ body }) => body.lane));
  const sites = new Set(touched.map(({ body }) => body.site));
  const shared = await needs.sharedPart([...lanes], now - LONGEST_MS);
  const flagged =
    compromisedSince === undefined
      ? 0
      : (await needs.countScans({ by: subject.kind, id: subject.id }, { since: compromisedSince, until: now + 1 }))
          .admitted;
  return {
    subject,
    to,
    devices: touched.map(({ id, body: { site, lane } }, nth) => {
      const name = needs.sites().site(site)?.name ?? { es: site, en: site };
      return { device: id, site, lane, siteName: { ...name }, scansPerDay: paces[nth]?.scansPerDay ?? 0 };
    }),
    lanes: lanes.size,
    sites: sites.size,
    scansPerDay: all.scansPerDay,
    sharedPerDay: all.scansPerDay === null || shared === null ? null : all.scansPerDay * shared,
    overDays: all.overDays,
    lanesLeft: await lanesLeft(sites, new Set(touched.map(({ id }) => id)), needs),
    flagged,
  };
}

/** Installed devices that a step about this subject touches. */
async function installedOf(
  { kind, id }: DecisionSubject,
  { records }: Pick<EffectNeeds, 'records'>,
): Promise<readonly Kept<'device'>[]> {
  if (kind === 'configuration')
    return (await records.list('device', id)).filter(({ body }) => body.state === 'installed');
  const device = await records.get('device', id);
  return device?.body.state === 'installed' ? [device] : [];
}

/** How fast scans of some equipment come, over the last thirty days or since the first of them. */
export async function paceOf(
  made: Parameters<EffectNeeds['countScans']>[0],
  { clock, countScans }: Pick<EffectNeeds, 'clock' | 'countScans'>,
): Promise<Pace> {
  const now = clock.now();
  const { admitted, firstAt } = await countScans(made, { since: now - LONGEST_MS, until: now + 1 });
  if (admitted === 0 || firstAt === null) return { scansPerDay: null, overDays: 0 };
  const overDays = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, now - firstAt)) / DAY_MS;
  return { scansPerDay: admitted / overDays, overDays };
}

/** Of several devices together; those of which nothing is known count for nothing. */
export function totalOf(paces: readonly Pace[]): Pace {
  const known = paces.filter(({ scansPerDay }) => scansPerDay !== null);
  if (known.length === 0) return { scansPerDay: null, overDays: 0 };
  return {
    scansPerDay: known.reduce((sum, { scansPerDay }) => sum + (scansPerDay ?? 0), 0),
    overDays: Math.max(...known.map(({ overDays }) => overDays)),
  };
}

/** Live lanes of these sites whose own device is trusted now and is not among those touched. */
async function lanesLeft(
  sites: ReadonlySet<string>,
  touched: ReadonlySet<string>,
  { sites: book, standing }: EffectNeeds,
): Promise<number> {
  let left = 0;
  for (const id of sites)
    for (const { device, state } of book().site(id)?.lanes ?? []) {
      if (device === null || state !== 'live' || touched.has(device)) continue;
      const now = (await standing(device)).standing;
      if (now === 'approved' || now === 'conditional') left++;
    }
  return left;
}
