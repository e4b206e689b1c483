import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, redo, step, undo } from './history.ts';
import { viewerImage } from './image.ts';
import { measure } from './measure.ts';
import { memoryRaster } from './memory-raster.ts';
import { probe } from './probe.ts';
import {
  fitView,
  fullSizeView,
  type ImageShape,
  magnifierView,
  mirrorView,
  originOf,
  panView,
  toImage,
  toScreen,
  type ViewState,
  zoomView,
} from './view-state.ts';
import { placeInStep, viewInStep } from './views-in-step.ts';

const SURFACE = { width: 800, height: 600 };
const shapes: fc.Arbitrary<ImageShape> = fc.record({
  rows: fc.integer({ min: 1, max: 20_000 }),
  columns: fc.integer({ min: 1, max: 20_000 }),
  aspect: fc.constantFrom(1, 0.4, 2.5),
});
const points = fc.record({
  x: fc.double({ min: 0, max: SURFACE.width, noNaN: true }),
  y: fc.double({ min: 0, max: SURFACE.height, noNaN: true }),
});
const viewsOf = (shape: ImageShape): fc.Arbitrary<ViewState> =>
  fc.record({
    scale: fc.double({ min: 0.05, max: 40, noNaN: true }),
    centre: fc.record({
      row: fc.double({ min: 0, max: shape.rows, noNaN: true }),
      column: fc.double({ min: 0, max: shape.columns, noNaN: true }),
    }),
  });
const looks = shapes.chain((shape) => fc.record({ shape: fc.constant(shape), view: viewsOf(shape), point: points }));

