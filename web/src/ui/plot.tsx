import 'uplot/dist/uPlot.min.css';
import { useMantineColorScheme } from '@mantine/core';
import { useResizeObserver } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import classes from './plot.module.css';

export interface PlotLine {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** A token of tokens.css: `accent`, `note`, `attention`, `bad`, `good`, `quiet`. */
  readonly colour: 'accent' | 'note' | 'attention' | 'bad' | 'good' | 'quiet';
  /** Told apart without colour, too. */
  readonly dash?: readonly number[];
  /** For lines whose values stand at different moments: drawn on across `null`. */
  readonly spanGaps?: boolean;
}

/** Lines over time, or over `x` as it is; what they show stands in the figures beside them, so the canvas is one image. */
export function Plot(props: {
  /** Says what the plot shows, with its newest or largest figures. */
  readonly label: string;
  readonly x: readonly number[];
  /** `time` when x is seconds since 1970. */
  readonly axis: 'time' | 'number';
  readonly lines: readonly PlotLine[];
  readonly format: (value: number) => string;
  readonly height?: number;
}): ReactNode {
  const { axis, format, height = 220, lines, x } = props;
  const { colorScheme } = useMantineColorScheme();
  const [box, { width }] = useResizeObserver<HTMLDivElement>();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const shape = JSON.stringify([
    axis,
    lines.map(({ label, colour, dash }) => [label, colour, dash]),
    height,
    colorScheme,
  ]);
  const wide = width > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew only when its shape changes; data come by setData.
  useEffect(() => {
    if (!place.current || !wide) return;
    const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--g-${name}`).trim();
    const line = { stroke: token('quiet'), grid: { stroke: token('line'), width: 1 }, ticks: { show: false } };
    const made = new uPlot(
      {
        width,
        height,
        scales: { x: { time: axis === 'time' } },
        axes: [
          {
            ...line,
            font: '12px Inter Variable, sans-serif',
            // Hours as both countries' border posts write them, whatever the language; the date is beside the plot.
            ...(axis === 'time' && { values: (_plot: uPlot, values: number[]) => values.map(hourOf) }),
          },
          { ...line, font: '12px Inter Variable, sans-serif', size: 64, values: (_plot, values) => values.map(format) },
        ],
        legend: { live: false },
        cursor: { y: false },
        series: [
          {},
          ...lines.map(({ label, colour, dash, spanGaps = false }) => ({
            label,
            stroke: token(colour),
            width: 2,
            points: { show: false },
            spanGaps,
            ...(dash && { dash: [...dash] }),
          })),
        ],
      },
      dataOf(x, lines),
      place.current,
    );
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [shape, wide]);
  useEffect(() => plot.current?.setData(dataOf(x, lines)), [x, lines]);
  useEffect(() => plot.current?.setSize({ width, height }), [width, height]);
  return (
    <div ref={box} className={classes.plot}>
      <div ref={place} role="img" aria-label={props.label} />
    </div>
  );
}

/** Hours and minutes in the browser's zone, 24 hours a day. */
function hourOf(seconds: number): string {
  const at = new Date(seconds * 1000);
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`;
}

function dataOf(x: readonly number[], lines: readonly PlotLine[]): uPlot.AlignedData {
  return [[...x], ...lines.map(({ values }) => [...values])];
}
