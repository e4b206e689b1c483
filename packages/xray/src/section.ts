import { type Bounds, boundsOf, type Cylinder, type Solid } from './scene.ts';

/** What a plane x = constant cuts out of a solid: a rectangle or a disc in y and z, or what only a ray can tell. */
export type Section =
  | { readonly kind: 'rectangle'; readonly y: readonly [number, number]; readonly z: readonly [number, number] }
  | { readonly kind: 'disc'; readonly y: number; readonly z: number; readonly radius: number }
  | { readonly kind: 'oblique'; readonly cylinder: Cylinder; readonly x: number; readonly bounds: Bounds };

/** The section of the gross shape (its wall left out of account) at x (mm); undefined when the plane misses it. */
export function sectionAt(solid: Solid, x: number): Section | undefined {
  switch (solid.shape) {
    case 'box':
      if (x < solid.min[0] || x >= solid.max[0]) return undefined;
      return { kind: 'rectangle', y: [solid.min[1], solid.max[1]], z: [solid.min[2], solid.max[2]] };
    case 'sphere': {
      const radius = chord(solid.radius, x - solid.center[0]);
      return radius === 0 ? undefined : { kind: 'disc', y: solid.center[1], z: solid.center[2], radius };
    }
    case 'prism': {
      const z = outlineAt(solid.outline, x);
      return z === undefined ? undefined : { kind: 'rectangle', y: solid.y, z };
    }
    case 'cylinder':
      return cylinderAt(solid, x);
  }
}

function cylinderAt(cylinder: Cylinder, x: number): Section | undefined {
  const { from, to, radius } = cylinder;
  const alongX = from[1] === to[1] && from[2] === to[2];
  if (alongX) {
    if (x < Math.min(from[0], to[0]) || x >= Math.max(from[0], to[0])) return undefined;
    return { kind: 'disc', y: from[1], z: from[2], radius };
  }
  const half = chord(radius, x - from[0]);
  if (from[0] === to[0] && from[2] === to[2]) {
    if (half === 0) return undefined;
    return { kind: 'rectangle', y: ascending(from[1], to[1]), z: [from[2] - half, from[2] + half] };
  }
  if (from[0] === to[0] && from[1] === to[1]) {
    if (half === 0) return undefined;
    return { kind: 'rectangle', y: [from[1] - half, from[1] + half], z: ascending(from[2], to[2]) };
  }
  return { kind: 'oblique', cylinder, x, bounds: obliqueBounds(cylinder, x) };
}

/** What an oblique cylinder may fill of the plane: its stretch of axis there, and a radius or so around. */
function obliqueBounds(cylinder: Cylinder, x: number): Bounds {
  const { from, to, radius } = cylinder;
  const whole = boundsOf(cylinder);
  const [dx, dy, dz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const length = Math.hypot(dx, dy, dz);
  const aslant = Math.hypot(dy, dz) / length;
  // Nearly along y or z, the section is as long as the cylinder itself.
  if (Math.abs(dx) / length < 0.1) return whole;
  const t = (x - from[0]) / dx;
  const reach = radius * (1 + (aslant * length) / Math.abs(dx));
  const within = (axis: 1 | 2, slope: number): readonly [number, number] => {
    const middle = from[axis] + t * slope;
    return [Math.max(whole.min[axis], middle - reach), Math.min(whole.max[axis], middle + reach)];
  };
  const [y, z] = [within(1, dy), within(2, dz)];
  return { min: [whole.min[0], y[0], z[0]], max: [whole.max[0], y[1], z[1]] };
}

/** Where the line (y, z) = origin + t (dy, dz) in the plane x runs inside an oblique cylinder; undefined if nowhere. */
export function throughOblique(
  cylinder: Cylinder,
  x: number,
  origin: readonly [y: number, z: number],
  dy: number,
  dz: number,
): readonly [number, number] | undefined {
  const { from, to, radius } = cylinder;
  const axis = [to[0] - from[0], to[1] - from[1], to[2] - from[2]] as const;
  const length = Math.hypot(...axis);
  const [ax, ay, az] = [axis[0] / length, axis[1] / length, axis[2] / length];
  const [ox, oy, oz] = [x - from[0], origin[0] - from[1], origin[1] - from[2]];
  const alongDirection = dy * ay + dz * az;
  const alongOrigin = ox * ax + oy * ay + oz * az;
  const a = dy * dy + dz * dz - alongDirection ** 2;
  const b = oy * dy + oz * dz - alongOrigin * alongDirection;
  const c = ox * ox + oy * oy + oz * oz - alongOrigin ** 2 - radius ** 2;
  const root = b * b - a * c;
  if (root <= 0) return undefined;
  // An oblique cylinder is never parallel to the ray to the last bit, so `a` is not zero here but by chance.
  const sides = [(-b - Math.sqrt(root)) / a, (-b + Math.sqrt(root)) / a] as const;
  const ends =
    alongDirection === 0
      ? undefined
      : ascending(-alongOrigin / alongDirection, (length - alongOrigin) / alongDirection);
  if (ends === undefined && (alongOrigin < 0 || alongOrigin > length)) return undefined;
  const enter = Math.max(sides[0], ends?.[0] ?? sides[0]);
  const leave = Math.min(sides[1], ends?.[1] ?? sides[1]);
  return enter < leave ? [enter, leave] : undefined;
}

function outlineAt(outline: readonly (readonly [number, number])[], x: number): readonly [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const [i, [x0, z0]] of outline.entries()) {
    const [x1, z1] = outline[(i + 1) % outline.length] as readonly [number, number];
    if (x0 === x1 || x < Math.min(x0, x1) || x > Math.max(x0, x1)) continue;
    const z = z0 + ((x - x0) / (x1 - x0)) * (z1 - z0);
    low = Math.min(low, z);
    high = Math.max(high, z);
  }
  return low < high ? [low, high] : undefined;
}

function chord(radius: number, offset: number): number {
  return Math.sqrt(Math.max(0, radius * radius - offset * offset));
}

function ascending(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
