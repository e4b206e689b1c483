import { Random } from '../random.ts';
import type { Solid } from '../scene.ts';
import type { View } from '../view.ts';
import { carSeat, cockpit, doors, fuelTank, lightPower, lightRunningGear } from './car-parts.ts';
import { ammunitionBoxes, bricks, cash, type HiddenObject, hidden, pistol, rifle } from './contraband.ts';
import type { MadeScene, Words } from './load.ts';
import { ladderFrame } from './running-gear.ts';
import { bar, box, moved, prism, rod } from './solids.ts';

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

interface Vehicle {
  readonly solids: readonly Solid[];
  readonly words: Words;
  /** Where long and short things can be hidden. */
  readonly places: {
    readonly seat: readonly [number, number, number];
    readonly rear: readonly [number, number, number];
    readonly door: readonly [number, number, number];
  };
}

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

function sedan(random: Random): Vehicle {
  const x = 700;
  const at = (offset: number) => x + offset;
  const boot = bootGoods(at(3750), random);
  const solids = [
    ...lightRunningGear(at(850), at(3550), 315, 740),
    prism(
      'steel',
      [
        [at(90), 230],
        [at(0), 460],
        [at(60), 720],
        [at(1200), 945],
        [at(4000), 985],
        [at(4560), 930],
        [at(4600), 480],
        [at(4500), 230],
      ],
      [-870, 870],
      { wall: 1.7 },
    ),
    prism(
      'glass',
      [
        [at(1150), 940],
        [at(1900), 1400],
        [at(3200), 1420],
        [at(4000), 980],
        [at(4000), 940],
      ],
      [-700, 700],
      { wall: 3.1 },
    ),
    prism(
      'steel',
      [
        [at(1850), 1395],
        [at(1950), 1425],
        [at(3150), 1440],
        [at(3250), 1405],
      ],
      [-650, 650],
      { wall: 0.9 },
    ),
    ...pillars(at(1180), at(1900), at(2500), at(3200), at(3900)),
    ...lightPower(at(130), at(4500), 4, 0.62, 560),
    box('steel', [at(30), -780, 430], [at(75), 780, 560], { wall: 2 }),
    box('steel', [at(4520), -780, 430], [at(4570), 780, 560], { wall: 1.6 }),
    box('steel', [at(1150), -760, 235], [at(4200), 760, 250], { density: 1 }),
    ...[-1, 1].map((side) =>
      box('steel', [at(1150), side * 760 - 50, 230], [at(3250), side * 760 + 50, 340], { wall: 1.5 }),
    ),
    ...cockpit(at(1250), 300, 700, -360),
    ...carSeat(at(1800), -360, 280, 480),
    ...carSeat(at(1800), 360, 280, 480),
    ...carSeat(at(2750), 0, 280, 1280),
    ...doors(at(1350), at(2450), 330, 930, 860),
    ...doors(at(2500), at(3350), 330, 940, 860),
    ...fuelTank(at(2900), 235, random),
    ...moved(spareWheel(), [at(4100), 0, 330]),
    ...boot.solids,
  ];
  return {
    solids,
    words: { en: `sedan; in the boot: ${boot.words.en}`, es: `sedán; en la cajuela: ${boot.words.es}` },
    places: { seat: [at(2800), -480, 330], rear: [at(3620), -560, 480], door: [at(2560), -835, 460] },
  };
}

function pickup(random: Random): Vehicle {
  const x = 350;
  const at = (offset: number) => x + offset;
  const goods = bedGoods(at(3650), random);
  const solids = [
    ...lightCab(x, random),
    box('steel', [at(3560), -900, 700], [at(5520), 900, 1250], { wall: 1.6 }),
    box('air', [at(3570), -895, 1240], [at(5510), 895, 1260]),
    box('steel', [at(3560), -880, 690], [at(5520), 880, 705], { density: 3 }),
    box('steel', [at(5500), -850, 700], [at(5545), 850, 1230], { wall: 1.2 }),
    ...goods.solids,
  ];
  return {
    solids,
    words: { en: `pickup; in the bed: ${goods.words.en}`, es: `camioneta; en la caja: ${goods.words.es}` },
    places: { seat: [at(2850), -500, 560], rear: [at(3700), -700, 715], door: [at(1900), -880, 700] },
  };
}

