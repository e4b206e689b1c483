import { Random } from '../random.ts';
import type { Point, Solid } from '../scene.ts';
import type { View } from '../view.ts';
import { BAGGAGE_ITEMS, type BaggageItem } from './baggage-items.ts';
import { bricks, cash, type HiddenObject, hidden, pistol } from './contraband.ts';
import type { MadeScene } from './load.ts';
import { box, moved, rod } from './solids.ts';

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

/** A suitcase of clothes with things between them; `concealed` is which contraband, if any. */
export function baggageScene(seed: number, concealed: number | undefined): MadeScene {
  const random = new Random(seed);
  const turn = Math.abs(Math.trunc(seed));
  const chosen = [0, 1, 2, 3].map((i) => BAGGAGE_ITEMS[(turn + i * 3) % BAGGAGE_ITEMS.length] ?? BAGGAGE_ITEMS[0]);
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

function place(items: readonly BaggageItem[], random: Random): Solid[] {
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
