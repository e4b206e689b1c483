import type { CalendarEntry, EquipmentCalendar } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import classes from './calendar.module.css';
import { groupMonths, monthOf, monthsAhead, startOf, stopsLanes } from './calendar-months.ts';

const KINDS = [
  'approval',
  'standard',
  'evidence',
  'trust-list',
  'status-list',
  'device-replacement',
  'supplier-support',
] as const satisfies readonly CalendarEntry['kind'][];

/** One row for each kind of date, one column for each month; a mark leads to its entries in the list. */
export function CalendarPlot(props: { readonly calendar: EquipmentCalendar; readonly days: number }): ReactNode {
  const { say, language } = useWords();
  const { entries, at } = props.calendar;
  const columns = groupMonths(monthsAhead(at, props.days));
  const past = entries.filter((entry) => entry.at < at);
  const kinds = KINDS.filter((kind) => entries.some((entry) => entry.kind === kind));
  const locale = language === 'es' ? 'es-MX' : 'en-US';
  const name = (month: string, style: 'short' | 'long') =>
    new Date(startOf(month)).toLocaleDateString(locale, { month: style, ...(style === 'long' && { year: 'numeric' }) });
  const nameOf = (months: readonly string[]) =>
    months.length === 1
      ? name(months[0] ?? '', 'long')
      : `${name(months[0] ?? '', 'long')} – ${name(months.at(-1) ?? '', 'long')}`;
  const years = columns.map(([first = '']) => first.slice(0, 4));
  return (
    <div className={classes.scroller}>
      <table className={classes.plot} aria-label={say('calendar.plot')}>
        <thead>
          <tr>
            <th scope="col">{say('calendar.kind')}</th>
            {past.length > 0 && (
              <th scope="col" className={classes.past}>
                {say('calendar.past')}
              </th>
            )}
            {columns.map((months, index) => (
              <th key={months[0]} scope="col" data-year={years[index] !== years[index - 1] || undefined}>
                <span className={classes.year} aria-hidden>
                  {years[index] !== years[index - 1] && years[index]}
                </span>
                <span aria-hidden>{name(months[0] ?? '', 'short').replace('.', '')}</span>
                <span className={classes.spoken}>{nameOf(months)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const mine = entries.filter((entry) => entry.kind === kind);
            return (
              <tr key={kind}>
                <th scope="row">{say(`calendar.kind.${kind}`)}</th>
                {past.length > 0 && (
                  <td className={classes.past}>
                    <Mark
                      entries={mine.filter((entry) => entry.at < at)}
                      kind={kind}
                      when={say('calendar.past')}
                      anchor="past"
                    />
                  </td>
                )}
                {columns.map((months, index) => (
                  <td key={months[0]} data-year={years[index] !== years[index - 1] || undefined}>
                    <Mark
                      entries={mine.filter((entry) => entry.at >= at && months.includes(monthOf(entry.at)))}
                      kind={kind}
                      when={nameOf(months)}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Mark(props: {
  readonly entries: readonly CalendarEntry[];
  readonly kind: CalendarEntry['kind'];
  readonly when: string;
  readonly anchor?: string;
}): ReactNode {
  const { say, formats } = useWords();
  const { entries, kind, when } = props;
  const [first] = entries;
  if (!first) return null;
  const stops = entries.some(stopsLanes);
  const label = say(stops ? 'calendar.cellStops' : 'calendar.cell', {
    kind: say(`calendar.kind.${kind}`),
    month: when,
    count: formats.number(entries.length),
  });
  return (
    <Link
      to="/equipment/calendar"
      search
      hash={props.anchor ?? `month-${monthOf(first.at)}`}
      className={classes.mark ?? ''}
      data-stops={stops || undefined}
      aria-label={label}
      title={label}
    >
      {formats.number(entries.length)}
    </Link>
  );
}
