import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeImage } from '../../testing/images.ts';
import { FRACTION_BITS, planRegion, wholeBox } from './frame-plan.ts';
import { type DisplaySettings, pipelineCompiler, plainDisplay } from './pipeline.ts';
import { cutPatch, type Frame } from './renderer.ts';
import { paint } from './script-renderer.ts';
import { Shading } from './script-shading.ts';
import { shapeOf } from './shape-of.ts';
import { TileStore } from './tile-store.ts';

const IMAGES = { 1: madeImage(120, 200, 1, { tileSize: 64 }), 2: madeImage(120, 200, 2, { tileSize: 64 }) } as const;
const SURFACE = { width: 96, height: 72 };
const RANGE = { low: 0, high: 1 };

interface Case {
  readonly energies: 1 | 2;
  readonly scale: number;
  readonly row: number;
  readonly column: number;
  readonly sampling: Frame['sampling'];
  readonly coarse: boolean;
  readonly change: Partial<DisplaySettings>;
}

const cases: fc.Arbitrary<Case> = fc.record({
  energies: fc.constantFrom(1, 2),
  scale: fc.oneof(fc.constant(1), fc.double({ min: 0.1, max: 9, noNaN: true })),
  row: fc.double({ min: 0, max: 120, noNaN: true }),
  column: fc.double({ min: 0, max: 200, noNaN: true }),
  sampling: fc.constantFrom('nearest', 'bilinear'),
  coarse: fc.boolean(),
  change: fc.record({
    edge: fc.constantFrom(0, 0.5, 2),
    inverse: fc.boolean(),
    gamma: fc.constantFrom(0.5, 1, 2),
    strip: fc.constantFrom('none', 'organic'),
    highPenetration: fc.boolean(),
  }),
});

function frameOf({
  energies,
  scale,
  row,
  column,
  sampling,
  change,
  coarse = false,
}: Omit<Case, 'coarse'> & Partial<Case>): Frame {
  const image = IMAGES[energies];
  const store = new TileStore(image, { onChange: () => {}, now: () => 0 });
  store.beginFrame();
  const box = wholeBox(SURFACE);
  const view = { scale, centre: { row, column } };
  const plan = planRegion(shapeOf(image), image.high.raster.tileSize, view, box, store);
  expect(plan.reasons.size).toBe(0);
  const pipeline = pipelineCompiler(image)({ ...plainDisplay(image, RANGE), ...change });
  return { ...SURFACE, regions: [{ box, plan }], pipeline, sampling, coarse };
}

function painted(frame: Frame, onto = new Int32Array(SURFACE.width * SURFACE.height)): Int32Array {
  paint(frame, onto, new Shading());
  return onto;
}

/** The rules of `Renderer` written down once more, without a thought for speed. */
function byTheRules({ regions, pipeline, sampling, coarse, width, height }: Frame): Int32Array {
  const pixels = new Int32Array(width * height).fill(pipeline.background);
  const { plan } = regions[0] as Frame['regions'][number];
  for (const patch of plan.patches) {
    const { values, material, columns } = patch.tile;
    const grey = (at: number) => pipeline.grey[values[at] as number] as number;
    const colour = (x: number, y: number): readonly number[] => {
      const at = y * columns + x;
      let brightness = grey(at);
      if (pipeline.edge > 0) {
        const around = grey(at - 1) + grey(at + 1) + grey(at - columns) + grey(at + columns);
        brightness += Math.floor(((4 * brightness - around) * pipeline.edge) / 16);
        brightness = Math.max(0, Math.min(255, brightness));
      }
      const packed = pipeline.ramp[(material?.[at] ?? 0) * 256 + brightness] as number;
      return [packed % 256, Math.floor(packed / 256) % 256, Math.floor(packed / 65_536) % 256];
    };
    const blend = (a: readonly number[], b: readonly number[], weight: number) =>
      a.map((part, i) => Math.floor((part * (256 - weight) + (b[i] as number) * weight + 128) / 256));
    const one = 2 ** FRACTION_BITS;
    for (let y = patch.top; y < patch.bottom; y++) {
      for (let x = patch.left; x < patch.right; x++) {
        let atX = (patch.sampleX + (x - patch.left) * patch.stepX) / one;
        const shownRow = sampling === 'nearest' && coarse ? Math.floor((y - patch.top) / 2) * 2 : y - patch.top;
        let atY = (patch.sampleY + shownRow * patch.stepY) / one;
        let mixed = colour(Math.floor(atX), Math.floor(atY));
        if (sampling === 'bilinear') {
          atX -= 0.5;
          atY -= 0.5;
          const [left, upper] = [Math.floor(atX), Math.floor(atY)];
          const [across, down] = [Math.floor((atX - left) * 256), Math.floor((atY - upper) * 256)];
          const first = blend(colour(left, upper), colour(left, upper + 1), down);
          const second = blend(colour(left + 1, upper), colour(left + 1, upper + 1), down);
          mixed = blend(first, second, across);
        }
        const [red, green, blue] = mixed as [number, number, number];
        pixels[y * width + x] = 0xff000000 | (blue << 16) | (green << 8) | red;
      }
    }
  }
  return pixels;
}

