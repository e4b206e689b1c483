import type { Random } from '../random.ts';
import type { Solid } from '../scene.ts';
import { engine, radiator } from './engine.ts';
import { wheel } from './running-gear.ts';
import { bar, box, prism, rod } from './solids.ts';

/** Wheels, brakes, suspension arms and springs of both axles of a light vehicle. */
export function lightRunningGear(front: number, rear: number, radius: number, track: number): Solid[] {
  return [front, rear].flatMap((x) => [
    ...[-1, 1].flatMap((side) => [
      ...wheel(x, side * track, radius, 205),
      rod('castIron', 'y', [x, side * (track - 60), radius], radius * 0.42, 22),
      bar('steel', [x, side * (track - 110), radius - 60], [x + 30, side * 330, radius - 90], 17),
      bar('steel', [x, side * (track - 120), radius], [x - 20, side * (track - 190), radius + 420], 26, { wall: 6 }),
      rod('steel', 'z', [x - 12, side * (track - 160), radius + 230], 62, 260, { wall: 11, open: true, density: 3.4 }),
    ]),
    box('steel', [x - 60, -360, radius - 130], [x + 60, 360, radius - 70], { wall: 3 }),
  ]);
}

/** Radiator, engine, battery, and the exhaust to the rear end. */
export function lightPower(x: number, rear: number, cylinders: number, scale: number, z: number): Solid[] {
  return [
    ...radiator(x, 330, z - 220, z + 250),
    ...engine([x + 150, -40, z - 20], cylinders, scale),
    box('leadAcidBattery', [x + 190, 330, z + 60], [x + 430, 505, z + 240]),
    box('polypropylene', [x + 520, 300, z + 120], [x + 780, 560, z + 300], { wall: 3 }),
    bar('steel', [x + 1150, 60, 260], [rear - 900, 200, 250], 27, { wall: 1.8, open: true }),
    rod('steel', 'x', [x + 1450, 60, 258], 62, 330, { wall: 2 }),
    rod('catalyst', 'x', [x + 1450, 60, 258], 57, 260),
    rod('steel', 'x', [rear - 620, 250, 300], 105, 520, { wall: 1.6 }),
    rod('steel', 'x', [rear - 620, 250, 300], 40, 500, { wall: 1.4, open: true }),
    bar('steel', [rear - 360, 250, 300], [rear + 60, 330, 270], 24, { wall: 1.6, open: true }),
  ];
}

/** A seat with its frame and springs, its front edge at x. */
export function carSeat(x: number, y: number, floor: number, width: number): Solid[] {
  const half = width / 2;
  const frame = (from: readonly [number, number, number], to: readonly [number, number, number]) =>
    bar('steel', from, to, 11, { wall: 2 });
  return [
    box('polyurethane', [x, y - half, floor + 160], [x + 480, y + half, floor + 290], { density: 0.06 }),
    prism(
      'polyurethane',
      [
        [x + 420, floor + 260],
        [x + 540, floor + 260],
        [x + 720, floor + 860],
        [x + 630, floor + 880],
      ],
      [y - half, y + half],
      { density: 0.06 },
    ),
    frame([x + 20, y - half + 30, floor + 150], [x + 500, y - half + 30, floor + 170]),
    frame([x + 20, y + half - 30, floor + 150], [x + 500, y + half - 30, floor + 170]),
    frame([x + 490, y - half + 30, floor + 180], [x + 660, y - half + 30, floor + 830]),
    frame([x + 490, y + half - 30, floor + 180], [x + 660, y + half - 30, floor + 830]),
    frame([x + 660, y - half + 30, floor + 830], [x + 660, y + half - 30, floor + 830]),
    box('steel', [x + 40, y - half + 20, floor], [x + 460, y - half + 45, floor + 40]),
    box('steel', [x + 40, y + half - 45, floor], [x + 460, y + half - 20, floor + 40]),
    box('polyurethane', [x + 640, y - 120, floor + 880], [x + 740, y + 120, floor + 1010], { density: 0.07 }),
  ];
}

/** Dashboard, steering column and wheel, pedals; the windscreen stands at x. */
export function cockpit(x: number, floor: number, halfWidth: number, driver: number): Solid[] {
  return [
    box('polypropylene', [x, -halfWidth, floor + 300], [x + 330, halfWidth, floor + 560], { density: 0.16 }),
    rod('steel', 'y', [x + 130, 0, floor + 470], 24, halfWidth * 2, { wall: 2.5 }),
    box('circuitBoard', [x + 180, -150, floor + 330], [x + 320, 150, floor + 520], { density: 0.5 }),
    bar('steel', [x + 60, driver, floor + 360], [x + 430, driver, floor + 600], 17, { wall: 4 }),
    rod('steel', 'x', [x + 440, driver, floor + 610], 180, 22, { wall: 11, open: true }),
    rod('polypropylene', 'x', [x + 440, driver, floor + 610], 60, 50),
    box('steel', [x - 40, driver - 60, floor + 60], [x + 60, driver + 80, floor + 140], { density: 1.2 }),
  ];
}

/** Door beams, window lifters and locks on both sides between two pillars. */
export function doors(from: number, to: number, sill: number, belt: number, halfWidth: number): Solid[] {
  return [-1, 1].flatMap((side) => {
    const y = side * (halfWidth - 45);
    return [
      bar('steel', [from + 60, y, sill + 190], [to - 60, y, sill + 260], 16, { wall: 2.4 }),
      box('steel', [from, y - 25, sill], [from + 22, y + 25, belt], { wall: 1.4 }),
      box('steel', [to - 22, y - 25, sill], [to, y + 25, belt], { wall: 1.4 }),
      box('glass', [from + 70, y - 2, belt - 330], [to - 80, y + 2, belt - 20]),
      rod('copper', 'y', [(from + to) / 2, y, sill + 230], 34, 50, { density: 5.5 }),
      rod('iron', 'y', [from + 330, y, sill + 130], 75, 45, { wall: 12 }),
      box('polypropylene', [from + 40, y - side * 42 - 4, sill + 40], [to - 40, y - side * 42 + 4, belt - 60], {
        density: 0.7,
      }),
      box('steel', [to - 110, y - 25, belt - 260], [to - 40, y + 25, belt - 180], { density: 2.8 }),
    ];
  });
}

/** A plastic tank with fuel up to here or there. */
export function fuelTank(x: number, floor: number, random: Random): Solid[] {
  const surface = floor + random.between(60, 185);
  return [
    box('polyethylene', [x, -520, floor], [x + 560, 520, floor + 210], { wall: 5 }),
    box('petrol', [x + 5, -515, floor + 5], [x + 555, 515, surface]),
    rod('steel', 'z', [x + 280, 0, floor + 105], 42, 190, { wall: 3 }),
  ];
}
