import { randomBytes } from 'node:crypto';
import { type Hasher, hashLeaf } from '@garita/transparency-log';
import { commit, publicEntry, toHex } from '@garita/trust';
import type { Database, Tx } from '../ports/database.ts';
import type { LogEvent, Placed } from '../ports/transparency-log.ts';
import type { LogTables } from './log-table.ts';

/** Entries of one commit; C2SP tlog-tiles fills a tile with 256. */
const BATCH_ENTRIES = 256;

type Also = (tx: Tx, placed: readonly Placed[]) => Promise<void>;

interface Waiting {
  readonly events: readonly LogEvent[];
  readonly also: Also | undefined;
  readonly resolve: (placed: readonly Placed[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface Sequencer {
  append(events: readonly LogEvent[], also?: Also): Promise<readonly Placed[]>;
  /** How many entries are durable. */
  size(): number;
  /** Resolves when nothing is waiting. */
  drained(): Promise<void>;
}

/**
 * The single writer of the log: callers that come while a commit is on its way share the next one (group commit),
 * so that under load the price of an fsync is paid once for many scans.
 */
export async function openSequencer(
  database: Database,
  hasher: Hasher,
  onCommit: (leafHashes: readonly Uint8Array[], entries: readonly Uint8Array[]) => void,
): Promise<Sequencer> {
  const last = await database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .select((select) => select.fn.max('position').as('position'))
    .executeTakeFirst();
  let size = last?.position === null || last?.position === undefined ? 0 : last.position + 1;
  let waiting: Waiting[] = [];
  let draining = false;
  let whenDrained: Promise<void> = Promise.resolve();

  const place = async (tx: Tx, job: Waiting, from: number) => {
    const rows = job.events.map((event, nth) => rowOf(hasher, event, from + nth));
    if (rows.length > 0)
      await tx
        .tables<LogTables>()
        .insertInto('log_entries')
        .values(rows.map((row) => row.row))
        .execute();
    const placed = rows.map((row) => row.placed);
    await job.also?.(tx, placed);
    return { placed, rows };
  };

  const commitTogether = async (jobs: readonly Waiting[]) => {
    const done = await database.transaction(async (tx) => {
      const results: Awaited<ReturnType<typeof place>>[] = [];
      let next = size;
      for (const job of jobs) {
        const result = await place(tx, job, next);
        next += result.rows.length;
        results.push(result);
      }
      return results;
    });
    const rows = done.flatMap((result) => result.rows);
    size += rows.length;
    onCommit(
      rows.map((row) => row.placed.leafHash),
      rows.map((row) => row.row.entry),
    );
    done.forEach((result, nth) => {
      jobs[nth]?.resolve(result.placed);
    });
  };

  const drain = async () => {
    // One turn of the event loop lets everybody who is ready join this commit.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const jobs = takeBatch(waiting);
      waiting = waiting.slice(jobs.length);
      try {
        await commitTogether(jobs);
      } catch (error) {
        if (jobs.length === 1) jobs[0]?.reject(error);
        // Someone in this batch failed and took the others' commit along: give each a commit of its own.
        else for (const job of jobs) await commitTogether([job]).catch(job.reject);
      }
    }
    draining = false;
  };

  return {
    append: (events, also) =>
      new Promise((resolve, reject) => {
        waiting.push({ events, also, resolve, reject });
        if (draining) return;
        draining = true;
        whenDrained = drain();
      }),
    size: () => size,
    drained: async () => {
      while (draining) await whenDrained;
    },
  };
}

function takeBatch(waiting: readonly Waiting[]): Waiting[] {
  const batch: Waiting[] = [];
  let entries = 0;
  for (const job of waiting) {
    if (batch.length > 0 && entries + job.events.length > BATCH_ENTRIES) break;
    batch.push(job);
    entries += job.events.length;
  }
  return batch;
}

function rowOf(hasher: Hasher, event: LogEvent, position: number) {
  if ('digest' in event) {
    const entry = publicEntry(event.kind, event.digest);
    const leafHash = hashLeaf(hasher, entry);
    const row = { position, kind: event.kind, entry, leaf_hash: toHex(leafHash), salt: null, record: null };
    return { row, placed: { index: position, leafHash } };
  }
  // A fresh salt of 256 bits: nobody can find a record by trying likely ones against its commitment.
  const opening = { salt: new Uint8Array(randomBytes(32)), record: event.record };
  const entry = commit(hasher, event.kind, opening);
  const leafHash = hashLeaf(hasher, entry);
  const row = { position, kind: event.kind, entry, leaf_hash: toHex(leafHash), ...opening };
  return { row, placed: { index: position, leafHash, opening } };
}
