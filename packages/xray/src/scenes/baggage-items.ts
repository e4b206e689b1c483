import type { Random } from '../random.ts';
import type { Point, Solid } from '../scene.ts';
import type { Words } from './load.ts';
import { bar, box, moved, prism, rod } from './solids.ts';

/** Something people pack. */
export interface BaggageItem {
  readonly words: Words;
  readonly make: (random: Random) => Solid[];
  /** Room it takes from its corner (mm). */
  readonly size: Point;
}

const shoe = (y: number): Solid[] => [
  prism(
    'leather',
    [
      [0, 12],
      [0, 95],
      [70, 95],
      [150, 70],
      [262, 38],
      [270, 12],
    ],
    [y, y + 92],
    { wall: 3.5 },
  ),
  prism(
    'air',
    [
      [8, 60],
      [8, 120],
      [62, 120],
      [62, 60],
    ],
    [y + 8, y + 84],
  ),
  box('rubber', [0, y, 0], [272, y + 94, 14]),
  box('rubber', [0, y + 4, -14], [70, y + 90, 0]),
  box('steel', [95, y + 38, 14], [190, y + 54, 16]),
];

export const BAGGAGE_ITEMS: readonly [BaggageItem, ...BaggageItem[]] = [
  {
    words: { en: 'a laptop', es: 'una computadora portátil' },
    size: [330, 190, 30],
    make: () => [
      box('aluminium', [0, 0, 0], [320, 190, 14], { wall: 1.1 }),
      box('aluminium', [0, 0, 16], [320, 190, 22], { wall: 0.8 }),
      box('glass', [6, 6, 17.5], [314, 184, 19.5]),
      ...[0, 1, 2, 3].map((i) => box('lithiumCell', [14 + i * 74, 10, 3], [82 + i * 74, 82, 10])),
      box('circuitBoard', [20, 95, 3], [210, 180, 6]),
      rod('copper', 'x', [150, 140, 8], 3, 180),
      rod('copper', 'z', [245, 145, 7], 28, 8, { wall: 7, density: 3 }),
      ...[60, 110, 160].map((x) => box('circuitBoard', [x, 110, 6], [x + 24, 134, 9], { density: 3.2 })),
    ],
  },
  {
    words: { en: 'a pair of shoes', es: 'un par de zapatos' },
    size: [275, 190, 110],
    make: () => moved([...shoe(0), ...shoe(98)], [0, 0, 14]),
  },
  {
    words: { en: 'a bottle of shampoo', es: 'una botella de champú' },
    size: [210, 70, 70],
    make: (random) => [
      rod('water', 'x', [95 - 5, 34, 34], 30.5, random.between(120, 178), { density: 1.02 }),
      rod('polyethylene', 'x', [95, 34, 34], 32, 190, { wall: 1.5 }),
      rod('polypropylene', 'x', [200, 34, 34], 15, 24, { wall: 2 }),
    ],
  },
  {
    words: { en: 'a bottle of tequila', es: 'una botella de tequila' },
    size: [300, 90, 90],
    make: () => [
      rod('water', 'x', [105, 42, 42], 36, 195, { density: 0.95 }),
      rod('glass', 'x', [105, 42, 42], 41, 210, { wall: 5 }),
      rod('glass', 'x', [252, 42, 42], 15, 90, { wall: 3, open: true }),
      rod('aluminium', 'x', [288, 42, 42], 16, 22, { wall: 0.6 }),
    ],
  },
  {
    words: { en: 'a hair dryer', es: 'una secadora de pelo' },
    size: [230, 100, 190],
    make: () => [
      rod('polypropylene', 'x', [110, 45, 140], 42, 210, { wall: 2.5 }),
      rod('copper', 'x', [70, 45, 140], 17, 34, { density: 4 }),
      rod('steel', 'x', [70, 45, 140], 22, 36, { wall: 1.5, open: true }),
      ...[130, 150, 170, 190].map((x) => rod('steel', 'x', [x, 45, 140], 30, 3, { wall: 2, open: true })),
      bar('polypropylene', [70, 45, 100], [85, 45, 4], 19, { wall: 2.5 }),
      bar('copper', [85, 45, 4], [200, 75, 4], 3.2),
    ],
  },
  {
    words: { en: 'books', es: 'libros' },
    size: [230, 160, 80],
    make: (random) =>
      [0, 1, 2].map((i) =>
        box('paper', [i * 6, i * 3, i * 27], [i * 6 + 215, i * 3 + 145, i * 27 + 25], {
          density: random.between(0.7, 0.95),
        }),
      ),
  },
  {
    words: { en: 'a telephone and its charger', es: 'un teléfono y su cargador' },
    size: [270, 90, 45],
    make: () => [
      box('aluminium', [0, 0, 0], [150, 72, 8.5], { wall: 1 }),
      box('glass', [0, 0, 7.6], [150, 72, 8.5]),
      box('lithiumCell', [40, 6, 2], [112, 48, 6]),
      box('circuitBoard', [8, 6, 2], [36, 64, 5]),
      box('polycarbonate', [175, 10, 0], [235, 60, 32], { wall: 2 }),
      rod('copper', 'x', [200, 34, 16], 11, 26, { density: 5 }),
      box('iron', [188, 20, 5], [212, 48, 27], { wall: 4, density: 5 }),
      box('circuitBoard', [220, 14, 4], [230, 56, 28]),
      ...[22, 44].map((y) => rod('brass', 'x', [244, y, 16], 2.4, 19)),
    ],
  },
  {
    words: { en: 'toys and sweets', es: 'juguetes y dulces' },
    size: [250, 150, 110],
    make: (random) => [
      ...Array.from(
        { length: 9 },
        (_, i): Solid => ({
          shape: 'sphere',
          material: 'sucrose',
          center: [25 + (i % 3) * 42, 25 + Math.floor(i / 3) * 42, 24],
          radius: random.between(10, 19),
          density: 1.4,
        }),
      ),
      box('polypropylene', [140, 10, 0], [245, 70, 45], { wall: 3 }),
      ...[0, 1].flatMap((i) => [18, 62].map((y) => rod('rubber', 'y', [162 + i * 62, y, 8], 14, 12))),
      rod('steel', 'y', [162, 40, 8], 2, 60),
      rod('copper', 'x', [195, 40, 22], 11, 28, { density: 5 }),
    ],
  },
  {
    words: { en: 'a camera with its lens', es: 'una cámara con su lente' },
    size: [140, 150, 95],
    make: () => [
      box('polycarbonate', [0, 0, 0], [132, 62, 92], { wall: 3 }),
      box('circuitBoard', [15, 12, 14], [110, 16, 70]),
      box('lithiumCell', [96, 20, 8], [122, 50, 60]),
      rod('aluminium', 'y', [62, 108, 46], 34, 92, { wall: 2.5, open: true }),
      ...[72, 92, 128, 144].map((y) => rod('glass', 'y', [62, y, 46], 28, 7)),
    ],
  },
  {
    words: { en: 'a belt and coins', es: 'un cinturón y monedas' },
    size: [150, 130, 40],
    make: () => [
      rod('leather', 'z', [60, 60, 18], 55, 34, { wall: 14, open: true }),
      box('steel', [52, 108, 2], [86, 116, 36], { wall: 3.5 }),
      ...Array.from(
        { length: 7 },
        (_, i): Solid => rod(i % 2 ? 'brass' : 'steel', 'z', [118 + (i % 3) * 11, 20 + i * 12, 3], 11, 2),
      ),
    ],
  },
];
