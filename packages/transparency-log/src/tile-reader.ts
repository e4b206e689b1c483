import { isSize } from './decimal.ts';
import { LogError } from './log-error.ts';
import { HASH_BYTES, type Hasher, type ReadHash, requireSize, rootOf } from './merkle-tree.ts';
import { TILE_WIDTH, type Tile } from './tile.ts';

// tlog-tiles: a tile stands for eight levels of the tree; the seven between are hashed from its own row.
const LEVELS_PER_TILE = 8;

/**
 * Reads any complete subtree of a tree of `size` leaves out of its tiles. The tiles need not be trusted as long as the
 * proof or root made of them is checked. Throws SIZE_INVALID outside the tree, TILE_MALFORMED for bytes of another width.
 */
export function readFromTiles(
  hasher: Hasher,
  size: number,
  readTile: (tile: Tile) => Uint8Array | Promise<Uint8Array>,
): ReadHash {
  requireSize(size);
  return async (level, index) => {
    const tileLevel = Math.floor(level / LEVELS_PER_TILE);
    const span = 2 ** (level % LEVELS_PER_TILE);
    const first = index * span;
    const tileIndex = Math.floor(first / TILE_WIDTH);
    const rowLength = Math.floor(size / TILE_WIDTH ** tileLevel);
    const width = Math.min(TILE_WIDTH, rowLength - tileIndex * TILE_WIDTH);
    const offset = first - tileIndex * TILE_WIDTH;
    if (!isSize(level) || !isSize(index) || offset + span > width) {
      throw new LogError('SIZE_INVALID', `no complete subtree ${index} at level ${level} in a tree of ${size}`);
    }
    const bytes = await readTile({ level: tileLevel, index: tileIndex, width });
    if (bytes.length !== width * HASH_BYTES) {
      throw new LogError(
        'TILE_MALFORMED',
        `a tile of width ${width} has ${width * HASH_BYTES} bytes, not ${bytes.length}`,
      );
    }
    const row = Array.from({ length: span }, (_, at) =>
      bytes.slice((offset + at) * HASH_BYTES, (offset + at + 1) * HASH_BYTES),
    );
    return rootOf(hasher, row);
  };
}
