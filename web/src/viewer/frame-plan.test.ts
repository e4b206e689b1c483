import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { DisplayTile } from './display-tile.ts';
import { FRACTION_BITS, levelFor, planRegion, type TileLookup, type TileState } from './frame-plan.ts';
import { GUTTER, levelsOf, type TilePlace, tileShape } from './raster.ts';
import { toImage, type ViewState } from './view-state.ts';

const ONE = 2 ** FRACTION_BITS;

interface NamedTile extends DisplayTile {
  readonly place: TilePlace;
}

const cases = fc.record({
  rows: fc.integer({ min: 1, max: 300 }),
  columns: fc.integer({ min: 1, max: 300 }),
  aspect: fc.constantFrom(1, 0.5, 1.7, 3),
  tileSize: fc.constantFrom(16, 37, 64),
  scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
  row: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
  column: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
  left: fc.nat(20),
  top: fc.nat(20),
  width: fc.integer({ min: 1, max: 90 }),
  height: fc.integer({ min: 1, max: 90 }),
  seed: fc.nat(),
});
type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

/** What a store could hold: each tile here, on its way, failed or partial by chance, or all of them here. */
function lookupOf(one: Case, all: boolean): TileLookup {
  const chance = (place: TilePlace) =>
    all
      ? 0
      : (Math.imul(one.seed ^ (place.level * 7919 + place.row * 104_729 + place.column * 31), 2_654_435_761) >>> 8) % 5;
  const tileAt = (place: TilePlace): NamedTile => {
    const size = { columns: one.columns, rows: one.rows, tileSize: one.tileSize };
    return { ...tileShape(size, place), values: new Uint16Array(0), partial: chance(place) === 1, place };
  };
  return {
    look: (place): TileState => {
      const lot = chance(place);
      if (lot < 2) return { state: 'here', tile: tileAt(place) };
      return { state: lot === 4 ? 'failed' : 'loading' };
    },
    peek: (place) => (chance(place) < 2 ? tileAt(place) : undefined),
  };
}

function planOf(one: Case, all: boolean) {
  const { rows, columns, aspect, tileSize, scale, left, top, width, height } = one;
  const shape = { rows, columns, aspect };
  const view: ViewState = { scale, centre: { row: one.row * rows, column: one.column * columns } };
  const box = { left, top, right: left + width, bottom: top + height };
  return { shape, view, box, plan: planRegion(shape, tileSize, view, box, lookupOf(one, all)) };
}

describe('a plan', () => {
  it('fills every pixel over the image exactly once, and none beside it', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (one, all) => {
        const { shape, view, box, plan } = planOf(one, all);
        const counts = new Uint8Array(one.width * one.height);
        for (const part of [...plan.patches, ...plan.gaps]) {
          for (let y = part.top; y < part.bottom; y++) {
            for (let x = part.left; x < part.right; x++) {
              const at = (y - box.top) * one.width + (x - box.left);
              counts[at] = (counts[at] as number) + 1;
            }
          }
        }
        // The last sample of a level may reach over the edge by less than itself.
        const over = 2 ** levelFor(shape, one.tileSize, view.scale);
        counts.forEach((count, at) => {
          const point = { x: (at % one.width) + 0.5, y: Math.floor(at / one.width) + 0.5 };
          const { row, column } = toImage(shape, { width: one.width, height: one.height }, view, point);
          const inside = row > 0.01 && column > 0.01 && row < shape.rows - 0.01 && column < shape.columns - 0.01;
          const outside =
            row < -0.01 || column < -0.01 || row > shape.rows + over + 0.01 || column > shape.columns + over + 0.01;
          // One `expect` a pixel would take a minute.
          if (count > 1 || (inside && count !== 1) || (outside && count !== 0)) expect({ at, count }).toBe('once');
        });
      }),
      { numRuns: 200 },
    );
  });

  it('shows under every pixel the sample that `toImage` says, and never reads over a tile', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (one, all) => {
        const { shape, view, box, plan } = planOf(one, all);
        const surface = { width: one.width, height: one.height };
        for (const patch of plan.patches) {
          const { place, rows, columns } = patch.tile as NamedTile;
          for (const [x, y] of [
            [patch.left, patch.top],
            [patch.right - 1, patch.bottom - 1],
          ] as const) {
            const sampleX = (patch.sampleX + (x - patch.left) * patch.stepX) / ONE;
            const sampleY = (patch.sampleY + (y - patch.top) * patch.stepY) / ONE;
            // Bilinear takes half a sample before to half a sample after, sharpening one further.
            expect(sampleX - 0.5 - 1).toBeGreaterThanOrEqual(0);
            expect(sampleY - 0.5 - 1).toBeGreaterThanOrEqual(0);
            expect(sampleX + 0.5 + 1).toBeLessThanOrEqual(columns);
            expect(sampleY + 0.5 + 1).toBeLessThanOrEqual(rows);
            const at = toImage(shape, surface, view, { x: x - box.left + 0.5, y: y - box.top + 0.5 });
            const size = 2 ** place.level;
            expect((sampleX - GUTTER + place.column * one.tileSize) * size).toBeCloseTo(at.column, 1);
            expect((sampleY - GUTTER + place.row * one.tileSize) * size).toBeCloseTo(at.row, 1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is complete exactly when every tile it needs is there, whole', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { shape, view, plan } = planOf(one, false);
        const level = levelFor(shape, one.tileSize, view.scale);
        const right = (patch: { readonly tile: DisplayTile }) => {
          const { place, partial } = patch.tile as NamedTile;
          return place.level === level && !partial;
        };
        const whole = plan.gaps.length === 0 && plan.patches.every(right);
        expect(plan.reasons.size === 0).toBe(whole);
        expect(plan.reasons.has('tile-loading') || plan.reasons.has('tile-failed')).toBe(plan.here < plan.needed);
        if (plan.gaps.length > 0) expect(plan.reasons.size).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('is empty where the image is not on the screen', () => {
    const shape = { rows: 10, columns: 10, aspect: 1 };
    const box = { left: 0, top: 0, right: 10, bottom: 10 };
    const view = { scale: 1, centre: { row: 100, column: 5 } };
    const lookup: TileLookup = {
      look: () => {
        throw new Error('asked for a tile');
      },
      peek: () => undefined,
    };
    expect(planRegion(shape, 16, view, box, lookup)).toMatchObject({ patches: [], gaps: [], needed: 0 });
  });
});

test.each([
  [8, 0],
  [1, 0],
  [0.7, 0],
  [0.6, 1],
  [0.5, 1],
  [0.2, 2],
  [0.001, 3],
])('at %d device pixels to a sample the level is %i', (scale, level) => {
  const shape = { rows: 100, columns: 400, aspect: 1 };
  expect(levelsOf({ ...shape, tileSize: 64 })).toBe(4);
  expect(levelFor(shape, 64, scale)).toBe(level);
});
