import type { AssessedRequirement } from '@garita/api';
import type { ReactNode } from 'react';
import { placeOn, type Scale } from './interval-scale.ts';
import classes from './parts.module.css';

// In em, so that the drawing grows with the text on a large screen.
const LINE = '2.1em';
const END = ['1.5em', '2.7em'] as const;
const WANTED = ['1.25em', '2.95em'] as const;

/**
 * What was seen, the exact bound that follows from it, and the line that it has to pass. The bound is one-sided: the
 * truth lies between it and the end of the scale, so the interval thins out to that end.
 */
export function IntervalDrawing(props: {
  readonly row: Pick<AssessedRequirement, 'value' | 'bound' | 'boundSide' | 'atLeast' | 'atMost' | 'outcome'>;
  readonly scale: Scale;
  /** All that the drawing shows, in words and numbers. */
  readonly label: string;
  /** What is asked, as it stands at its line. */
  readonly asked: string;
}): ReactNode {
  const { row, scale, label, asked } = props;
  const { value, bound, boundSide, atLeast, atMost, outcome } = row;
  const at = (one: number) => `${placeOn(scale, one).toFixed(3)}%`;
  const required = atLeast ?? atMost;
  const end = boundSide === 'upper' ? scale.low : scale.high;
  return (
    <svg className={classes.drawing} role="img" aria-label={label}>
      {required !== null && (
        <Wanted from={atLeast ?? scale.low} to={atMost ?? scale.high} at={placeOn.bind(null, scale)} />
      )}
      <line className={classes.base} x1="0" x2="100%" y1={LINE} y2={LINE} />
      {value !== null && bound !== null && (
        <>
          <line className={classes.open} data-outcome={outcome} x1={at(value)} x2={at(end)} y1={LINE} y2={LINE} />
          <line className={classes.interval} data-outcome={outcome} x1={at(bound)} x2={at(value)} y1={LINE} y2={LINE} />
          <line className={classes.end} data-outcome={outcome} x1={at(bound)} x2={at(bound)} y1={END[0]} y2={END[1]} />
        </>
      )}
      {[atLeast, atMost].map(
        (line, side) =>
          line !== null && (
            <line
              key={side === 0 ? 'least' : 'most'}
              className={classes.required}
              x1={at(line)}
              x2={at(line)}
              y1={WANTED[0]}
              y2={WANTED[1]}
            />
          ),
      )}
      {required !== null && (
        <text x={at(required)} y="0.9em" textAnchor={placeOn(scale, required) > 60 ? 'end' : 'start'}>
          {asked}
        </text>
      )}
      {value !== null && <circle className={classes.dot} data-outcome={outcome} cx={at(value)} cy={LINE} r="0.4em" />}
    </svg>
  );
}

/** The part of the scale on which the bound has to lie. */
function Wanted(props: {
  readonly from: number;
  readonly to: number;
  readonly at: (value: number) => number;
}): ReactNode {
  const from = props.at(props.from);
  const width = props.at(props.to) - from;
  return (
    <rect className={classes.wanted} x={`${from}%`} width={`${Math.max(0, width)}%`} y={WANTED[0]} height="1.7em" />
  );
}
