import type { SiteRegister } from '@garita/api';

/** A clock to show times by. */
export interface ShownZone {
  /** Of the IANA data base. */
  readonly timeZone: string;
  /** Whose clock it is; `null` for UTC and for this browser's. */
  readonly agency: string | null;
}

/**
 * The clocks of a case: of the place of the scan, of the other agency, and UTC; where the register says nothing, this
 * browser's. None twice.
 */
export function zonesOfCase(
  register: Pick<SiteRegister, 'sites' | 'timeZones'> | undefined,
  scan: { readonly site: string; readonly agency: string },
  browserZone: string,
): readonly ShownZone[] {
  const ofAgency = (agency: string) => register?.timeZones?.find((entry) => entry.agency === agency)?.timeZone;
  const named = register?.timeZones?.map(({ agency }) => agency) ?? [];
  const agencies = [scan.agency, ...named.filter((agency) => agency !== scan.agency)];
  const known = agencies.flatMap((agency): ShownZone[] => {
    const site = agency === scan.agency ? register?.sites.find(({ id }) => id === scan.site)?.timeZone : undefined;
    const timeZone = site ?? ofAgency(agency);
    return timeZone !== undefined && isZone(timeZone) ? [{ timeZone, agency }] : [];
  });
  const local = known.length > 0 ? known : [{ timeZone: browserZone, agency: null }];
  const all = [...local, { timeZone: 'UTC', agency: null }];
  return all.filter(({ timeZone }, at) => all.findIndex((zone) => zone.timeZone === timeZone) === at);
}

/** A register may name a zone that this browser has never heard of. */
function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** `Matamoros (GMT-6)`, as it is at that moment; UTC is UTC. */
export function zoneName(timeZone: string, at: number): string {
  if (timeZone === 'UTC') return 'UTC';
  const place = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  return `${place} (${parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone})`;
}
