import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growLog, numberedEntries } from '../testing/growing-log.ts';
import { hasher } from '../testing/node-crypto.ts';
import {
  changedTiles,
  entriesPath,
  parseTilePath,
  readFromTiles,
  rootAt,
  TILE_WIDTH,
  type Tile,
  tilePath,
} from './index.ts';

const anyTile = fc.record({
  level: fc.integer({ min: 0, max: 63 }),
  index: fc.oneof(fc.nat(2_000_000), fc.maxSafeNat()),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('the path of a tile', () => {
  test('is that of the example in tlog-tiles', () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067');
  });

  test.each([
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/000.p/1', { level: 0, index: 0, width: 1 }],
    ['tile/0/x001/234.p/5', { level: 0, index: 1234, width: 5 }],
    ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
    ['tile/2/x001/000', { level: 2, index: 1000, width: 256 }],
    ['tile/0/x009/x007/x199/x254/x740/991', { level: 0, index: Number.MAX_SAFE_INTEGER, width: 256 }],
  ])('%s is written and read', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual({ kind: 'tile', ...tile });
  });

  test('of its entries differs only in the level', () => {
    expect(entriesPath(1234, 5)).toBe('tile/entries/x001/234.p/5');
    expect(parseTilePath('tile/entries/x001/234.p/5')).toEqual({ kind: 'entries', index: 1234, width: 5 });
  });

  test('reads back as what was written, always', () => {
    fc.assert(
      fc.property(anyTile, ({ level, index, width }) => {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ kind: 'tile', level, index, width });
        expect(parseTilePath(entriesPath(index, width))).toEqual({ kind: 'entries', index, width });
      }),
    );
  });

  test('has one spelling: whatever is read is written the same', () => {
    const nearly = fc.stringMatching(
      /^tile\/(entries|[0-9]{1,2})\/(x?[0-9]{2,4}\/){0,3}x?[0-9]{2,4}(\.p\/[0-9]{1,3})?$/,
    );
    fc.assert(
      fc.property(nearly, (path) => {
        const name = parseTilePath(path);
        if (name === undefined) return;
        expect(name.kind === 'tile' ? tilePath(name) : entriesPath(name.index, name.width)).toBe(path);
      }),
    );
  });

  test.each([
    '/tile/0/000',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/05',
    'tile/0/000.p/',
    'tile/0/000\n',
    'tile/0/../000',
    'tile/entries/0/000',
    'tile/0/x009/x007/x199/x254/x740/992',
    `tile/0/${'x001/'.repeat(1000)}000`,
    '',
  ])('is not %j', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  test.each([
    { level: 64, index: 0, width: 1 },
    { level: 0.5, index: 0, width: 1 },
    { level: 0, index: -1, width: 1 },
    { level: 0, index: 2 ** 53, width: 1 },
    { level: 0, index: 0, width: 0 },
    { level: 0, index: 0, width: 257 },
  ])('is refused for $level/$index of width $width', (tile) => {
    expect(() => tilePath(tile)).toThrow(expect.objectContaining({ code: 'TILE_MALFORMED' }));
  });
});

describe('the tiles that change', () => {
  test('are, for a tree of 70,000, those the specification counts', () => {
    const tiles = changedTiles(0, 70_000);
    const shape = (level: number, full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === TILE_WIDTH) === full);
    expect([shape(0, true).length, shape(1, true).length, shape(2, true).length]).toEqual([273, 1, 0]);
    expect(shape(0, false)).toEqual([{ level: 0, index: 273, width: 112 }]);
    expect(shape(1, false)).toEqual([{ level: 1, index: 1, width: 17 }]);
    expect(shape(2, false)).toEqual([{ level: 2, index: 0, width: 1 }]);
    expect(tiles).toHaveLength(277);
  });

  test('are, for a tree of 256, one full tile and one of width 1 above it', () => {
    expect(changedTiles(255, 256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
  });

  test('leave the level above alone while no tile is filled', () => {
    expect(changedTiles(256, 300)).toEqual([{ level: 0, index: 1, width: 44 }]);
    expect(changedTiles(300, 300)).toEqual([]);
  });

  test('together leave every tile of the tree written at its last width, however the tree grew', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200_000), { minLength: 1, maxLength: 6 }), (steps) => {
        const sizes = [0, ...steps.toSorted((left, right) => left - right)];
        const written = new Map<string, number>();
        for (const [at, size] of sizes.slice(1).entries()) {
          for (const { level, index, width } of changedTiles(sizes[at] as number, size)) {
            written.set(`${level}/${index}`, width);
          }
        }
        const whole = changedTiles(0, sizes.at(-1) as number);
        expect(written).toEqual(new Map(whole.map(({ level, index, width }) => [`${level}/${index}`, width])));
      }),
    );
  });

  test.each([
    ['the log shrinks', 5, 4],
    ['a size is not whole', 0, 0.5],
    ['more than 4 billion entries come at once', 0, 2 ** 40],
  ])('are refused when %s', (_, oldSize, newSize) => {
    expect(() => changedTiles(oldSize, newSize)).toThrow(expect.objectContaining({ code: 'SIZE_INVALID' }));
  });
});

describe('a tree read from its tiles', () => {
  const size = 600;
  const log = growLog(numberedEntries(size));
  const stored = new Map<string, Uint8Array>();
  for (const tile of changedTiles(0, size)) stored.set(tilePath(tile), rowOf(tile));
  const read = readFromTiles(hasher, size, (tile) => stored.get(tilePath(tile)) as Uint8Array);

  test('has every hash of the tree', async () => {
    for (let level = 0; 2 ** level <= size; level += 1) {
      for (let index = 0; (index + 1) * 2 ** level <= size; index += 1) {
        expect(await read(level, index)).toEqual(await log.read(level, index));
      }
    }
    expect(await rootAt(hasher, size, read)).toEqual(log.roots[size]);
    expect(await rootAt(hasher, 299, read)).toEqual(log.roots[299]);
  });

  test.each([
    [0, 600],
    [1, 300],
    [9, 1],
    [10, 0],
    [0, -1],
    [-1, 0],
    [0.5, 0],
  ])('has no subtree %s/%s', async (level, index) => {
    await expect(read(level, index)).rejects.toMatchObject({ code: 'SIZE_INVALID' });
  });

  test('refuses a tile that is cut', async () => {
    const cut = readFromTiles(hasher, size, (tile) => (stored.get(tilePath(tile)) as Uint8Array).subarray(1));
    await expect(cut(3, 1)).rejects.toMatchObject({ code: 'TILE_MALFORMED' });
  });

  function rowOf({ level, index, width }: Tile): Uint8Array {
    const hashes = Array.from({ length: width }, (_, at) => log.read(level * 8, index * TILE_WIDTH + at) as Uint8Array);
    return new Uint8Array(Buffer.concat(hashes));
  }
});
