import { MATERIALS, type MaterialId } from './materials.ts';
import { XrayError } from './xray-error.ts';

/** Millimetres: x along the travel (image columns), y across, z up. */
export type Point = readonly [x: number, y: number, z: number];

interface Filled {
  readonly material: MaterialId;
  /** g/cm3, when not the material's own (loads are packed with air between). */
  readonly density?: number;
  /** A hollow solid: only this thickness (mm) inside its surface is there. */
  readonly wall?: number;
}

export interface Box extends Filled {
  readonly shape: 'box';
  readonly min: Point;
  readonly max: Point;
}

/** Between two points on its axis; hollow with closed ends, or a pipe when `open`. */
export interface Cylinder extends Filled {
  readonly shape: 'cylinder';
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
  readonly open?: boolean;
}

export interface Sphere extends Filled {
  readonly shape: 'sphere';
  readonly center: Point;
  readonly radius: number;
}

/** A convex outline in x and z, in either direction of turning, drawn out along y: bonnets, windscreens, cabs. */
export interface Prism extends Filled {
  readonly shape: 'prism';
  readonly outline: readonly (readonly [x: number, z: number])[];
  readonly y: readonly [number, number];
}

export type Solid = Box | Cylinder | Sphere | Prism;

/**
 * Solids in order of precedence: where two overlap, the later one is there and the earlier one is not. A hollow solid
 * displaces with its wall alone; a solid of air carves.
 */
export type Scene = readonly Solid[];

// Bounds what a caller can make a render cost; the largest scene of ours holds about 3000.
const MAX_SOLIDS = 20_000;
const MAX_OUTLINE = 16;

/** Throws SCENE_MALFORMED for too many solids, sizes that are not positive, or an outline of fewer than 3 points. */
export function checkScene(scene: Scene): void {
  if (scene.length > MAX_SOLIDS) throw malformed(`${scene.length} solids`);
  for (const [index, solid] of scene.entries()) {
    const { min, max } = boundsOf(solid);
    const sane = min.every((low, axis) => Number.isFinite(low) && low < (max[axis] as number));
    if (!sane || (solid.wall !== undefined && !(solid.wall > 0)) || !(densityOf(solid) >= 0)) {
      throw malformed(`solid ${index} (${solid.shape} of ${solid.material})`);
    }
    if (solid.shape === 'prism' && solid.outline.length > MAX_OUTLINE) throw malformed(`outline of solid ${index}`);
  }
}

export function densityOf(solid: Solid): number {
  return solid.density ?? MATERIALS[solid.material].density;
}

export interface Bounds {
  readonly min: Point;
  readonly max: Point;
}

/** The box around a solid. */
export function boundsOf(solid: Solid): Bounds {
  switch (solid.shape) {
    case 'box':
      return solid;
    case 'sphere': {
      const { center, radius } = solid;
      return { min: shifted(center, -radius), max: shifted(center, radius) };
    }
    case 'prism': {
      const xs = solid.outline.map(([x]) => x);
      const zs = solid.outline.map(([, z]) => z);
      return {
        min: [Math.min(...xs), solid.y[0], Math.min(...zs)],
        max: [Math.max(...xs), solid.y[1], Math.max(...zs)],
      };
    }
    case 'cylinder': {
      const { from, to, radius } = solid;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
      const reach = (axis: 0 | 1 | 2) => radius * Math.sqrt(Math.max(0, 1 - ((to[axis] - from[axis]) / length) ** 2));
      const low = (axis: 0 | 1 | 2) => Math.min(from[axis], to[axis]) - reach(axis);
      const high = (axis: 0 | 1 | 2) => Math.max(from[axis], to[axis]) + reach(axis);
      return { min: [low(0), low(1), low(2)], max: [high(0), high(1), high(2)] };
    }
  }
}

/** The box around several solids. */
export function boundsOfAll(solids: readonly Solid[]): Bounds {
  const all = solids.map(boundsOf);
  const edge = (axis: 0 | 1 | 2, end: 'min' | 'max') => Math[end](...all.map((bounds) => bounds[end][axis]));
  return {
    min: [edge(0, 'min'), edge(1, 'min'), edge(2, 'min')],
    max: [edge(0, 'max'), edge(1, 'max'), edge(2, 'max')],
  };
}

