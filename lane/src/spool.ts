import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StatementObject } from '@garita/trust';
import { syncFolder } from './durable-file.ts';
import type { LaneBook } from './lane-book.ts';

/** The objects' files: `spool/<seq>/<index>-<role>` from capture until the acknowledgement is verified. */
export class Spool {
  readonly #folder: string;
  #incoming = 0;

  constructor(folder: string) {
    this.#folder = join(folder, 'spool');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  pathOf(seq: number, index: number, object: Pick<StatementObject, 'role'>): string {
    return join(this.#folder, String(seq), `${index}-${object.role}`);
  }

  /** A folder for a scan whose place in the chain is not known yet. */
  async begin(): Promise<string> {
    const folder = join(this.#folder, `incoming-${process.pid}-${++this.#incoming}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }

  /** Gives the folder its place; durable before the statement that names its files is. */
  async place(incoming: string, seq: number): Promise<void> {
    await syncFolder(incoming);
    const folder = join(this.#folder, String(seq));
    // Left by a capture that died between here and its row: no statement names it.
    await rm(folder, { recursive: true, force: true });
    await rename(incoming, folder);
    await syncFolder(this.#folder);
  }

  async forget(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  async remove(seq: number): Promise<void> {
    await this.forget(join(this.#folder, String(seq)));
  }

  /** The size of a file as it is on disk now; 0 when it is gone: the server then says what is missing. */
  async sizeOf(path: string): Promise<number> {
    try {
      const file = await open(path, 'r');
      try {
        return (await file.stat()).size;
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
  }

  /** After a crash: removes what no statement names, and what was acknowledged but not yet deleted. */
  sweep(book: LaneBook): readonly string[] {
    const stale = readdirSync(this.#folder).filter((name) => {
      const scan = /^[1-9][0-9]{0,15}$/.test(name) ? book.get(Number(name)) : undefined;
      return scan === undefined || scan.state === 'acknowledged';
    });
    for (const name of stale) rmSync(join(this.#folder, name), { recursive: true, force: true });
    return stale;
  }
}