function serviceTruck(random: Random): Vehicle {
  const x = 350;
  const at = (offset: number) => x + offset;
  const shelves: Solid[] = [];
  for (const side of [-1, 1]) {
    for (const z of [800, 1250, 1700]) {
      shelves.push(box('steel', [at(3650), side * 720 - 170, z], [at(5550), side * 720 + 170, z + 3]));
      for (let along = at(3680); along < at(5350); along += 300)
        shelves.push(...tool(along, side * 720, z + 4, random));
    }
  }
  const solids = [
    ...lightCab(x, random),
    box('aluminium', [at(3560), -980, 720], [at(5640), 980, 2350], { wall: 2 }),
    ...[0, 520, 1040, 1560, 2060].map((offset) =>
      box('aluminium', [at(3560 + offset), -980, 720], [at(3590 + offset), 980, 2350], { wall: 3 }),
    ),
    ...shelves,
    rod('steel', 'z', [at(5450), -200, 1480], 115, 1380, { wall: 6 }),
    rod('steel', 'z', [at(5450), 150, 1330], 150, 1050, { wall: 4 }),
    box('iron', [at(3750), -280, 740], [at(4250), 280, 1100], { wall: 14 }),
    rod('copper', 'x', [at(4000), 0, 920], 120, 320, { density: 3.2 }),
    ...[-90, -30, 30, 90].map((y) =>
      bar('steel', [at(3400), y, 2410], [at(5650), y, 2410], 24, { wall: 2.5, open: true }),
    ),
  ];
  return {
    solids,
    words: {
      en: 'service truck with tools, gas cylinders and a generator',
      es: 'camión de servicio con herramienta, cilindros de gas y un generador',
    },
    places: { seat: [at(2850), -500, 560], rear: [at(4300), -420, 735], door: [at(1900), -880, 700] },
  };
}

/** Frame, running gear, engine and double cab of a light truck, its nose at x. */
function lightCab(x: number, random: Random): Solid[] {
  const at = (offset: number) => x + offset;
  return [
    ...ladderFrame(at(150), at(5500), 430, 150),
    ...lightRunningGear(at(950), at(4450), 390, 800),
    rod('castIron', 'y', [at(4450), 0, 390], 48, 1350, { wall: 9 }),
    rod('castIron', 'x', [at(4450), 0, 390], 135, 210, { wall: 14 }),
    bar('steel', [at(2150), 0, 560], [at(4330), 0, 400], 36, { wall: 2.5, open: true }),
    ...lightPower(at(200), at(5300), 6, 0.7, 780),
    box('steel', [at(0), -880, 480], [at(90), 880, 680], { wall: 2.5 }),
    prism(
      'steel',
      [
        [at(60), 500],
        [at(60), 1080],
        [at(1350), 1210],
        [at(1350), 500],
      ],
      [-900, 900],
      { wall: 1.5 },
    ),
    prism(
      'steel',
      [
        [at(1300), 560],
        [at(1300), 1210],
        [at(3520), 1210],
        [at(3520), 560],
      ],
      [-910, 910],
      { wall: 1.7 },
    ),
    prism(
      'glass',
      [
        [at(1330), 1200],
        [at(1950), 1790],
        [at(3400), 1800],
        [at(3520), 1200],
      ],
      [-760, 760],
      { wall: 3.1 },
    ),
    prism(
      'steel',
      [
        [at(1900), 1785],
        [at(2000), 1825],
        [at(3350), 1830],
        [at(3430), 1790],
      ],
      [-720, 720],
      { wall: 0.9 },
    ),
    ...moved(pillars(at(1340), at(1950), at(2500), at(3400), at(3510)), [0, 0, 360]),
    ...cockpit(at(1400), 620, 740, -380),
    ...carSeat(at(1950), -390, 590, 520),
    ...carSeat(at(1950), 390, 590, 520),
    ...carSeat(at(2750), 0, 590, 1350),
    ...doors(at(1500), at(2450), 640, 1190, 905),
    ...doors(at(2500), at(3350), 640, 1190, 905),
    ...fuelTank(at(2900), 300, random),
  ];
}

/** Pillars of a cabin on both sides: front, middle, rear; roof rails between. */
function pillars(foot: number, top: number, middle: number, rearTop: number, rearFoot: number): Solid[] {
  return [-1, 1].flatMap((side) => [
    bar('steel', [foot, side * 760, 950], [top, side * 640, 1410], 30, { wall: 1.8 }),
    bar('steel', [middle, side * 780, 330], [middle + 20, side * 650, 1410], 34, { wall: 1.8 }),
    bar('steel', [rearFoot, side * 740, 970], [rearTop, side * 640, 1410], 40, { wall: 1.6 }),
    bar('steel', [top, side * 640, 1410], [rearTop, side * 640, 1415], 28, { wall: 1.6 }),
  ]);
}

function spareWheel(): Solid[] {
  return [
    rod('air', 'z', [0, 0, 0], 300, 170),
    rod('rubber', 'z', [0, 0, 0], 300, 165, { wall: 14 }),
    rod('steel', 'z', [0, 0, 0], 190, 150, { wall: 3, open: true }),
    rod('steel', 'z', [0, 0, 40], 188, 5),
  ];
}

