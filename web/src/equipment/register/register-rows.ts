import { type EquipmentLine, lifeState } from '@garita/api';
import type { Language } from '../../i18n/language.tsx';
import { daysUntil } from '../parts/days.ts';
import { type RegisterSearch, STATE_GROUPS } from './register-search.ts';

/** The lines that are asked for, in the order asked for; whatever is alike stands by name. */
export function registerRows(
  lines: readonly EquipmentLine[],
  search: RegisterSearch,
  now: number,
  language: Language,
): readonly EquipmentLine[] {
  const { state, type, within, q, sort = 'name' } = search;
  const states: readonly string[] =
    state === undefined ? [] : state in STATE_GROUPS ? STATE_GROUPS[state as keyof typeof STATE_GROUPS] : [state];
  const words = plain(q ?? '')
    .split(' ')
    .filter(Boolean);
  const shown = lines.filter((line) => {
    if (state !== undefined && !states.includes(line.state)) return false;
    if (type !== undefined && line.type !== type) return false;
    if (within !== undefined && (line.validUntil === null || daysUntil(line.validUntil, now) >= within)) return false;
    const text = plain(
      [line.name.es, line.name.en, line.maker, line.model, line.configuration, line.standardTitle[language]].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
  const byName = (a: EquipmentLine, b: EquipmentLine) => a.name[language].localeCompare(b.name[language], language);
  const rank: Readonly<Record<typeof sort, (line: EquipmentLine) => number>> = {
    name: () => 0,
    state: (line) => lifeState.options.indexOf(line.state),
    expiry: (line) => line.validUntil ?? Number.MAX_SAFE_INTEGER,
    'not-assessed': (line) => (line.outcome === null ? -1e6 : -line.notAssessed),
    devices: (line) => -line.devices,
  };
  return shown.toSorted((a, b) => rank[sort](a) - rank[sort](b) || byName(a, b));
}

/** As people type it: without accents and capitals. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