/** Volume (cm3) of a solid's own substance, overlaps left out of account. */
export function volumeCm3(solid: Solid): number {
  const inner = hollowOf(solid);
  return grossVolume(solid) - (inner === undefined ? 0 : grossVolume(inner));
}

/** Mass (kg) of a solid's own substance, overlaps left out of account. */
export function massKg(solid: Solid): number {
  return (volumeCm3(solid) * densityOf(solid)) / 1e3;
}

/** The empty inside of a hollow solid; undefined when it is full or its walls meet. */
export function hollowOf(solid: Solid): Solid | undefined {
  const { wall, ...full } = solid;
  if (wall === undefined) return undefined;
  switch (full.shape) {
    case 'box': {
      const min = shifted(full.min, wall);
      const max = shifted(full.max, -wall);
      return min.every((low, axis) => low < (max[axis] as number)) ? { ...full, min, max } : undefined;
    }
    case 'sphere':
      return full.radius > wall ? { ...full, radius: full.radius - wall } : undefined;
    case 'cylinder': {
      const [from, to] = [full.from, full.to];
      const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
      const inset = full.open ? 0 : wall / length;
      if (full.radius <= wall || inset >= 0.5) return undefined;
      const along = (t: number): Point =>
        [0, 1, 2].map(
          (axis) => (from[axis] as number) + t * ((to[axis] as number) - (from[axis] as number)),
        ) as unknown as Point;
      return { ...full, radius: full.radius - wall, from: along(inset), to: along(1 - inset) };
    }
    case 'prism': {
      const outline = insetOutline(full.outline, wall);
      const y = [full.y[0] + wall, full.y[1] - wall] as const;
      return outline === undefined || y[0] >= y[1] ? undefined : { ...full, outline, y };
    }
  }
}

function grossVolume(solid: Solid): number {
  switch (solid.shape) {
    case 'box':
      return solid.min.reduce((volume, low, axis) => (volume * ((solid.max[axis] as number) - low)) / 10, 1);
    case 'sphere':
      return ((4 / 3) * Math.PI * solid.radius ** 3) / 1e3;
    case 'cylinder': {
      const [from, to] = [solid.from, solid.to];
      const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
      return (Math.PI * solid.radius ** 2 * length) / 1e3;
    }
    case 'prism':
      return (Math.abs(signedArea(solid.outline)) * (solid.y[1] - solid.y[0])) / 1e3;
  }
}

/** Every edge moved inwards; undefined when nothing is left. */
function insetOutline(outline: Prism['outline'], wall: number): Prism['outline'] | undefined {
  const turn = Math.sign(signedArea(outline));
  const lines = outline.map((start, i) => {
    const end = outline[(i + 1) % outline.length] as readonly [number, number];
    const [dx, dz] = [end[0] - start[0], end[1] - start[1]];
    const length = Math.hypot(dx, dz);
    return { x: start[0] - (turn * dz * wall) / length, z: start[1] + (turn * dx * wall) / length, dx, dz };
  });
  const corners = lines.map((line, i): readonly [number, number] => {
    const before = lines[(i + lines.length - 1) % lines.length] as (typeof lines)[number];
    const t =
      ((line.x - before.x) * line.dz - (line.z - before.z) * line.dx) / (before.dx * line.dz - before.dz * line.dx);
    return [before.x + t * before.dx, before.z + t * before.dz];
  });
  const alive = corners.every((corner, i) => {
    const next = corners[(i + 1) % corners.length] as readonly [number, number];
    const line = lines[i] as (typeof lines)[number];
    return (next[0] - corner[0]) * line.dx + (next[1] - corner[1]) * line.dz > 0;
  });
  return alive ? corners : undefined;
}

function signedArea(outline: Prism['outline']): number {
  let twice = 0;
  for (const [i, [x, z]] of outline.entries()) {
    const [nextX, nextZ] = outline[(i + 1) % outline.length] as readonly [number, number];
    twice += x * nextZ - nextX * z;
  }
  return twice / 2;
}

function shifted(point: Point, by: number): Point {
  return [point[0] + by, point[1] + by, point[2] + by];
}

function malformed(what: string): XrayError {
  return new XrayError('SCENE_MALFORMED', `the scene is malformed: ${what}`);
}
