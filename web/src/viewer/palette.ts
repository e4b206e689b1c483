import { MATERIAL, zOfByte } from './material-table.ts';

/** Red, green, blue, 0..255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The colours of the three bands at their own brightness, and what does not depend on brightness. */
export interface Palette {
  readonly organic: Colour;
  readonly mixed: Colour;
  readonly metal: Colour;
  /** Nothing came through. */
  readonly opaque: Colour;
}

/** Where the bands meet; makers differ, so they are settings. */
export interface Bands {
  readonly organicBelow: number;
  readonly metalAbove: number;
  /** Atomic numbers over which one colour passes into the next; 0 is a hard edge. */
  readonly blend: number;
}

export type PaletteName = 'standard' | 'colour-blind';

/**
 * `standard` is what analysts know. `colour-blind` runs from yellow over grey to blue, the one axis that protanopes
 * and deuteranopes keep (Viénot, Brettel, Mollon 1999).
 */
export const PALETTES: Readonly<Record<PaletteName, Palette>> = {
  standard: { organic: [240, 125, 0], mixed: [25, 160, 45], metal: [35, 85, 235], opaque: [96, 0, 0] },
  'colour-blind': { organic: [225, 165, 0], mixed: [150, 150, 150], metal: [30, 90, 255], opaque: [96, 0, 0] },
};

/** Shown where there is no sample; nothing in an image has this colour. */
const ABSENT_COLOUR: Colour = [200, 0, 200];

export type Strip = 'none' | 'organic' | 'inorganic';

/** What decides the ramp. */
export interface RampSettings {
  readonly palette: Palette;
  readonly bands: Bands;
  readonly strip: Strip;
  /** Colours of the grey scale, three bytes each; used where there is no colour by material. */
  readonly lookUp: Uint8Array | undefined;
  readonly coloured: boolean;
}

const STRIPPED_FLOOR = 168;

/**
 * The colour of each material byte at each brightness, `ramp[material << 8 | brightness]`, as a canvas has its pixels
 * (little-endian RGBA). Every colour is as light as its brightness, so that colour takes nothing from the grey image;
 * what is stripped fades to a pale grey that still shows where it was.
 */
export function rampOf(settings: RampSettings): Uint32Array {
  const ramp = new Uint32Array(65_536);
  for (let material = 0; material < 256; material++) {
    const colourAt = coloursOf(material, settings);
    for (let brightness = 0; brightness < 256; brightness++) {
      ramp[(material << 8) | brightness] = packed(colourAt(brightness));
    }
  }
  return ramp;
}

function coloursOf(
  material: number,
  { palette, bands, strip, lookUp, coloured }: RampSettings,
): (brightness: number) => Colour {
  if (material === MATERIAL.absent) return () => ABSENT_COLOUR;
  if (!coloured && lookUp) {
    return (brightness) => [0, 1, 2].map((part) => lookUp[brightness * 3 + part] ?? 0) as unknown as Colour;
  }
  if (!coloured || material === MATERIAL.clear) return (brightness) => [brightness, brightness, brightness];
  if (material === MATERIAL.opaque) return () => palette.opaque;
  const z = zOfByte(material);
  const organic = 1 - passed(z, bands.organicBelow, bands.blend);
  const metal = passed(z, bands.metalAbove, bands.blend);
  const hue = mix(mix(scaled(palette.organic, organic), palette.mixed, 1 - organic - metal), palette.metal, metal);
  const own = lightness(hue);
  const kept = strip === 'none' ? 1 : strip === 'organic' ? 1 - organic : organic;
  return (brightness) => {
    const pale = (1 - kept) * (STRIPPED_FLOOR + (brightness * (255 - STRIPPED_FLOOR)) / 255);
    return mix([pale, pale, pale], asLightAs(hue, own, brightness), kept);
  };
}

/** How light a colour is to the eye, 0..255 (ITU-R BT.709 weights on the encoded values). */
export function lightness([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function packed([red, green, blue]: Colour): number {
  return (0xff000000 | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/** A hue darkened or mixed with white until it is as light as a grey. */
function asLightAs(hue: Colour, own: number, grey: number): Colour {
  if (grey <= own) return scaled(hue, grey / own);
  const white = (255 * (grey - own)) / (255 - own);
  return mix([white, white, white], hue, (255 - grey) / (255 - own));
}

/** How far z has passed a limit: 0 before, 1 after, a line over `blend` around it. */
function passed(z: number, limit: number, blend: number): number {
  if (blend <= 0) return z > limit ? 1 : 0;
  return Math.min(1, Math.max(0, (z - limit) / blend + 0.5));
}

function scaled([red, green, blue]: Colour, by: number): Colour {
  return [red * by, green * by, blue * by];
}

function mix(base: Colour, other: Colour, share: number): Colour {
  return [base[0] + other[0] * share, base[1] + other[1] * share, base[2] + other[2] * share];
}
