import type { MaterialId } from '../materials.ts';
import type { Solid } from '../scene.ts';
import type { Commodity, PalletGoods } from './load.ts';
import { ball, bar, box, rod } from './solids.ts';

interface Carton {
  readonly material: MaterialId;
  readonly density: number;
  readonly size: readonly [number, number, number];
  /** Share of the carton's height that its goods fill. */
  readonly fill: number;
}

/** Layers of cartons: board around goods that do not quite fill it, each a little different. */
function cartons({ material, density, size, fill }: Carton): PalletGoods {
  return (random, [length, width, height]) => {
    const solids: Solid[] = [];
    const [nx, ny] = [Math.floor(length / size[0]), Math.floor(width / size[1])];
    const layers = Math.max(1, Math.floor(height / size[2]));
    for (let layer = 0; layer < layers; layer++) {
      for (let i = 0; i < nx; i++) {
        for (let j = 0; j < ny; j++) {
          const jitter = random.between(0, 7);
          const min = [(i * length) / nx + jitter, (j * width) / ny + jitter, layer * size[2]] as const;
          const max = [min[0] + size[0] - 9, min[1] + size[1] - 9, min[2] + size[2] - 2] as const;
          const top = min[2] + 6 + (size[2] - 14) * Math.min(1, fill * random.between(0.93, 1.05));
          solids.push(
            box('cardboard', min, max, { wall: 6 }),
            box(material, [min[0] + 12, min[1] + 12, min[2] + 6], [max[0] - 12, max[1] - 12, top], {
              density: density * random.between(0.9, 1.08),
            }),
          );
        }
      }
    }
    return solids;
  };
}

const sacks: (material: MaterialId, density: number) => PalletGoods =
  (material, density) =>
  (random, [length, width, height]) => {
    const solids: Solid[] = [];
    const thick = 140;
    for (let layer = 0; (layer + 1) * thick <= height; layer++) {
      const across = layer % 2 === 0;
      const [nx, ny] = across ? [2, 3] : [3, 2];
      for (let i = 0; i < nx; i++) {
        for (let j = 0; j < ny; j++) {
          const min = [
            (i * length) / nx + random.between(0, 14),
            (j * width) / ny + random.between(0, 14),
            layer * thick,
          ] as const;
          const [dx, dy] = [length / nx - 22, width / ny - 22];
          solids.push(
            box(material, min, [min[0] + dx, min[1] + dy, min[2] + thick - random.between(4, 18)], { density }),
          );
        }
      }
    }
    return solids;
  };

/** Steel drums, four on a pallet, filled to here or there. */
export function drum(
  x: number,
  y: number,
  z: number,
  liquid: MaterialId,
  fill: number,
  shell: MaterialId = 'steel',
): Solid[] {
  return [
    rod(liquid, 'z', [x, y, z + 6 + 425 * fill], 284, 850 * fill),
    rod(shell, 'z', [x, y, z + 440], 288, 880, { wall: shell === 'steel' ? 1.2 : 4 }),
    ...[250, 610].map((ring) => rod(shell, 'z', [x, y, z + ring], 293, 20, { wall: 6, open: true })),
  ];
}

const drums: PalletGoods = (random, [length, width, height]) => {
  const solids: Solid[] = [];
  const fill = random.between(0.75, 0.95);
  for (let layer = 0; layer < Math.max(1, Math.floor(height / 900)); layer++) {
    for (const [x, y] of [
      [0.25, 0.27],
      [0.75, 0.27],
      [0.25, 0.86],
      [0.75, 0.86],
    ] as const) {
      solids.push(...drum(x * length, y * width - 60, layer * 895, 'oil', fill));
    }
  }
  return solids;
};

