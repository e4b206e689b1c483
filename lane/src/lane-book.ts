import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { ReasonBody } from '@garita/api';
import { LaneError } from './lane-error.ts';

const VERSION = 1;
const SQLITE_CONSTRAINT = 19;

/** Spelt like the index's own condition, or SQLite would not use it; the acknowledged rows grow without end. */
const WAITING = `state <> 'acknowledged'`;

const TABLES = `
  CREATE TABLE scans (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    scan TEXT NOT NULL UNIQUE,
    scan_id TEXT NOT NULL,
    statement BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    captured_at INTEGER NOT NULL,
    origin TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('spooled', 'delivered', 'acknowledged')),
    verdict TEXT CHECK (verdict IN ('admitted', 'quarantined')),
    reasons TEXT NOT NULL DEFAULT '[]',
    acknowledged_at INTEGER,
    log_index INTEGER,
    acknowledgement BLOB
  ) STRICT;
  CREATE INDEX scans_waiting ON scans (state, seq) WHERE ${WAITING};
  CREATE TABLE tally (verdict TEXT PRIMARY KEY, scans INTEGER NOT NULL) STRICT;
  INSERT INTO tally VALUES ('admitted', 0), ('quarantined', 0);
  CREATE TRIGGER count_acknowledged AFTER UPDATE OF state ON scans
    WHEN new.state = 'acknowledged' AND old.state <> 'acknowledged'
    BEGIN UPDATE tally SET scans = scans + 1 WHERE verdict = new.verdict; END;
  CREATE TABLE boots (epoch INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL) STRICT;
`;

export type SpoolState = 'spooled' | 'delivered' | 'acknowledged';
export type LaneVerdict = 'admitted' | 'quarantined';

/** One scan in the lane's own record. It stays when its files are gone. */
export interface BookedScan {
  readonly seq: number;
  /** SHA-256 of the statement, hex. */
  readonly scan: string;
  readonly scanId: string;
  readonly statement: Uint8Array;
  /** All objects together. */
  readonly bytes: number;
  readonly capturedAt: number;
  /** `delivered`: the server has all of it and judged it; `acknowledged`: that is proven to be in the log. */
  readonly state: SpoolState;
  readonly verdict: LaneVerdict | null;
  readonly reasons: readonly ReasonBody[];
  readonly acknowledgedAt: number | null;
  readonly logIndex: number | null;
}

export type ScanToBook = Pick<BookedScan, 'seq' | 'scan' | 'scanId' | 'statement' | 'bytes' | 'capturedAt'> & {
  /** Names what it was made from, so that the same files are never captured twice. */
  readonly origin: string | null;
};

export interface BookCounts {
  readonly lastSeq: number;
  readonly spooled: number;
  readonly delivered: number;
  readonly admitted: number;
  readonly quarantined: number;
  /** Bytes of objects not acknowledged yet. */
  readonly waitingBytes: number;
}

const ROW = 'seq, scan, scan_id, statement, bytes, captured_at, state, verdict, reasons, acknowledged_at, log_index';

/**
 * The single source of the device's chain: which statement was the last, and what became of each. One row is one
 * statement; a commit that returned survives a power loss (SQLite, write-ahead log, `synchronous=FULL`).
 */
