import type { Bands, DisplaySettings, PaletteName, Strip, ViewerImage } from '../viewer/index.ts';
import { type DeskEnhancement, ENHANCEMENTS } from './enhancements.ts';

/**
 * How a case is looked at, apart from any one image: every view of the case is shown by it, each against its own plain
 * image. Shares and factors, so that views with other scales are changed alike.
 */
export interface DeskDisplay {
  /** Shares of the plain window: 0 its lowest sample value, 1 its highest. */
  readonly window: { readonly low: number; readonly high: number };
  /** Times the plain gamma. */
  readonly gamma: number;
  readonly inverse: boolean;
  readonly greyscale: boolean;
  readonly palette: PaletteName;
  readonly bands: Pick<Bands, 'organicBelow' | 'metalAbove'> | undefined;
  /** What is taken out. */
  readonly strip: Strip;
  readonly penetration: 'normal' | 'high' | 'low';
  /** Sharpening, 0 to 2. */
  readonly edge: number;
}

export const PLAIN: DeskDisplay = {
  window: { low: 0, high: 1 },
  gamma: 1,
  inverse: false,
  greyscale: false,
  palette: 'standard',
  bands: undefined,
  strip: 'none',
  penetration: 'normal',
  edge: 0,
};

/** Of the window, the part that low penetration spreads over all greys: paper, cloth, plastic. */
const THIN_SHARE = 3 / 8;

/** What the engine is told for one image. */
export function settingsFor(display: DeskDisplay, image: ViewerImage, plain: DisplaySettings): DisplaySettings {
  const width = plain.window.high - plain.window.low;
  let low = plain.window.low + display.window.low * width;
  let high = plain.window.low + display.window.high * width;
  if (display.penetration === 'low') {
    const part = (high - low) * THIN_SHARE;
    if (image.high.raster.dense === 'low') low = high - part;
    else high = low + part;
  }
  return {
    ...plain,
    window: { low, high },
    gamma: Math.min(20, Math.max(0.05, plain.gamma * display.gamma)),
    inverse: display.inverse,
    colour: display.greyscale ? 'grey' : plain.colour,
    palette: display.palette,
    bands: display.bands ? { ...plain.bands, ...display.bands } : plain.bands,
    strip: display.strip,
    highPenetration: display.penetration === 'high',
    edge: display.edge,
  };
}

/** What is on beyond the plain image, in a fixed order. The palette is a person's eyes, not an enhancement. */
export function enhancementsOn(display: DeskDisplay): readonly DeskEnhancement[] {
  const on: Readonly<Record<DeskEnhancement, boolean>> = {
    window: display.window.low !== 0 || display.window.high !== 1,
    gamma: display.gamma !== 1,
    inverse: display.inverse,
    greyscale: display.greyscale,
    bands: display.bands !== undefined,
    'organic-only': display.strip === 'inorganic',
    'inorganic-only': display.strip === 'organic',
    'high-penetration': display.penetration === 'high',
    'low-penetration': display.penetration === 'low',
    edge: display.edge > 0,
  };
  return ENHANCEMENTS.filter((name) => on[name]);
}

/** The plain image, for the same eyes. */
export function plainFor({ palette }: DeskDisplay): DeskDisplay {
  return { ...PLAIN, palette };
}

const LEAST_WIDTH = 1 / 512;

/** Window by dragging: to the right wider, upwards brighter; a whole picture's width doubles it. */
export function draggedWindow(
  from: DeskDisplay['window'],
  share: { readonly across: number; readonly up: number },
): DeskDisplay['window'] {
  const width = Math.max(LEAST_WIDTH, (from.high - from.low) * 2 ** (share.across * 3));
  // Brighter: the same samples lie higher in a window that moves down.
  const middle = (from.low + from.high) / 2 - share.up * Math.max(0.25, from.high - from.low);
  const held = Math.min(1.5, Math.max(-0.5, middle));
  return { low: held - width / 2, high: held + width / 2 };
}
