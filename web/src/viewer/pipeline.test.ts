import { linacScanner, materialClassifier, type Scanner, transmission, tubeScanner } from '@garita/xray';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { displayTile } from './display-tile.ts';
import { viewerImage } from './image.ts';
import { ALPHA_ONE, MATERIAL, type MaterialTable, materialByte, materialTable, zOfByte } from './material-table.ts';
import { memoryRaster } from './memory-raster.ts';
import { type Colour, lightness, PALETTES, rampOf } from './palette.ts';
import { type DisplaySettings, enhancementsOf, type Pipeline, pipelineCompiler, plainDisplay } from './pipeline.ts';
import { GUTTER, type TileSamples } from './raster.ts';
import { rangeOf } from './value-range.ts';

const AIR = 60_000;
const LIMITS = { clearBelow: 0.03, opaqueAbove: 8 };
const TUBE = tubeScanner(160);
const LINAC = linacScanner();

function dual(scanner: Scanner = TUBE, high = new Uint16Array(16), low = new Uint16Array(16)) {
  const [{ spectrum: highSpectrum }, { spectrum: lowSpectrum }] = scanner.channels;
  const classify = materialClassifier(highSpectrum, lowSpectrum);
  const signal = { kind: 'transmission', air: AIR } as const;
  return viewerImage({
    high: { raster: memoryRaster(high, 4, 4), signal },
    low: { raster: memoryRaster(low, 4, 4), signal },
    material: { classify, limits: LIMITS, assumed: false },
  });
}
const single = viewerImage({
  high: { raster: memoryRaster(new Uint16Array(16), 4, 4), signal: { kind: 'unknown' } },
});
const range = { low: 100, high: 1_100 };
const image = dual();
const compile = pipelineCompiler(image);
const plain = plainDisplay(image, range);
const shown = (change: Partial<DisplaySettings>) => compile({ ...plain, ...change });
const colour = ({ ramp }: Pipeline, material: number, brightness: number): Colour => {
  const value = ramp[(material << 8) | brightness] as number;
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255];
};
const byteOf = (z: number) => 1 + Math.round(((z - 5) / 35) * 252);

