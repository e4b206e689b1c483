import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRegion, wholeBox } from './frame-plan.ts';
import { viewerImage } from './image.ts';
import { memoryRaster } from './memory-raster.ts';
import { type Preview, previewRaster } from './preview-raster.ts';
import { halve, type Level } from './pyramid.ts';
import { alongAt, levelsOf, type Raster, type TileSamples } from './raster.ts';
import { TileStore } from './tile-store.ts';
import { fitView } from './view-state.ts';

const TILE = 8;

/** What a server keeps of an image: the level at which its longest side is `most` at most. */
function previewOf(samples: Uint16Array, rows: number, columns: number, dense: 'low' | 'high', most: number): Preview {
  let level: Level = { rows, columns, mean: samples };
  let first = 0;
  for (; Math.max(alongAt(rows, first), alongAt(columns, first)) > most; first++) level = halve(level, dense);
  const grey = (values: Uint16Array) => ({ rows: level.rows, columns: level.columns, values });
  const { mean, densest } = level;
  return { level: first, mean: grey(mean), ...(densest && { densest: grey(densest) }), slope: 1, intercept: 0 };
}

const images = fc
  .record({ rows: fc.integer({ min: 1, max: 70 }), columns: fc.integer({ min: 1, max: 70 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      samples: fc.uint16Array({ minLength: rows * columns, maxLength: rows * columns }),
      dense: fc.constantFrom('low' as const, 'high' as const),
      most: fc.integer({ min: 1, max: 80 }),
    }),
  );

function* placesOf(raster: Raster, from: number) {
  for (let level = from; level < levelsOf(raster); level++) {
    for (let row = 0; row * TILE < alongAt(raster.rows, level); row++) {
      for (let column = 0; column * TILE < alongAt(raster.columns, level); column++) yield { level, row, column };
    }
  }
}

describe('a preview', () => {
  it('has, at its level and every coarser one, the very tiles of the whole image, samples and gutters alike', () => {
    fc.assert(
      fc.property(images, ({ rows, columns, samples, dense, most }) => {
        const preview = previewOf(samples, rows, columns, dense, most);
        const raster = previewRaster(preview, { rows, columns, dense, tileSize: TILE });
        const whole = memoryRaster(samples, rows, columns, { dense, tileSize: TILE });
        for (const place of placesOf(raster, preview.level)) {
          const { original, ...tile } = raster.tile(place) as TileSamples;
          expect(original).toBeInstanceOf(Promise);
          expect(tile).toEqual(whole.tile(place));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets finer tiles wait, and every tile is the original’s once it is here', async () => {
    const samples = Uint16Array.from({ length: 60 * 60 }, (_, at) => (at * 7919) % 65_536);
    const raster = previewRaster(previewOf(samples, 60, 60, 'low', 20), { rows: 60, columns: 60, tileSize: TILE });
    const whole = memoryRaster(samples, 60, 60, { tileSize: TILE });
    const place = { level: 0, row: 1, column: 2 };
    const waiting = raster.tile(place);
    expect(waiting).toBeInstanceOf(Promise);
    expect(raster.sampleAt(10, 10)).toBeUndefined();
    raster.fulfil(whole);
    expect(await waiting).toEqual(whole.tile(place));
    expect(raster.tile({ level: 2, row: 0, column: 0 })).toEqual(whole.tile({ level: 2, row: 0, column: 0 }));
    expect([raster.fulfilled, raster.sampleAt(10, 10)]).toEqual([true, samples[610]]);
  });

  it.each([
    ['another shape', memoryRaster(new Uint16Array(12), 3, 4)],
    ['another scale', memoryRaster(new Int16Array(16), 4, 4)],
    ['another dense end', memoryRaster(new Uint16Array(16), 4, 4, { dense: 'high' })],
  ])('does not become an image of %s', (_, other) => {
    const raster = previewRaster(previewOf(new Uint16Array(16), 4, 4, 'low', 4), { rows: 4, columns: 4 });
    expect(() => raster.fulfil(other)).toThrow(expect.objectContaining({ code: 'PREVIEW_INVALID' }));
    expect(raster.fulfilled).toBe(false);
  });

  it('that is no level of the image it claims to stand for is refused', () => {
    const preview = previewOf(new Uint16Array(100), 10, 10, 'low', 5);
    for (const whole of [
      { rows: 10, columns: 13 },
      { rows: 40, columns: 40 },
    ]) {
      expect(() => previewRaster(preview, whole)).toThrow(expect.objectContaining({ code: 'PREVIEW_INVALID' }));
    }
    expect(() => previewRaster({ ...preview, level: -1 }, { rows: 10, columns: 10 })).toThrow();
  });
});

describe('what a frame says of a preview', () => {
  const samples = Uint16Array.from({ length: 64 * 64 }, (_, at) => (at * 31) % 50_000);
  const open = () => {
    const raster = previewRaster(previewOf(samples, 64, 64, 'low', 32), { rows: 64, columns: 64, tileSize: TILE });
    const image = viewerImage({ high: { raster, signal: { kind: 'unknown' } } });
    let changes = 0;
    const store = new TileStore(image, { onChange: () => changes++, now: () => 0 });
    const shape = { rows: 64, columns: 64, aspect: 1 };
    const surface = { width: 32, height: 32 };
    const frame = (view = fitView(shape, surface)) => {
      store.beginFrame();
      const plan = planRegion(shape, TILE, view, wholeBox(surface), store);
      store.endFrame();
      return plan;
    };
    return { raster, frame, changed: () => changes };
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

  it('shows it at once and whole, and does not call it the image', () => {
    const { frame } = open();
    const plan = frame();
    expect([plan.gaps.length, plan.here, [...plan.reasons]]).toEqual([0, 0, ['tile-loading']]);
    expect(plan.patches.length).toBe(plan.needed);
  });

  it('is complete when the original is here, and the picture is its own', async () => {
    const { raster, frame, changed } = open();
    const before = frame().patches[0]?.tile;
    raster.fulfil(memoryRaster(samples, 64, 64, { tileSize: TILE }));
    await settle();
    expect(changed()).toBeGreaterThan(0);
    const plan = frame();
    expect([...plan.reasons]).toEqual([]);
    expect(plan.here).toBe(plan.needed);
    expect(plan.patches[0]?.tile).not.toBe(before);
    expect(plan.patches[0]?.tile.values).toEqual(before?.values);
  });

  it('keeps showing it when the original does not come, and says that it failed', async () => {
    const { raster, frame } = open();
    frame();
    raster.fail(new Error('HASH_MISMATCH'));
    await settle();
    const plan = frame();
    expect([plan.gaps.length, [...plan.reasons]]).toEqual([0, ['tile-failed']]);
    const close = frame({ scale: 1, centre: { row: 32, column: 32 } });
    expect(close.reasons.has('tile-loading')).toBe(true);
    await settle();
    expect([...frame({ scale: 1, centre: { row: 32, column: 32 } }).reasons]).toEqual(['tile-failed']);
  });
});