function tool(x: number, y: number, z: number, random: Random): Solid[] {
  const size = random.between(90, 240);
  switch (random.whole(0, 4)) {
    case 0:
      return [
        box('polypropylene', [x, y - 110, z], [x + size, y + 110, z + 160], { wall: 3 }),
        box('steel', [x + 20, y - 90, z + 8], [x + size - 20, y + 90, z + 60], { density: 2.4 }),
      ];
    case 1:
      return [
        rod('steel', 'y', [x + 80, y, z + 55], 50, 220, { wall: 9, open: true }),
        rod('brass', 'y', [x + 190, y, z + 35], 28, 120, { wall: 6 }),
      ];
    case 2:
      return [
        rod('steel', 'x', [x + 130, y - 40, z + 30], 24, 240),
        rod('steel', 'x', [x + 130, y + 40, z + 30], 16, 230),
      ];
    case 3:
      return [rod('copper', 'y', [x + 120, y, z + 110], 100, 90, { wall: 28, open: true, density: 3 })];
    default:
      return [
        box('cardboard', [x, y - 120, z], [x + 240, y + 120, z + 220], { wall: 4 }),
        box('textile', [x + 10, y - 110, z + 6], [x + 230, y + 110, z + 130], { density: 0.12 }),
      ];
  }
}

type Goods = { readonly solids: Solid[]; readonly words: Words };

function bootGoods(x: number, random: Random): Goods {
  return random.pick<() => Goods>([
    () => ({
      words: { en: 'two travel bags', es: 'dos maletas' },
      solids: [0, 1].flatMap((i) => [
        box('polypropylene', [x, -500 + i * 540, 470], [x + 600, -20 + i * 540, 760], { wall: 3 }),
        box('textile', [x + 20, -480 + i * 540, 490], [x + 580, -40 + i * 540, random.between(640, 750)], {
          density: 0.2,
        }),
      ]),
    }),
    () => ({
      words: { en: 'shopping: bottles and tins', es: 'compras: botellas y latas' },
      solids: Array.from({ length: 12 }, (_, i): Solid[] => [
        rod('water', 'z', [x + 60 + (i % 4) * 110, -300 + Math.floor(i / 4) * 130, 590], 42, 230),
        rod('steel', 'z', [x + 60 + (i % 4) * 110, 200 + Math.floor(i / 4) * 110, 520], 38, 100, { wall: 0.4 }),
      ]).flat(),
    }),
    () => ({
      words: { en: 'a tool box and a jack', es: 'una caja de herramienta y un gato' },
      solids: [
        box('steel', [x + 40, -420, 470], [x + 540, -180, 690], { wall: 1.2 }),
        ...[0, 1, 2, 3, 4].map((i) => rod('steel', 'x', [x + 290, -380 + i * 38, 500], 11, 380)),
        box('steel', [x + 100, 200, 470], [x + 380, 340, 600], { density: 3 }),
      ],
    }),
  ])();
}

function bedGoods(x: number, random: Random): Goods {
  return random.pick<() => Goods>([
    () => ({
      words: { en: 'bags of cement', es: 'bultos de cemento' },
      solids: Array.from(
        { length: 12 },
        (_, i): Solid =>
          box(
            'concrete',
            [x + (i % 4) * 430, -640 + (Math.floor(i / 4) % 3) * 430, 710],
            [x + 400 + (i % 4) * 430, -240 + (Math.floor(i / 4) % 3) * 430, 710 + random.between(110, 270)],
            { density: 1.4 },
          ),
      ),
    }),
    () => ({
      words: { en: 'pipes and a tool chest', es: 'tubos y un cajón de herramienta' },
      solids: [
        ...Array.from(
          { length: 9 },
          (_, i): Solid =>
            bar(
              'steel',
              [x + 20, -300 + i * 90, 745 + (i % 2) * 65],
              [x + 1760, -280 + i * 90, 745 + (i % 2) * 65],
              30,
              { wall: 3, open: true },
            ),
        ),
        box('steel', [x, 500, 710], [x + 1500, 860, 1120], { wall: 1.5 }),
        ...Array.from(
          { length: 8 },
          (_, i): Solid =>
            rod('steel', 'y', [x + 120 + i * 160, 680, random.between(760, 980)], random.between(12, 30), 240),
        ),
      ],
    }),
    () => ({
      words: { en: 'fuel cans and rope', es: 'bidones de combustible y cuerda' },
      solids: Array.from({ length: 6 }, (_, i): Solid[] => [
        box('diesel', [x + 8 + i * 270, -300, 715], [x + 222 + i * 270, 40, 715 + random.between(160, 380)]),
        box('polyethylene', [x + i * 270, -308, 710], [x + 230 + i * 270, 48, 1130], { wall: 4 }),
      ]).flat(),
    }),
  ])();
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
