import type { Random } from '../random.ts';
import type { Solid } from '../scene.ts';
import type { Words } from './load.ts';
import { bar, box, rod } from './solids.ts';

/** Something on a shelf of a service truck, its corner at x, y its middle. */
export function tool(x: number, y: number, z: number, random: Random): Solid[] {
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

/** What lies in the boot of a car, from x. */
export function bootGoods(x: number, random: Random): Goods {
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

/** What lies in the bed of a pickup, from x. */
export function bedGoods(x: number, random: Random): Goods {
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
