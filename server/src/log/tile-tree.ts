import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  changedTiles,
  Frontier,
  type Hasher,
  type ReadHash,
  rootOf,
  type Tile,
  tilePath,
} from '@garita/transparency-log';

const TILE_WIDTH = 256;
const TILE_LEVELS = 8;
const HASH_BYTES = 32;
/** Full tiles kept in memory: 512 x 8 KiB = 4 MiB, enough for proofs near the head without touching the disk. */
const TILES_KEPT = 512;

/**
 * The Merkle tree as C2SP tiles on disk. Everything here can be made again from the database, so tiles are not
 * fsynced: after a power loss `load` finds that the root differs and the caller replays.
 */
export class TileTree {
  readonly #folder: string;
  readonly #hasher: Hasher;
  /** Hashes of the rightmost tile of each tile level, while it is filling. */
  #edge: Uint8Array[][] = [];
  #edgeIndex: number[] = [];
  #frontier: Frontier;
  readonly #full = new Map<string, Uint8Array>();

  constructor(folder: string, hasher: Hasher) {
    this.#folder = folder;
    this.#hasher = hasher;
    this.#frontier = Frontier.from(hasher, 0, []);
  }

  get size(): number {
    return this.#frontier.size;
  }

  root(): Uint8Array {
    return this.#frontier.root();
  }

  /** Takes in new leaves and writes every tile that changed. */
  async grow(leafHashes: readonly Uint8Array[]): Promise<void> {
    const before = this.size;
    for (const leafHash of leafHashes)
      for (const subtree of this.#frontier.append(leafHash))
        if (subtree.level % TILE_LEVELS === 0) this.#place(subtree.level / TILE_LEVELS, subtree.index, subtree.hash);
    for (const tile of changedTiles(before, this.size)) await this.write(tilePath(tile), await this.#tileBytes(tile));
  }

  /** Takes up where the tiles on disk stand; false when they do not give this root. */
  async load(size: number, root: Uint8Array): Promise<boolean> {
    try {
      for (let level = 0, width = size; width > 0; level++, width = Math.floor(width / TILE_WIDTH)) {
        const index = Math.floor(width / TILE_WIDTH);
        this.#edgeIndex[level] = index;
        const partial = width % TILE_WIDTH;
        this.#edge[level] = partial === 0 ? [] : hashesOf(await this.#readTile({ level, index, width: partial }));
      }
      this.#frontier = Frontier.from(this.#hasher, size, await this.#frontierHashes(size));
      return equal(this.root(), root);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.reset();
      return false;
    }
  }

  reset(): void {
    this.#edge = [];
    this.#edgeIndex = [];
    this.#full.clear();
    this.#frontier = Frontier.from(this.#hasher, 0, []);
  }

  /** Hash of the complete subtree at (level, index): read from the tile that holds its descendants. */
  readonly readHash: ReadHash = async (level, index) => {
    const tileLevel = Math.floor(level / TILE_LEVELS);
    const span = 2 ** (level % TILE_LEVELS);
    const first = index * span;
    const tile = Math.floor(first / TILE_WIDTH);
    const hashes =
      tile === this.#edgeIndex[tileLevel]
        ? (this.#edge[tileLevel] ?? [])
        : hashesOf(await this.#readTile({ level: tileLevel, index: tile, width: TILE_WIDTH }));
    const start = first % TILE_WIDTH;
    if (start + span > hashes.length) throw new RangeError(`no complete subtree at level ${level}, index ${index}`);
    return rootOf(this.#hasher, hashes.slice(start, start + span));
  };

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const target = join(this.#folder, path);
    const part = `${target}.part`;
    try {
      await writeFile(part, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(dirname(target), { recursive: true });
      await writeFile(part, bytes);
    }
    await rename(part, target);
  }

  #place(level: number, index: number, hash: Uint8Array): void {
    const tile = Math.floor(index / TILE_WIDTH);
    if (this.#edgeIndex[level] !== tile) {
      this.#edgeIndex[level] = tile;
      this.#edge[level] = [];
    }
    const edge = this.#edge[level] ?? [];
    edge.push(hash);
    if (edge.length < TILE_WIDTH) return;
    this.#keep(`${level}/${tile}`, Buffer.concat(edge));
    this.#edgeIndex[level] = tile + 1;
    this.#edge[level] = [];
  }

  async #tileBytes(tile: Tile): Promise<Uint8Array> {
    if (this.#edgeIndex[tile.level] === tile.index)
      return Buffer.concat((this.#edge[tile.level] ?? []).slice(0, tile.width));
    const whole =
      this.#full.get(`${tile.level}/${tile.index}`) ?? (await this.#readTile({ ...tile, width: TILE_WIDTH }));
    return whole.subarray(0, tile.width * HASH_BYTES);
  }

  async #readTile(tile: Tile): Promise<Uint8Array> {
    const name = `${tile.level}/${tile.index}`;
    const known = tile.width === TILE_WIDTH ? this.#full.get(name) : undefined;
    if (known) return known;
    const bytes = await readFile(join(this.#folder, tilePath(tile)));
    if (bytes.length !== tile.width * HASH_BYTES)
      throw new RangeError(`tile ${tilePath(tile)} has ${bytes.length} bytes`);
    if (tile.width === TILE_WIDTH) this.#keep(name, bytes);
    return bytes;
  }

  #keep(name: string, bytes: Uint8Array): void {
    if (this.#full.size >= TILES_KEPT) this.#full.delete(this.#full.keys().next().value ?? '');
    this.#full.set(name, bytes);
  }

  /** The roots of the largest complete subtrees of a tree of `size`, left to right. */
  async #frontierHashes(size: number): Promise<Uint8Array[]> {
    const hashes: Uint8Array[] = [];
    let start = 0;
    for (let level = 52; level >= 0; level--) {
      const span = 2 ** level;
      if (size - start < span) continue;
      hashes.push(await this.readHash(level, start / span));
      start += span;
    }
    return hashes;
  }
}

function hashesOf(tile: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (let start = 0; start < tile.length; start += HASH_BYTES) hashes.push(tile.subarray(start, start + HASH_BYTES));
  return hashes;
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
