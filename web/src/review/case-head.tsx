import type { InspectionDetail, PictureBody } from '@garita/api';
import { Button } from '@mantine/core';
import { IconPhoto, IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { Badge } from '../ui/badge.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './case-page.module.css';

/** What and where, the small picture that leads to the large one, and how the case stands. */
export function CaseHead(props: {
  readonly detail: InspectionDetail;
  readonly picture: PictureBody | undefined;
  readonly pictureError: Error | null;
}): ReactNode {
  const { detail, picture } = props;
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const kind = say(`kind.${detail.ooiKind}`);
  return (
    <header className={classes.head}>
      <Thumbnail scan={detail.scan} picture={picture} failed={props.pictureError !== null} />
      <div className={classes.headText}>
        <h1>
          {kind} {detail.ids.map(({ value }) => value).join(' · ')}
        </h1>
        <p className={classes.lead}>
          {places.site(detail.site)} · {places.lane(detail.lane)} ·{' '}
          {say('case.captured', { time: formats.moment(detail.capturedAt) })}
        </p>
        <CaseBadges detail={detail} />
        <CaseState detail={detail} />
        <div className={classes.actions}>
          <Button
            renderRoot={(root) => <Link to="/desk/$scan" params={{ scan: detail.scan }} {...root} />}
            leftSection={<IconPhoto size={18} aria-hidden />}
          >
            {say('case.openImage')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => globalThis.print()}
          >
            {say('case.print')}
          </Button>
        </div>
      </div>
    </header>
  );
}

function Thumbnail(props: {
  readonly scan: string;
  readonly picture: PictureBody | undefined;
  readonly failed: boolean;
}): ReactNode {
  const { scan, picture, failed } = props;
  const { say } = useWords();
  const making = picture ? picture.state === 'making' : !failed;
  if (!picture || making || picture.thumbnail === null) {
    return <div className={classes.noPicture}>{say(making ? 'case.making' : 'case.noThumbnail')}</div>;
  }
  return (
    <Link to="/desk/$scan" params={{ scan }} className={classes.picture ?? ''}>
      <img src={`/api/v1/scans/${scan}/thumbnail`} alt={say('case.thumbnail')} />
    </Link>
  );
}

function CaseBadges({ detail }: { readonly detail: InspectionDetail }): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const { decision, partnerDecision, findings, outcome } = detail;
  return (
    <p className={classes.badges}>
      {detail.origin === 'partner' && (
        <Badge tone="note">{say('case.fromPartner', { agency: nameOf(detail.agency) })}</Badge>
      )}
      <Badge tone={decision === null ? 'attention' : 'quiet'}>
        {decision === null ? say(`state.${detail.state}`) : say(`decided.${decision}`)}
      </Badge>
      {partnerDecision !== null && (
        <Badge tone={partnerDecision === decision ? 'quiet' : 'attention'}>
          {say('case.fromPartnerDecided', { verdict: say(`decided.${partnerDecision}`) })}
        </Badge>
      )}
      {detail.radiationAlarm === true && <Badge tone="bad">{say('case.radiationAlarm')}</Badge>}
      {detail.machineAlarm === true && <Badge tone="bad">{say('case.machineAlarm')}</Badge>}
      {findings > 0 && <Badge tone="attention">{say('case.findings', { count: formats.number(findings) })}</Badge>}
      {outcome !== null && <Badge tone="note">{say(`outcome.${outcome}`)}</Badge>}
      {detail.sample && <Badge tone="quiet">{say('case.sample')}</Badge>}
    </p>
  );
}

/** Who has it and how long there is, as long as it is not decided. */
function CaseState({ detail }: { readonly detail: InspectionDetail }): ReactNode {
  const { say, formats } = useWords();
  const now = useNow();
  const { claimedBy, claimedUntil, undoUntil, secondAfter, targetAt, state } = detail;
  const told = [
    undoUntil !== null && undoUntil > now && say('case.undo', { span: formats.span(undoUntil - now) }),
    secondAfter !== null && say('case.second', { person: secondAfter }),
    claimedBy !== null &&
      claimedUntil !== null &&
      claimedUntil > now &&
      say('case.inHand', { person: claimedBy, time: formats.clock(claimedUntil) }),
    state !== 'decided' &&
      (targetAt < now
        ? say('case.late', { span: formats.span(now - targetAt) })
        : say('case.dueIn', { span: formats.span(targetAt - now) })),
  ].filter((part) => part !== false);
  return told.length === 0 ? null : <p className={classes.quiet}>{told.join(' · ')}</p>;
}