export class LaneBook {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  static open(folder: string): LaneBook {
    const db = new DatabaseSync(pathIn(folder));
    db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;');
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > VERSION) {
      db.close();
      throw new LaneError('FOLDER_NEWER', `${pathIn(folder)} has version ${version}, this program knows ${VERSION}`);
    }
    if (version === 0) db.exec(`BEGIN IMMEDIATE; ${TABLES} PRAGMA user_version=${VERSION}; COMMIT;`);
    return new LaneBook(db);
  }

  /** For looking at a lane whose gateway may be running; `undefined` before its first start. */
  static openToRead(folder: string): LaneBook | undefined {
    if (!existsSync(pathIn(folder))) return undefined;
    const db = new DatabaseSync(pathIn(folder), { readOnly: true });
    db.exec('PRAGMA busy_timeout=5000;');
    return new LaneBook(db);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  /** Counts this start of the gateway; statements carry the count. */
  beginEpoch(at: number): number {
    return Number(this.#run('INSERT INTO boots (at) VALUES (?)', at).lastInsertRowid);
  }

  /** The last statement of the chain. */
  head(): { readonly seq: number; readonly scan: string } | undefined {
    const row = this.#get('SELECT seq, scan FROM scans ORDER BY seq DESC LIMIT 1');
    return row && { seq: row.seq as number, scan: row.scan as string };
  }

  /** Durable when it returns. Throws FOLDER_IN_USE when the chain has moved on meanwhile: it never forks. */
  add(scan: ScanToBook): void {
    try {
      const { changes } = this.#run(
        `INSERT INTO scans (seq, scan, scan_id, statement, bytes, captured_at, origin, state)
         SELECT ?, ?, ?, ?, ?, ?, ?, 'spooled' WHERE ? = (SELECT coalesce(max(seq), 0) + 1 FROM scans)`,
        ...[scan.seq, scan.scan, scan.scanId, scan.statement, scan.bytes, scan.capturedAt, scan.origin, scan.seq],
      );
      if (changes !== 1) throw new LaneError('FOLDER_IN_USE', `statement ${scan.seq} does not follow the last one`);
    } catch (error) {
      if (((error as { errcode?: number }).errcode ?? 0) % 256 !== SQLITE_CONSTRAINT) throw error;
      throw new LaneError('FOLDER_IN_USE', `statement ${scan.seq} was written by somebody else`, { cause: error });
    }
  }

  get(seq: number): BookedScan | undefined {
    return asScan(this.#get(`SELECT ${ROW} FROM scans WHERE seq = ?`, seq));
  }

  madeFrom(origin: string): BookedScan | undefined {
    return asScan(this.#get(`SELECT ${ROW} FROM scans WHERE origin = ?`, origin));
  }

  /** In the order of the chain, from `from` on. */
  list(from: number, limit: number): BookedScan[] {
    const sql = `SELECT ${ROW} FROM scans WHERE seq >= ? ORDER BY seq LIMIT ?`;
    return this.#prepare(sql)
      .all(from, limit)
      .flatMap((row) => asScan(row) ?? []);
  }

  inState(state: 'spooled' | 'delivered', limit: number): BookedScan[] {
    const sql = `SELECT ${ROW} FROM scans WHERE state = ? AND ${WAITING} ORDER BY seq LIMIT ?`;
    return this.#prepare(sql)
      .all(state, limit)
      .flatMap((row) => asScan(row) ?? []);
  }

  /** The server has all of it. */
  delivered(seq: number, verdict: LaneVerdict, reasons: readonly ReasonBody[]): void {
    const sql = `UPDATE scans SET state = 'delivered', verdict = ?, reasons = ? WHERE seq = ? AND state = 'spooled'`;
    this.#run(sql, verdict, JSON.stringify(reasons), seq);
  }

  /** The server no longer knows it (it was restored from an older copy): send it again. */
  undelivered(seq: number): void {
    this.#run(`UPDATE scans SET state = 'spooled', verdict = NULL WHERE seq = ? AND state = 'delivered'`, seq);
  }

  acknowledged(
    seq: number,
    answer: { verdict: LaneVerdict; reasons: readonly ReasonBody[]; logIndex: number; at: number; bytes: Uint8Array },
  ): void {
    this.#run(
      `UPDATE scans SET state = 'acknowledged', verdict = ?, reasons = ?, log_index = ?, acknowledged_at = ?,
       acknowledgement = ? WHERE seq = ?`,
      ...[answer.verdict, JSON.stringify(answer.reasons), answer.logIndex, answer.at, answer.bytes, seq],
    );
  }

  /** The server's logged answer as it came: the lane's evidence. */
  acknowledgement(seq: number): Uint8Array | undefined {
    const row = this.#get('SELECT acknowledgement FROM scans WHERE seq = ?', seq);
    return row?.acknowledgement instanceof Uint8Array ? row.acknowledgement : undefined;
  }

  counts(): BookCounts {
    const row = this.#get(`SELECT
      (SELECT coalesce(max(seq), 0) FROM scans) AS last,
      (SELECT scans FROM tally WHERE verdict = 'admitted') AS admitted,
      (SELECT scans FROM tally WHERE verdict = 'quarantined') AS quarantined,
      count(*) FILTER (WHERE state = 'spooled') AS spooled,
      count(*) FILTER (WHERE state = 'delivered') AS delivered,
      coalesce(sum(bytes), 0) AS waiting FROM scans WHERE ${WAITING}`) as Record<string, number>;
    const of = (name: string) => row[name] ?? 0;
    return {
      lastSeq: of('last'),
      spooled: of('spooled'),
      delivered: of('delivered'),
      admitted: of('admitted'),
      quarantined: of('quarantined'),
      waitingBytes: of('waiting'),
    };
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #get(sql: string, ...values: (string | number)[]): Record<string, unknown> | undefined {
    return this.#prepare(sql).get(...values);
  }

  #run(sql: string, ...values: (string | number | null | Uint8Array)[]) {
    return this.#prepare(sql).run(...values);
  }
}

function pathIn(folder: string): string {
  return join(folder, 'lane.db');
}

function asScan(row: Record<string, unknown> | undefined): BookedScan | undefined {
  if (!row) return undefined;
  return {
    seq: row.seq as number,
    scan: row.scan as string,
    scanId: row.scan_id as string,
    statement: row.statement as Uint8Array,
    bytes: row.bytes as number,
    capturedAt: row.captured_at as number,
    state: row.state as SpoolState,
    verdict: row.verdict as LaneVerdict | null,
    reasons: JSON.parse(row.reasons as string),
    acknowledgedAt: row.acknowledged_at as number | null,
    logIndex: row.log_index as number | null,
  };
}
