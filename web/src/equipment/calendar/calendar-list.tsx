import type { CalendarEntry, EquipmentCalendar } from '@garita/api';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { daysUntil } from '../parts/days.ts';
import { usePointed } from '../parts/use-pointed.ts';
import classes from './calendar.module.css';
import { monthOf, startOf, stopsLanes } from './calendar-months.ts';
import { groupEvidence } from './group-evidence.ts';

/** More configurations than these are a number. */
const NAMED = 3;

/** The entries by month, the soonest first. */
export function CalendarList({ calendar }: { readonly calendar: EquipmentCalendar }): ReactNode {
  const { say, language } = useWords();
  const hash = usePointed();
  const { at } = calendar;
  const entries = calendar.entries.toSorted((a, b) => a.at - b.at);
  const groupOf = (entry: CalendarEntry) => (entry.at < at ? 'past' : `month-${monthOf(entry.at)}`);
  const lines = groupEvidence(entries, groupOf);
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
        {lines.map((line, index) => {
          const [entry] = line;
          const group = groupOf(entry);
          const before = lines[index - 1];
          const opens = !before || groupOf(before[0]) !== group;
          return (
            <Fragment key={`${entry.kind} ${entry.subject} ${entry.at}`}>
              {opens && (
                <tr id={group} className={classes.month} data-pointed={hash === group || undefined}>
                  <th colSpan={4} scope="rowgroup">
                    {title(group)}
                  </th>
                </tr>
              )}
              <Entry line={line} now={at} />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Entry(props: {
  readonly line: readonly [CalendarEntry, ...CalendarEntry[]];
  readonly now: number;
}): ReactNode {
  const { say, formats } = useWords();
  const { line, now } = props;
  const [entry] = line;
  const { kind, configurations } = entry;
  const days = daysUntil(entry.at, now);
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
        {line.length === 1 ? (
          <EntryName entry={entry} />
        ) : (
          <details>
            <summary>{say('calendar.pieces', { count: formats.number(line.length) })}</summary>
            {line.map((one) => (
              <EntryName key={one.subject} entry={one} />
            ))}
          </details>
        )}
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

/** What runs out, and the way to it where it has a place. */
function EntryName({ entry }: { readonly entry: CalendarEntry }): ReactNode {
  const { language } = useWords();
  const { kind, subject } = entry;
  const name = entry.name[language];
  const [only] = entry.configurations;
  const page = { to: '/equipment/configurations/$id' } as const;
  if (kind === 'approval') {
    return (
      <Link {...page} params={{ id: subject }}>
        {name}
      </Link>
    );
  }
  if (kind === 'device-replacement') {
    return (
      <Link to="/equipment/devices/$id" params={{ id: subject }}>
        {name}
      </Link>
    );
  }
  const place = { evidence: `evidence-${subject}`, standard: 'approved', 'supplier-support': 'supplier' };
  if (only === undefined || !(kind in place)) return name;
  return (
    <Link {...page} params={{ id: only }} hash={place[kind as keyof typeof place]}>
      {name}
    </Link>
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
