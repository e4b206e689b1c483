import { RangeSlider, Slider } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import type { DisplaySettings, ViewerImage } from '../viewer/index.ts';
import { useDesk } from './desk-context.ts';
import { binsOf } from './histogram.ts';
import classes from './side-panel.module.css';

const HIGHEST_Z = 30;
const LOWEST_Z = 5;

/** Window over the image's histogram, gamma, and where the bands of material meet: in numbers, with ends to drag. */
export function DisplayPanel(props: {
  readonly image: ViewerImage;
  readonly plain: DisplaySettings;
  readonly material: boolean;
}): ReactNode {
  const { image, plain, material } = props;
  const { say, formats } = useWords();
  const { display, changeDisplay } = useDesk();
  const [bins, setBins] = useState<readonly number[]>([]);
  useEffect(() => {
    let gone = false;
    binsOf(image, plain.window).then((found) => !gone && setBins(found));
    return () => {
      gone = true;
    };
  }, [image, plain]);
  const { window, bands = plain.bands } = display;
  const width = plain.window.high - plain.window.low;
  const sample = (percent: number) => formats.number(plain.window.low + (percent / 100) * width, width < 20 ? 2 : 0);
  const most = Math.max(1, ...bins);
  const held = (share: number) => Math.min(100, Math.max(0, share * 100));
  return (
    <div className={classes.displayPanel}>
      <h3>{say('desk.window')}</h3>
      <svg
        className={classes.histogram}
        viewBox={`0 0 ${Math.max(1, bins.length)} 1`}
        preserveAspectRatio="none"
        aria-hidden
      >
        {bins.map((count, index) => {
          // Few samples of a dense thing matter as much as many of air.
          const high = Math.sqrt(count / most);
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
          return <rect key={index} x={index} y={1 - high} width={1} height={high} />;
        })}
      </svg>
      <RangeSlider
        size="sm"
        thumbSize={24}
        min={0}
        max={100}
        step={0.2}
        minRange={0.4}
        value={[held(window.low), held(window.high)]}
        onChange={([low, high]) =>
          changeDisplay((before) => ({ ...before, window: { low: low / 100, high: high / 100 } }), 'histogram')
        }
        label={sample}
        thumbFromLabel={say('desk.window.low')}
        thumbToLabel={say('desk.window.high')}
      />
      <h3>{say('desk.gamma')}</h3>
      <Slider
        size="sm"
        thumbSize={24}
        min={-2.3}
        max={2.3}
        step={0.01}
        value={Math.log2(display.gamma)}
        onChange={(power) =>
          changeDisplay((before) => ({ ...before, gamma: Math.abs(power) < 0.02 ? 1 : 2 ** power }), 'gamma slider')
        }
        label={(power) => formats.number(plain.gamma * 2 ** power, 2)}
        thumbLabel={say('desk.gamma')}
        marks={[{ value: 0 }]}
      />
      {material && (
        <>
          <h3>{say('desk.bands')}</h3>
          <RangeSlider
            size="sm"
            thumbSize={24}
            min={LOWEST_Z}
            max={HIGHEST_Z}
            step={0.5}
            minRange={0.5}
            value={[bands.organicBelow, bands.metalAbove]}
            onChange={([organicBelow, metalAbove]) =>
              changeDisplay((before) => ({ ...before, bands: { organicBelow, metalAbove } }), 'bands')
            }
            label={(z) => `Z ${formats.number(z, 1)}`}
            thumbFromLabel={say('desk.bands.organic')}
            thumbToLabel={say('desk.bands.metal')}
          />
          <p className={classes.small}>
            {say('desk.bands.what', {
              organic: formats.number(bands.organicBelow, 1),
              metal: formats.number(bands.metalAbove, 1),
            })}
          </p>
        </>
      )}
    </div>
  );
}
