import type { InstalledBase } from '@garita/api';
import { daysUntil } from '../parts/days.ts';

export type InstalledRow = InstalledBase['rows'][number];
export const DEVICE_STATES = ['planned', 'active', 'suspended', 'removed', 'retired'] as const;
export const REPLACE = ['over', '365', '1095'] as const;

/** Which devices are shown, and in which order; kept in the address. */
export interface InstalledSearch {
  readonly operator?: string;
  readonly site?: string;
  readonly state?: (typeof DEVICE_STATES)[number];
  readonly gate?: 'in' | 'out';
  readonly replace?: (typeof REPLACE)[number];
  readonly by?: 'date';
}

/** What an address may say; anything else is left out. */
export function readInstalledSearch(search: Readonly<Record<string, unknown>>): InstalledSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 64) : undefined);
  const operator = text(search.operator);
  const site = text(search.site);
  const state = DEVICE_STATES.find((one) => one === search.state);
  const gate = (['in', 'out'] as const).find((one) => one === search.gate);
  const replace = REPLACE.find((one) => one === String(search.replace));
  return {
    ...(operator && { operator }),
    ...(site && { site }),
    ...(state && { state }),
    ...(gate && { gate }),
    ...(replace && { replace }),
    ...(search.by === 'date' && { by: 'date' as const }),
  };
}

/** Whether the gate lets its scans in. */
export const isBelieved = ({ standing, deviceState }: InstalledRow): boolean =>
  deviceState === 'active' && (standing === 'approved' || standing === 'conditional');

export function isOverdue(row: InstalledRow, now: number): boolean {
  return row.replaceBy !== null && row.deviceState !== 'retired' && daysUntil(row.replaceBy, now) < 0;
}

export function isDueWithin(row: InstalledRow, days: number, now: number): boolean {
  return row.replaceBy !== null && row.deviceState !== 'retired' && daysUntil(row.replaceBy, now) < days;
}

/** The devices that are asked for, by operator and site, or by when they must be replaced. */
export function installedRows(
  rows: readonly InstalledRow[],
  search: InstalledSearch,
  now: number,
  language: 'es' | 'en',
): readonly InstalledRow[] {
  const { operator, site, state, gate, replace, by } = search;
  const shown = rows.filter(
    (row) =>
      (operator === undefined || row.operator === operator) &&
      (site === undefined || row.site === site) &&
      (state === undefined || row.deviceState === state) &&
      (gate === undefined || isBelieved(row) === (gate === 'in')) &&
      (replace === undefined || (replace === 'over' ? isOverdue(row, now) : isDueWithin(row, Number(replace), now))),
  );
  const byPlace = (a: InstalledRow, b: InstalledRow) =>
    a.operatorName[language].localeCompare(b.operatorName[language], language) ||
    a.siteName[language].localeCompare(b.siteName[language], language) ||
    a.lane.localeCompare(b.lane) ||
    a.device.localeCompare(b.device);
  const due = (row: InstalledRow) => row.replaceBy ?? Number.MAX_SAFE_INTEGER;
  return shown.toSorted((a, b) => (by === 'date' ? due(a) - due(b) : 0) || byPlace(a, b));
}
