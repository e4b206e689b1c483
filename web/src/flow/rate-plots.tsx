import type { Rates } from '@garita/api';
import { lazy, type ReactNode, Suspense } from 'react';
import { useWords } from '../i18n/language.tsx';
import type { PlotLine } from '../ui/plot.tsx';
import classes from './supervisor-page.module.css';

const Plot = lazy(() => import('../ui/plot.tsx').then((module) => ({ default: module.Plot })));

const COUNTED = [
  ['admitted', 'accent', undefined],
  ['decided', 'attention', [6, 3]],
  ['shared', 'note', [2, 3]],
  ['received', 'good', [10, 3, 2, 3]],
  ['quarantined', 'bad', [1, 2]],
] as const;

/** Per minute: what came, was decided and handed over; and how long a decision took. */
export function RatePlots({ rates }: { readonly rates: Rates }): ReactNode {
  const { say, formats } = useWords();
  const x = rates.minutes.map(({ at }) => at / 1000);
  const counts: PlotLine[] = COUNTED.map(([name, colour, dash]) => ({
    label: say(`supervision.count.${name}`),
    colour,
    values: rates.minutes.map((minute) => minute[name]),
    ...(dash && { dash }),
  }));
  const times: PlotLine[] = [
    { label: 'p50', colour: 'accent', values: rates.minutes.map(({ decisionP50 }) => decisionP50) },
    { label: 'p95', colour: 'attention', dash: [6, 3], values: rates.minutes.map(({ decisionP95 }) => decisionP95) },
  ];
  const span = (ms: number | null) => (ms === null ? say('supervision.none') : formats.span(ms));
  const total = (name: (typeof COUNTED)[number][0]) =>
    formats.number(rates.minutes.reduce((sum, minute) => sum + minute[name], 0));
  const totals = COUNTED.map(([name]) => `${say(`supervision.count.${name}`)}: ${total(name)}`).join(', ');
  const decided = say('supervision.decision', { p50: span(rates.decisionP50), p95: span(rates.decisionP95) });
  return (
    <div className={classes.plots}>
      <section>
        <h2>{say('supervision.perMinute')}</h2>
        <p className={classes.quiet}>{totals}</p>
        <Suspense fallback={<div className={classes.plotSpace} />}>
          <Plot
            label={`${say('supervision.perMinute')}. ${totals}`}
            x={x}
            axis="time"
            lines={counts}
            format={(value) => formats.number(value)}
          />
        </Suspense>
      </section>
      <section>
        <h2>{say('supervision.timeToDecision')}</h2>
        <p className={classes.quiet}>
          {decided} ·{' '}
          {say('supervision.receipt', { p50: milliseconds(rates.receiptP50), p95: milliseconds(rates.receiptP95) })}
        </p>
        <Suspense fallback={<div className={classes.plotSpace} />}>
          <Plot label={decided} x={x} axis="time" lines={times} format={(value) => formats.span(value)} />
        </Suspense>
      </section>
    </div>
  );

  function milliseconds(ms: number | null): string {
    if (ms === null) return say('supervision.none');
    return ms < 1000 ? `${formats.number(Math.round(ms))} ms` : `${formats.number(ms / 1000, 1)} s`;
  }
}
