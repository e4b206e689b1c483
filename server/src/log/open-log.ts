import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changedTiles,
  encodeEntryBundle,
  entriesPath,
  formatVerifierKey,
  type Hasher,
  type NoteSigner,
  parseCheckpoint,
  TILE_WIDTH,
  tilePath,
} from '@garita/transparency-log';
import type { CheckpointStore } from '../ports/checkpoint-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { AskWitness, TransparencyLog } from '../ports/transparency-log.ts';
import { findOpening } from './find-opening.ts';
import type { LogTables } from './log-table.ts';
import { COSIGNED_HEAD, OWN_LOG, Publisher } from './publisher.ts';
import { openSequencer } from './sequencer.ts';
import { TileTree } from './tile-tree.ts';

/** Rows replayed at a time when the tree is brought up to the database. */
const REPLAY_ROWS = 4096;
const HASH_BYTES = 32;

export interface LogNeeds {
  readonly folder: string;
  readonly database: Database;
  readonly checkpoints: CheckpointStore;
  readonly hasher: Hasher;
  readonly signer: NoteSigner;
  readonly clock: Clock;
  /** Absent while there is no partner: checkpoints then carry our signature alone. */
  readonly askWitness?: AskWitness;
  alarm(message: string): void;
}

export interface OpenLog extends TransparencyLog {
  /** The C2SP verifier key of this log, as signed-note writes it. */
  readonly verifierKey: string;
  /** The newest head, with cosignatures; undefined while the log is empty. */
  checkpoint(): string | undefined;
  /** A tile or entry bundle by its path below the log's folder. */
  tile(path: string): Promise<Uint8Array | undefined>;
  witnessIsBack(): void;
  close(): Promise<void>;
}

/** Opens the agency's log: the database holds the entries, the folder what can be made again from them. */
export async function openLog(needs: LogNeeds): Promise<OpenLog> {
  const { database, hasher, signer } = needs;
  const tree = new TileTree(needs.folder, hasher);
  const head = await needs.checkpoints.fetch(OWN_LOG);
  let unsound: string | undefined;
  if (head !== undefined) {
    const { size, root } = parseCheckpoint(head);
    if (!(await tilesAreThere(needs.folder, size)) || !(await tree.load(size, root))) {
      tree.reset();
      await replay(tree, database, size);
      if (Buffer.compare(tree.root(), root) !== 0)
        unsound = 'the entries in the database do not give the head that was signed: run `garita fsck`';
    }
  }
  const entries = async (from: number, to: number) => {
    const rows = await database
      .tables<LogTables>()
      .selectFrom('log_entries')
      .select('entry')
      .where('position', '>=', from)
      .where('position', '<', to)
      .orderBy('position')
      .execute();
    return rows.map((row) => row.entry);
  };
  await restoreBundles(needs.folder, tree, entries);
  const kept = { newest: head, cosigned: await needs.checkpoints.fetch(COSIGNED_HEAD), unsound };
  const publisher = new Publisher({ ...needs, tree, entries, askWitness: needs.askWitness }, kept, needs.clock.now());
  const sequencer = await openSequencer(database, hasher, (leafHashes) => publisher.add(leafHashes));
  for await (const leafHashes of leavesFrom(database, tree.size, sequencer.size())) publisher.add(leafHashes);
  publisher.kick();

  return {
    append: sequencer.append,
    proof: (index, options) => publisher.proof(index, options.cosigned, options.timeoutMs),
    opening: (leafHash) => findOpening(database, leafHash),
    state: () => publisher.state(sequencer.size()),
    verifierKey: formatVerifierKey(hasher, signer.key.name, 'ed25519', signer.key.publicKey),
    checkpoint: () => publisher.served(),
    tile: (path) =>
      readFile(join(needs.folder, path)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    witnessIsBack: () => publisher.witnessIsBack(),
    async close() {
      await sequencer.drained();
      await publisher.close();
    },
  };
}

/** Every tile of this size has its file, whole by its length: without a sync, a power loss leaves short ones. */
async function tilesAreThere(folder: string, size: number): Promise<boolean> {
  for (const tile of changedTiles(0, size))
    if ((await lengthOf(join(folder, tilePath(tile)))) !== tile.width * HASH_BYTES) return false;
  return true;
}

/** Entry bundles that are missing or empty are made again: a reader asks for each from the first entry on. */
async function restoreBundles(
  folder: string,
  tree: TileTree,
  entries: (from: number, to: number) => Promise<Uint8Array[]>,
): Promise<void> {
  for (const { level, index, width } of changedTiles(0, tree.size)) {
    if (level !== 0) continue;
    const path = entriesPath(index, width);
    if ((await lengthOf(join(folder, path))) > 0) continue;
    const first = index * TILE_WIDTH;
    await tree.write(path, encodeEntryBundle(await entries(first, first + width)));
  }
}

async function lengthOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
}

async function replay(tree: TileTree, database: Database, size: number): Promise<void> {
  for await (const leafHashes of leavesFrom(database, 0, size)) await tree.grow(leafHashes);
}

async function* leavesFrom(database: Database, from: number, to: number): AsyncGenerator<Uint8Array[]> {
  for (let start = from; start < to; start += REPLAY_ROWS) {
    const rows = await database
      .tables<LogTables>()
      .selectFrom('log_entries')
      .select('leaf_hash')
      .where('position', '>=', start)
      .where('position', '<', Math.min(start + REPLAY_ROWS, to))
      .orderBy('position')
      .execute();
    yield rows.map((row) => Buffer.from(row.leaf_hash, 'hex'));
  }
}
