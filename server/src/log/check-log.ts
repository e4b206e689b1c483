import {
  type Checkpoint,
  type Ed25519Verify,
  Frontier,
  type Hasher,
  hashLeaf,
  openCheckpoint,
  type VerifierKey,
} from '@garita/transparency-log';
import { commit, readEntry } from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { CheckpointStore } from '../ports/checkpoint-store.ts';
import type { Database } from '../ports/database.ts';
import { TileCheck } from './check-tiles.ts';
import type { LogEntryRow, LogTables } from './log-table.ts';
import { COSIGNED_HEAD, OWN_LOG } from './publisher.ts';

const ROWS_AT_ONCE = 2048;

export interface CheckLogNeeds {
  readonly folder: string;
  readonly database: Database;
  readonly checkpoints: CheckpointStore;
  readonly hasher: Hasher;
  readonly verify: Ed25519Verify;
  readonly log: VerifierKey;
  readonly witness: VerifierKey | undefined;
  /** The newest head of this log that the partner itself keeps; undefined when it was not asked or is away. */
  readonly partnersHead: string | undefined;
}

/** Replays the whole log from its entries and compares every root, tile and signature with what was published. */
export async function checkLog(needs: CheckLogNeeds, report: CheckReport): Promise<number> {
  const { database, hasher } = needs;
  const heads = await headsToMeet(needs, report);
  const size = await entryCount(database);
  const frontier = Frontier.from(hasher, 0, []);
  const tiles = new TileCheck(needs.folder, report);
  const meet = () => {
    for (const head of heads.filter((one) => one.checkpoint.size === frontier.size))
      if (Buffer.compare(frontier.root(), head.checkpoint.root) !== 0)
        report.problem({
          code: head.code,
          subject: `size ${frontier.size}`,
          detail: `the entries give another root than ${head.whose}`,
        });
  };
  meet();
  let expected = 0;
  for await (const row of entryRows(database)) {
    if (row.position !== expected)
      report.problem({
        code: 'LOG_ENTRY_LOST',
        subject: `entry ${expected}`,
        detail: `the next one kept is ${row.position}`,
      });
    expected = row.position + 1;
    checkEntry(row, hasher, report);
    const leafHash = hashLeaf(hasher, row.entry);
    await tiles.add(row.entry, frontier.append(leafHash));
    meet();
    if (row.position % ROWS_AT_ONCE === 0) report.progress('log', row.position, size);
  }
  await tiles.end();
  for (const head of heads.filter((one) => one.checkpoint.size > frontier.size))
    report.problem({
      code: 'LOG_SHORTER_THAN_COSIGNED',
      subject: `size ${head.checkpoint.size}`,
      detail: `${head.whose} has ${head.checkpoint.size} entries and the database ${frontier.size}: it is an old copy`,
    });
  report.progress('log', size, size);
  return size;
}

async function headsToMeet(needs: CheckLogNeeds, report: CheckReport) {
  const witnesses = needs.witness ? [needs.witness] : [];
  const heads: { checkpoint: Checkpoint; whose: string; code: 'LOG_HEAD_MISMATCH' | 'LOG_COSIGNED_MISMATCH' }[] = [];
  const own = [
    { note: await needs.checkpoints.fetch(OWN_LOG), whose: 'the head we signed', code: 'LOG_HEAD_MISMATCH' as const },
    {
      note: await needs.checkpoints.fetch(COSIGNED_HEAD),
      whose: 'the head the partner cosigned',
      code: 'LOG_COSIGNED_MISMATCH' as const,
    },
    { note: needs.partnersHead, whose: 'the head the partner keeps', code: 'LOG_COSIGNED_MISMATCH' as const },
  ];
  for (const { note, whose, code } of own) {
    if (note === undefined) continue;
    try {
      const { checkpoint } = await openCheckpoint(note, {
        hasher: needs.hasher,
        verify: needs.verify,
        log: needs.log,
        witnesses,
      });
      heads.push({ checkpoint, whose, code });
    } catch (error) {
      report.problem({ code, subject: whose, detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return heads;
}

function checkEntry(row: LogEntryRow, hasher: Hasher, report: CheckReport): void {
  const subject = `entry ${row.position}`;
  const altered = (detail: string) => report.problem({ code: 'LOG_ENTRY_ALTERED', subject, detail });
  if (Buffer.from(hashLeaf(hasher, row.entry)).toString('hex') !== row.leaf_hash)
    altered('it has another hash than was noted');
  try {
    const entry = readEntry(row.entry);
    if (!row.salt || !row.record || 'digest' in entry) return;
    const committed = commit(hasher, entry.kind, { salt: row.salt, record: row.record });
    if (Buffer.compare(committed, row.entry) !== 0) altered('its record is not the one it commits to');
  } catch (error) {
    altered(error instanceof Error ? error.message : String(error));
  }
}

async function entryCount(database: Database): Promise<number> {
  const row = await database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

async function* entryRows(database: Database): AsyncGenerator<LogEntryRow> {
  for (let next = 0; ; ) {
    const rows = await database
      .tables<LogTables>()
      .selectFrom('log_entries')
      .selectAll()
      .where('position', '>=', next)
      .orderBy('position')
      .limit(ROWS_AT_ONCE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    next = last.position + 1;
  }
}
