import type { CalendarEntry, EquipmentCalendar } from '@garita/api';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { daysUntil } from '../parts/days.ts';
import { usePointed } from '../parts/use-pointed.ts';
import classes from './calendar.module.css';
import { monthOf, startOf, stopsLanes } from './calendar-months.ts';

/** More configurations than these are a number. */
const NAMED = 3;

/** The entries by month, the soonest first. */
export function CalendarList({ calendar }: { readonly calendar: EquipmentCalendar }): ReactNode {
  const { say, language } = useWords();
  const hash = usePointed();
  const { at } = calendar;
  const entries = calendar.entries.toSorted((a, b) => a.at - b.at);
  const groupOf = (entry: CalendarEntry) => (entry.at < at ? 'past' : `month-${monthOf(entry.at)}`);
  const title = (group: string) =>
    group === 'past'
      ? say('calendar.past')
      : new Date(startOf(group.slice(6))).toLocaleDateString(language === 'es' ? 'es-MX' : 'en-US', {
          month: 'long',
          year: 'numeric',
        });
  return (
    <table className={classes.list} aria-label={say('calendar.title')}>
      <thead>
        <tr>
          {(['when', 'what', 'about', 'stops'] as const).map((column) => (
            <th key={column} scope="col">
              {say(`calendar.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => {
          const group = groupOf(entry);
          const before = entries[index - 1];
          const opens = !before || groupOf(before) !== group;
          return (
            <Fragment key={`${entry.kind} ${entry.subject} ${entry.at}`}>
              {opens && (
                <tr id={group} className={classes.month} data-pointed={hash === group || undefined}>
                  <th colSpan={4} scope="rowgroup">
                    {title(group)}
                  </th>
                </tr>
              )}
              <Entry entry={entry} now={at} />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Entry({ entry, now }: { readonly entry: CalendarEntry; readonly now: number }): ReactNode {
  const { say, language, formats } = useWords();
  const { kind, configurations, subject } = entry;
  const days = daysUntil(entry.at, now);
  const name = entry.name[language];
  const [only] = configurations;
  const about =
    kind === 'approval'
      ? ({ to: '/equipment/configurations/$id', params: { id: subject } } as const)
      : kind === 'device-replacement'
        ? ({ to: '/equipment/devices/$id', params: { id: subject } } as const)
        : kind === 'evidence' && only !== undefined
          ? ({ to: '/equipment/configurations/$id', params: { id: only }, hash: `evidence-${subject}` } as const)
          : kind === 'standard' && only !== undefined
            ? ({ to: '/equipment/configurations/$id', params: { id: only }, hash: 'approved' } as const)
            : kind === 'supplier-support' && only !== undefined
              ? ({ to: '/equipment/configurations/$id', params: { id: only }, hash: 'supplier' } as const)
              : undefined;
  return (
    <tr>
      <td>
        <time dateTime={new Date(entry.at).toISOString()} title={formats.moment(entry.at)}>
          {formats.day(entry.at)}
        </time>
        <small>
          {days < 0
            ? say('calendar.over', { days: formats.number(-days) })
            : days === 0
              ? say('calendar.today')
              : say('calendar.in', { days: formats.number(days) })}
        </small>
      </td>
      <td>
        {about ? <Link {...about}>{name}</Link> : name}
        <small>{say(`calendar.one.${kind}`)}</small>
      </td>
      <td>
        {configurations.length > NAMED
          ? say('calendar.more', { count: formats.number(configurations.length) })
          : configurations.map((id) => (
              <Link key={id} to="/equipment/configurations/$id" params={{ id }} className={classes.id ?? ''}>
                <code>{id}</code>
              </Link>
            ))}
      </td>
      <td>
        <Stops entry={entry} />
      </td>
    </tr>
  );
}

function Stops({ entry }: { readonly entry: CalendarEntry }): ReactNode {
  const { say, formats } = useWords();
  const { lanes, sites, scansPerDay } = entry.stops;
  if (!stopsLanes(entry)) return <span className={classes.quiet}>{say('calendar.stopsNothing')}</span>;
  return (
    <>
      <strong>
        {lanes === 1 ? say('calendar.stopsLane') : say('calendar.stopsLanes', { lanes: formats.number(lanes) })}
      </strong>{' '}
      {sites === 1 ? say('calendar.stopsSite') : say('calendar.stopsSites', { sites: formats.number(sites) })}
      <small>
        {scansPerDay === null
          ? say('calendar.stopsUnknown')
          : say('calendar.stopsScans', { scans: formats.number(scansPerDay) })}
      </small>
    </>
  );
}
