import type { IncompleteReason } from './frame-report.ts';
import { packed } from './palette.ts';
import { cutPatch, type Frame, HATCH, liesOnSamples, type Renderer } from './renderer.ts';
import { Shading } from './script-shading.ts';
import type { Box } from './view-state.ts';
import { ViewerError } from './viewer-error.ts';

const NOTHING: ReadonlySet<IncompleteReason> = new Set();
const HATCHING = [packed(HATCH.dark), packed(HATCH.light)] as const;

/**
 * A renderer in plain JavaScript, for machines without graphics hardware: browsers there offer no WebGL, or a slower
 * one than this.
 *
 * @throws ViewerError CANVAS_UNAVAILABLE when the canvas already has another kind of context
 */
export function scriptRenderer(canvas: HTMLCanvasElement): Renderer {
  // The pixels are made by the processor: a canvas in its memory takes them four times as fast.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new ViewerError('CANVAS_UNAVAILABLE', 'the canvas gives no 2D context');
  let picture = new ImageData(1, 1);
  let pixels = new Int32Array(picture.data.buffer);
  const shading = new Shading();
  return {
    kind: 'script',
    sliced: true,
    draw: (frame) => {
      const { width, height } = frame;
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      if (picture.width !== width || picture.height !== height) {
        picture = new ImageData(width, height);
        pixels = new Int32Array(picture.data.buffer);
      }
      paint(frame, pixels, shading);
      const { top, bottom } = frame.slice ?? { top: 0, bottom: height };
      context.putImageData(picture, 0, 0, 0, top, width, bottom - top);
      return NOTHING;
    },
    readPixels: () => new Uint8Array(picture.data),
    dispose: () => {
      picture = new ImageData(1, 1);
      pixels = new Int32Array(picture.data.buffer);
    },
  };
}

/** The pixels of a frame, little-endian RGBA, row by row. */
export function paint(frame: Frame, pixels: Int32Array, shading: Shading): void {
  const { width, height, pipeline, regions, sampling, coarse = false } = frame;
  const { top, bottom } = frame.slice ?? { top: 0, bottom: height };
  shading.use(pipeline);
  for (const { box, plan } of regions) {
    const clear = cutPatch(box, top, bottom);
    if (!clear) continue;
    fillAround(pixels, width, clear, [...plan.patches, ...plan.gaps], pipeline.background);
    for (const whole of plan.patches) {
      const patch = cutPatch(whole, top, bottom);
      if (!patch) continue;
      if (sampling === 'nearest') shading.nearest(patch, pixels, width, coarse);
      else if (liesOnSamples(patch)) shading.nearest(patch, pixels, width, false);
      else shading.bilinear(patch, pixels, width);
    }
    for (const whole of plan.gaps) {
      const gap = cutPatch(whole, top, bottom);
      if (gap) hatch(pixels, width, gap);
    }
  }
}

/** Fills what of a box the image does not cover; patches and gaps together are one rectangle. */
function fillAround(pixels: Int32Array, width: number, box: Box, parts: readonly Box[], colour: number): void {
  let [left, top, right, bottom] = [box.right, box.bottom, box.right, box.bottom];
  if (parts.length > 0) {
    left = Math.min(...parts.map((part) => part.left));
    top = Math.min(...parts.map((part) => part.top));
    right = Math.max(...parts.map((part) => part.right));
    bottom = Math.max(...parts.map((part) => part.bottom));
  }
  for (let y = box.top; y < box.bottom; y++) {
    const row = y * width;
    if (y < top || y >= bottom) pixels.fill(colour, row + box.left, row + box.right);
    else {
      pixels.fill(colour, row + box.left, row + left);
      pixels.fill(colour, row + right, row + box.right);
    }
  }
}

function hatch(pixels: Int32Array, width: number, { left, top, right, bottom }: Box): void {
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      pixels[y * width + x] = HATCHING[((x + y) >> HATCH.shift) & 1] as number;
    }
  }
}
