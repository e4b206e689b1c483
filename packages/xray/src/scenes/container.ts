import { Random } from '../random.ts';
import type { Solid } from '../scene.ts';
import type { View } from '../view.ts';
import { COMMODITIES, drum } from './commodities.ts';
import { ammunitionBoxes, bricks, cash, type HiddenObject, hidden } from './contraband.ts';
import { type MadeScene, palletLoad } from './load.ts';
import { heavyAxle, ladderFrame, suspension } from './running-gear.ts';
import { box } from './solids.ts';
import type { Hold } from './trailer.ts';

// ISO 668 1AA: 12192 x 2438 x 2591 mm outside.
const LENGTH = 12_192;
const HALF_WIDTH = 1219;
const HEIGHT = 2591;
const NOSE = 700;
const BED = 1180;
const FLOOR = BED + 165;

/** A seaport portal: as the truck's, over a container on a terminal chassis. */
export const CONTAINER_VIEW: View = {
  name: 'SIDE',
  from: 'side',
  sourceDistance: 5500,
  sourceOffset: 1200,
  rows: 220,
  extent: [-400, 4800],
  columns: 690,
  startX: 0,
  pitchX: 20,
};

/** A 40 ft container on a chassis, loaded with one of eleven kinds of goods. */
export function containerScene(seed: number, concealed: number | undefined): MadeScene {
  const random = new Random(seed);
  const hold: Hold = {
    min: [NOSE + 90, -1165, FLOOR],
    max: [NOSE + LENGTH - 120, 1165, BED + HEIGHT - 110],
  };
  const commodity = COMMODITIES[(Math.abs(Math.trunc(seed)) + 5) % COMMODITIES.length] ?? COMMODITIES[0];
  const load = palletLoad(hold, commodity, random);
  const objects = concealed === undefined ? [] : [hide(concealed, hold, random)];
  const solids = [...chassis(), ...container(), ...load.solids, ...objects.flatMap((object) => object.solids)];
  return { solids, hidden: objects, load: load.words };
}

function container(): Solid[] {
  const [near, far] = [NOSE, NOSE + LENGTH];
  const [low, high] = [BED, BED + HEIGHT];
  const solids: Solid[] = [box('steel', [near, -HALF_WIDTH, low + 120], [far, HALF_WIDTH, high], { wall: 1.8 })];
  // The sides are corrugated every 278 mm, 36 mm deep; seen from the side the slopes are the thick parts.
  for (let x = near + 260; x < far - 260; x += 278) {
    for (const at of [x, x + 140]) {
      solids.push(
        box('steel', [at, -HALF_WIDTH, low + 170], [at + 40, -HALF_WIDTH + 36, high - 110], { density: 0.65 }),
      );
      solids.push(box('steel', [at, HALF_WIDTH - 36, low + 170], [at + 40, HALF_WIDTH, high - 110], { density: 0.65 }));
    }
    solids.push(
      box('steel', [x, -1170, low + 15], [x + 4, 1170, low + 135]),
      box('steel', [x, -1170, low + 15], [x + 45, 1170, low + 20]),
    );
  }
  solids.push(box('wood', [near + 60, -1180, FLOOR - 28], [far - 60, 1180, FLOOR], { density: 0.72 }));
  for (const y of [-HALF_WIDTH, HALF_WIDTH - 60]) {
    solids.push(box('steel', [near, y, low + 10], [far, y + 60, low + 170], { wall: 4.5 }));
    solids.push(box('steel', [near, y, high - 75], [far, y + 60, high - 5], { wall: 3 }));
    for (const x of [near, far - 160]) {
      solids.push(box('steel', [x, y, low], [x + 160, y + 60, high], { wall: 6 }));
      for (const z of [low, high - 118])
        solids.push(
          box('steel', [x, y - (y > 0 ? 100 : 0), z], [x + 178, y + (y > 0 ? 60 : 160), z + 118], { wall: 28 }),
        );
    }
  }
  for (const y of [-800, -200, 200, 800])
    solids.push(box('steel', [far - 30, y - 17, low + 160], [far - 2, y + 17, high - 120], { wall: 4 }));
  solids.push(box('steel', [far - 50, -1150, low + 160], [far - 40, 1150, high - 110], { density: 3 }));
  return solids;
}

