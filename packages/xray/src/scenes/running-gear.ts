import type { Solid } from '../scene.ts';
import { ball, bar, box, rod } from './solids.ts';

/** One wheel with its tyre, rim and brake drum; the axle runs along y. */
export function wheel(x: number, y: number, radius: number, width: number): Solid[] {
  const rim = radius * 0.55;
  return [
    rod('rubber', 'y', [x, y, radius], radius, width, { wall: radius * 0.055 }),
    rod('rubber', 'y', [x, y, radius], radius, width * 0.94, { wall: radius * 0.1, open: true }),
    rod('air', 'y', [x, y, radius], rim, width),
    rod('steel', 'y', [x, y, radius], rim, width * 0.9, { wall: 5, open: true }),
    rod('steel', 'y', [x, y, radius], rim * 0.98, 11),
    rod('castIron', 'y', [x, y, radius], rim * 0.74, width * 0.5, { wall: rim * 0.08 }),
    rod('castIron', 'y', [x, y, radius], rim * 0.36, width * 0.7, { wall: rim * 0.1 }),
  ];
}

/** An axle of a heavy vehicle: beam, single or dual wheels on either side, and a differential when driven. */
export function heavyAxle(x: number, radius: number, dual: boolean, driven: boolean): Solid[] {
  const outer = 1120;
  const beams: Solid[] = driven
    ? [
        rod('castIron', 'y', [x, 0, radius], 65, 1900, { wall: 14 }),
        ball('castIron', [x, 0, radius], 205, { wall: 22 }),
        rod('steel', 'y', [x, 0, radius], 150, 50),
        rod('steel', 'y', [x, 0, radius], 22, 1900),
      ]
    : [box('steel', [x - 45, -900, radius - 75], [x + 45, 900, radius + 15], { wall: 14 })];
  const wheels = [-1, 1].flatMap((side) => [
    ...wheel(x, side * outer, radius, 280),
    ...(dual ? wheel(x, side * (outer - 310), radius, 270) : []),
  ]);
  return [...beams, ...wheels];
}

/** Leaf springs and shock absorbers over an axle. */
export function suspension(x: number, z: number): Solid[] {
  return [-1, 1].flatMap((side) => [
    box('steel', [x - 480, side * 480 - 38, z], [x + 480, side * 480 + 38, z + 24]),
    box('steel', [x - 280, side * 480 - 38, z + 24], [x + 280, side * 480 + 38, z + 52]),
    bar('steel', [x + 120, side * 560, z - 60], [x + 260, side * 560, z + 330], 34, { wall: 5 }),
    rod('rubber', 'z', [x - 330, side * 480, z + 150], 120, 190, { wall: 8 }),
  ]);
}

/** Two channel-section frame rails with cross-members. */
export function ladderFrame(fromX: number, toX: number, z: number, height: number): Solid[] {
  const rails = [-1, 1].map((side) =>
    box('steel', [fromX, side * 430 - 42, z], [toX, side * 430 + 42, z + height], { wall: 8 }),
  );
  const members: Solid[] = [];
  for (let x = fromX + 500; x < toX - 200; x += 950) {
    members.push(rod('steel', 'y', [x, 0, z + height / 2], 60, 780, { wall: 6, open: true }));
  }
  return [...rails, ...members];
}
