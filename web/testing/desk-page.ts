// Runs in the browser: what the desk's tests call there.

import { type DeskDisplay, PLAIN, settingsFor } from '../src/desk/desk-display.ts';
import { DISPLAY_TOOLS } from '../src/desk/tools.ts';
import { plainDisplay } from '../src/viewer/pipeline.ts';
import { imageOf, picture, type Scene } from './page.ts';

export interface Shown {
  /** Mean of red, green and blue over all pixels, 0..255. */
  readonly mean: number;
  /** Of the pixels that are dark in the plain image, and of those that are light: their mean now. */
  readonly dark: number;
  readonly light: number;
  /** Share of pixels whose parts lie more than 30 apart. */
  readonly coloured: number;
  /** Means of red and blue over all pixels. */
  readonly red: number;
  readonly blue: number;
  /** Mean difference of neighbours along the rows. */
  readonly contrast: number;
}

/** A scene seen through one tool of the desk, or plainly. */
export function throughTool(scene: Scene, command: string | undefined, renderer: 'script' | 'webgl2'): Shown {
  const plain = shownBy(scene, PLAIN, renderer);
  const tool = DISPLAY_TOOLS.find((one) => one.command === command);
  if (!tool) return figures(plain, plain, scene.width);
  return figures(shownBy(scene, tool.change(PLAIN), renderer), plain, scene.width);
}

/** How far apart the two renderers are through a tool, at the worst pixel. */
export function toolApart(scene: Scene, command: string): number {
  const tool = DISPLAY_TOOLS.find((one) => one.command === command);
  const display = tool ? tool.change(PLAIN) : PLAIN;
  const one = shownBy(scene, display, 'script');
  const other = shownBy(scene, display, 'webgl2');
  return one.reduce((most, part, at) => Math.max(most, Math.abs(part - (other[at] as number))), 0);
}

function shownBy(scene: Scene, display: DeskDisplay, renderer: 'script' | 'webgl2'): Uint8Array {
  const image = imageOf(scene);
  const change = settingsFor(display, image, plainDisplay(image, { low: 0, high: 1 }));
  return picture({ ...scene, change }, renderer).pixels;
}

function figures(now: Uint8Array, plain: Uint8Array, width: number): Shown {
  const sums = { mean: 0, dark: 0, darks: 0, light: 0, lights: 0, coloured: 0, red: 0, blue: 0, contrast: 0 };
  const count = now.length / 4;
  const grey = (pixels: Uint8Array, at: number) =>
    ((pixels[at] as number) + (pixels[at + 1] as number) + (pixels[at + 2] as number)) / 3;
  for (let at = 0; at < now.length; at += 4) {
    const here = grey(now, at);
    sums.mean += here;
    const before = grey(plain, at);
    if (before < 80) {
      sums.dark += here;
      sums.darks++;
    }
    if (before > 200) {
      sums.light += here;
      sums.lights++;
    }
    const parts = [now[at], now[at + 1], now[at + 2]] as [number, number, number];
    if (Math.max(...parts) - Math.min(...parts) > 30) sums.coloured++;
    sums.red += parts[0];
    sums.blue += parts[2];
    if ((at / 4) % width > 0) sums.contrast += Math.abs(here - grey(now, at - 4));
  }
  return {
    mean: sums.mean / count,
    dark: sums.dark / Math.max(1, sums.darks),
    light: sums.light / Math.max(1, sums.lights),
    coloured: sums.coloured / count,
    red: sums.red / count,
    blue: sums.blue / count,
    contrast: sums.contrast / count,
  };
}
