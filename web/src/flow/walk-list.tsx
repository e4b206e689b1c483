import type { WalkStep } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './walk-list.module.css';
import { arrivedAt, type Walk } from './walks.ts';

const OWN: readonly WalkStep[] = ['captured', 'admitted', 'shared', 'receipted', 'decided'];
const PARTNER: readonly WalkStep[] = ['captured', 'partner-received', 'decided'];

/** Scans on their way, a line each: what has been done with it, and how long after its capture. */
export function WalkList(props: {
  readonly walks: readonly Walk[];
  readonly label: string;
  readonly canOpen: boolean;
}): ReactNode {
  return (
    <ol className={classes.list} aria-label={props.label}>
      {props.walks.map((walk) => (
        <WalkRow key={walk.scan} walk={walk} canOpen={props.canOpen} />
      ))}
    </ol>
  );
}

function WalkRow({ walk, canOpen }: { readonly walk: Walk; readonly canOpen: boolean }): ReactNode {
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const now = useNow();
  const isQuarantined = walk.steps.quarantined !== undefined;
  const steps = walk.side === 'partner' ? PARTNER : isQuarantined ? (['captured', 'quarantined'] as const) : OWN;
  const place =
    walk.lane === ''
      ? say('flow.fromPartner', { agency: walk.site.toUpperCase() })
      : `${places.site(walk.site)} · ${say(`kind.${walk.ooiKind}`)}`;
  const head = (
    <>
      {/* Asked for again once its picture is made. */}
      <img
        key={walk.steps.pictured}
        className={classes.thumb}
        src={`/api/v1/scans/${walk.scan}/thumbnail`}
        alt=""
        loading="lazy"
        onError={hide}
      />
      <span className={classes.place}>
        <span className={classes.title}>{place}</span>
        <span className={classes.age}>{say('flow.ago', { span: formats.span(now - arrivedAt(walk)) })}</span>
      </span>
    </>
  );
  return (
    <li className={classes.row} data-quarantined={isQuarantined || undefined}>
      {isQuarantined ? (
        <Link to="/quarantine" search={{ scan: walk.scan }} className={classes.head ?? ''}>
          {head}
        </Link>
      ) : canOpen ? (
        <Link to="/cases/$scan" params={{ scan: walk.scan }} className={classes.head ?? ''}>
          {head}
        </Link>
      ) : (
        <span className={classes.head}>{head}</span>
      )}
      <ol className={classes.steps}>
        {steps.map((step) => (
          <Step key={step} step={step} walk={walk} />
        ))}
      </ol>
      {isQuarantined && <span className={classes.why}>{walk.reasons[0]?.code ?? ''}</span>}
    </li>
  );
}

function Step({ step, walk }: { readonly step: WalkStep; readonly walk: Walk }): ReactNode {
  const { say, formats } = useWords();
  const at = step === 'shared' ? (walk.steps.delivered ?? walk.steps.shared) : walk.steps[step];
  const { captured } = walk.steps;
  const after =
    at === undefined || captured === undefined || step === 'captured' ? '' : took(at - captured, formats.number);
  const word =
    step === 'decided' && walk.decision !== undefined
      ? say(`decided.${walk.decision}`)
      : say(`flow.step.${shownStep(step)}`);
  return (
    <li data-done={at !== undefined} data-bad={step === 'quarantined' || undefined}>
      <span className={classes.dot} aria-hidden />
      <span>{word}</span>
      <span className={classes.ms}>{at === undefined ? say('flow.step.notYet') : after}</span>
    </li>
  );
}

type ShownStep = 'captured' | 'admitted' | 'quarantined' | 'shared' | 'receipted' | 'decided' | 'partner-received';

function shownStep(step: WalkStep): ShownStep {
  return step as ShownStep;
}

function took(ms: number, number: (value: number, digits?: number) => string): string {
  if (ms < 1000) return `${number(Math.max(0, Math.round(ms)))} ms`;
  return ms < 100_000 ? `${number(ms / 1000, 1)} s` : `${number(ms / 60_000, 1)} min`;
}

function hide({ currentTarget }: { readonly currentTarget: HTMLImageElement }): void {
  currentTarget.style.visibility = 'hidden';
}
