import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { daysUntil } from './days.ts';
import classes from './parts.module.css';

/** A bar is full when at least so many days are left. */
const FULL_DAYS = 730;

/** Days until an approval runs out or a device must go, as a number and a bar; a dash where there is no such day. */
export function Validity(props: {
  readonly until: number | null;
  readonly now: number;
  /** What is over is late, not run out. */
  readonly isDeadline?: boolean;
}): ReactNode {
  const { say, formats } = useWords();
  const { until, now } = props;
  if (until === null) return <span className={classes.quiet}>–</span>;
  const days = daysUntil(until, now);
  const urgency = days < 30 ? 'bad' : days < 90 ? 'attention' : 'good';
  const words =
    days < 0
      ? say(props.isDeadline ? 'installed.overdue' : 'register.ranOut', { days: formats.number(-days) })
      : days === 1
        ? say('register.dayLeft')
        : say('register.daysLeft', { days: formats.number(days) });
  return (
    <span className={classes.validity} title={formats.moment(until)}>
      <span>{words}</span>
      <span className={classes.bar} data-urgency={urgency} aria-hidden>
        <span style={{ inlineSize: `${Math.min(100, Math.max(2, (100 * days) / FULL_DAYS))}%` }} />
      </span>
      <span className={classes.quiet}>{formats.day(until)}</span>
    </span>
  );
}
