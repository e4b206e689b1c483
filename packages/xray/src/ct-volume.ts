import { massAttenuation } from './attenuation.ts';
import { compositionOfFormula } from './composition.ts';
import { MATERIALS } from './materials.ts';
import type { Random } from './random.ts';
import { boundsOf, checkScene, densityOf, hollowOf, type Scene, type Solid } from './scene.ts';
import { type Section, sectionAt, throughOblique } from './section.ts';
import { filtered, type Spectrum } from './spectrum.ts';
import { XrayError } from './xray-error.ts';

/** A grid of voxels: slices along x, rows from the top down (z), columns along y. */
export interface CtGrid {
  readonly slices: number;
  readonly rows: number;
  readonly columns: number;
  readonly sliceMm: number;
  readonly pixelMm: number;
  /** Outer corner of the first voxel: least x, least y, greatest z (mm). */
  readonly corner: readonly [x: number, y: number, z: number];
}

const MAX_VOXELS = 2 ** 24;
const MAX_PLANE = 1024;
/** Sub-samples of a voxel along each axis, for voxels that several materials share. */
const SUB = 2;
export const CT_WATER_VALUE = 1000;
const FULL_SCALE = 0xffff;
const HARDENING_G_PER_CM2 = 10;
const MAX_PATH = 6;

/**
 * Effective linear attenuation (1/cm) of each solid's substance under a spectrum that 10 g/cm2 of water have hardened,
 * which is about what reaches the middle of a bag.
 */
function effectiveAttenuation(spectrum: Spectrum): (solid: Solid) => number {
  const hardened = filtered(spectrum, compositionOfFormula('H2O'), HARDENING_G_PER_CM2);
  const total = hardened.weights.reduce((sum, weight) => sum + weight, 0);
  const known = new Map<string, number>();
  return (solid) => {
    let mass = known.get(solid.material);
    if (mass === undefined) {
      const { composition } = MATERIALS[solid.material];
      mass =
        hardened.weights.reduce(
          (sum, w, i) => sum + w * massAttenuation(composition, hardened.energiesMev[i] as number),
          0,
        ) / total;
      known.set(solid.material, mass);
    }
    return mass * densityOf(solid);
  };
}

/**
 * CT values 1000 mu / mu_water (air 0, water 1000), slice by slice, held within 16 bits. Not a reconstruction: the
 * true attenuation of each voxel, blurred over its neighbours in the slice, with noise that grows with what a ray
 * through the voxel along either axis must cross, so that metal throws streaks.
 */
export function ctVolume(
  scene: Scene,
  grid: CtGrid,
  spectrum: Spectrum,
  noiseAtCenter: number,
  random: Random,
): Uint16Array {
  checkScene(scene);
  checkGrid(grid);
  const attenuation = effectiveAttenuation(spectrum);
  const water = attenuation({ shape: 'sphere', material: 'water', center: [0, 0, 0], radius: 1 });
  const values = Float32Array.from([0, ...scene.map((solid) => (CT_WATER_VALUE * attenuation(solid)) / water)]);
  const solids = scene.map((solid, index) => ({
    solid,
    hollow: hollowOf(solid),
    bounds: boundsOf(solid),
    label: index + 1,
  }));
  const size = grid.rows * grid.columns;
  const volume = new Uint16Array(size * grid.slices);
  const labels = new Uint16Array(size * SUB * SUB);
  for (let slice = 0; slice < grid.slices; slice++) {
    const plane = new Float32Array(size);
    for (let sub = 0; sub < SUB; sub++) {
      const x = grid.corner[0] + (slice + (sub + 0.5) / SUB) * grid.sliceMm;
      labels.fill(0);
      for (const { solid, hollow, bounds, label } of solids) {
        if (x < bounds.min[0] || x >= bounds.max[0]) continue;
        const section = sectionAt(solid, x);
        if (section !== undefined) fill(labels, grid, section, hollow && sectionAt(hollow, x), label);
      }
      gather(plane, labels, grid, values);
    }
    volume.set(measured(smoothed(plane, grid), grid, water, noiseAtCenter, random), slice * size);
  }
  return volume;
}

function checkGrid({ slices, rows, columns, sliceMm, pixelMm }: CtGrid): void {
  const counts = [slices, rows, columns];
  const sane = counts.every((count) => Number.isInteger(count) && count >= 1 && count <= MAX_PLANE);
  if (!sane || slices * rows * columns > MAX_VOXELS || !(sliceMm > 0 && pixelMm > 0)) {
    throw new XrayError('SCENE_MALFORMED', `no grid of ${slices} x ${rows} x ${columns}`);
  }
}

