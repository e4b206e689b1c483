import { isSize, parseDecimal } from './decimal.ts';
import { LogError } from './log-error.ts';
import { requireSize } from './merkle-tree.ts';

/** `width` consecutive hashes at tile level `level` (tree level 8 * level), 1 to 256 of them. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

export type TileName = (Tile & { kind: 'tile' }) | { kind: 'entries'; index: number; width: number };

/** Hashes in a full tile, entries in a full bundle (tlog-tiles, Merkle Tree). */
export const TILE_WIDTH = 256;
const MAX_LEVEL = 63;
// 2^53 entries need level 6; a path is never longer than "tile/entries/x009/x007/.../992.p/255".
const MAX_PATH = 64;
/** Tiles one growth may touch (4 billion new entries); more is a wrong size, not a batch. */
const MAX_CHANGED = 2 ** 24;

/** "tile/0/x001/x234/067" or, when not full, "tile/0/x001/x234/067.p/5". */
export function tilePath(tile: Tile): string {
  if (!Number.isInteger(tile.level) || tile.level < 0 || tile.level > MAX_LEVEL) {
    throw new LogError('TILE_MALFORMED', `tile level ${tile.level} is not 0 to ${MAX_LEVEL}`);
  }
  return `tile/${tile.level}/${indexPath(tile.index, tile.width)}`;
}

export function entriesPath(index: number, width: number): string {
  return `tile/entries/${indexPath(index, width)}`;
}

/** What the path names, or `undefined` for anything but the one spelling of a tile or bundle (no leading slash). */
export function parseTilePath(path: string): TileName | undefined {
  if (path.length > MAX_PATH) return undefined;
  const match = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const [, where = '', groups = '', partial] = match;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : parseDecimal(partial);
  if (!isSize(index) || width === undefined || width < 1) return undefined;
  if (partial !== undefined && width >= TILE_WIDTH) return undefined;
  const level = where === 'entries' ? 0 : parseDecimal(where);
  if (level === undefined || level > MAX_LEVEL) return undefined;
  const name: TileName =
    where === 'entries' ? { kind: 'entries', index, width } : { kind: 'tile', level, index, width };
  // Writing it again refuses the second spellings, such as "x000/001" for 1.
  return (name.kind === 'tile' ? tilePath(name) : entriesPath(index, width)) === path ? name : undefined;
}

/**
 * Tiles that change when the tree grows, partial ones at their new width; the level 0 ones are also the entry bundles.
 * Throws SIZE_INVALID where the log would shrink.
 */
export function changedTiles(oldSize: number, newSize: number): Tile[] {
  requireSize(oldSize);
  requireSize(newSize);
  if (oldSize > newSize) throw new LogError('SIZE_INVALID', `a log never shrinks: ${oldSize} to ${newSize}`);
  if ((newSize - oldSize) / TILE_WIDTH > MAX_CHANGED) throw new LogError('SIZE_INVALID', 'too many tiles at once');
  const tiles: Tile[] = [];
  let before = oldSize;
  let after = newSize;
  for (let level = 0; after > before; level += 1) {
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < after; index += 1) {
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, after - index * TILE_WIDTH) });
    }
    before = Math.floor(before / TILE_WIDTH);
    after = Math.floor(after / TILE_WIDTH);
  }
  return tiles;
}

function indexPath(index: number, width: number): string {
  if (!isSize(index)) throw new LogError('TILE_MALFORMED', `not a tile index: ${index}`);
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    throw new LogError('TILE_MALFORMED', `tile width ${width} is not 1 to ${TILE_WIDTH}`);
  }
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/.{3}/g) as string[];
  const last = groups.pop();
  const full = [...groups.map((group) => `x${group}`), last].join('/');
  return width === TILE_WIDTH ? full : `${full}.p/${width}`;
}