const waterJugs: PalletGoods = (_random, [length, width, height]) => {
  const solids: Solid[] = [];
  for (let layer = 0; (layer + 1) * 520 <= height + 80; layer++) {
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 3; j++) {
        const [x, y, z] = [(i + 0.5) * (length / 4), (j + 0.5) * (width / 3), layer * 520];
        solids.push(
          rod('water', 'z', [x, y, z + 190], 132, 370),
          ball('water', [x, y, z + 372], 118),
          rod('polycarbonate', 'z', [x, y, z + 470], 28, 50, { wall: 4 }),
        );
      }
    }
    solids.push(box('wood', [0, 0, layer * 520 + 505], [length, width, layer * 520 + 517]));
  }
  return solids;
};

const washers: PalletGoods = (random, [, , height]) => {
  const solids: Solid[] = [];
  for (let layer = 0; layer < Math.max(1, Math.floor(height / 900)); layer++) {
    for (const x of [20, 600]) {
      for (const y of [-40, 540]) {
        const z = layer * 890;
        solids.push(
          box('cardboard', [x - 10, y - 10, z], [x + 570, y + 510, z + 885], { wall: 6 }),
          box('steel', [x + 10, y + 10, z + 20], [x + 550, y + 490, z + 860], { wall: 0.9 }),
          rod('steel', 'y', [x + 280, y + 250, z + 480], 245, 330, { wall: 1 }),
          rod('polypropylene', 'y', [x + 280, y + 250, z + 480], 265, 380, { wall: 5 }),
          box('concrete', [x + 90, y + 60, z + 730], [x + 470, y + 380, z + 800]),
          rod('iron', 'y', [x + 280 + random.between(-40, 40), y + 320, z + 130], 62, 140, { density: 6 }),
          box('circuitBoard', [x + 80, y + 30, z + 810], [x + 300, y + 180, z + 840], { density: 0.8 }),
        );
      }
    }
  }
  return solids;
};

/** Crates of castings: brake discs on spindles, blocks, shafts. */
const castings: PalletGoods = (random, [length, width, height]) => {
  const solids: Solid[] = [];
  const tier = 520;
  for (let layer = 0; layer < Math.max(1, Math.floor(height / tier)); layer++) {
    const z = layer * tier;
    solids.push(box('wood', [0, 0, z], [length, width, z + tier - 20], { wall: 18 }));
    for (let i = 0; i < 3; i++) {
      const x = 70 + i * 370;
      const kind = random.whole(0, 2);
      if (kind === 0) {
        for (let k = 0; k < 6; k++) {
          solids.push(rod('castIron', 'z', [x + 170, 260, z + 50 + k * 52], 155, 24, { wall: 90, open: true }));
          solids.push(rod('castIron', 'z', [x + 170, 700, z + 50 + k * 52], 155, 24, { wall: 90, open: true }));
        }
      } else if (kind === 1) {
        solids.push(box('castIron', [x, 120, z + 30], [x + 300, 480, z + 330], { wall: 16 }));
        solids.push(rod('castIron', 'z', [x + 150, 740, z + 190], 130, 320, { wall: 20, open: true }));
      } else {
        for (let k = 0; k < 5; k++)
          solids.push(rod('steel', 'y', [x + 40 + k * 62, width / 2, z + 70 + 60 * (k % 3)], 24, width - 160));
      }
    }
  }
  return solids;
};

const paperReels: PalletGoods = (random, [length, width, height]) => {
  const radius = Math.min(length, width) / 2 - 20;
  const tall = Math.min(height, 1250);
  return Array.from({ length: Math.max(1, Math.floor(height / tall)) }, (_, layer) => [
    rod('paper', 'z', [length / 2, width / 2, (layer + 0.5) * tall], radius - random.between(0, 40), tall - 15, {
      density: 0.82,
    }),
    rod('air', 'z', [length / 2, width / 2, (layer + 0.5) * tall], 40, tall),
    rod('cardboard', 'z', [length / 2, width / 2, (layer + 0.5) * tall], 52, tall, {
      wall: 12,
      open: true,
      density: 0.7,
    }),
  ]).flat();
};

