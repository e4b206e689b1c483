import type { RadiationBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './image-area.module.css';
import { linePath, ticksTo } from './line-path.ts';

type Series = RadiationBody['series'][number];
const WIDTH = 720;
const HEIGHT = 150;
const LEFT = 56;
const BOTTOM = 22;

/** Counts of the detectors over the passage: a scan of radiation alone is looked at here. */
export function RadiationPlot({ readings }: { readonly readings: readonly RadiationBody[] }): ReactNode {
  const { say } = useWords();
  const series = readings.flatMap((reading) => reading.series);
  if (series.length === 0) return <p className={classes.nothing}>{say('desk.radiation.noSeries')}</p>;
  return (
    <div className={classes.plots}>
      {series.map((one) => (
        <SeriesPlot key={`${one.detector} ${one.kind}`} series={one} />
      ))}
    </div>
  );
}

function SeriesPlot({ series }: { readonly series: Series }): ReactNode {
  const { say, formats } = useWords();
  const { seconds, counts } = series;
  const most = counts.reduce((highest, value) => Math.max(highest, value), 0);
  const ticks = ticksTo(most);
  const top = Math.max(ticks.at(-1) ?? 1, 1e-9);
  const [first, last] = [seconds[0] ?? 0, Math.max(seconds.at(-1) ?? 1, (seconds[0] ?? 0) + 1e-9)];
  const x = (second: number) => LEFT + ((second - first) / (last - first)) * (WIDTH - LEFT - 8);
  const y = (value: number) => 8 + (1 - value / top) * (HEIGHT - 8 - BOTTOM);
  const name = `${series.detector} · ${say(`desk.radiation.${series.kind}`)}`;
  const label = say('desk.radiation.plot', {
    name,
    most: formats.number(most, 1),
    seconds: formats.number(last - first, 1),
  });
  return (
    <figure className={classes.plot}>
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} data-kind={series.kind}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={classes.plotGrid} x1={LEFT} x2={WIDTH - 8} y1={y(tick)} y2={y(tick)} />
            <text className={classes.plotText} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {formats.number(tick)}
            </text>
          </g>
        ))}
        <text className={classes.plotText} x={LEFT} y={HEIGHT - 6}>
          {formats.number(first, 1)} s
        </text>
        <text className={classes.plotText} x={WIDTH - 8} y={HEIGHT - 6} textAnchor="end">
          {formats.number(last, 1)} s
        </text>
        <path className={classes.plotLine} d={linePath(seconds.map(x), counts.map(y))} />
      </svg>
    </figure>
  );
}
