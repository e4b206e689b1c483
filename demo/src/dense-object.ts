import type { RenderedCt } from '@garita/xray';

/** The largest connected thing in a CT volume that is as dense as metal, in voxels. */
export interface DenseObject {
  readonly volumeCm3: number;
  readonly base: readonly [column: number, row: number, slice: number];
  readonly extents: readonly [columns: number, rows: number, slices: number];
}

/** CT value from which a voxel counts: three and a half times the attenuation of water, above aluminium. */
const METAL_FROM = 3500;

/**
 * A detector as plain as can be, so that the demo has a machine's verdict that truly comes from the image and is
 * sometimes wrong: it finds guns and cartridges, and passes drugs and banknotes.
 */
export function largestDenseObject(ct: RenderedCt): DenseObject | undefined {
  const seen = new Uint8Array(ct.values.length);
  let best: { count: number; low: number[]; high: number[] } | undefined;
  for (const [start, value] of ct.values.entries()) {
    if (value < METAL_FROM || seen[start] === 1) continue;
    const found = flood(ct, seen, start);
    if (best === undefined || found.count > best.count) best = found;
  }
  if (best === undefined) return undefined;
  const { count, low, high } = best;
  const voxelCm3 = (ct.pixelSpacingMm[0] * ct.pixelSpacingMm[1] * ct.sliceMm) / 1000;
  const at = (axis: number) => low[axis] as number;
  const along = (axis: number) => (high[axis] as number) - at(axis) + 1;
  return { volumeCm3: count * voxelCm3, base: [at(0), at(1), at(2)], extents: [along(0), along(1), along(2)] };
}

function flood({ values, rows, columns }: RenderedCt, seen: Uint8Array, start: number) {
  const open = [start];
  const low = [Infinity, Infinity, Infinity];
  const high = [-1, -1, -1];
  let count = 0;
  seen[start] = 1;
  for (let voxel = open.pop(); voxel !== undefined; voxel = open.pop()) {
    count++;
    const place = [voxel % columns, Math.floor(voxel / columns) % rows, Math.floor(voxel / columns / rows)];
    for (const [axis, at] of place.entries()) {
      low[axis] = Math.min(low[axis] as number, at);
      high[axis] = Math.max(high[axis] as number, at);
    }
    // At a border a neighbour may be a voxel of the next row; a thing that touches the border is no matter here.
    for (const step of [1, -1, columns, -columns, rows * columns, -rows * columns]) {
      const next = voxel + step;
      if ((values[next] ?? 0) < METAL_FROM || seen[next] === 1) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
  return { count, low, high };
}