describe('brightness', () => {
  it('is 255 ((v - low) / (high - low))^gamma, held within the window', () => {
    fc.assert(
      fc.property(
        fc.nat(65_535),
        fc.nat(65_534),
        fc.integer({ min: 1, max: 65_535 }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (stored, low, width, gamma) => {
          const { grey } = shown({ window: { low, high: low + width }, gamma });
          const place = Math.min(1, Math.max(0, (stored - low) / width));
          expect(grey[stored]).toBe(Math.round(255 * place ** gamma));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is turned over by inverse, at every value', () => {
    const [straight, inverse] = [shown({}).grey, shown({ inverse: true }).grey];
    expect(inverse.every((tone, stored) => tone === 255 - (straight[stored] as number))).toBe(true);
  });

  it('has one step of 16 bits to itself where the window is narrow: 40,000 beside 40,001', () => {
    const { grey } = shown({ window: { low: 39_999, high: 40_001 }, gamma: 1 });
    expect([39_999, 40_000, 40_001].map((stored) => grey[stored])).toEqual([0, 128, 255]);
  });

  it('spreads the densest eighth of the window over all of it under high penetration', () => {
    const { grey } = shown({ highPenetration: true, gamma: 1 });
    expect([0, AIR / 16, AIR / 8, AIR].map((stored) => grey[stored])).toEqual([0, 128, 255, 255]);
  });

  it('counts in the values of the file, not in stored ones', () => {
    const signed = viewerImage({
      high: { raster: memoryRaster(Int16Array.of(-1000, 0, 1000, 2000), 2, 2), signal: { kind: 'ct' } },
    });
    const window = { low: -1_000, high: 1_000 };
    const { grey } = pipelineCompiler(signed)({ ...plainDisplay(signed, window) });
    expect([-1_000, 0, 1_000].map((value) => grey[value + 32_768])).toEqual([0, 128, 255]);
  });
});

describe('colour by material', () => {
  it('takes nothing from the grey image: every colour is as light as its brightness', () => {
    for (const palette of ['standard', 'colour-blind'] as const) {
      const pipeline = shown({ palette });
      for (const z of [5, 7, 10, 13, 19, 26, 40]) {
        for (let brightness = 0; brightness < 256; brightness++) {
          expect(Math.abs(lightness(colour(pipeline, byteOf(z), brightness)) - brightness)).toBeLessThanOrEqual(0.6);
        }
      }
    }
  });

  it('is orange, green and blue, and moves with the bands', () => {
    const [organic, mixed, metal] = [6, 14, 26].map((z) => colour(shown({}), byteOf(z), 120)) as [
      Colour,
      Colour,
      Colour,
    ];
    expect(organic[0]).toBeGreaterThan(organic[1]);
    expect(organic[1]).toBeGreaterThan(organic[2]);
    expect(mixed[1]).toBeGreaterThan(Math.max(mixed[0], mixed[2]));
    expect(metal[2]).toBeGreaterThan(Math.max(metal[0], metal[1]));
    const moved = shown({ bands: { organicBelow: 16, metalAbove: 19, blend: 0 } });
    expect(colour(moved, byteOf(14), 120)).toEqual(organic);
  });

  it('is grey, and the same with and without material, when colour is off', () => {
    const pipeline = shown({ colour: 'grey' });
    for (const material of [0, 1, 128, MATERIAL.opaque]) expect(colour(pipeline, material, 77)).toEqual([77, 77, 77]);
  });

  it('shows a sample that is not there in a colour no setting gives to one that is', () => {
    const settings = [{}, { colour: 'grey' }, { strip: 'organic' }, { palette: 'colour-blind' }] as const;
    for (const change of settings) {
      const { ramp } = shown(change);
      const absent = ramp.subarray(MATERIAL.absent << 8);
      expect(new Set(absent).size).toBe(1);
      expect(ramp.subarray(0, MATERIAL.absent << 8).includes(absent[0] as number)).toBe(false);
    }
  });

  it.each([
    ['organic', 6, 26],
    ['inorganic', 26, 6],
  ] as const)('without what is %s: it is pale grey, the rest keeps its colour', (strip, taken, left) => {
    const [before, after] = [shown({}), shown({ strip })];
    const pale = colour(after, byteOf(taken), 40);
    expect(new Set(pale).size).toBe(1);
    expect(pale[0]).toBeGreaterThan(160);
    expect(colour(after, byteOf(left), 40)).toEqual(colour(before, byteOf(left), 40));
  });

  it('looks colours up only where there are none by material', () => {
    const rgb = Uint8Array.from({ length: 768 }, (_, at) => (at % 3 === 0 ? 255 - Math.floor(at / 3) : 0));
    const pipeline = shown({ colour: 'grey', lookUp: { name: 'red', rgb } });
    expect(colour(pipeline, 0, 55)).toEqual([200, 0, 0]);
    expect(colour(shown({ lookUp: { name: 'red', rgb } }), 0, 55)).toEqual([55, 55, 55]);
  });
});

// Viénot, Brettel, Mollon, Color Research and Application 24 (1999) 243: linear RGB as a dichromat sees it.
const DICHROMATS = {
  protanope: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  deuteranope: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
} as const;

function seen(by: keyof typeof DICHROMATS, rgb: Colour): Colour {
  const matrix = DICHROMATS[by];
  const linear = rgb.map((part) => (part / 255) ** 2.2);
  return [0, 3, 6].map((row) => {
    const light = [0, 1, 2].reduce((sum, i) => sum + (matrix[row + i] as number) * (linear[i] as number), 0);
    return 255 * Math.max(0, light) ** (1 / 2.2);
  }) as unknown as Colour;
}

describe('the palettes to a red-green blind eye', () => {
  const apart = (palette: 'standard' | 'colour-blind', by: keyof typeof DICHROMATS) => {
    const bands = { organicBelow: 10, metalAbove: 19, blend: 0 };
    const settings = { palette: PALETTES[palette], bands, strip: 'none', lookUp: undefined, coloured: true } as const;
    const pipeline = { ramp: rampOf(settings) } as Pipeline;
    const [organic, mixed, metal] = [6, 14, 26].map((z) => seen(by, colour(pipeline, byteOf(z), 120)));
    const far = (a: Colour, b: Colour) => Math.hypot(...a.map((part, i) => part - (b[i] as number)));
    return Math.min(far(organic as Colour, mixed as Colour), far(mixed as Colour, metal as Colour));
  };

  test.each(['protanope', 'deuteranope'] as const)('%s: the safe one keeps every band apart', (by) => {
    expect(apart('colour-blind', by)).toBeGreaterThan(60);
    expect(apart('colour-blind', by)).toBeGreaterThan(1.5 * apart('standard', by));
  });
});

describe('materials', () => {
  const TABLES = { tube: dual(TUBE), linac: dual(LINAC) };

  it.each(['tube', 'linac'] as const)('of the %s are those of the classifier', (kind) => {
    const made = TABLES[kind];
    const table = materialTable(made) as MaterialTable;
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 7.9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (alpha, share) => {
          const alphaHigh = Math.round(alpha * ALPHA_ONE);
          const width = 127 / (table.perUnit[alphaHigh] as number);
          const alphaLow = (table.from[alphaHigh] as number) + share * width;
          const z = zOfByte(materialByte(table, alphaHigh, alphaLow));
          const truth = made.material?.classify(alphaHigh / ALPHA_ONE, alphaLow / ALPHA_ONE).z ?? Number.NaN;
          expect(Math.abs(z - truth)).toBeLessThan(truth < 22 ? 0.75 : 3);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['carbon', 6],
    ['aluminium', 13],
    ['iron', 26],
  ] as const)('30 g/cm2 of %s behind the linac has its atomic number', (_, element) => {
    const layers = [{ composition: new Map([[element, 1]]), arealDensity: 30 }];
    const [high, low] = LINAC.channels.map(({ spectrum }) => Math.round(AIR * transmission(spectrum, layers))) as [
      number,
      number,
    ];
    const made = dual(LINAC, new Uint16Array(16).fill(high), new Uint16Array(16).fill(low));
    const place = { level: 0, row: 0, column: 0 };
    const tiles = [made.high, made.low].map((energy) => energy?.raster.tile(place) as TileSamples);
    const { material: bytes } = displayTile(tiles[0] as TileSamples, tiles[1], materialTable(made));
    const z = zOfByte(bytes?.[GUTTER * 8 + GUTTER] as number);
    expect(Math.abs(z - element)).toBeLessThan(0.5);
  });

  it('are clear in air and opaque where nothing comes through', () => {
    const table = materialTable(image) as MaterialTable;
    expect(materialByte(table, 0, 0)).toBe(MATERIAL.clear);
    expect(materialByte(table, 0xffff, 0xffff)).toBe(MATERIAL.opaque);
  });

  it('are not told with one energy', () => {
    expect(materialTable(single)).toBeUndefined();
    expect(plainDisplay(single, range).colour).toBe('grey');
  });
});

describe('a tile for display', () => {
  const tile = { rows: 1, columns: 3, mean: Uint16Array.of(100, 100, 100), densest: Uint16Array.of(100, 50, 0) };

  it('leans half way to the densest sample', () => {
    expect([...displayTile(tile).values]).toEqual([100, 75, 50]);
  });

  it('marks what is absent in either energy, and says that it is partial', () => {
    const low = { ...tile, absent: Uint8Array.of(0, 1, 0) };
    const made = displayTile({ ...tile, absent: Uint8Array.of(0, 0, 1) }, low);
    expect(made.partial).toBe(true);
    expect(made.material).toEqual(Uint8Array.of(0, MATERIAL.absent, MATERIAL.absent));
    expect(displayTile({ ...tile, absent: new Uint8Array(3) }).partial).toBe(false);
  });
});

describe('settings', () => {
  it('plain: nothing is on', () => {
    expect(enhancementsOf(plain, plain)).toEqual([]);
    expect(enhancementsOf({ ...plain, palette: 'colour-blind' }, plain)).toEqual([]);
  });

  it('name what is on', () => {
    const changed: DisplaySettings = { ...plain, inverse: true, strip: 'organic', edge: 1, colour: 'grey', gamma: 2 };
    expect(enhancementsOf(changed, plain)).toEqual(['gamma', 'inverse', 'greyscale', 'organic-strip', 'edge']);
  });

  test.each([
    { gamma: Number.NaN },
    { gamma: 0 },
    { edge: 3 },
    { window: { low: 2, high: 1 } },
    { window: { low: 0, high: Number.POSITIVE_INFINITY } },
    { bands: { organicBelow: 20, metalAbove: 10, blend: 0 } },
    { lookUp: { name: 'short', rgb: new Uint8Array(3) } },
  ])('out of range are refused: %o', (change) => {
    expect(() => shown(change)).toThrow(expect.objectContaining({ code: 'SETTINGS_INVALID' }));
  });

  it('keep their ramp while only the window moves', () => {
    expect(shown({ gamma: 2 }).ramp).toBe(shown({ gamma: 3 }).ramp);
    expect(shown({ strip: 'organic' }).ramp).not.toBe(shown({}).ramp);
  });
});

describe('the window of an image that does not say what air is', () => {
  it('holds every sample', async () => {
    const raster = memoryRaster(Int16Array.of(-5, 3, 900, 7), 2, 2);
    expect(await rangeOf(raster)).toEqual({ low: -5, high: 900 });
  });

  it('has an even image in its middle, and leaves out what is absent', async () => {
    expect(await rangeOf(memoryRaster(Uint16Array.of(400, 400, 400), 2, 2))).toEqual({ low: 399, high: 401 });
    const nothing = memoryRaster(new Uint16Array(0), 2, 2);
    expect(await rangeOf(nothing)).toEqual({ low: 0, high: 65_535 });
  });
});