describe('the script renderer', () => {
  it('paints every pixel by the rules', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const frame = frameOf(one);
        expect(painted(frame)).toEqual(byTheRules(frame));
      }),
      { numRuns: 60 },
    );
  });

  it('paints the same in slices as at once', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: SURFACE.height }), (one, rows) => {
        // Slices are for frames at rest.
        const frame = frameOf({ ...one, coarse: false });
        const sliced = new Int32Array(SURFACE.width * SURFACE.height);
        for (let top = 0; top < SURFACE.height; top += rows) {
          painted({ ...frame, slice: { top, bottom: Math.min(SURFACE.height, top + rows) } }, sliced);
        }
        expect(sliced).toEqual(painted(frame));
      }),
      { numRuns: 60 },
    );
  });

  it('shows at full size the very samples, by the formula', () => {
    const frame = frameOf({
      energies: 1,
      scale: 1,
      row: 60,
      column: 100,
      sampling: 'bilinear',
      change: { gamma: 1, window: { low: 0, high: 60_000 } },
    });
    const pixels = painted(frame);
    for (let y = 0; y < SURFACE.height; y++) {
      for (let x = 0; x < SURFACE.width; x++) {
        const sample = IMAGES[1].high.raster.sampleAt(y + 60 - 36, x + 100 - 48);
        const grey = Math.min(255, Math.round((255 * Number(sample)) / 60_000));
        expect(((pixels[y * SURFACE.width + x] as number) >>> 0).toString(16)).toBe(
          `ff${grey.toString(16).padStart(2, '0').repeat(3)}`,
        );
      }
    }
  });

  it('hatches what is not there: no pixel of it is black or like the background', () => {
    const frame = frameOf({ energies: 1, scale: 1, row: 60, column: 100, sampling: 'nearest', change: {} });
    const { box, plan } = frame.regions[0] as Frame['regions'][number];
    const gone = { ...plan, patches: [], gaps: plan.patches };
    const pixels = painted({ ...frame, regions: [{ box, plan: gone }] });
    const colours = new Set(pixels);
    expect(colours.size).toBe(2);
    expect(colours.has(frame.pipeline.background | 0)).toBe(false);
    expect(colours.has(0xff000000 | 0)).toBe(false);
  });
});

it('a patch cut to rows begins at the sample its first row shows', () => {
  const frame = frameOf({ energies: 1, scale: 2.5, row: 60, column: 100, sampling: 'nearest', change: {} });
  const [patch] = frame.regions[0]?.plan.patches ?? [];
  if (!patch) throw new Error('no patch');
  const cut = cutPatch(patch, patch.top + 5, 1e9);
  expect(cut).toMatchObject({ top: patch.top + 5, bottom: patch.bottom, sampleY: patch.sampleY + 5 * patch.stepY });
  expect(cutPatch(patch, patch.bottom, patch.bottom + 4)).toBeUndefined();
});
