import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CT_WATER_VALUE, type CtGrid, ctVolume } from '../ct-volume.ts';
import { Random } from '../random.ts';
import { tubeScanner } from '../scanner.ts';
import { groundTruthOf, makeScene, type RenderedScan, renderScan, SCENE_KINDS, type SceneKind } from './make-scene.ts';
import { box, rod } from './solids.ts';

const everyKind = SCENE_KINDS.map((kind) => [kind] as const);
const seeds = Array.from({ length: 30 }, (_, seed) => seed);

function fingerprint({ images, ct }: RenderedScan): string {
  const hash = createHash('sha256');
  for (const { pixels } of images) hash.update(pixels);
  if (ct) hash.update(ct.values);
  return hash.digest('hex');
}

describe.each(everyKind)('a scene of kind %s', (kind) => {
  test('is the same, to the last pixel, for the same seed', () => {
    const render = () => renderScan(makeScene(kind, 5, true));
    const [one, other] = [render(), render()];
    expect(one.truth).toEqual(other.truth);
    expect(fingerprint(one)).toBe(fingerprint(other));
    expect(fingerprint(renderScan(makeScene(kind, 6, true)))).not.toBe(fingerprint(one));
  });

  test('differs from its neighbour in load and in what is hidden', () => {
    for (const seed of seeds) {
      const [here, next] = [makeScene(kind, seed, true), makeScene(kind, seed + 1, true)];
      expect(here.load).not.toEqual(next.load);
      expect(here.hidden[0]?.where).not.toEqual(next.hidden[0]?.where);
    }
  });

  test('hides something once in three', () => {
    const hiding = seeds.filter((seed) => makeScene(kind, seed).hidden.length > 0);
    expect(hiding).toHaveLength(seeds.length / 3);
    const places = hiding.map((seed) => makeScene(kind, seed).hidden[0]?.where.en);
    for (const [i, place] of places.entries()) expect(place).not.toBe(places[i + 1]);
  });

  test('says what is hidden, how much, and where it shows', () => {
    const { images, ct } = renderScan(makeScene(kind, 0));
    for (const seed of [0, 1, 2, 3, 4, 5]) {
      const truth = groundTruthOf(makeScene(kind, seed, true));
      expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
      expect(truth.synthetic).toBe(true);
      const [object] = truth.hidden;
      expect(object?.massKg).toBeGreaterThan(0.02);
      expect(Object.keys(object?.regionPx ?? {})).toEqual(ct ? ['CT'] : [...new Set(images.map(({ view }) => view))]);
      for (const [name, region] of Object.entries(object?.regionPx ?? {})) {
        const image = ct ?? images.find(({ view }) => view === name);
        expect(region.width).toBeGreaterThan(0);
        expect(region.height).toBeGreaterThan(0);
        expect(region.x + region.width).toBeLessThanOrEqual(image?.columns as number);
        expect(region.y + region.height).toBeLessThanOrEqual(image?.rows as number);
      }
    }
  });

  test('is darker, or denser, in the region of what it hides than without it', () => {
    for (const seed of [0, 1]) {
      const scene = makeScene(kind, seed, true);
      const concealed = new Set(scene.hidden.flatMap(({ solids }) => solids));
      const innocent = { ...scene, solids: scene.solids.filter((solid) => !concealed.has(solid)), hidden: [] };
      const [guilty, clean] = [renderScan(scene), renderScan(innocent)];
      const region = Object.values(guilty.truth.hidden[0]?.regionPx ?? {})[0];
      const depth = (scan: typeof guilty) => {
        const { columns, rows } = scan.ct ?? (scan.images[0] as (typeof scan.images)[0]);
        const pixels = scan.ct?.values ?? (scan.images[0]?.pixels as Uint16Array);
        const plane = scan.ct ? ((region?.firstSlice ?? 0) + ((region?.slices ?? 1) >> 1)) * rows * columns : 0;
        let sum = 0;
        for (let y = region?.y ?? 0; y < (region?.y ?? 0) + (region?.height ?? 0); y++) {
          for (let x = region?.x ?? 0; x < (region?.x ?? 0) + (region?.width ?? 0); x++) {
            const value = pixels[plane + y * columns + x] as number;
            sum += scan.ct ? value : -Math.log(Math.max(value, 1));
          }
        }
        return sum;
      };
      expect(depth(guilty)).toBeGreaterThan(depth(clean));
    }
  });
});

