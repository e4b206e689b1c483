import { Random } from '../random.ts';
import type { View } from '../view.ts';
import { ammunitionBoxes, bricks, cash, type HiddenObject, hidden, pistol, rifle } from './contraband.ts';
import { pickup, sedan, serviceTruck, type Vehicle } from './light-vehicles.ts';
import type { MadeScene } from './load.ts';
import { moved } from './solids.ts';

const COLUMNS = { columns: 640, startX: 0, pitchX: 10 } as const;

/** A low-energy arch over one lane: a fan from the left and a fan from above. */
export const GATE_VIEWS: readonly [View, View] = [
  { name: 'SIDE', from: 'side', sourceDistance: 2900, sourceOffset: 600, rows: 250, extent: [-260, 2740], ...COLUMNS },
  {
    name: 'TOP',
    from: 'above',
    sourceDistance: 3600,
    sourceOffset: 0,
    planeHeight: 800,
    rows: 230,
    extent: [-1380, 1380],
    ...COLUMNS,
  },
];

/** A car, a pickup or a service truck at a gate, with what its people carry. */
export function gateScene(seed: number, concealed: number | undefined): MadeScene {
  const random = new Random(seed);
  const make = [sedan, pickup, serviceTruck][Math.abs(Math.trunc(seed)) % 3] ?? sedan;
  const vehicle = make(random);
  const objects = concealed === undefined ? [] : [hide(concealed, vehicle, random)];
  return {
    solids: [...vehicle.solids, ...objects.flatMap((object) => object.solids)],
    hidden: objects,
    load: vehicle.words,
  };
}

type HidingPlace = (places: Vehicle['places'], random: Random) => HiddenObject;

const HIDING_PLACES: readonly [HidingPlace, ...HidingPlace[]] = [
  ({ rear: [x, y, z] }, random) => {
    const guns = Array.from({ length: random.whole(1, 3) }, (_, i) =>
      moved(rifle([0, 0, 0]), [x, y + 150 + i * 75, z + 145]),
    ).flat();
    return hidden('firearm', 'gunSteel', { en: 'rifles under the luggage', es: 'fusiles bajo el equipaje' }, guns);
  },
  ({ rear: [x, y, z] }, random) =>
    hidden(
      'ammunition',
      'ammunition',
      { en: 'metal boxes at the rear', es: 'cajas metálicas atrás' },
      ammunitionBoxes([x + 30, y + 60, z + 2], random.whole(1, 3)),
    ),
  ({ seat: [x, y, z] }, random) =>
    hidden(
      'firearm',
      'gunSteel',
      { en: 'pistols beneath the rear seat', es: 'pistolas bajo el asiento trasero' },
      Array.from({ length: random.whole(1, 3) }, (_, i) => pistol([x + i * 20, y + i * 330, z + 20], 12)).flat(),
    ),
  ({ door: [x, y, z] }, random) =>
    hidden(
      'bulk cash',
      'banknotes',
      { en: 'inside a door', es: 'dentro de una puerta' },
      cash([x, y, z], [random.whole(3, 4), 1, random.whole(2, 4)], random),
    ),
  ({ seat: [x, y, z] }, random) =>
    hidden(
      'fentanyl',
      'fentanylTablets',
      { en: 'under the rear seat', es: 'bajo el asiento trasero' },
      bricks('fentanylTablets', [x, y, z], [2, random.whole(3, 7), random.whole(1, 3)], random),
    ),
];

function hide(which: number, vehicle: Vehicle, random: Random): HiddenObject {
  return (HIDING_PLACES[which % HIDING_PLACES.length] ?? HIDING_PLACES[0])(vehicle.places, random);
}
