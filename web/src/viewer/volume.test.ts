import { massAttenuation } from '@garita/xray';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ctMaterialModel } from './ct-material.ts';
import { GUTTER, type TileSamples } from './raster.ts';
import { type Plane, placeOf, type Voxel, volumeOf, voxelAt } from './volume.ts';

const PLANES: readonly Plane[] = ['axial', 'coronal', 'sagittal'];
const [SLICES, ROWS, COLUMNS] = [5, 4, 3];
const numberAt = ({ slice, row, column }: Voxel) => 100 * slice + 10 * row + column;
const frames = Array.from({ length: SLICES }, (_, slice) =>
  Uint16Array.from({ length: ROWS * COLUMNS }, (__, at) =>
    numberAt({ slice, row: Math.floor(at / COLUMNS), column: at % COLUMNS }),
  ),
);
const voxels = fc.record({ slice: fc.nat(SLICES - 1), row: fc.nat(ROWS - 1), column: fc.nat(COLUMNS - 1) });
const spacing = { sliceMm: 5, rowMm: 2, columnMm: 1, basis: 'declared' } as const;

describe('a volume', () => {
  it('shows each voxel in three planes, in pixels and under the cursor', () => {
    const volume = volumeOf(frames, ROWS, COLUMNS, spacing);
    fc.assert(
      fc.property(voxels, fc.constantFrom(...PLANES), (voxel, plane) => {
        const { index, row, column } = placeOf(plane, voxel);
        expect(voxelAt(plane, index, { row, column })).toEqual(voxel);
        const raster = volume.cut(plane, index);
        expect(raster.sampleAt(row, column)).toBe(numberAt(voxel));
        const tile = raster.tile({ level: 0, row: 0, column: 0 }) as TileSamples;
        expect(tile.mean[(row + GUTTER) * tile.columns + column + GUTTER]).toBe(numberAt(voxel));
      }),
    );
  });

  it('runs along the travel to the right in the planes along it, with its own distances', () => {
    const volume = volumeOf(frames, ROWS, COLUMNS, spacing);
    const shape = (plane: Plane) => [volume.count(plane), volume.cut(plane, 0).rows, volume.cut(plane, 0).columns];
    expect(PLANES.map(shape)).toEqual([
      [5, 4, 3],
      [4, 3, 5],
      [3, 4, 5],
    ]);
    expect(PLANES.map((plane) => volume.spacingOf(plane))).toEqual([
      { rowMm: 2, columnMm: 1, basis: 'declared' },
      { rowMm: 1, columnMm: 5, basis: 'declared' },
      { rowMm: 2, columnMm: 5, basis: 'declared' },
    ]);
  });

  it('shows a lost or short frame as missing wherever a plane cuts it', () => {
    const damaged = [frames[0], undefined, frames[2]?.subarray(0, 5), frames[3], frames[4]];
    const volume = volumeOf(damaged, ROWS, COLUMNS);
    for (const plane of PLANES) {
      for (const voxel of [
        { slice: 1, row: 0, column: 0 },
        { slice: 2, row: 1, column: 2 },
        { slice: 2, row: 1, column: 1 },
        { slice: 3, row: 1, column: 1 },
      ]) {
        const gone = voxel.slice === 1 || (voxel.slice === 2 && voxel.column === 2);
        const { index, row, column } = placeOf(plane, voxel);
        const raster = volume.cut(plane, index);
        const tile = raster.tile({ level: 0, row: 0, column: 0 }) as TileSamples;
        expect(tile.absent?.[(row + GUTTER) * tile.columns + column + GUTTER]).toBe(gone ? 1 : 0);
        expect(raster.sampleAt(row, column)).toBe(gone ? undefined : numberAt(voxel));
      }
    }
  });

  it('of wide samples has one scale for all frames and the very samples under the cursor', () => {
    const volume = volumeOf([Float32Array.of(-1.5, 0), Float32Array.of(0.25, 1e6)], 1, 2);
    const [first, second] = [volume.cut('axial', 0), volume.cut('axial', 1)];
    expect(first.scale).toEqual(second.scale);
    expect(first.scale.exact).toBe(false);
    expect([first.sampleAt(0, 0), second.sampleAt(0, 0)]).toEqual([-1.5, 0.25]);
  });

  test.each([
    ['without frames', [], 'IMAGE_INVALID'],
    ['of two sample types', [new Uint16Array(12), new Int16Array(12)], 'IMAGE_INVALID'],
  ] as const)('%s is refused', (_, parts, code) => {
    expect(() => volumeOf(parts, ROWS, COLUMNS)).toThrow(expect.objectContaining({ code }));
  });

  it('has no slice beyond its last', () => {
    const volume = volumeOf(frames, ROWS, COLUMNS);
    expect(() => volume.cut('coronal', ROWS)).toThrow(expect.objectContaining({ code: 'IMAGE_INVALID' }));
  });
});

describe('materials of a pair of volumes', () => {
  const water = new Map([
    [1, 0.111898],
    [8, 0.888102],
  ]);
  const { classify, assumed } = ctMaterialModel();
  const against = (composition: ReadonlyMap<number, number>, density: number, mev: number) =>
    (density * massAttenuation(composition, mev)) / massAttenuation(water, mev);

  test.each([
    ['water', water, 1, 7.42, 'organic'],
    ['carbon', new Map([[6, 1]]), 1.8, 6, 'organic'],
    ['aluminium', new Map([[13, 1]]), 2.7, 13, 'mixed'],
    ['iron', new Map([[26, 1]]), 0.6, 26, 'metal'],
  ] as const)('%s at 70 and 50 keV (NIST XCOM) is told, whatever its density', (_, composition, density, z, band) => {
    const found = classify(against(composition, density, 0.07), against(composition, density, 0.05));
    expect(Math.abs(found.z - z)).toBeLessThan(z > 20 ? 4 : 1.5);
    expect(found.band).toBe(band);
  });

  it('are said to be assumed until somebody calibrates, and air has none', () => {
    expect(assumed).toBe(true);
    expect(ctMaterialModel({ high: 0.04, low: 0.1 }).assumed).toBe(false);
    expect(classify(0.01, 0.01).band).toBe('clear');
  });
});
