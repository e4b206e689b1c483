import type { Random } from '../random.ts';
import type { Solid } from '../scene.ts';
import { engine, radiator } from './engine.ts';
import { heavyAxle, ladderFrame, suspension } from './running-gear.ts';
import { ball, bar, box, prism, rod } from './solids.ts';

type Skin = 'fibreglass' | 'aluminium';

const WHEEL = 510;
/** Where the trailer's nose may begin, behind the tractor's front end (mm). */
export const TRAILER_FROM = 5650;

/** A conventional road tractor with a sleeper, its bumper at x; three axles, 7.6 m of it. */
export function roadTractor(x: number, random: Random): Solid[] {
  const at = (offset: number) => x + offset;
  const roof = random.between(2850, 3150);
  const nose = random.between(1680, 1820);
  const body: Skin = random.chance(0.5) ? 'fibreglass' : 'aluminium';
  const skin = body === 'aluminium' ? 2.5 : 6;
  return [
    ...ladderFrame(at(350), at(7550), 800, 265),
    ...heavyAxle(at(1250), WHEEL, false, false),
    ...heavyAxle(at(5900), WHEEL, true, true),
    ...heavyAxle(at(7200), WHEEL, true, true),
    ...suspension(at(1250), 640),
    ...suspension(at(5900), 640),
    ...suspension(at(7200), 640),
    ...driveline(at(2900), at(7200)),
    ...radiator(at(560), 450, 760, 1640),
    ...engine([at(770), 0, 960], 6, 1.12),
    box('steel', [at(0), -1200, 420], [at(130), 1200, 760], { wall: 4 }),
    prism(
      body,
      [
        [at(130), 800],
        [at(180), 1480],
        [at(420), nose],
        [at(2150), nose + 300],
        [at(2150), 900],
      ],
      [-900, 900],
      { wall: skin },
    ),
    ...fenders(at(1250)),
    ...cab(at(2150), roof, skin, body),
    ...sleeper(at(3650), roof, random),
    ...tanks(at(2750), random),
    ...stacks(at(3720), random),
    box('steel', [at(5900), -440, 1065], [at(6750), 440, 1110]),
    rod('steel', 'z', [at(6330), 0, 1150], 440, 45),
    box('rubber', [at(7820), -1150, 250], [at(7832), -600, 1050]),
    box('rubber', [at(7820), 600, 250], [at(7832), 1150, 1050]),
  ];
}

function cab(x: number, roof: number, skin: number, body: Skin): Solid[] {
  const outline = [
    [x, 1000],
    [x, 2000],
    [x + 420, roof - 260],
    [x + 620, roof],
    [x + 1500, roof + 40],
    [x + 1500, 1000],
  ] as const;
  return [
    prism(body, outline, [-1080, 1080], { wall: skin }),
    prism(
      'glass',
      [
        [x - 8, 2010],
        [x + 410, roof - 270],
        [x + 424, roof - 270],
        [x + 8, 2010],
      ],
      [-980, 980],
    ),
    box('steel', [x + 620, -1085, 1000], [x + 660, 1085, roof - 60], { wall: 2 }),
    box('steel', [x + 1440, -1085, 1000], [x + 1500, 1085, roof], { wall: 2 }),
    box('steel', [x, -1060, 1000], [x + 1500, 1060, 1030], { density: 1.6 }),
    box('polypropylene', [x + 40, -1000, 1550], [x + 420, 1000, 1980], { density: 0.22 }),
    box('circuitBoard', [x + 150, -300, 1700], [x + 330, 250, 1860], { density: 0.5 }),
    bar('steel', [x + 330, -520, 1350], [x + 560, -520, 1850], 18),
    rod('steel', 'y', [x + 560, -520, 1850], 190, 26, { wall: 12, open: true }),
    ...seat(x + 900, -520),
    ...seat(x + 900, 520),
  ];
}

