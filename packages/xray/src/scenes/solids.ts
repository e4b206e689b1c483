import type { MaterialId } from '../materials.ts';
import type { Box, Cylinder, Point, Prism, Solid, Sphere } from '../scene.ts';

// Short ways to say solids; all millimetres. `extra` is the wall or the packed density.
type Extra = { readonly wall?: number; readonly density?: number; readonly open?: boolean };

export function box(material: MaterialId, min: Point, max: Point, extra: Extra = {}): Box {
  return { shape: 'box', material, min, max, ...extra };
}

/** A cylinder along one axis, from `center` half its length either way. */
export function rod(
  material: MaterialId,
  axis: 'x' | 'y' | 'z',
  center: Point,
  radius: number,
  length: number,
  extra: Extra = {},
): Cylinder {
  const [x, y, z] = center;
  const half = length / 2;
  const ends: readonly [Point, Point] =
    axis === 'x'
      ? [
          [x - half, y, z],
          [x + half, y, z],
        ]
      : axis === 'y'
        ? [
            [x, y - half, z],
            [x, y + half, z],
          ]
        : [
            [x, y, z - half],
            [x, y, z + half],
          ];
  return { shape: 'cylinder', material, from: ends[0], to: ends[1], radius, ...extra };
}

export function bar(material: MaterialId, from: Point, to: Point, radius: number, extra: Extra = {}): Cylinder {
  return { shape: 'cylinder', material, from, to, radius, ...extra };
}

export function ball(material: MaterialId, center: Point, radius: number, extra: Extra = {}): Sphere {
  return { shape: 'sphere', material, center, radius, ...extra };
}

export function prism(
  material: MaterialId,
  outline: Prism['outline'],
  y: readonly [number, number],
  extra: Extra = {},
): Prism {
  return { shape: 'prism', material, outline, y, ...extra };
}

/** The same solids elsewhere. */
export function moved(solids: readonly Solid[], by: Point): Solid[] {
  return solids.map((solid) => shifted(solid, by));
}

function shifted(solid: Solid, [dx, dy, dz]: Point): Solid {
  const shift = ([x, y, z]: Point): Point => [x + dx, y + dy, z + dz];
  switch (solid.shape) {
    case 'box':
      return { ...solid, min: shift(solid.min), max: shift(solid.max) };
    case 'sphere':
      return { ...solid, center: shift(solid.center) };
    case 'cylinder':
      return { ...solid, from: shift(solid.from), to: shift(solid.to) };
    case 'prism': {
      const outline = solid.outline.map(([x, z]) => [x + dx, z + dz] as const);
      return { ...solid, outline, y: [solid.y[0] + dy, solid.y[1] + dy] };
    }
  }
}
