import { Random } from '../random.ts';
import type { Point, Solid } from '../scene.ts';
import type { View } from '../view.ts';
import { bricks, cash, type HiddenObject, hidden, pistol } from './contraband.ts';
import type { MadeScene, Words } from './load.ts';
import { bar, box, moved, prism, rod } from './solids.ts';

const COLUMNS = { columns: 512, startX: -384, pitchX: 1.5 } as const;

/** Two fans of a baggage tunnel. */
export const BAGGAGE_VIEWS: readonly [View, View] = [
  { name: 'SIDE', from: 'side', sourceDistance: 600, sourceOffset: 160, rows: 300, extent: [-70, 430], ...COLUMNS },
  {
    name: 'TOP',
    from: 'above',
    sourceDistance: 650,
    sourceOffset: 0,
    planeHeight: 160,
    rows: 400,
    extent: [-330, 330],
    ...COLUMNS,
  },
];

// A cabin suitcase lying flat: x along the belt, its lower side at z = 20.
const HALF = { x: 345, y: 225 };
const LOW = 20;
const HIGH = 285;

interface Item {
  readonly words: Words;
  readonly make: (random: Random) => Solid[];
  /** Room it takes from its corner (mm). */
  readonly size: Point;
}

/** A suitcase of clothes with things between them; `concealed` is which contraband, if any. */
export function baggageScene(seed: number, concealed: number | undefined): MadeScene {
  const random = new Random(seed);
  const turn = Math.abs(Math.trunc(seed));
  const chosen = [0, 1, 2, 3].map((i) => ITEMS[(turn + i * 3) % ITEMS.length] as Item);
  const contents = place(chosen, random);
  const objects = concealed === undefined ? [] : [hide(concealed, random)];
  const names = (language: 'en' | 'es') => chosen.map(({ words }) => words[language]).join(', ');
  return {
    solids: [
      ...belt(),
      ...clothes(random),
      ...suitcase(random),
      ...contents,
      ...objects.flatMap((object) => object.solids),
    ],
    hidden: objects,
    load: { en: `suitcase with clothes, ${names('en')}`, es: `maleta con ropa, ${names('es')}` },
  };
}

function belt(): Solid[] {
  return [box('rubber', [-600, -320, 0], [600, 320, 4])];
}

function suitcase(random: Random): Solid[] {
  const shell = random.chance(0.6) ? ('polycarbonate' as const) : ('polypropylene' as const);
  const wheels = [-1, 1].flatMap((side) => [
    rod('rubber', 'y', [HALF.x + 18, side * 170, LOW + 40], 24, 22, { wall: 8 }),
    rod('steel', 'y', [HALF.x + 18, side * 170, LOW + 40], 4, 40),
    rod('rubber', 'y', [HALF.x + 18, side * 170, HIGH - 40], 24, 22, { wall: 8 }),
    rod('steel', 'y', [HALF.x + 18, side * 170, HIGH - 40], 4, 40),
  ]);
  return [
    box(shell, [-HALF.x, -HALF.y, LOW], [HALF.x, HALF.y, HIGH], { wall: 3 }),
    box('aluminium', [-HALF.x, -HALF.y - 2, (LOW + HIGH) / 2 - 5], [HALF.x, -HALF.y + 4, (LOW + HIGH) / 2 + 5]),
    box('aluminium', [-HALF.x, HALF.y - 4, (LOW + HIGH) / 2 - 5], [HALF.x, HALF.y + 2, (LOW + HIGH) / 2 + 5]),
    ...[-80, 80].map((y) => rod('aluminium', 'x', [-20, y, LOW + 14], 8, 640, { wall: 1.4, open: true })),
    rod('polypropylene', 'y', [-HALF.x - 12, 0, LOW + 14], 12, 200),
    ...wheels,
    box('steel', [-HALF.x - 6, -HALF.y + 40, 140], [-HALF.x + 6, -HALF.y + 75, 165], { wall: 2 }),
  ];
}

