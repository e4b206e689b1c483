import type { InspectionBody } from '@garita/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { usePlaceNames } from '../ui/use-register.ts';
import { AgeBar } from './age-bar.tsx';
import { rowAt } from './patch-row.ts';
import { Thumbnail } from './thumbnail.tsx';
import { titleOf } from './title-of.ts';
import classes from './worklist.module.css';

interface Place {
  readonly index: number;
  /** From the top of the list, px. */
  readonly top: number;
  readonly selected: boolean;
}

const TONE = { release: 'good', refer: 'attention', hold: 'bad', rescan: 'note' } as const satisfies Record<
  string,
  Tone
>;

export function WorklistRow(
  props: Place & {
    readonly row: InspectionBody;
    readonly now: number;
    readonly onSelect: () => void;
    readonly onOpen: () => void;
    readonly onRecord: (() => void) | undefined;
  },
): ReactNode {
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const agencyName = useAgencyName();
  const { index, now, selected, top } = props;
  const row = rowAt(props.row, now);
  const { ids, findings, decision, partnerDecision, outcome } = row;
  const others = ids.slice(1).map(({ value }) => value);
  const found = findings === 1 ? say('review.finding') : say('review.findings', { count: findings });
  const examined = row.state === 'decided' && (decision === 'refer' || decision === 'hold');
  return (
    <tr
      id={`case-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      style={{ insetBlockStart: top }}
      onClick={props.onSelect}
      onDoubleClick={props.onOpen}
    >
      <td>
        <Thumbnail scan={row.scan} />
      </td>
      <td className={classes.priority} data-high={row.priority > 0 || undefined}>
        {row.priority > 0 ? row.priority : '–'}
      </td>
      <td>
        <Link
          to={row.state === 'decided' ? '/cases/$scan' : '/desk/$scan'}
          params={{ scan: row.scan }}
          className={classes.object ?? ''}
          title={[say(`kind.${row.ooiKind}`), ...ids.map(({ value }) => value), row.scanId].join(' · ')}
        >
          {titleOf(row)}
        </Link>
        <small>
          {say(`kind.${row.ooiKind}`)}
          {others.length > 0 && ` · ${others.join(' · ')}`}
        </small>
      </td>
      <td title={`${row.site} · ${row.lane} · ${row.device}`}>
        {places.site(row.site)}
        <small>
          {row.origin === 'partner' && <b className={classes.foreign}>{agencyName(row.agency)} </b>}
          {places.lane(row.lane)}
        </small>
      </td>
      <td>
        <AgeBar inspection={row} now={now} />
      </td>
      <td title={findings > 0 ? found : undefined}>
        <div className={classes.signs}>
          {row.flagged && <Badge tone="bad">{say('flag.row')}</Badge>}
          {row.radiationAlarm && <Badge tone="bad">{say('review.alarm.radiation')}</Badge>}
          {row.machineAlarm && <Badge tone="attention">{say('review.alarm.machine')}</Badge>}
          {findings > 0 && !(row.radiationAlarm && row.machineAlarm) && <small>{found}</small>}
        </div>
      </td>
      <td>
        <StateCell row={row} now={now} />
        {outcome && <small>{say(`outcome.${outcome}`)}</small>}
        {examined && outcome === null && props.onRecord && (
          <Button size="compact-xs" variant="subtle" onClick={props.onRecord}>
            {say('review.recordOutcome')}
          </Button>
        )}
      </td>
      <td>
        <div className={classes.signs}>
          {decision && row.state === 'decided' && <Badge tone={TONE[decision]}>{say(`decided.${decision}`)}</Badge>}
          {partnerDecision && (
            <small>{say('review.partnerSays', { decision: say(`decided.${partnerDecision}`) })}</small>
          )}
        </div>
      </td>
      <td>
        <time dateTime={new Date(row.capturedAt).toISOString()} title={formats.moment(row.capturedAt)}>
          {formats.clock(row.capturedAt)}
          <small>{formats.day(row.capturedAt)}</small>
        </time>
      </td>
    </tr>
  );
}

/** Who holds it and for how long, or what it waits for. */
function StateCell({ row, now }: { readonly row: InspectionBody; readonly now: number }): ReactNode {
  const { say, formats } = useWords();
  const { person } = useSession();
  const { state, claimedBy, claimedUntil, undoUntil, secondAfter } = row;
  const left = formats.span((claimedUntil ?? now) - now);
  return (
    <>
      {say(`state.${state}`)}
      {state === 'claimed' && claimedBy !== null && (
        <small title={claimedBy}>
          {undoUntil !== null && undoUntil > now
            ? say('review.undoing', { person: claimedBy })
            : claimedBy === person
              ? say('review.heldByMe', { span: left })
              : say('review.heldBy', { person: claimedBy, span: left })}
        </small>
      )}
      {state !== 'decided' && secondAfter !== null && (
        <small className={classes.second}>
          {secondAfter === person ? say('review.secondMine') : say('review.second', { person: secondAfter })}
        </small>
      )}
    </>
  );
}

/** The place of a row that is on its way. */
export function SkeletonRow({ index, top, selected }: Place): ReactNode {
  const { say } = useWords();
  return (
    <tr
      id={`case-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      style={{ insetBlockStart: top }}
    >
      <td className={classes.skeleton} aria-label={say('app.loading')} />
    </tr>
  );
}
