import type { LaneBody, SiteBody, SiteRegister } from '@garita/api';

/** The register of operators, sites and lanes, as the other rooms ask it. */
export interface SiteBook {
  readonly register: SiteRegister;
  site(id: string): SiteBody | undefined;
  lane(site: string, lane: string): LaneBody | undefined;
  /** Kind of a site, for the sharing policy; `unknown` for a site that nobody registered, which no policy names. */
  kindOf(site: string): string;
}

/** Throws `RegisterError` when ids contradict each other: two meanings of one id would let a rule hit the wrong site. */
export function openSiteBook(register: SiteRegister): SiteBook {
  const sites = new Map(register.sites.map((site) => [site.id, site]));
  const operators = new Set(register.operators.map(({ id }) => id));
  const lanes = register.sites.flatMap((site) => site.lanes.map(({ id }) => id));
  if (sites.size !== register.sites.length) throw new RegisterError('two sites share an id');
  if (new Set(lanes).size !== lanes.length) throw new RegisterError('two lanes share an id');
  const orphan = register.sites.find((site) => !operators.has(site.operator));
  if (orphan) throw new RegisterError(`site ${orphan.id} names operator ${orphan.operator}, whom the register lacks`);
  return {
    register,
    site: (id) => sites.get(id),
    lane: (site, lane) => sites.get(site)?.lanes.find(({ id }) => id === lane),
    kindOf: (site) => sites.get(site)?.kind ?? 'unknown',
  };
}

/** register.json contradicts itself. */
class RegisterError extends Error {
  override readonly name = 'RegisterError';
  readonly code = 'REGISTER_INVALID';
}
