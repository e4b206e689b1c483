import type { Random } from '../random.ts';
import { massKg, type Scene, type Solid } from '../scene.ts';
import type { HiddenObject } from './contraband.ts';
import { moved } from './solids.ts';
import type { Hold } from './trailer.ts';

export interface Words {
  readonly en: string;
  readonly es: string;
}

/** A scene before it is scanned: what stands there, what is hidden in it, what the papers would say. */
export interface MadeScene {
  readonly solids: Scene;
  readonly hidden: readonly HiddenObject[];
  readonly load: Words;
}

/** What is carried: its solids, and how a waybill would put it. */
export interface Load {
  readonly solids: Scene;
  readonly words: Words;
}

/** Goods that stand on one pallet, its upper corner of least x and y at the origin; the size is theirs to choose within. */
export type PalletGoods = (random: Random, size: readonly [x: number, y: number, z: number]) => Solid[];

export interface Commodity {
  readonly words: Words;
  /** Of the height a pallet may have. */
  readonly height: readonly [low: number, high: number];
  readonly goods: PalletGoods;
  /** False for goods that stand on the floor. */
  readonly pallet?: boolean;
}

const PALLET = { x: 1200, y: 1000, z: 145 };

/** A wooden pallet, its lower corner of least x and y at the origin. */
function pallet(): Solid[] {
  const wood = (
    min: readonly [number, number, number],
    max: readonly [number, number, number],
    density = 0.6,
  ): Solid => ({
    shape: 'box',
    material: 'wood',
    min,
    max,
    density,
  });
  return [
    wood([0, 0, 123], [PALLET.x, PALLET.y, 145], 0.5),
    wood([0, 0, 0], [PALLET.x, PALLET.y, 18], 0.3),
    ...[0, PALLET.y / 2 - 45, PALLET.y - 90].map((y) => wood([0, y, 18], [PALLET.x, y + 90, 123], 0.45)),
  ];
}

/** Fills a hold from its nose with two rows of pallets of one commodity; some places stay empty. */
export function palletLoad(hold: Hold, commodity: Commodity, random: Random): Load {
  const places = Math.floor((hold.max[0] - hold.min[0]) / (PALLET.x + 40));
  const rows = Math.max(1, places - (random.chance(0.4) ? random.whole(1, 4) : 0));
  const across = hold.max[1] - hold.min[1] >= 2 * PALLET.y ? 2 : 1;
  const [low, high] = commodity.height;
  const height = random.between(low, high) * (hold.max[2] - hold.min[2]);
  const solids: Solid[] = [];
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < across; column++) {
      const x = hold.min[0] + row * (PALLET.x + 40) + random.between(0, 25);
      const slack = (hold.max[1] - hold.min[1] - across * PALLET.y) / (across + 1);
      const y = hold.min[1] + slack + column * (PALLET.y + slack);
      const base = commodity.pallet === false ? 0 : PALLET.z;
      // The last pallets are often not full.
      const part = row === rows - 1 && random.chance(0.5) ? random.between(0.4, 0.9) : 1;
      if (base > 0) solids.push(...moved(pallet(), [x, y, hold.min[2]]));
      const goods = commodity.goods(random, [PALLET.x, PALLET.y, (height - base) * part]);
      solids.push(...moved(goods, [x, y, hold.min[2] + base]));
      count++;
    }
  }
  return { solids, words: loadWords(commodity.words, count, solids, commodity.pallet !== false) };
}

function loadWords(words: Words, count: number, solids: Scene, onPallets: boolean): Words {
  const tonnes = (solids.reduce((sum, solid) => sum + massKg(solid), 0) / 1e3).toFixed(1);
  return onPallets
    ? {
        en: `${count} pallets of ${words.en}, about ${tonnes} t`,
        es: `${count} tarimas de ${words.es}, unas ${tonnes} t`,
      }
    : {
        en: `${count} stacks of ${words.en}, about ${tonnes} t`,
        es: `${count} estibas de ${words.es}, unas ${tonnes} t`,
      };
}
