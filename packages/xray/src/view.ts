import type { Bounds } from './scene.ts';
import { XrayError } from './xray-error.ts';

/**
 * One fan of a line scanner: source and detectors lie in a plane across the travel, which cuts the scene column by
 * column. Rows are equal steps in the plane through the middle of the lane, so magnification is 1 there.
 */
export interface View {
  readonly name: string;
  /** Where the fan comes from: the side (rays along +y) or above (rays along -z). */
  readonly from: 'side' | 'above';
  /** Source: distance (mm) before the middle plane, and its z (side) or y (above). */
  readonly sourceDistance: number;
  readonly sourceOffset: number;
  /** Height (mm) of the middle plane of a view from above. */
  readonly planeHeight?: number;
  readonly rows: number;
  /** Extent of the image in the middle plane (mm): z from the side, y from above. Row 0 is the upper end. */
  readonly extent: readonly [low: number, high: number];
  readonly columns: number;
  /** x of the first column (mm) and step from column to column. */
  readonly startX: number;
  readonly pitchX: number;
}

const MAX_SIDE = 8192;

export function checkView(view: View): void {
  const counts = [view.rows, view.columns];
  const sane = counts.every((count) => Number.isInteger(count) && count >= 1 && count <= MAX_SIDE);
  if (!sane || !(view.pitchX > 0) || !(view.sourceDistance > 0) || !(view.extent[0] < view.extent[1])) {
    throw new XrayError('SCENE_MALFORMED', `view "${view.name}" is malformed`);
  }
}

/** Height (mm, in the middle plane) of one row. */
export function rowPitch(view: View): number {
  return (view.extent[1] - view.extent[0]) / view.rows;
}

/** Across the fan (from the source) and depth into it of a point of the plane x = constant. */
export function inFan(view: View, y: number, z: number): readonly [across: number, depth: number] {
  return view.from === 'side'
    ? [z - view.sourceOffset, y + view.sourceDistance]
    : [y - view.sourceOffset, view.sourceDistance + (view.planeHeight ?? 0) - z];
}

/** Where the ray through a point of the fan crosses the image, in rows from the top (fractional). */
export function rowOf(view: View, across: number, depth: number): number {
  const inPlane = view.sourceOffset + (across * view.sourceDistance) / depth;
  return (view.extent[1] - inPlane) / rowPitch(view);
}

export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The pixels a box covers in a view, cut at the image's edge. */
export function regionOf(view: View, { min, max }: Bounds): Region {
  const rows = [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z) => rowOf(view, ...inFan(view, y, z))));
  const columns = [min[0], max[0]].map((x) => (x - view.startX) / view.pitchX);
  const x = clamp(Math.floor(Math.min(...columns)), view.columns - 1);
  const y = clamp(Math.floor(Math.min(...rows)), view.rows - 1);
  return {
    x,
    y,
    width: clamp(Math.ceil(Math.max(...columns)), view.columns) - x,
    height: clamp(Math.ceil(Math.max(...rows)), view.rows) - y,
  };
}

function clamp(value: number, high: number): number {
  return Math.min(high, Math.max(0, value));
}
