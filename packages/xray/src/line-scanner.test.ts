import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceScene } from './line-scanner.ts';
import type { MaterialId } from './materials.ts';
import { MATERIALS } from './materials.ts';
import { renderView } from './render.ts';
import { linacScanner } from './scanner.ts';
import type { Scene, Solid } from './scene.ts';
import { massKg, volumeCm3 } from './scene.ts';
import { bar, box, prism, rod } from './scenes/solids.ts';
import { logTransmission } from './transmission.ts';
import type { Basis } from './transmission-table.ts';
import { regionOf, type View } from './view.ts';

const side: View = {
  name: 'SIDE',
  from: 'side',
  sourceDistance: 4000,
  sourceOffset: 1000,
  rows: 81,
  extent: [-20, 2005],
  columns: 40,
  startX: 0,
  pitchX: 10,
};
const above: View = {
  name: 'TOP',
  from: 'above',
  sourceDistance: 3000,
  sourceOffset: 0,
  planeHeight: 500,
  rows: 61,
  extent: [-915, 915],
  columns: 40,
  startX: 0,
  pitchX: 10,
};

// A material made of one basis each, one gram per centimetre cubed: what is traced is then the path in cm.
const plain = (material: MaterialId): Basis =>
  material === 'steel' ? [0, 1, 0] : material === 'air' ? [0, 0, 0] : [1, 0, 0];
const dense = { density: 1 };

/** Path (mm) through each of two kinds of matter on one ray. */
function paths(scene: Scene, view: View, column: number, row: number): readonly [light: number, steel: number] {
  const traced = traceScene(scene, view, view.columns, plain);
  const at = (column * view.rows + row) * 3;
  return [(traced[at] as number) * 10, (traced[at + 1] as number) * 10];
}

describe('a ray', () => {
  // Row 40 of the side view looks straight across at z = 992.5 - a ray of almost no slope.
  test('straight across a box measures its width', () => {
    const [light] = paths([box('water', [100, -300, 900], [200, 300, 1100], dense)], side, 15, 40);
    expect(light).toBeCloseTo(600 / Math.cos(Math.atan(7.5 / 4000)), 2);
  });

  test('aslant is longer by the slope of its row', () => {
    const row = 10;
    const z = side.extent[1] - (row + 0.5) * 25 - side.sourceOffset;
    const [light] = paths([box('water', [100, -100, 0], [200, 100, 2000], dense)], side, 15, row);
    expect(light).toBeCloseTo(200 * Math.hypot(1, z / 4000), 2);
  });

  test('through the middle of a ball measures its diameter, from the side and from above', () => {
    const ball: Solid = { shape: 'sphere', material: 'water', center: [155, 0, 1000], radius: 80, density: 1 };
    // The ray passes 7.5 mm below its centre.
    expect(paths([ball], side, 15, 40)[0]).toBeCloseTo(2 * Math.sqrt(80 ** 2 - 7.5 ** 2), 1);
    const low: Solid = { ...ball, center: [155, 0, 500] };
    expect(paths([low], above, 15, 30)[0]).toBeCloseTo(160, 0);
  });

  test('meets only the wall of what is hollow', () => {
    const hollow = box('steel', [0, -300, 500], [400, 300, 1500], { wall: 4, density: 1 });
    expect(paths([hollow], side, 15, 40)[1]).toBeCloseTo(8, 1);
    const pipe = rod('steel', 'x', [200, 0, 992.5], 100, 600, { wall: 5, density: 1, open: true });
    expect(paths([pipe], side, 15, 40)[1]).toBeCloseTo(10, 1);
  });

  test('finds the same in an oblique cylinder as in the same one along an axis', () => {
    const straight = rod('water', 'y', [155, 0, 995], 60, 500, dense);
    // One millionth of a millimetre off the axis takes the general way.
    const oblique = bar('water', [155, -250, 995], [155 + 1e-6, 250, 995], 60, dense);
    for (const row of [38, 39, 40, 41, 42]) {
      expect(paths([oblique], side, 15, row)[0]).toBeCloseTo(paths([straight], side, 15, row)[0], 2);
    }
  });

  test('follows the slope of a prism', () => {
    const wedge = prism(
      'water',
      [
        [0, 900],
        [400, 900],
        [400, 1100],
      ],
      [-50, 50],
      dense,
    );
    expect(paths([wedge], side, 10, 40)[0]).toBe(0);
    expect(paths([wedge], side, 30, 40)[0]).toBeCloseTo(100, 1);
  });
});

