import type { InspectionBody, PictureBody, ScanBody } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './desk.module.css';

/** Which object this is, where it stands, how long it has waited, and what detectors and the partner say. */
export function TopStrip(props: {
  readonly inspection: InspectionBody | undefined;
  /** Of a scan without a case: one in quarantine. */
  readonly scan: ScanBody | undefined;
  readonly picture: PictureBody | undefined;
  /** Whether this person holds the case: leaving gives it back. */
  readonly held: boolean;
  readonly onLeave: () => void;
}): ReactNode {
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const { inspection, picture, scan } = props;
  return (
    <section className={classes.top} aria-label={say('desk.case')}>
      {!inspection && scan && (
        <h1 className={classes.object}>
          {scan.ooiKind && <span>{say(`kind.${scan.ooiKind}`)}</span>}
          <b title={scan.scan}>{scan.scanId ?? scan.scan.slice(0, 12)}</b>
        </h1>
      )}
      {inspection && (
        <>
          <h1 className={classes.object}>
            <span>{say(`kind.${inspection.ooiKind}`)}</span>
            {inspection.ids.length === 0 && <b title={inspection.scanId}>{inspection.scanId}</b>}
            {inspection.ids.map(({ type, value }) => (
              <b key={`${type} ${value}`} title={`${say(`id.${type}`)} ${value}`}>
                {value}
              </b>
            ))}
          </h1>
          <span className={classes.badges}>
            {inspection.radiationAlarm && <Badge tone="bad">{say('desk.radiation.alarm')}</Badge>}
            {inspection.decision && <Badge tone="note">{say(`decided.${inspection.decision}`)}</Badge>}
            {inspection.partnerDecision && (
              <Badge tone="note">
                {say('desk.partner')}: {say(`decided.${inspection.partnerDecision}`)}
              </Badge>
            )}
            {(inspection.machineAlarm ?? picture?.machineAlarm) && (
              <Badge tone="attention">{say('desk.machine.alarm')}</Badge>
            )}
            {inspection.secondAfter && (
              <Badge tone="attention">{say('desk.second', { by: inspection.secondAfter })}</Badge>
            )}
            {inspection.origin === 'partner' && <Badge tone="note">{say('desk.ofPartner')}</Badge>}
          </span>
          <span className={classes.where} title={`${inspection.site} · ${inspection.lane} · ${inspection.device}`}>
            {places.site(inspection.site)} · {places.lane(inspection.lane)}
          </span>
          <time
            className={classes.when}
            dateTime={new Date(inspection.capturedAt).toISOString()}
            title={formats.moment(inspection.capturedAt)}
          >
            {formats.clock(inspection.capturedAt)}
          </time>
          {inspection.state !== 'decided' && <Age inspection={inspection} />}
        </>
      )}
      <span className={classes.topLinks}>
        {inspection && (
          <Link to="/cases/$scan" params={{ scan: inspection.scan }} className={classes.topLink ?? ''}>
            {say('desk.wholeCase')} <KeyHint of="case" />
          </Link>
        )}
        <UnstyledButton className={classes.topLink} onClick={props.onLeave}>
          {say(props.held ? 'desk.leave' : 'desk.back')} <KeyHint of="give-back" />
        </UnstyledButton>
      </span>
    </section>
  );
}

/** How long the case has waited, against when it should be decided. */
function Age({ inspection }: { readonly inspection: InspectionBody }): ReactNode {
  const { say, formats } = useWords();
  const now = useNow();
  const { openedAt, targetAt } = inspection;
  const left = targetAt - now;
  const late = left < 0;
  return (
    <span
      className={classes.age}
      data-late={late || undefined}
      title={say('desk.age', { age: formats.span(now - openedAt) })}
    >
      {late ? say('desk.late', { time: formats.span(-left) }) : say('desk.left', { time: formats.span(left) })}
    </span>
  );
}
