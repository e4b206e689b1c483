import { Random } from '../random.ts';
import type { View } from '../view.ts';
import { COMMODITIES, drum } from './commodities.ts';
import { bricks, cash, type HiddenObject, hidden } from './contraband.ts';
import { type Load, type MadeScene, palletLoad } from './load.ts';
import { box } from './solids.ts';
import { roadTractor, TRAILER_FROM } from './tractor.ts';
import { dryVan, type Hold, TRAILER_FLOOR, trailerHold } from './trailer.ts';

/** A portal as wide as a lane: source on the left at 1.2 m, detectors on the right; 20 mm columns. */
export const TRUCK_VIEW: View = {
  name: 'SIDE',
  from: 'side',
  sourceDistance: 5500,
  sourceOffset: 1200,
  rows: 240,
  extent: [-400, 5300],
  columns: 1100,
  startX: 0,
  pitchX: 20,
};

const NOSE = 150;

/** A tractor and its 53 ft dry van with a load out of eleven, or empty; `concealed` is which hiding place, if any. */
export function truckScene(seed: number, concealed: number | undefined): MadeScene {
  const random = new Random(seed);
  const trailerX = NOSE + TRAILER_FROM;
  const hold = trailerHold(trailerX);
  const load = truckLoad(seed, hold, random);
  const objects = concealed === undefined ? [] : [hide(concealed, hold, random)];
  const solids = [
    ...roadTractor(NOSE, random),
    ...dryVan(trailerX),
    ...load.solids,
    ...objects.flatMap((object) => object.solids),
  ];
  return { solids, hidden: objects, load: load.words };
}

/** Neighbouring seeds carry different goods; one in twelve runs empty. */
function truckLoad(seed: number, hold: Hold, random: Random): Load {
  const turn = Math.abs(Math.trunc(seed)) % (COMMODITIES.length + 1);
  const commodity = COMMODITIES[turn];
  if (commodity === undefined) return { solids: [], words: { en: 'empty', es: 'vacío' } };
  return palletLoad(hold, commodity, random);
}

type HidingPlace = (hold: Hold, random: Random) => HiddenObject;

const HIDING_PLACES: readonly HidingPlace[] = [
  (hold, random) =>
    hidden(
      'methamphetamine',
      'methamphetamineHcl',
      { en: 'behind a false front wall of the trailer', es: 'tras una pared falsa al frente del remolque' },
      bricks(
        'methamphetamineHcl',
        [hold.min[0] + 4, -700 + random.between(-200, 200), TRAILER_FLOOR + random.between(60, 900)],
        [1, random.whole(4, 8), random.whole(8, 18)],
        random,
      ),
      [box('steel', [hold.min[0] + 235, -1240, TRAILER_FLOOR], [hold.min[0] + 238, 1240, 3900])],
    ),
  (hold, random) =>
    hidden(
      'fentanyl',
      'fentanylHcl',
      { en: 'between the goods, in the middle of the load', es: 'entre la mercancía, a media carga' },
      bricks(
        'fentanylHcl',
        [hold.min[0] + random.between(4000, 9000), random.between(-900, 200), TRAILER_FLOOR + random.between(200, 700)],
        [2, random.whole(2, 3), random.whole(3, 6)],
        random,
      ),
    ),
  (_hold, random) =>
    hidden(
      'bulk cash',
      'banknotes',
      { en: 'under the bunk of the cab', es: 'bajo la litera de la cabina' },
      cash(
        [NOSE + 4420, random.between(-900, -400), 1060],
        [random.whole(2, 4), random.whole(4, 8), random.whole(2, 3)],
        random,
      ),
    ),
  (hold, random) => {
    const x = hold.min[0] + random.between(5000, 11_000);
    const drums = [0, 1].flatMap((i) =>
      drum(x + i * 610, random.between(-300, 300), TRAILER_FLOOR + 150, 'npp', 0.8, 'polyethylene'),
    );
    return hidden(
      'precursor',
      'npp',
      { en: 'two plastic drums among the goods', es: 'dos tambores de plástico entre la mercancía' },
      drums,
    );
  },
  (hold, random) =>
    hidden(
      'methamphetamine',
      'methamphetamineHcl',
      {
        en: 'in the floor of the trailer, between the cross-members',
        es: 'en el piso del remolque, entre los travesaños',
      },
      bricks(
        'methamphetamineHcl',
        [hold.min[0] + random.between(3500, 8500), -600, TRAILER_FLOOR - 135],
        [random.whole(6, 12), random.whole(5, 8), 2],
        random,
      ),
    ),
  (hold, random) =>
    hidden(
      'other synthetic drug',
      'mdmaHcl',
      { en: 'in the roof lining of the trailer', es: 'en el doble techo del remolque' },
      bricks(
        'mdmaHcl',
        [hold.min[0] + random.between(3000, 9000), -600, hold.max[2] - 105],
        [random.whole(4, 9), random.whole(6, 8), 2],
        random,
      ),
      [box('aluminium', [hold.min[0], -1240, hold.max[2] - 112], [hold.max[0], 1240, hold.max[2] - 109])],
    ),
];

function hide(which: number, hold: Hold, random: Random): HiddenObject {
  const place = HIDING_PLACES[which % HIDING_PLACES.length] as HidingPlace;
  return place(hold, random);
}
