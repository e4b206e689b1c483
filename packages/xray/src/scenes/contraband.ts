import type { MaterialId } from '../materials.ts';
import type { Random } from '../random.ts';
import { type Bounds, boundsOfAll, massKg, type Point, type Solid } from '../scene.ts';
import type { Words } from './load.ts';
import { box, rod } from './solids.ts';

/** The kinds of contraband the two agencies look for; `none` names a scan without. */
export type ThreatCategory =
  | 'precursor'
  | 'fentanyl'
  | 'methamphetamine'
  | 'other synthetic drug'
  | 'bulk cash'
  | 'firearm'
  | 'ammunition'
  | 'none';

export interface HiddenObject {
  readonly threatCategory: ThreatCategory;
  readonly material: MaterialId;
  readonly massKg: number;
  readonly boxMm: Bounds;
  readonly where: Words;
  readonly solids: readonly Solid[];
}

/** States mass and box of what is hidden; `own` are the solids that are the contraband itself. */
export function hidden(
  threatCategory: ThreatCategory,
  material: MaterialId,
  where: Words,
  own: readonly Solid[],
  wrapping: readonly Solid[] = [],
): HiddenObject {
  const mass = own.filter((solid) => solid.material === material).reduce((sum, solid) => sum + massKg(solid), 0);
  return {
    threatCategory,
    material,
    massKg: Math.round(mass * 100) / 100,
    boxMm: boundsOfAll(own),
    where,
    solids: [...own, ...wrapping],
  };
}

const BRICK = [205, 135, 45] as const;

/** A stack of one-kilogram bricks, its lower corner at `at`, counted along x, y and z. */
export function bricks(
  material: MaterialId,
  at: Point,
  counts: readonly [number, number, number],
  random: Random,
): Solid[] {
  const solids: Solid[] = [];
  for (let i = 0; i < counts[0]; i++) {
    for (let j = 0; j < counts[1]; j++) {
      for (let k = 0; k < counts[2]; k++) {
        const gap = random.between(2, 9);
        const min = [
          at[0] + i * (BRICK[0] + 10) + gap,
          at[1] + j * (BRICK[1] + 10) + gap,
          at[2] + k * (BRICK[2] + 4),
        ] as const;
        solids.push(box(material, min, [min[0] + BRICK[0], min[1] + BRICK[1], min[2] + BRICK[2]]));
      }
    }
  }
  return solids;
}

/** Banknotes in vacuum-packed bundles of 1000 notes (66 x 156 x 100 mm). */
export function cash(at: Point, counts: readonly [number, number, number], random: Random): Solid[] {
  const solids: Solid[] = [];
  for (let i = 0; i < counts[0]; i++) {
    for (let j = 0; j < counts[1]; j++) {
      for (let k = 0; k < counts[2]; k++) {
        const min = [
          at[0] + i * 172 + random.between(0, 8),
          at[1] + j * 76 + random.between(0, 4),
          at[2] + k * 106,
        ] as const;
        solids.push(box('banknotes', min, [min[0] + 156, min[1] + 66, min[2] + 100]));
      }
    }
  }
  return solids;
}

/** A semi-automatic pistol lying on its side, muzzle towards -x, its frame's lower corner at `at`. */
export function pistol([x, y, z]: Point, cartridges: number): Solid[] {
  const rounds = Array.from(
    { length: cartridges },
    (_, i): Solid => rod('ammunition', 'x', [x + 155 + i * 1.6, y + 14, z + 22 + i * 6.5], 4.8, 29),
  );
  return [
    box('gunSteel', [x, y + 1, z + 105], [x + 186, y + 27, z + 135], { wall: 6 }),
    rod('gunSteel', 'x', [x + 58, y + 14, z + 121], 7.5, 116, { wall: 3, open: true }),
    box('gunSteel', [x + 112, y + 3, z + 107], [x + 184, y + 25, z + 132]),
    rod('gunSteel', 'x', [x + 55, y + 14, z + 110], 4, 90),
    box('polypropylene', [x + 18, y + 2, z + 84], [x + 186, y + 26, z + 105], { density: 1.2 }),
    box('polypropylene', [x + 138, y, z], [x + 186, y + 28, z + 95], { wall: 4, density: 1.2 }),
    box('gunSteel', [x + 143, y + 5, z + 4], [x + 180, y + 23, z + 104], { wall: 1.2 }),
    ...rounds,
    box('gunSteel', [x + 96, y + 12, z + 62], [x + 100, y + 18, z + 86]),
    rod('gunSteel', 'y', [x + 112, y + 14, z + 76], 20, 10, { wall: 4, open: true }),
  ];
}

/** A rifle along x, muzzle towards -x. */
export function rifle([x, y, z]: Point): Solid[] {
  return [
    rod('gunSteel', 'x', [x + 230, y, z + 60], 9, 460, { wall: 5, open: true }),
    rod('gunSteel', 'x', [x + 250, y, z + 80], 7, 240),
    box('aluminium', [x + 180, y - 20, z + 42], [x + 450, y + 20, z + 82], { wall: 4 }),
    box('gunSteel', [x + 450, y - 16, z + 35], [x + 680, y + 16, z + 85], { wall: 7 }),
    rod('gunSteel', 'x', [x + 560, y, z + 60], 12, 130),
    box('gunSteel', [x + 500, y - 12, z - 130], [x + 570, y + 12, z + 40], { wall: 1.5 }),
    box('ammunition', [x + 504, y - 9, z - 120], [x + 566, y + 9, z + 30], { density: 3.6 }),
    box('polypropylene', [x + 640, y - 15, z - 60], [x + 690, y + 15, z + 35], { density: 1.1 }),
    box('polypropylene', [x + 680, y - 16, z + 10], [x + 900, y + 16, z + 80], { wall: 6, density: 1.1 }),
    rod('gunSteel', 'x', [x + 740, y, z + 58], 13, 160, { wall: 3 }),
  ];
}

/** Metal boxes of cartridges (280 x 150 x 180 mm). */
export function ammunitionBoxes(at: Point, count: number): Solid[] {
  return Array.from({ length: count }, (_, i) => {
    const x = at[0] + i * 300;
    return [
      box('steel', [x, at[1], at[2]], [x + 280, at[1] + 150, at[2] + 180], { wall: 1.2 }),
      ...[0, 1, 2].map((layer) =>
        box(
          'ammunition',
          [x + 12, at[1] + 12, at[2] + 8 + layer * 52],
          [x + 268, at[1] + 138, at[2] + 50 + layer * 52],
          { density: 3.4 },
        ),
      ),
    ];
  }).flat();
}
