import { hasMaterial, type Signal, type ViewerImage } from './image.ts';
import { type Bands, PALETTES, type PaletteName, packed, rampOf, type Strip } from './palette.ts';
import { ViewerError } from './viewer-error.ts';

/** How an image is shown: one description, which every renderer follows to the pixel. */
export interface DisplaySettings {
  /** Sample values shown darkest and lightest. */
  readonly window: { readonly low: number; readonly high: number };
  /** Brightness is the place in the window to this power. */
  readonly gamma: number;
  readonly inverse: boolean;
  /** `material` needs two energies; with one it looks like `grey`. */
  readonly colour: 'material' | 'grey';
  readonly palette: PaletteName;
  readonly bands: Bands;
  /** What is taken out: `organic` leaves the inorganic, and the other way round. */
  readonly strip: Strip;
  /** The window closes on its densest eighth. */
  readonly highPenetration: boolean;
  /** Sharpening, 0 (none) to 2. */
  readonly edge: number;
  /** Colours of the grey scale, 256 times red, green, blue. */
  readonly lookUp?: { readonly name: string; readonly rgb: Uint8Array };
}

export type Enhancement =
  | 'window'
  | 'gamma'
  | 'inverse'
  | 'greyscale'
  | 'bands'
  | 'look-up'
  | 'organic-strip'
  | 'inorganic-strip'
  | 'high-penetration'
  | 'edge';

/** What the renderers work from. */
export interface Pipeline {
  /** Brightness by stored value. */
  readonly grey: Uint8Array;
  /** `ramp[material << 8 | brightness]`, little-endian RGBA. */
  readonly ramp: Uint32Array;
  /** Sharpening in sixteenths; 0 leaves it out. */
  readonly edge: number;
  /** Around the image. */
  readonly background: number;
}

const DENSE_SHARE = 1 / 8;
const EDGE_ONE = 16;
const BACKGROUND = packed([24, 28, 34]);
const DEFAULT_BANDS: Bands = { organicBelow: 10, metalAbove: 19, blend: 1.5 };
/** The square root shows photon noise alike in thin and in thick parts (Anscombe 1948). */
const TRANSMISSION_GAMMA = 0.5;
/** Clothes and paper, a fifth of water's density, are to be seen beside it. */
const CT_GAMMA = 0.7;

/**
 * The plain image: colour by material where there are two energies, grey otherwise, no enhancement. What `reset`
 * returns to.
 *
 * @param range the sample values to show where the signal does not tell: see `rangeOf`
 */
export function plainDisplay(image: ViewerImage, range: { low: number; high: number }): DisplaySettings {
  const { signal } = image.high;
  return {
    window: plainWindow(signal) ?? range,
    gamma: signal.kind === 'transmission' ? TRANSMISSION_GAMMA : signal.kind === 'ct' && signal.water ? CT_GAMMA : 1,
    inverse: false,
    colour: hasMaterial(image) ? 'material' : 'grey',
    palette: 'standard',
    bands: DEFAULT_BANDS,
    strip: 'none',
    highPenetration: false,
    edge: 0,
  };
}

/** Up to air; in a CT half as much again as water: what people pack fills it, and one piece of metal does not darken it. */
function plainWindow(signal: Signal): DisplaySettings['window'] | undefined {
  if (signal.kind === 'transmission') return { low: 0, high: signal.air };
  if (signal.kind !== 'ct' || signal.water === undefined) return undefined;
  const { water, air = 0 } = signal;
  return { low: air, high: air + 1.5 * (water - air) };
}

/** What is on, in a fixed order, against the plain image. The palette is a person's eyes, not an enhancement. */
export function enhancementsOf(settings: DisplaySettings, plain: DisplaySettings): readonly Enhancement[] {
  const { window, bands } = settings;
  const on: Readonly<Record<Enhancement, boolean>> = {
    window: window.low !== plain.window.low || window.high !== plain.window.high,
    gamma: settings.gamma !== plain.gamma,
    inverse: settings.inverse !== plain.inverse,
    greyscale: settings.colour === 'grey' && plain.colour === 'material',
    bands: bands.organicBelow !== plain.bands.organicBelow || bands.metalAbove !== plain.bands.metalAbove,
    'look-up': settings.lookUp !== plain.lookUp,
    'organic-strip': settings.strip === 'organic',
    'inorganic-strip': settings.strip === 'inorganic',
    'high-penetration': settings.highPenetration,
    edge: settings.edge !== plain.edge,
  };
  return (Object.keys(on) as Enhancement[]).filter((name) => on[name]);
}

/**
 * Draw the settings out into tables. Keep the compiler of an image: what did not change is not made again.
 *
 * @throws ViewerError SETTINGS_INVALID when a number is none or out of its range
 */
export function pipelineCompiler(image: ViewerImage): (settings: DisplaySettings) => Pipeline {
  let ramp: { readonly key: string; readonly lookUp: unknown; readonly table: Uint32Array } | undefined;
  return (settings) => {
    demandSettings(settings);
    const { palette, bands, strip, lookUp } = settings;
    const coloured = settings.colour === 'material' && hasMaterial(image);
    const key = JSON.stringify([palette, bands, strip, coloured]);
    if (ramp?.key !== key || ramp.lookUp !== lookUp) {
      const table = rampOf({ palette: PALETTES[palette], bands, strip, lookUp: lookUp?.rgb, coloured });
      ramp = { key, lookUp, table };
    }
    const edge = Math.round(settings.edge * EDGE_ONE);
    return { grey: greyTable(settings, image), ramp: ramp.table, edge, background: BACKGROUND };
  };
}

function greyTable({ window, gamma, inverse, highPenetration }: DisplaySettings, image: ViewerImage): Uint8Array {
  const { raster } = image.high;
  const { slope, intercept } = raster.scale;
  let { low, high } = window;
  if (highPenetration) {
    const part = (high - low) * DENSE_SHARE;
    if (raster.dense === 'low') high = low + part;
    else low = high - part;
  }
  const table = new Uint8Array(65_536);
  const width = Math.max(high - low, Number.MIN_VALUE);
  for (let stored = 0; stored < 65_536; stored++) {
    const place = (slope * stored + intercept - low) / width;
    const tone = place <= 0 ? 0 : place >= 1 ? 255 : Math.round(255 * place ** gamma);
    table[stored] = inverse ? 255 - tone : tone;
  }
  return table;
}

function demandSettings({ window, gamma, edge, bands, lookUp }: DisplaySettings): void {
  const sound =
    Number.isFinite(window.low) &&
    Number.isFinite(window.high) &&
    window.low <= window.high &&
    gamma >= 0.05 &&
    gamma <= 20 &&
    edge >= 0 &&
    edge <= 2 &&
    bands.organicBelow <= bands.metalAbove &&
    bands.blend >= 0 &&
    (lookUp === undefined || lookUp.rgb.length === 768);
  if (!sound) throw new ViewerError('SETTINGS_INVALID', 'display settings out of range');
}
