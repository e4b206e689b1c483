import type { Random } from '../random.ts';
import type { Solid } from '../scene.ts';
import { carSeat, cockpit, doors, fuelTank, lightPower, lightRunningGear } from './car-parts.ts';
import type { Words } from './load.ts';
import { ladderFrame } from './running-gear.ts';
import { bar, box, moved, prism, rod } from './solids.ts';
import { bedGoods, bootGoods, tool } from './vehicle-goods.ts';

/** A vehicle with what its people carry. */
export interface Vehicle {
  readonly solids: readonly Solid[];
  readonly words: Words;
  /** Where long and short things can be hidden. */
  readonly places: {
    readonly seat: readonly [number, number, number];
    readonly rear: readonly [number, number, number];
    readonly door: readonly [number, number, number];
  };
}

export function sedan(random: Random): Vehicle {
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
    ...lightPower(at(130), at(4500), 4, 0.55, 420),
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

export function pickup(random: Random): Vehicle {
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

export function serviceTruck(random: Random): Vehicle {
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
