import type { InspectionBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './age-bar.module.css';
import { ageOf } from './age-of.ts';

/** How long a case has waited against its target: a bar, a number, and a word when it is late. */
export function AgeBar(props: {
  readonly inspection: Pick<InspectionBody, 'openedAt' | 'targetAt' | 'decidedAt'>;
  readonly now: number;
}): ReactNode {
  const { say, formats } = useWords();
  const { share, leftMs, tookMs } = ageOf(props.inspection, props.now);
  const span = formats.span(Math.abs(leftMs));
  const state = leftMs < 0 ? 'late' : share > 0.75 ? 'soon' : 'good';
  return (
    <span className={classes.age} data-state={tookMs === undefined ? state : 'done'}>
      <span className={classes.bar} aria-hidden>
        <span style={{ inlineSize: `${Math.min(1, share) * 100}%` }} />
      </span>
      {tookMs !== undefined
        ? say('review.tookOf', { span: formats.span(tookMs) })
        : say(leftMs < 0 ? 'review.late' : 'review.left', { span })}
    </span>
  );
}
