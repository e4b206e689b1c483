import type { CalendarEntry } from '@garita/api';

/**
 * Evidence of one configuration that runs out in the same month and stops nothing is one line with all of it, at the time
 * of the first; everything else is a line of its own.
 *
 * @param entries the soonest first
 * @param groupOf the month of an entry, as the list is divided
 */
export function groupEvidence(
  entries: readonly CalendarEntry[],
  groupOf: (entry: CalendarEntry) => string,
): readonly (readonly [CalendarEntry, ...CalendarEntry[]])[] {
  const lines = new Map<string, [CalendarEntry, ...CalendarEntry[]]>();
  for (const [index, entry] of entries.entries()) {
    const isPlain = entry.kind === 'evidence' && entry.stops.lanes === 0;
    const key = isPlain ? `${groupOf(entry)} ${entry.configurations.join(' ')}` : `alone ${index}`;
    const line = lines.get(key);
    if (line) line.push(entry);
    else lines.set(key, [entry]);
  }
  return [...lines.values()];
}
