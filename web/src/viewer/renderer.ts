import { FRACTION_BITS, type RegionPlan, type TilePatch } from './frame-plan.ts';
import type { IncompleteReason } from './frame-report.ts';
import type { Pipeline } from './pipeline.ts';
import type { Box, Surface } from './view-state.ts';

/** One frame: regions drawn one over the other (the image, then a magnifier). */
export interface Frame extends Surface {
  readonly regions: readonly { readonly box: Box; readonly plan: RegionPlan }[];
  readonly pipeline: Pipeline;
  /** `nearest` while the hand moves, `bilinear` at rest. */
  readonly sampling: 'nearest' | 'bilinear';
  /** With `nearest`: every second row of pixels of a patch repeats the one above it, for machines that cannot keep up. */
  readonly coarse?: boolean;
  /** Only these rows of pixels, the others stay as they are: a renderer that is `sliced` draws a frame in parts. */
  readonly slice?: { readonly top: number; readonly bottom: number };
}

/**
 * Puts frames on a canvas. All arithmetic that decides a pixel is in whole numbers and the same in every renderer:
 *
 * - a sample's brightness is `grey[value]`; sharpened by `edge` sixteenths of four times it less its four neighbours,
 *   rounded down, held within 0..255;
 * - its colour is `ramp[material << 8 | brightness]`;
 * - `nearest`: the pixel has the colour of the sample it lies in;
 * - `bilinear`: of the four around it, with weights in 256ths: `(a (256 - w) + b w + 128) >> 8`, first down, then
 *   across, for red, green and blue.
 */
export interface Renderer {
  readonly kind: 'script' | 'webgl2';
  /** Slow enough that a frame at rest is better drawn in slices, with input handled between them. */
  readonly sliced: boolean;
  /** Draws at once. What it could not draw it hatches, and says why. */
  draw(frame: Frame): ReadonlySet<IncompleteReason>;
  /** The pixels of the last frame, RGBA, row by row from the top; only right after `draw`. */
  readPixels(): Uint8Array;
  dispose(): void;
}

const ONE = 2 ** FRACTION_BITS;

/** The part of a patch (or gap) between two rows of pixels; `undefined` when there is none. */
export function cutPatch<Part extends Box | TilePatch>(part: Part, top: number, bottom: number): Part | undefined {
  const from = Math.max(part.top, top);
  const to = Math.min(part.bottom, bottom);
  if (from >= to) return undefined;
  const cut = { ...part, top: from, bottom: to };
  return 'sampleY' in part ? { ...cut, sampleY: part.sampleY + (from - part.top) * part.stepY } : cut;
}

/** Whether every pixel of a patch lies on the middle of a sample: then nearest and bilinear are the same. */
export function liesOnSamples({ stepX, stepY, sampleX, sampleY }: TilePatch): boolean {
  const onMiddle = (at: number) => (at & (ONE - 1)) === ONE / 2;
  return stepX === ONE && stepY === ONE && onMiddle(sampleX) && onMiddle(sampleY);
}

/** Hatching for places with nothing to show: nobody takes it for an image. */
export const HATCH = { dark: [70, 40, 40], light: [150, 110, 40], shift: 3 } as const;
