import type { RadiationBody } from '@garita/api';
import { type ReactNode, useMemo } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Plot, type PlotLine } from '../ui/plot.tsx';
import { alignSeries } from './series-of.ts';

const COLOURS = ['accent', 'note', 'attention', 'good', 'quiet'] as const;

/** Counts over time, a line for each detector; neutrons dashed. */
export function RadiationPlot({ series }: { readonly series: RadiationBody['series'] }): ReactNode {
  const { say, formats } = useWords();
  const { seconds, lines } = useMemo(() => alignSeries(series), [series]);
  const drawn = useMemo(
    () =>
      lines.map(
        ({ detector, kind, values }, at): PlotLine => ({
          label: `${detector} (${say(`case.radiation.${kind}`)})`,
          values,
          spanGaps: true,
          colour: kind === 'neutron' ? 'bad' : (COLOURS[at % COLOURS.length] ?? 'accent'),
          ...(kind === 'neutron' && { dash: [6, 4] }),
        }),
      ),
    [lines, say],
  );
  return (
    <Plot
      label={say('case.radiation.axis')}
      x={seconds}
      axis="number"
      lines={drawn}
      format={(value) => formats.number(value)}
      height={180}
    />
  );
}