describe('every scene', () => {
  test('of thirty seeds of each kind can be made and is within bounds', () => {
    for (const kind of SCENE_KINDS) {
      for (const seed of [...seeds, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
        expect(makeScene(kind, seed, true).solids.length).toBeLessThan(20_000);
      }
    }
  });

  test.each([
    ['truck', 1],
    ['container', 1],
    ['gate', 2],
    ['baggage', 2],
  ] as const)('of kind %s has both energies of %i view(s)', (kind: SceneKind, views) => {
    const { images } = renderScan(makeScene(kind, 1), 'radiographs');
    expect(images).toHaveLength(2 * views);
    for (const { pixels, rows, columns } of images) {
      expect(pixels).toHaveLength(rows * columns);
      // Something absorbs, and somewhere is air.
      expect(pixels.some((value) => value < 30_000)).toBe(true);
      expect(pixels.some((value) => value > 59_000)).toBe(true);
    }
  });
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d is refused as a seed', (seed) => {
  expect(() => makeScene('truck', seed)).toThrow(expect.objectContaining({ code: 'SCENE_MALFORMED' }));
});

describe('a CT volume', () => {
  const grid: CtGrid = { slices: 4, rows: 32, columns: 32, sliceMm: 10, pixelMm: 5, corner: [-20, -80, 80] };
  const spectrum = tubeScanner(160).channels[0].spectrum;
  const center = 2 * 32 * 32 + 16 * 32 + 16;

  test('has water at 1000 and air at 0', () => {
    const values = ctVolume([rod('water', 'x', [0, 0, 0], 50, 100)], grid, spectrum, 0, new Random(1));
    expect(values[center]).toBe(CT_WATER_VALUE);
    expect(values[0]).toBe(0);
  });

  test('orders plastic, water, aluminium and steel', () => {
    const at = (material: 'polyethylene' | 'water' | 'aluminium' | 'steel') =>
      ctVolume([box(material, [-20, -60, -60], [20, 60, 60])], grid, spectrum, 0, new Random(1))[center] as number;
    expect(at('polyethylene')).toBeLessThan(at('water'));
    expect(at('water')).toBeLessThan(at('aluminium'));
    expect(at('aluminium')).toBeLessThan(at('steel'));
  });

  test('shares a voxel between what lies in it', () => {
    // The edge runs through the middle of a column of voxels; blurred, the one astride is half.
    const values = ctVolume([box('water', [-20, 2.5, -80], [20, 80, 80])], grid, spectrum, 0, new Random(1));
    expect(values[center]).toBeCloseTo(CT_WATER_VALUE / 2, -1);
  });

  test('keeps a hollow one empty', () => {
    const values = ctVolume(
      [box('steel', [-20, -60, -60], [20, 60, 60], { wall: 5 })],
      grid,
      spectrum,
      0,
      new Random(1),
    );
    expect(values[center]).toBe(0);
  });

  test('is noisier along what passes through metal', () => {
    const scene = [box('water', [-20, -60, -60], [20, 60, 60]), box('steel', [-20, -10, -10], [20, 10, 10])];
    const values = ctVolume(scene, grid, spectrum, 20, new Random(1));
    const spread = (row: number) => {
      const line = Array.from({ length: 6 }, (_, i) => values[2 * 1024 + row * 32 + 6 + i] as number);
      const mean = line.reduce((sum, value) => sum + value, 0) / line.length;
      return Math.max(...line.map((value) => Math.abs(value - mean)));
    };
    expect(spread(16)).toBeGreaterThan(spread(8));
  });

  test('refuses a grid without end', () => {
    const endless = { ...grid, slices: 1024, rows: 1024, columns: 1024 };
    expect(() => ctVolume([], endless, spectrum, 0, new Random(1))).toThrow(
      expect.objectContaining({ code: 'SCENE_MALFORMED' }),
    );
  });
});
