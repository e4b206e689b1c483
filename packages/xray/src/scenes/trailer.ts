import type { Solid } from '../scene.ts';
import { heavyAxle, suspension } from './running-gear.ts';
import { box, rod } from './solids.ts';

const WHEEL = 510;
const TRAILER_LENGTH = 16_150;
export const TRAILER_FLOOR = 1290;
const TRAILER_ROOF = 4100;

/** Where goods may stand in a 53 ft dry van (mm). */
export interface Hold {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

export function trailerHold(x: number): Hold {
  return { min: [x + 120, -1230, TRAILER_FLOOR], max: [x + TRAILER_LENGTH - 160, 1230, TRAILER_ROOF - 90] };
}

/** A 53 ft dry van, its nose at x: sheet-and-post walls, wooden floor on cross-members, two axles at the rear. */
export function dryVan(x: number): Solid[] {
  const end = x + TRAILER_LENGTH;
  return [
    ...floor(x, end),
    ...walls(x, end),
    ...bogie(end - 2400),
    ...landingGear(x + 2650),
    rod('steel', 'z', [x + 900, 0, 1150], 45, 130),
    box('steel', [x + 150, -1150, 1118], [x + 1900, 1150, 1128]),
    box('steel', [end - 30, -1100, 440], [end, 1100, 540], { wall: 5 }),
    box('steel', [end - 60, -420, 540], [end - 20, -340, 1150], { wall: 5 }),
    box('steel', [end - 60, 340, 540], [end - 20, 420, 1150], { wall: 5 }),
  ];
}

function floor(x: number, end: number): Solid[] {
  const members: Solid[] = [];
  for (let at = x + 305; at < end - 150; at += 305) {
    members.push(box('steel', [at - 3, -1260, 1150], [at + 3, 1260, 1255]));
    members.push(box('steel', [at - 30, -1260, 1249], [at + 30, 1260, 1255]));
  }
  return [
    ...members,
    box('wood', [x + 60, -1250, 1255], [end - 60, 1250, TRAILER_FLOOR]),
    box('aluminium', [x, -1295, 1130], [end, -1255, 1330], { wall: 5 }),
    box('aluminium', [x, 1255, 1130], [end, 1295, 1330], { wall: 5 }),
  ];
}

function walls(x: number, end: number): Solid[] {
  const posts: Solid[] = [];
  for (let at = x + 610; at < end - 300; at += 610) {
    posts.push(box('steel', [at - 30, -1292, 1330], [at + 30, -1262, TRAILER_ROOF - 90], { wall: 1.6 }));
    posts.push(box('steel', [at - 30, 1262, 1330], [at + 30, 1292, TRAILER_ROOF - 90], { wall: 1.6 }));
    posts.push(box('aluminium', [at - 22, -1250, TRAILER_ROOF - 45], [at + 22, 1250, TRAILER_ROOF - 5], { wall: 2 }));
  }
  return [
    box('aluminium', [x, -1297, 1130], [end, 1297, TRAILER_ROOF], { wall: 1.3 }),
    ...posts,
    box('wood', [x + 40, -1262, 1330], [end - 60, -1254, 3900]),
    box('wood', [x + 40, 1254, 1330], [end - 60, 1262, 3900]),
    box('aluminium', [x, -1297, TRAILER_ROOF - 110], [end, -1255, TRAILER_ROOF], { wall: 4 }),
    box('aluminium', [x, 1255, TRAILER_ROOF - 110], [end, 1297, TRAILER_ROOF], { wall: 4 }),
    box('wood', [x + 20, -1250, 1290], [x + 40, 1250, TRAILER_ROOF - 40]),
    box('steel', [x, -1297, 1130], [x + 90, -1200, TRAILER_ROOF], { wall: 3 }),
    box('steel', [x, 1200, 1130], [x + 90, 1297, TRAILER_ROOF], { wall: 3 }),
    box('steel', [end - 90, -1297, 1130], [end, -1180, TRAILER_ROOF], { wall: 4 }),
    box('steel', [end - 90, 1180, 1130], [end, 1297, TRAILER_ROOF], { wall: 4 }),
    box('steel', [end - 90, -1297, TRAILER_ROOF - 130], [end, 1297, TRAILER_ROOF], { wall: 4 }),
    box('wood', [end - 45, -1180, 1290], [end - 20, 1180, TRAILER_ROOF - 130]),
    box('steel', [end - 18, -60, 1250], [end - 2, -30, 3950], { wall: 4 }),
    box('steel', [end - 18, 30, 1250], [end - 2, 60, 3950], { wall: 4 }),
  ];
}

function bogie(middle: number): Solid[] {
  return [
    ...[-620, 620].flatMap((offset) => [
      ...heavyAxle(middle + offset, WHEEL, true, false),
      ...suspension(middle + offset, 640),
    ]),
    box('steel', [middle - 1700, -480, 1000], [middle + 1700, -400, 1140], { wall: 7 }),
    box('steel', [middle - 1700, 400, 1000], [middle + 1700, 480, 1140], { wall: 7 }),
    rod('steel', 'y', [middle - 1350, 0, 880], 120, 700, { wall: 4 }),
    box('rubber', [middle + 1350, -1250, 250], [middle + 1362, -650, 1050]),
    box('rubber', [middle + 1350, 650, 250], [middle + 1362, 1250, 1050]),
  ];
}

function landingGear(x: number): Solid[] {
  return [-1, 1].flatMap((side) => [
    box('steel', [x - 60, side * 700 - 60, 560], [x + 60, side * 700 + 60, 1150], { wall: 7 }),
    box('steel', [x - 45, side * 700 - 45, 330], [x + 45, side * 700 + 45, 900], { wall: 6 }),
    box('steel', [x - 130, side * 700 - 130, 318], [x + 130, side * 700 + 130, 330]),
    box('steel', [x - 50, side * 700 - 40, 940], [x + 70, side * 700 + 40, 1060], { density: 3 }),
  ]);
}
