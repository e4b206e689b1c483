import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import { zoneName, zonesOfCase } from './time-zones.ts';
import { type CaseEvent, type CaseRecords, timelineOf } from './timeline.ts';

/** What happened, by the clocks of both agencies and by UTC. */
export function CaseTimeline({ records }: { readonly records: CaseRecords }): ReactNode {
  const { say } = useWords();
  const nameOf = useAgencyName();
  const { register } = usePlaceNames();
  const { detail } = records;
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = zonesOfCase(register, detail, browserZone);
  const events = timelineOf(records);
  return (
    <CaseSection title={say('case.timeline')}>
      <table className={classes.table} aria-label={say('case.timeline')}>
        <thead>
          <tr>
            {zones.map(({ timeZone, agency }) => (
              <th key={timeZone} scope="col" className={classes.clockHead}>
                {agency !== null && (
                  <>
                    {nameOf(agency)}
                    <br />
                  </>
                )}
                {zoneName(timeZone, detail.capturedAt)}
              </th>
            ))}
            <th scope="col">{say('case.timeline.what')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              {zones.map(({ timeZone }) => (
                <td key={timeZone} className={classes.clock}>
                  <Clock at={event.at} timeZone={timeZone} base={detail.capturedAt} />
                </td>
              ))}
              <td>
                <EventWords event={event} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{say('case.timeline.note')}</p>
    </CaseSection>
  );
}

/** The time of day; with the day where it is not the day of the capture there. */
function Clock(props: { readonly at: number; readonly timeZone: string; readonly base: number }): ReactNode {
  const { formats } = useWords();
  const { at, timeZone, base } = props;
  const dayOf = (ms: number) => new Date(ms).toLocaleDateString('sv', { timeZone });
  const moment = formats.moment(at, timeZone);
  return (
    <time dateTime={new Date(at).toISOString()} title={moment}>
      {(at === base || dayOf(at) !== dayOf(base)) && <span className={classes.day}>{formats.day(at, timeZone)}</span>}
      {formats.clock(at, timeZone)}
    </time>
  );
}

function EventWords({ event }: { readonly event: CaseEvent }): ReactNode {
  const { say, formats, language } = useWords();
  const nameOf = useAgencyName();
  switch (event.kind) {
    case 'captured':
      return say('case.timeline.captured', { device: event.device });
    case 'admitted':
    case 'quarantined':
      return say(`case.timeline.${event.kind}`, {
        index: event.logIndex === null ? '…' : formats.number(event.logIndex),
      });
    case 'arrived':
    case 'verified-here':
    case 'refused-here':
      return say(`case.timeline.${event.kind}`, { agency: nameOf(event.agency) });
    case 'opened':
      return say('case.timeline.opened');
    case 'decided':
      return say('case.timeline.decided', {
        ...{ person: event.by, agency: nameOf(event.agency), index: formats.number(event.logIndex) },
        verdict: say(`decision.${event.verdict}`).toLocaleLowerCase(language),
      });
    case 'shared':
    case 'delivered':
    case 'receipted':
      return say(`case.timeline.${event.kind}`, {
        agency: nameOf(event.agency),
        item: say(`exchange.item.${event.item}`).toLocaleLowerCase(language),
      });
    case 'asked':
    case 'answered':
      return say(`case.timeline.${event.kind}`, { person: event.by, agency: nameOf(event.agency) });
    case 'outcome':
      return say('case.timeline.outcome', {
        person: event.by,
        result: say(`outcome.${event.result}`).toLocaleLowerCase(language),
      });
  }
}
