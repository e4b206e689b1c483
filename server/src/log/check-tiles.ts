import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeEntryBundle, entriesPath, type Subtree, TILE_WIDTH, tilePath } from '@garita/transparency-log';
import type { CheckReport } from '../ports/check-report.ts';

const TILE_LEVELS = 8;

interface Filling {
  index: number;
  hashes: Uint8Array[];
}

/**
 * Compares the published files of a log with what its entries give, as these are replayed: full tiles, entry bundles,
 * and the partial ones that readers with an older head still ask for. A file that is not there is made again at the
 * next start; one that says something else was changed by somebody.
 */
export class TileCheck {
  readonly #folder: string;
  readonly #report: CheckReport;
  readonly #levels: Filling[] = [];
  #entries: Uint8Array[] = [];

  constructor(folder: string, report: CheckReport) {
    this.#folder = folder;
    this.#report = report;
  }

  /** The next entry, and the subtrees it completes, as `Frontier.append` gives them. */
  async add(entry: Uint8Array, completed: readonly Subtree[]): Promise<void> {
    this.#entries.push(entry);
    for (const { level, index, hash } of completed)
      if (level % TILE_LEVELS === 0) await this.#place(level / TILE_LEVELS, Math.floor(index / TILE_WIDTH), hash);
  }

  /** After the last entry: what is still filling. */
  async end(): Promise<void> {
    for (const [level, filling] of this.#levels.entries())
      if (filling && filling.hashes.length > 0) await this.#compare(level, filling);
  }

  async #place(level: number, index: number, hash: Uint8Array): Promise<void> {
    this.#levels[level] ??= { index, hashes: [] };
    const filling = this.#levels[level];
    filling.index = index;
    filling.hashes.push(hash);
    if (filling.hashes.length < TILE_WIDTH) return;
    await this.#compare(level, filling);
    filling.hashes = [];
    if (level === 0) this.#entries = [];
  }

  async #compare(level: number, { index, hashes }: Filling): Promise<void> {
    await this.#files((width) => tilePath({ level, index, width }), hashes, Buffer.concat);
    if (level === 0) await this.#files((width) => entriesPath(index, width), this.#entries, encodeEntryBundle);
  }

  async #files(
    pathOf: (width: number) => string,
    parts: readonly Uint8Array[],
    encode: (parts: readonly Uint8Array[]) => Uint8Array,
  ): Promise<void> {
    const partial = await readdir(join(this.#folder, dirname(pathOf(1)))).catch(() => []);
    const widths = partial.map(Number).filter((width) => width >= 1 && width < TILE_WIDTH);
    for (const width of [...widths, TILE_WIDTH]) {
      // Wider than what was replayed: written by a running server since.
      if (width > parts.length) continue;
      const found = await readFile(join(this.#folder, pathOf(width))).catch(() => undefined);
      if (found && Buffer.compare(found, encode(parts.slice(0, width))) !== 0)
        this.#report.problem({
          code: 'LOG_TILE_ALTERED',
          subject: pathOf(width),
          detail: 'the file is not what the entries give',
        });
    }
  }
}