/** Folded layers of cloth, each of its own thickness and packing. */
function clothes(random: Random): Solid[] {
  const solids: Solid[] = [];
  for (let x = -HALF.x + 6; x < HALF.x - 60; ) {
    const length = Math.min(random.between(130, 260), HALF.x - 6 - x);
    for (let y = -HALF.y + 6; y < HALF.y - 40; ) {
      const width = Math.min(random.between(120, 230), HALF.y - 6 - y);
      for (let z = LOW + 26; z < HIGH - 40; ) {
        const high = Math.min(random.between(12, 34), HIGH - 14 - z);
        const density = random.between(0.1, 0.34);
        solids.push(
          box(
            'textile',
            [x + random.between(0, 8), y + random.between(0, 8), z],
            [x + length - random.between(2, 12), y + width - random.between(2, 12), z + high - 1.5],
            { density },
          ),
        );
        z += high;
      }
      y += width;
    }
    x += length;
  }
  return solids;
}

// Four corners of the case; every item stands a little aside of its own.
const CORNERS: readonly Point[] = [
  [-320, -205, 70],
  [20, -205, 60],
  [-320, 15, 90],
  [20, 15, 75],
];

function place(items: readonly Item[], random: Random): Solid[] {
  return items.flatMap(({ make, size }, i) => {
    const [x, y, z] = CORNERS[i % CORNERS.length] as Point;
    const by: Point = [
      x + random.between(0, Math.max(0, 310 - size[0])),
      y + random.between(0, Math.max(0, 190 - size[1])),
      z + random.between(0, Math.max(0, HIGH - 25 - z - size[2])),
    ];
    return moved(make(random), by);
  });
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

const ITEMS: readonly Item[] = [
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
      rod('copper', 'x', [70, 45, 140], 26, 45, { density: 4.5 }),
      rod('steel', 'x', [70, 45, 140], 30, 40, { wall: 2.5, open: true }),
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

type HidingPlace = (random: Random) => HiddenObject;

const HIDING_PLACES: readonly [HidingPlace, ...HidingPlace[]] = [
  (random) =>
    hidden(
      'firearm',
      'gunSteel',
      { en: 'a pistol between the clothes', es: 'una pistola entre la ropa' },
      moved(pistol([0, 0, 0], random.whole(6, 15)), [
        random.between(-260, 60),
        random.between(-140, 120),
        random.between(70, 120),
      ]),
    ),
  (random) =>
    hidden(
      'bulk cash',
      'banknotes',
      { en: 'bundles of banknotes in the lining', es: 'fajos de billetes en el forro' },
      cash(
        [-300 + random.between(0, 60), -180 + random.between(0, 40), LOW + 6],
        [random.whole(2, 3), random.whole(2, 4), 1],
        random,
      ),
    ),
  (random) =>
    hidden(
      'fentanyl',
      'fentanylTablets',
      { en: 'packets of tablets beneath the clothes', es: 'paquetes de pastillas bajo la ropa' },
      bricks(
        'fentanylTablets',
        [-310 + random.between(0, 120), -190 + random.between(0, 60), LOW + 8],
        [2, random.whole(1, 2), random.whole(1, 3)],
        random,
      ),
    ),
  (random) =>
    hidden(
      'ammunition',
      'ammunition',
      { en: 'cartridges in a toilet bag', es: 'cartuchos en un neceser' },
      Array.from(
        { length: random.whole(18, 40) },
        (_, i): Solid => rod('ammunition', 'z', [-200 + (i % 8) * 13, 60 + Math.floor(i / 8) * 13, 140], 4.9, 29),
      ),
    ),
  (random) =>
    hidden(
      'methamphetamine',
      'methamphetamineHcl',
      { en: 'flat packets under the lining of the lid', es: 'paquetes planos bajo el forro de la tapa' },
      bricks(
        'methamphetamineHcl',
        [-300 + random.between(0, 60), -200, HIGH - 55],
        [random.whole(2, 3), random.whole(1, 2), 1],
        random,
      ),
    ),
];

function hide(which: number, random: Random): HiddenObject {
  return (HIDING_PLACES[which % HIDING_PLACES.length] ?? HIDING_PLACES[0])(random);
}