describe('a view', () => {
  it('converts from the screen to the image and back to the same point', () => {
    fc.assert(
      fc.property(looks, ({ shape, view, point }) => {
        const back = toScreen(shape, SURFACE, view, toImage(shape, SURFACE, view, point));
        expect(back.x).toBeCloseTo(point.x, 6);
        expect(back.y).toBeCloseTo(point.y, 6);
      }),
    );
  });

  it('mirrored exchanges left and right around the middle of the surface, and nothing else', () => {
    fc.assert(
      fc.property(looks, ({ shape, view, point }) => {
        const turned = mirrorView(view);
        const other = { x: SURFACE.width - point.x, y: point.y };
        const [there, here] = [toImage(shape, SURFACE, turned, other), toImage(shape, SURFACE, view, point)];
        expect(there.row).toBe(here.row);
        expect(there.column).toBeCloseTo(here.column, 6);
        expect(toScreen(shape, SURFACE, turned, { row: 3, column: 5 }).x).toBeCloseTo(
          SURFACE.width - toScreen(shape, SURFACE, view, { row: 3, column: 5 }).x,
          6,
        );
        expect(mirrorView(turned)).toEqual(view);
      }),
    );
  });

  it('mirrored is panned with the hand and zoomed around it as any other', () => {
    const shape = { rows: 4_000, columns: 4_000, aspect: 1 };
    const view = mirrorView({ scale: 1, centre: { row: 2_000, column: 2_000 } });
    const point = { x: 300, y: 200 };
    const under = toImage(shape, SURFACE, view, point);
    const panned = panView(shape, view, { x: 40, y: 10 });
    expect(toScreen(shape, SURFACE, panned, under)).toEqual({ x: 340, y: 210 });
    const zoomed = zoomView(shape, SURFACE, view, 4, point);
    expect(toScreen(shape, SURFACE, zoomed, under)).toEqual(point);
    expect([panned.mirrored, zoomed.mirrored, fullSizeView(shape, view).mirrored]).toEqual([true, true, true]);
  });

  it('fitted shows the whole image, edge to edge in one direction', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const view = fitView(shape, SURFACE);
        const first = toScreen(shape, SURFACE, view, { row: 0, column: 0 });
        const last = toScreen(shape, SURFACE, view, { row: shape.rows, column: shape.columns });
        const [width, height] = [last.x - first.x, last.y - first.y];
        if (view.scale >= 64) return;
        // A strip far longer than the screen is wide keeps 32 pixels of its length.
        expect(width).toBeLessThanOrEqual(SURFACE.width + 32);
        expect(height).toBeLessThanOrEqual(SURFACE.height + 32);
        expect(Math.min(SURFACE.width - width, SURFACE.height - height)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it('zoomed keeps what is under the hand under it, to a device pixel', () => {
    fc.assert(
      fc.property(looks, fc.double({ min: 0.2, max: 5, noNaN: true }), ({ shape, view, point }, factor) => {
        const before = toImage(shape, SURFACE, view, point);
        const zoomed = zoomView(shape, SURFACE, view, factor, point);
        const { row, column } = zoomed.centre;
        // At the image's edge the middle of the surface is held on it.
        if (row <= 0 || column <= 0 || row >= shape.rows || column >= shape.columns) return;
        const after = toScreen(shape, SURFACE, zoomed, before);
        expect(Math.abs(after.x - point.x)).toBeLessThanOrEqual(0.51);
        expect(Math.abs(after.y - point.y)).toBeLessThanOrEqual(0.51);
      }),
    );
  });

  it('panned moves by the pixels asked for and never leaves the image', () => {
    const shape = { rows: 1_000, columns: 4_000, aspect: 2 };
    const view = { scale: 0.5, centre: { row: 500, column: 2_000 } };
    expect(panView(shape, view, { x: 100, y: -30 }).centre).toEqual({ row: 530, column: 1_800 });
    expect(panView(shape, view, { x: 1e9, y: -1e9 }).centre).toEqual({ row: 1_000, column: 0 });
  });

  it('at full size lies on whole device pixels', () => {
    const shape = { rows: 1_000, columns: 4_000, aspect: 1 };
    const view = fullSizeView(shape, { scale: 0.3, centre: { row: 500.3, column: 2_000.7 } });
    expect(view.scale).toBe(1);
    expect(Number.isInteger(originOf(SURFACE.width, view.centre.column, view.scale))).toBe(true);
  });

  it('under a magnifier keeps the place under the point, also where the lens is pushed inwards', () => {
    const shape = { rows: 1_000, columns: 4_000, aspect: 1 };
    const view = { scale: 0.7, centre: { row: 480, column: 1_900 } };
    for (const lens of [
      { left: 300, top: 200, right: 400, bottom: 300 },
      { left: 0, top: 0, right: 100, bottom: 100 },
    ]) {
      const point = { x: Math.min(350, lens.right - 40), y: Math.min(250, lens.bottom - 10) };
      const closer = magnifierView(shape, SURFACE, view, { factor: 4, point, lens });
      const inLens = { x: point.x - lens.left, y: point.y - lens.top };
      const place = toImage(shape, { width: 100, height: 100 }, closer, inLens);
      const before = toImage(shape, SURFACE, view, point);
      expect(closer.scale).toBeCloseTo(2.8);
      expect(Math.abs(place.row - before.row)).toBeLessThan(0.5);
      expect(Math.abs(place.column - before.column)).toBeLessThan(0.5);
    }
  });
});

describe('views in step', () => {
  const side = {
    shape: { rows: 600, columns: 4_000, aspect: 1 },
    spacing: { rowMm: 5, columnMm: 4, basis: 'declared' },
  } as const;
  const top = {
    shape: { rows: 300, columns: 8_000, aspect: 1 },
    spacing: { rowMm: 5, columnMm: 2, basis: 'declared' },
  } as const;

  it('look at the same stretch of the travel, by millimetres', () => {
    const view = { scale: 1, centre: { row: 150, column: 1_000 } };
    expect(viewInStep(side, view, top)).toEqual({ scale: 0.5, centre: { row: 75, column: 2_000 } });
    expect(placeInStep(side, { row: 600, column: 10 }, top)).toEqual({ row: 300, column: 20 });
  });

  it('without millimetres by shares of the image, and there and back is where one was', () => {
    fc.assert(
      fc.property(viewsOf(side.shape), fc.boolean(), (view, declared) => {
        const [one, two] = declared ? [side, top] : [{ shape: side.shape }, { shape: top.shape }];
        const back = viewInStep(two, viewInStep(one, view, two), one);
        expect(back.scale).toBeCloseTo(view.scale, 9);
        expect(back.centre.column).toBeCloseTo(view.centre.column, 6);
        expect(back.centre.row).toBeCloseTo(view.centre.row, 6);
      }),
    );
  });
});

describe('under the cursor', () => {
  const signal = { kind: 'transmission', air: 60_000 } as const;
  const image = viewerImage({
    high: { raster: memoryRaster(Uint16Array.of(60_000, 6_000, 0, 40_000), 2, 2), signal },
    low: { raster: memoryRaster(Uint16Array.of(60_000, 3_000, 0, 30_000), 2, 2), signal },
    material: {
      assumed: true,
      limits: { clearBelow: 0.03, opaqueAbove: 8 },
      classify: (alphaHigh, alphaLow) => ({ band: 'mixed', z: 10 * (alphaLow / alphaHigh), arealDensity: alphaHigh }),
    },
  });

  it('stand the samples, their attenuation, the ratio and the material', () => {
    const found = probe(image, { row: 0.9, column: 1.2 });
    expect(found).toMatchObject({ row: 0, column: 1, high: { sample: 6_000 }, low: { sample: 3_000 } });
    expect(found?.high.attenuation).toBeCloseTo(Math.LN10, 12);
    expect(found?.ratio).toBeCloseTo(Math.log(20) / Math.LN10, 12);
    expect(found?.material).toMatchObject({ band: 'mixed', assumed: true });
  });

  it('nothing came through: attenuation is infinite and there is no ratio', () => {
    const found = probe(image, { row: 1, column: 0 });
    expect(found?.high.attenuation).toBe(Number.POSITIVE_INFINITY);
    expect(found).not.toHaveProperty('ratio');
  });

  it('air has no ratio, and what is beside the image no values', () => {
    expect(probe(image, { row: 0, column: 0 })).not.toHaveProperty('ratio');
    for (const place of [
      { row: -0.1, column: 0 },
      { row: 0, column: 2 },
      { row: Number.NaN, column: 0 },
    ]) {
      expect(probe(image, place)).toBeUndefined();
    }
  });

  it('a sample that is not there is undefined, not zero', () => {
    const short = viewerImage({ high: { raster: memoryRaster(Uint16Array.of(5), 1, 2), signal: { kind: 'unknown' } } });
    expect(probe(short, { row: 0, column: 1 })).toEqual({ row: 0, column: 1, high: { sample: undefined } });
    expect(probe(short, { row: 0, column: 0 })?.high).toEqual({ sample: 5 });
  });
});

describe('a measurement', () => {
  const from = { row: 10, column: 10 };
  const to = { row: 13, column: 14 };

  it('is in millimetres by the spacing of each direction, and says what they rest on', () => {
    expect(measure(from, to, { rowMm: 2, columnMm: 2, basis: 'calibrated' })).toEqual({
      samples: 5,
      mm: 10,
      basis: 'calibrated',
    });
    expect(measure(from, to, { rowMm: 4, columnMm: 4, basis: 'declared' }).basis).toBe('declared');
    expect(measure(from, to, { rowMm: 4, columnMm: 1.25, basis: 'declared' }).mm).toBe(13);
  });

  it('without a spacing has no millimetres, and says so', () => {
    expect(measure(from, to, undefined)).toEqual({ samples: 5, basis: 'none' });
  });
});

describe('history', () => {
  it('goes back and forth', () => {
    const two = step(step(historyOf(0), 1), 2);
    expect(undo(two).now).toBe(1);
    expect(undo(undo(undo(two))).now).toBe(0);
    expect(redo(undo(two))).toMatchObject({ now: 2, before: [0, 1], after: [] });
    expect(redo(two)).toBe(two);
  });

  it('takes a gesture back as one, and a new step forgets what was taken back', () => {
    const dragged = [1, 2, 3].reduce((history, value) => step(history, value, 'drag'), historyOf(0));
    expect(undo(dragged).now).toBe(0);
    expect(step(undo(dragged), 9, 'drag')).toMatchObject({ now: 9, before: [0], after: [] });
  });

  it('keeps a bounded number of steps', () => {
    const long = Array.from({ length: 500 }, (_, i) => i).reduce(
      (history, value) => step(history, value),
      historyOf(-1),
    );
    expect(long.before.length).toBe(200);
  });
});