describe('where solids overlap', () => {
  const outer = box('water', [0, -200, 500], [400, 200, 1500], dense);
  const inner = box('steel', [0, -50, 500], [400, 50, 1500], dense);

  test('the later one is there and the earlier is not', () => {
    const [light, steel] = paths([outer, inner], side, 15, 40);
    expect(light).toBeCloseTo(300, 1);
    expect(steel).toBeCloseTo(100, 1);
    expect(paths([inner, outer], side, 15, 40)[1]).toBe(0);
  });

  test('a solid of air carves', () => {
    expect(paths([outer, { ...inner, material: 'air' }], side, 15, 40)[0]).toBeCloseTo(300, 1);
  });

  test('a hollow one leaves what is inside it', () => {
    const [light, steel] = paths([outer, { ...inner, wall: 2 }], side, 15, 40);
    expect(light).toBeCloseTo(396, 1);
    expect(steel).toBeCloseTo(4, 1);
  });

  test('the length of a ray in all matter is the length of the union', () => {
    const interval = fc.tuple(fc.integer({ min: -900, max: 800 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 14 }), (intervals) => {
        const scene = intervals.map(([from, length], i) =>
          box(i % 2 ? 'steel' : 'water', [0, from, 500], [400, from + length, 1500], dense),
        );
        const covered = new Set(intervals.flatMap(([from, length]) => Array.from({ length }, (_, i) => from + i)));
        const [light, steel] = paths(scene, side, 15, 40);
        expect(light + steel).toBeCloseTo(covered.size, 1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is refused', () => {
  test.each([
    ['a box turned inside out', [box('water', [10, 0, 0], [0, 10, 10])]],
    ['a negative density', [box('water', [0, 0, 0], [1, 1, 1], { density: -1 })]],
    ['a wall without thickness', [box('water', [0, 0, 0], [9, 9, 9], { wall: 0 })]],
    ['a point that is no number', [box('water', [0, Number.NaN, 0], [1, 1, 1])]],
    [
      'an outline of many corners',
      [
        prism(
          'water',
          Array.from({ length: 40 }, (_, i) => [i, i * i] as const),
          [0, 1],
        ),
      ],
    ],
    ['too many solids', new Array<Solid>(20_001).fill(box('water', [0, 0, 0], [1, 1, 1]))],
  ])('%s', (_, scene) => {
    expect(() => traceScene(scene, side, 1, plain)).toThrow(expect.objectContaining({ code: 'SCENE_MALFORMED' }));
  });

  test('a view too large', () => {
    expect(() => traceScene([], { ...side, rows: 1e6 }, 1, plain)).toThrow(
      expect.objectContaining({ code: 'SCENE_MALFORMED' }),
    );
  });
});

describe('volume and mass', () => {
  test('of solids follow geometry', () => {
    expect(volumeCm3(box('water', [0, 0, 0], [100, 100, 100]))).toBeCloseTo(1000, 9);
    expect(volumeCm3(box('water', [0, 0, 0], [100, 100, 100], { wall: 10 }))).toBeCloseTo(1000 - 512, 9);
    expect(volumeCm3(rod('water', 'z', [0, 0, 0], 50, 100))).toBeCloseTo(Math.PI * 250, 9);
    expect(
      volumeCm3(
        prism(
          'water',
          [
            [0, 0],
            [100, 0],
            [0, 100],
          ],
          [0, 100],
        ),
      ),
    ).toBeCloseTo(500, 9);
    expect(massKg(box('lead', [0, 0, 0], [100, 100, 100]))).toBeCloseTo(11.35, 9);
  });
});

describe('a step wedge rendered by the linac portal', () => {
  const linac = linacScanner();
  const thicknesses = [0, 25, 50, 100, 150, 200, 250];
  const wedge: Scene = thicknesses
    .slice(1)
    .map((mm, i) => box('iron', [(i + 1) * 200, -mm / 2, 0], [(i + 2) * 200, mm / 2, 2000]));
  const view: View = { ...side, columns: 140, rows: 61, extent: [500, 1500] };
  const images = renderView(wedge, view, linac, 11);

  test.each(thicknesses.map((mm, i) => [mm, i] as const))(
    'lets through %i mm of iron by Beer-Lambert within its noise and 0.3 %% of alpha',
    (mm, step) => {
      for (const [channel, image] of images.entries()) {
        const { spectrum, detector } = linac.channels[channel] as (typeof linac.channels)[0];
        let sum = 0;
        let count = 0;
        let exact = 0;
        for (let row = 0; row < view.rows; row++) {
          const z = view.extent[1] - (row + 0.5) * (1000 / view.rows) - view.sourceOffset;
          const arealDensity = (mm / 10) * MATERIALS.iron.density * Math.hypot(1, z / view.sourceDistance);
          // Columns well within the step, for either energy.
          for (let column = step * 20 + 4; column < step * 20 + 16; column++, count++) {
            sum += (image.pixels[row * view.columns + column] as number) / detector.airValue;
            exact += Math.exp(-logTransmission(spectrum, [{ composition: MATERIALS.iron.composition, arealDensity }]));
          }
        }
        const alpha = -Math.log(exact / count);
        const noise =
          5 *
          (Math.sqrt(1 / (detector.airPhotons * (exact / count) * count)) +
            detector.doseSpread / Math.sqrt(12) +
            linac.gainSpread / Math.sqrt(61));
        expect(Math.abs(-Math.log(sum / count) - alpha)).toBeLessThan(noise + 0.003 * alpha);
      }
    },
  );

  test('shows the low energy one column later', () => {
    const edge = (image: (typeof images)[number]) => {
      const row = Array.from(image.pixels.subarray(30 * view.columns, 31 * view.columns));
      return row.findIndex((value) => value < 0.85 * 60_000);
    };
    const [high, low] = images as [(typeof images)[number], (typeof images)[number]];
    expect(edge(high) - edge(low)).toBe(1);
  });

  test('lies where its region says, and nowhere else', () => {
    const region = regionOf(view, { min: [400, -50, 800], max: [600, 50, 1200] });
    expect([region.x, region.width]).toEqual([40, 20]);
    const alone = renderView([box('iron', [400, -50, 800], [600, 50, 1200])], view, { ...linac, blur: 0 }, 1)[0];
    for (const [at, value] of alone?.pixels.entries() ?? []) {
      const [row, column] = [Math.floor(at / view.columns), at % view.columns];
      const inside =
        column >= region.x && column < region.x + region.width && row >= region.y && row < region.y + region.height;
      if (!inside) expect(value).toBeGreaterThan(58_000);
    }
  });
});
