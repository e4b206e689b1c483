import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Database, Tx } from '../../ports/database.ts';

/**
 * SQLite by `node:sqlite`: write-ahead log, `synchronous=FULL`, so that a commit is on disk before it resolves.
 * Two connections: one that writes (Kysely's dialect keeps it behind a mutex), and one that can only read, so that
 * a read never waits for a transaction and a write outside a transaction fails at once instead of locking up.
 */
export function openSqliteDatabase(path: string): Database {
  const writer = new DatabaseSync(path);
  writer.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;');
  // The log is folded into the database every 16 MiB instead of every 4: each folding syncs both files.
  writer.exec('PRAGMA wal_autocheckpoint=4000;');
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec('PRAGMA busy_timeout=5000;');
  const [writing, reading] = [kyselyOn(writer), kyselyOn(reader)];
  return {
    ...viewOf(reading),
    transaction: (work) => writing.transaction().execute((tx) => work(viewOf(tx))),
    close: async () => {
      // The last to close must be the one that may write: it folds the write-ahead log into the file and removes it.
      await reading.destroy();
      if (reader.isOpen) reader.close();
      await writing.destroy();
      if (writer.isOpen) writer.close();
    },
  };
}

export interface Snapshot extends Database {
  /** What SQLite itself finds wrong with the file. */
  damage(): readonly string[];
}

/**
 * The database as it stands at this moment, for reading alone: what a running server commits meanwhile is not seen.
 * It keeps SQLite from shortening its write-ahead log, so it is for minutes, not for hours.
 */
export function openSqliteSnapshot(path: string): Snapshot {
  const reader = new DatabaseSync(path, { readOnly: true });
  // A snapshot is taken by the first read of a transaction, not by BEGIN.
  reader.exec('PRAGMA busy_timeout=5000; BEGIN; SELECT count(*) FROM sqlite_schema;');
  const reading = kyselyOn(reader);
  return {
    ...viewOf(reading),
    transaction: () => Promise.reject(new Error('a snapshot is for reading alone')),
    damage() {
      const rows = reader.prepare('PRAGMA quick_check(8)').all() as { quick_check: string }[];
      return rows.map((row) => row.quick_check).filter((line) => line !== 'ok');
    },
    close: async () => {
      await reading.destroy();
      if (reader.isOpen) reader.close();
    },
  };
}

function viewOf(handle: Kysely<unknown>): Tx {
  return { tables: <Tables>() => handle as unknown as Kysely<Tables> };
}

function kyselyOn(sqlite: DatabaseSync): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new SqliteDialect({ database: asKyselySees(sqlite) }) });
}

/** Prepared statements are kept: preparing costs more than running for the short ones we have. */
const STATEMENTS_KEPT = 256;

function asKyselySees(sqlite: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= STATEMENTS_KEPT) prepared.clear();
    const statement = sqlite.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    close: () => {
      prepared.clear();
      sqlite.close();
    },
    prepare: (sql) => {
      const statement = prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => {
          const { changes, lastInsertRowid } = statement.run(...(parameters as SQLInputValue[]));
          return { changes, lastInsertRowid };
        },
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      };
    },
  };
}