function seat(x: number, y: number): Solid[] {
  return [
    box('steel', [x - 60, y - 190, 1040], [x + 360, y + 190, 1300], { density: 0.55 }),
    box('polyurethane', [x - 100, y - 260, 1300], [x + 400, y + 260, 1460], { density: 0.13 }),
    prism(
      'polyurethane',
      [
        [x + 320, 1440],
        [x + 430, 1440],
        [x + 590, 2180],
        [x + 480, 2200],
      ],
      [y - 250, y + 250],
      { density: 0.13 },
    ),
    prism(
      'steel',
      [
        [x + 380, 1440],
        [x + 400, 1440],
        [x + 560, 2150],
        [x + 540, 2150],
      ],
      [y - 220, y + 220],
      { density: 1.2 },
    ),
  ];
}

function sleeper(x: number, roof: number, random: Random): Solid[] {
  const high = roof + random.between(500, 800);
  const end = x + random.between(1450, 1680);
  return [
    box('aluminium', [x, -1200, 1000], [end, 1200, roof], { wall: 3 }),
    prism(
      'fibreglass',
      [
        [x - 1350, roof],
        [x - 300, high - 120],
        [x + 300, high],
        [end, high],
        [end, roof],
      ],
      [-1150, 1150],
      { wall: 5 },
    ),
    box('wood', [x + 650, -1150, 1480], [end - 20, 1150, 1510]),
    box('polyurethane', [x + 670, -1100, 1510], [end - 40, 1100, 1680], { density: 0.07 }),
    box('textile', [x + 700, -600, 1690], [x + 1100, 200, 1800], { density: 0.12 }),
    box('wood', [x + 60, -1150, 1040], [x + 560, -700, 2500], { wall: 12 }),
    box('leadAcidBattery', [x + 300, 780, 1060], [x + 620, 1100, 1270]),
  ];
}

function tanks(x: number, random: Random): Solid[] {
  const full = random.between(0.25, 0.9);
  const surface = 650 - 290 + 580 * full;
  return [-1, 1].flatMap((side) => [
    rod('diesel', 'x', [x + 800, side * 880, 650], 296, 1500),
    box('air', [x, side * 880 - 310, surface], [x + 1600, side * 880 + 310, 960]),
    rod('aluminium', 'x', [x + 800, side * 880, 650], 300, 1510, { wall: 4 }),
    ...[150, 1450].map((offset) => rod('steel', 'x', [x + offset, side * 880, 650], 306, 50, { wall: 4, open: true })),
    box('steel', [x + 100, side * 620 - 20, 780], [x + 1500, side * 620 + 20, 860], { wall: 6 }),
  ]);
}

function stacks(x: number, random: Random): Solid[] {
  const top = random.between(3700, 4050);
  return [-1, 1].flatMap((side) => [
    rod('steel', 'z', [x - 80, side * 1220, (1500 + top) / 2], 62, top - 1500, { wall: 3, open: true }),
    rod('steel', 'z', [x - 80, side * 1220, 2300], 95, 1300, { wall: 2, open: true }),
    rod('steel', 'x', [x - 500, side * 1000, 1250], 60, 900, { wall: 3, open: true }),
  ]);
}

function fenders(x: number): Solid[] {
  return [-1, 1].flatMap((side) => {
    const y = [side < 0 ? -1240 : 900, side < 0 ? -900 : 1240] as const;
    return [
      prism(
        'fibreglass',
        [
          [x - 720, 900],
          [x - 560, 1180],
          [x + 560, 1220],
          [x + 820, 900],
        ],
        y,
        { wall: 5 },
      ),
      box('steel', [x - 900, y[0] + 40, 820], [x - 740, y[1] - 40, 1040], { density: 0.6 }),
    ];
  });
}

function driveline(from: number, to: number): Solid[] {
  return [
    bar('steel', [from, 0, 900], [to - 1500, 0, 560], 58, { wall: 5, open: true }),
    bar('steel', [to - 1080, 0, 545], [to - 190, 0, 530], 48, { wall: 5, open: true }),
    ball('steel', [from, 0, 900], 75),
    rod('steel', 'y', [from + 900, 520, 700], 150, 520, { wall: 4 }),
    rod('steel', 'y', [from + 1350, -520, 700], 150, 520, { wall: 4 }),
  ];
}
