import { equipmentType, type LifeState, lifeState } from '@garita/api';

export const STATE_GROUPS = {
  approved: ['listed', 'change-pending'],
  evaluated: [
    'draft',
    'submitted',
    'returned',
    'accepted-for-test',
    'lab-certification',
    'data-package-review',
    'integration-test',
    'operational-test',
  ],
  'not-approved': ['suspended', 'removed', 'refused', 'expired', 'failed'],
} as const satisfies Record<string, readonly LifeState[]>;
export const STATE_GROUP_NAMES = ['approved', 'evaluated', 'not-approved'] as const;
export const WITHIN_DAYS = [30, 90, 180, 365] as const;
const SORTS = ['name', 'state', 'expiry', 'not-assessed', 'devices'] as const;
const STATES = [...STATE_GROUP_NAMES, ...lifeState.options] as const;

/** What of the register is shown, and in which order; kept in the address. */
export interface RegisterSearch {
  readonly state?: (typeof STATES)[number];
  readonly type?: (typeof equipmentType.options)[number];
  /** Runs out within so many days, or has run out. */
  readonly within?: (typeof WITHIN_DAYS)[number];
  readonly q?: string;
  readonly sort?: (typeof SORTS)[number];
}

/** What an address may say; anything else is left out. */
export function readRegisterSearch(search: Readonly<Record<string, unknown>>): RegisterSearch {
  const state = STATES.find((one) => one === search.state);
  const type = equipmentType.options.find((one) => one === search.type);
  const within = WITHIN_DAYS.find((one) => one === Number(search.within));
  const sort = SORTS.find((one) => one === search.sort);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 64) : '';
  return {
    ...(state && { state }),
    ...(type && { type }),
    ...(within && { within }),
    ...(q && { q }),
    ...(sort && { sort }),
  };
}