const televisions: PalletGoods = (random, [length, width, height]) => {
  const solids: Solid[] = [];
  const tall = 760;
  const deep = width / 6;
  for (let layer = 0; layer < Math.max(1, Math.floor(height / tall)); layer++) {
    for (let i = 0; i < 6; i++) {
      const [y, z] = [i * deep, layer * tall];
      const board = random.between(250, 600);
      solids.push(
        box('cardboard', [0, y, z], [length, y + deep - 8, z + tall - 10], { wall: 7 }),
        box('polyurethane', [10, y + 10, z + 8], [length - 10, y + deep - 18, z + 80], { density: 0.03 }),
        box('polyurethane', [10, y + 10, z + tall - 80], [length - 10, y + deep - 18, z + tall - 18], {
          density: 0.03,
        }),
        box('glass', [45, y + 50, z + 85], [length - 45, y + 54, z + tall - 85]),
        box('steel', [60, y + 62, z + 95], [length - 60, y + 63, z + tall - 95]),
        box('circuitBoard', [board, y + 70, z + 220], [board + 260, y + 74, z + 420]),
        box('circuitBoard', [length - 420, y + 70, z + 260], [length - 260, y + 82, z + 470], { density: 1.6 }),
        rod('copper', 'y', [length - 330, y + 90, z + 330], 22, 24, { density: 5 }),
        bar('polypropylene', [80, y + 70, z + 120], [length - 80, y + 70, z + 120], 16, { wall: 3 }),
      );
    }
  }
  return solids;
};

const tyres: PalletGoods = (random, [length, width, height]) => {
  const solids: Solid[] = [];
  for (let layer = 0; (layer + 1) * 215 <= height; layer++) {
    for (const [x, y] of [
      [0.26, 0.3],
      [0.78, 0.3],
      [0.52, 0.74],
    ] as const) {
      const center = [x * length + random.between(-12, 12), y * width, layer * 215 + 105] as const;
      solids.push(
        rod('air', 'z', center, 190, 205),
        rod('rubber', 'z', center, 315, 205, { wall: 13 }),
        rod('steel', 'z', center, 305, 150, { wall: 1.2, open: true }),
      );
      solids.push(rod('air', 'z', center, 185, 206));
    }
  }
  return solids;
};

/** What trucks and containers of the scenes carry. */
export const COMMODITIES: readonly [Commodity, ...Commodity[]] = [
  {
    words: { en: 'avocados in boxes', es: 'aguacate en cajas' },
    height: [0.62, 0.8],
    goods: cartons({ material: 'produce', density: 0.62, size: [400, 330, 215], fill: 0.9 }),
  },
  { words: { en: 'household appliances', es: 'electrodomésticos' }, height: [0.68, 0.95], goods: washers },
  {
    words: { en: 'brake discs and castings', es: 'discos de freno y piezas fundidas' },
    height: [0.25, 0.62],
    goods: castings,
  },
  {
    words: { en: 'drinking water in 20-litre jugs', es: 'garrafones de agua' },
    height: [0.42, 0.64],
    goods: waterJugs,
  },
  { words: { en: 'paper reels', es: 'bobinas de papel' }, height: [0.5, 0.95], goods: paperReels, pallet: false },
  { words: { en: 'lubricating oil in drums', es: 'aceite lubricante en tambores' }, height: [0.38, 0.4], goods: drums },
  { words: { en: 'television sets', es: 'televisores' }, height: [0.6, 0.9], goods: televisions },
  {
    words: { en: 'ceramic tiles', es: 'azulejo cerámico' },
    height: [0.25, 0.36],
    goods: cartons({ material: 'ceramic', density: 1.7, size: [400, 330, 120], fill: 1 }),
  },
  {
    words: { en: 'sugar in 50 kg sacks', es: 'azúcar en sacos de 50 kg' },
    height: [0.4, 0.55],
    goods: sacks('sucrose', 0.85),
  },
  {
    words: { en: 'clothing in boxes', es: 'ropa en cajas' },
    height: [0.7, 0.95],
    goods: cartons({ material: 'textile', density: 0.22, size: [600, 400, 400], fill: 0.93 }),
  },
  { words: { en: 'new tyres', es: 'llantas nuevas' }, height: [0.7, 0.95], goods: tyres },
];