/** Labels the sub-samples of one plane that a section covers, its hollow left out. */
function fill(labels: Uint16Array, grid: CtGrid, section: Section, inside: Section | undefined, label: number): void {
  const step = grid.pixelMm / SUB;
  const [rows, columns] = [grid.rows * SUB, grid.columns * SUB];
  const [, left, top] = grid.corner;
  const [low, high] = heights(section);
  const first = Math.max(0, Math.floor((top - high) / step));
  const last = Math.min(rows - 1, Math.ceil((top - low) / step));
  const toColumn = (y: number) => Math.min(columns, Math.max(0, Math.round((y - left) / step)));
  for (let row = first; row <= last; row++) {
    const z = top - (row + 0.5) * step;
    const outer = across(section, z);
    if (outer === undefined) continue;
    const inner = inside && across(inside, z);
    const at = row * columns;
    if (inner === undefined) labels.fill(label, at + toColumn(outer[0]), at + toColumn(outer[1]));
    else {
      labels.fill(label, at + toColumn(outer[0]), at + toColumn(inner[0]));
      labels.fill(label, at + toColumn(inner[1]), at + toColumn(outer[1]));
    }
  }
}

function heights(section: Section): readonly [number, number] {
  if (section.kind === 'rectangle') return section.z;
  if (section.kind === 'disc') return [section.z - section.radius, section.z + section.radius];
  return [section.bounds.min[2], section.bounds.max[2]];
}

/** From where to where (y) a section reaches at a height. */
function across(section: Section, z: number): readonly [number, number] | undefined {
  if (section.kind === 'rectangle') return z >= section.z[0] && z < section.z[1] ? section.y : undefined;
  if (section.kind === 'oblique') return throughOblique(section.cylinder, section.x, [0, z], 1, 0);
  const half = section.radius ** 2 - (z - section.z) ** 2;
  return half > 0 ? [section.y - Math.sqrt(half), section.y + Math.sqrt(half)] : undefined;
}

/** Adds the sub-samples of one sub-slice to the voxels they lie in. */
function gather(plane: Float32Array, labels: Uint16Array, { rows, columns }: CtGrid, values: Float32Array): void {
  const share = 1 / SUB ** 3;
  let at = 0;
  for (let subRow = 0; subRow < rows * SUB; subRow++) {
    const start = Math.floor(subRow / SUB) * columns;
    for (let subColumn = 0; subColumn < columns * SUB; subColumn++, at++) {
      const voxel = start + ((subColumn / SUB) | 0);
      plane[voxel] = (plane[voxel] as number) + share * (values[labels[at] as number] as number);
    }
  }
}

/** The blur of the scanner's own resolution: 1-2-1 along rows and columns. */
function smoothed(plane: Float32Array, { rows, columns }: CtGrid): Float32Array {
  const pass = (image: Float32Array, step: number) =>
    image.map((value, at) => 0.5 * value + 0.25 * ((image[at - step] ?? value) + (image[at + step] ?? value)));
  return pass(pass(plane, 1), columns).subarray(0, rows * columns);
}

function measured(plane: Float32Array, grid: CtGrid, water: number, noise: number, random: Random): Uint16Array {
  const { rows, columns, pixelMm } = grid;
  const perVoxel = (water * pixelMm) / 10 / CT_WATER_VALUE;
  const alongRows = new Float64Array(rows);
  const alongColumns = new Float64Array(columns);
  eachVoxel(grid, (at, row, column) => {
    const path = (plane[at] as number) * perVoxel;
    alongRows[row] = (alongRows[row] as number) + path;
    alongColumns[column] = (alongColumns[column] as number) + path;
  });
  // The variance of a ray's logarithm grows as 1 / T; past the limit the detector has nothing more to lose.
  const variance = (path: number) => Math.exp(Math.min(path, MAX_PATH)) / 2;
  const [ofRow, ofColumn] = [alongRows.map(variance), alongColumns.map(variance)];
  const values = new Uint16Array(plane.length);
  eachVoxel(grid, (at, row, column) => {
    const deviation = noise * Math.sqrt((ofRow[row] as number) + (ofColumn[column] as number));
    values[at] = Math.min(FULL_SCALE, Math.max(0, Math.round((plane[at] as number) + deviation * random.normal())));
  });
  return values;
}

function eachVoxel({ rows, columns }: CtGrid, visit: (at: number, row: number, column: number) => void): void {
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) visit(at, row, column);
  }
}