function chassis(): Solid[] {
  const rear = NOSE + LENGTH - 2100;
  return [
    ...ladderFrame(NOSE + 120, NOSE + LENGTH - 60, BED - 300, 290),
    ...[-650, 650].flatMap((offset) => [
      ...heavyAxle(rear + offset, 500, true, false),
      ...suspension(rear + offset, 620),
    ]),
    ...[NOSE + 90, NOSE + LENGTH - 200].map((x) =>
      box('steel', [x, -1210, BED - 190], [x + 140, 1210, BED - 10], { wall: 8 }),
    ),
    ...[-1, 1].flatMap((side) => [
      box('steel', [NOSE + 2500, side * 650 - 60, 420], [NOSE + 2620, side * 650 + 60, BED - 280], { wall: 7 }),
      box('steel', [NOSE + 2430, side * 650 - 130, 400], [NOSE + 2690, side * 650 + 130, 420]),
      box('steel', [NOSE + LENGTH - 90, side * 900 - 60, 480], [NOSE + LENGTH - 60, side * 900 + 60, BED - 190], {
        wall: 5,
      }),
    ]),
    box('steel', [NOSE + LENGTH - 90, -1150, 450], [NOSE + LENGTH - 50, 1150, 560], { wall: 5 }),
  ];
}

type HidingPlace = (hold: Hold, random: Random) => HiddenObject;

const HIDING_PLACES: readonly [HidingPlace, ...HidingPlace[]] = [
  (hold, random) => {
    const x = hold.min[0] + random.between(3000, 8000);
    const drums = [0, 1, 2].flatMap((i) =>
      drum(x + i * 615, random.between(-400, 400), hold.min[2] + 150, 'anpp', 0.85, 'polyethylene'),
    );
    return hidden(
      'precursor',
      'anpp',
      { en: 'three fibre drums among the goods', es: 'tres cuñetes entre la mercancía' },
      drums,
    );
  },
  (hold, random) =>
    hidden(
      'methamphetamine',
      'methamphetamineHcl',
      { en: 'bags just inside the doors', es: 'bolsas junto a las puertas' },
      bricks(
        'methamphetamineHcl',
        [hold.max[0] - 900, random.between(-900, -200), hold.min[2] + random.between(10, 60)],
        [random.whole(2, 4), random.whole(4, 8), random.whole(6, 16)],
        random,
      ),
    ),
  (hold, random) =>
    hidden(
      'ammunition',
      'ammunition',
      { en: 'metal boxes beneath the goods', es: 'cajas metálicas bajo la mercancía' },
      ammunitionBoxes(
        [hold.min[0] + random.between(2500, 7500), random.between(-700, 300), hold.min[2] + 2],
        random.whole(2, 5),
      ),
    ),
  (hold, random) =>
    hidden(
      'bulk cash',
      'banknotes',
      { en: 'behind the front wall', es: 'tras la pared delantera' },
      cash(
        [hold.min[0] - 20, random.between(-900, -300), hold.min[2] + random.between(300, 1300)],
        [1, random.whole(5, 10), random.whole(3, 6)],
        random,
      ),
    ),
  (hold, random) =>
    hidden(
      'precursor',
      'npp',
      { en: 'sacks on a pallet of the declared goods', es: 'sacos en una tarima de la mercancía declarada' },
      bricks(
        'npp',
        [hold.min[0] + random.between(2500, 8500), random.between(-1000, 100), hold.min[2] + 160],
        [4, 5, random.whole(8, 16)],
        random,
      ),
    ),
];

function hide(which: number, hold: Hold, random: Random): HiddenObject {
  return (HIDING_PLACES[which % HIDING_PLACES.length] ?? HIDING_PLACES[0])(hold, random);
}
