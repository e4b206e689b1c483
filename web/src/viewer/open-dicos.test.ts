import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Frame, memorySource, readDicos, readFrame } from '@garita/dicos';
import { describe, expect, it } from 'vitest';
import { ctMaterialModel } from './ct-material.ts';
import { displayTile } from './display-tile.ts';
import { viewerImage } from './image.ts';
import { MATERIAL, materialTable } from './material-table.ts';
import { openDicos } from './open-dicos.ts';
import { GUTTER, type Raster, type TileSamples } from './raster.ts';
import { placeOf } from './volume.ts';

const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const FOLDER = join(SHARED, 'data/dicos');
const FILES = existsSync(FOLDER) ? globSync('**/*.dcs', { cwd: FOLDER }).toSorted() : [];
if (FILES.length === 0) console.info(`skipped: no ${FOLDER} (set GARITA_SHARED to the folder of real inputs)`);
const sourceOf = (name: string) => memorySource(readFileSync(join(FOLDER, name)));

/** Corners, middle, and a spread between. */
function places(rows: number, columns: number) {
  const spread = Array.from({ length: 40 }, (_, i) => [(i * 7919) % rows, (i * 104_729) % columns] as const);
  return [
    [0, 0],
    [0, columns - 1],
    [rows - 1, 0],
    [rows - 1, columns - 1],
    [rows >> 1, columns >> 1],
    ...spread,
  ] as const;
}

function expectSame(raster: Raster, frame: Frame): void {
  const { slope, intercept } = raster.scale;
  for (const [row, column] of places(frame.rows, frame.columns)) {
    const truth = frame.samples[row * frame.columns + column] as number | bigint;
    expect(Number(raster.sampleAt(row, column))).toBe(Number(truth));
    const [tileRow, tileColumn] = [row, column].map((at) => Math.floor(at / raster.tileSize)) as [number, number];
    const tile = raster.tile({ level: 0, row: tileRow, column: tileColumn }) as TileSamples;
    const [y, x] = [row, column].map((at) => (at % raster.tileSize) + GUTTER) as [number, number];
    expect(slope * (tile.mean[y * tile.columns + x] as number) + intercept).toBe(Number(truth));
  }
}

describe('the files of the reference toolkit', () => {
  it.each(FILES)('%s shows the very samples of its frames, the first and the last included', async (name) => {
    const source = sourceOf(name);
    const read = await readDicos(source);
    if (read.outcome !== 'dicom') throw new Error(read.type);
    const opened = await openDicos(source);
    if (!read.file.pixels) {
      expect(opened).toEqual({ kind: 'nothing', why: 'no pixels' });
    } else if (opened.kind === 'radiograph') {
      expectSame(opened.image.high.raster, await readFrame(read.file, source, 0));
    } else {
      if (opened.kind === 'nothing') throw new Error(opened.why);
      const { volume, lost } = opened;
      expect([volume.slices, lost]).toEqual([read.file.image.frames, []]);
      for (const index of [0, 1, volume.slices >> 1, volume.slices - 1]) {
        const frame = await readFrame(read.file, source, index);
        expectSame(volume.cut('axial', index), frame);
        for (const [row, column] of places(volume.rows, volume.columns)) {
          const truth = frame.samples[row * volume.columns + column];
          for (const plane of ['coronal', 'sagittal'] as const) {
            const at = placeOf(plane, { slice: index, row, column });
            if (at.index % 25 === 0) expect(volume.cut(plane, at.index).sampleAt(at.row, at.column)).toBe(truth);
          }
        }
      }
    }
  });

  it.runIf(FILES.length > 0)('a pair of energies colours as one image', async () => {
    const names = ['CT_High_Energy', 'CT_Low_Energy'].map((name) => `DualEnergyCTwithTDR/${name}.dcs`);
    const [high, low] = await Promise.all(names.map((name) => openDicos(sourceOf(name))));
    if (high?.kind !== 'volume' || low?.kind !== 'volume') throw new Error('no volumes');
    // A phantom: only that its ratio differs between its parts means anything.
    const image = viewerImage({
      high: { raster: high.volume.cut('axial', 50), signal: { kind: 'ct', water: 256 } },
      low: { raster: low.volume.cut('axial', 50), signal: { kind: 'ct', water: 1_024 } },
      material: ctMaterialModel(),
    });
    const tiles = [image.high, image.low].map((energy) => energy?.raster.tile({ level: 0, row: 0, column: 0 }));
    const { material } = displayTile(tiles[0] as TileSamples, tiles[1] as TileSamples, materialTable(image));
    const kinds = new Set(material);
    expect(kinds.has(MATERIAL.clear)).toBe(true);
    expect(kinds.size).toBeGreaterThan(1);
    expect(kinds.has(MATERIAL.absent)).toBe(false);
  });

  it.runIf(FILES.length > 0)('cut short shows what is left and says what is missing', async () => {
    const name = 'DX_01_ExplicitLittlEndian/DX_01_ExplicitLittlEndian.dcs';
    const whole = readFileSync(join(FOLDER, name));
    const opened = await openDicos(memorySource(whole.subarray(0, whole.length - 70_000)));
    if (opened.kind !== 'radiograph') throw new Error(opened.kind);
    const { rows, columns, high } = opened.image;
    expect(opened.missing).toBeGreaterThan(30_000);
    expect(opened.findings.map(({ code }) => code)).toContain('PIXELS_TRUNCATED');
    const all = await openDicos(memorySource(whole));
    if (all.kind !== 'radiograph') throw new Error(all.kind);
    expect(high.raster.sampleAt(0, 0)).toBe(all.image.high.raster.sampleAt(0, 0));
    expect(high.raster.sampleAt(rows - 1, columns - 1)).toBeUndefined();
    const tile = high.raster.tile({ level: 0, row: 0, column: 0 }) as TileSamples;
    expect(displayTile(tile).partial).toBe(true);
  });
});

it('what is no DICOM is nothing to show, and says why', async () => {
  const opened = await openDicos(memorySource(new TextEncoder().encode('<html>not an image</html>')));
  expect(opened).toMatchObject({ kind: 'nothing', why: expect.stringMatching(/^not DICOM/) });
});
