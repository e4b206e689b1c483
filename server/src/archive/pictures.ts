import { createHash } from 'node:crypto';
import { type PictureBody, picture as pictureSchema, type WalkEvent } from '@garita/api';
import { openStatement, type ScanStatement, toHex } from '@garita/trust';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import { type MadePicture, makePicture, RECIPE } from './make-picture.ts';
import type { PictureRow, PictureTables } from './picture-table.ts';
import type { ScanObject } from './picture-tasks.ts';
import { PictureError, type PictureThread, pictureThread } from './picture-thread.ts';

export interface PictureNeeds {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  /** As signed, of any scan that is kept here, admitted or quarantined. */
  statementOf(scan: string): Promise<Uint8Array | undefined>;
  /** Whether lanes need the machine now: what nobody asked for then waits. */
  busy(): boolean;
  /** Keeps what was found in a scan's objects where its case is. */
  noteFacts(tx: Tx, scan: string, facts: PictureFacts): Promise<void>;
  note(tx: Tx, event: Omit<WalkEvent, 'id'>): Promise<void>;
  report(error: unknown): void;
  /** Of tests. */
  readonly thread?: PictureThread;
}

export interface PictureFacts {
  readonly machineAlarm: boolean | null;
  readonly radiationAlarm: boolean | null;
  readonly findings: number;
}

/** The pictures of scans: derived, made off the path of every request, one at a time. */
export interface Pictures {
  /** In the transaction that takes the scan in: its picture will be made. Twice changes nothing. */
  enqueue(tx: Tx, scan: { readonly scan: string; readonly statement: Uint8Array }): Promise<void>;
  /** The picture of a scan, which moves to the front if it is still to be made. `undefined` for an unknown scan. */
  find(scan: string, waitMs: number): Promise<PictureBody | undefined>;
  start(): void;
  close(): Promise<void>;
}

const MOST_ATTEMPTS = 3;
/** While lanes are busy one picture is made in so many ms all the same: nobody waits for ever. */
const BUSY_MS = 5_000;
const LOOK_AGAIN_MS = 100;
/** What was queued in a transaction is seen once that commits, soon after. */
const COMMIT_MS = 3_000;
const IDLE_MS = 30_000;

export function openPictures(needs: PictureNeeds): Pictures {
  const { database, clock, blobs } = needs;
  const thread = needs.thread ?? pictureThread({ blobs });
  const waiting = new Map<string, Set<() => void>>();
  let wakeSleeper: (() => void) | undefined;
  let woken = false;
  let lookUntil = 0;
  let lastMade = 0;
  let closed = false;
  let working: Promise<void> | undefined;

  const rowOf = (scan: string) =>
    database.tables<PictureTables>().selectFrom('pictures').selectAll().where('scan', '=', scan).executeTakeFirst();

  /** Whoever works and looks at the moment must not fall asleep over what has just come. */
  const wake = () => {
    woken = true;
    wakeSleeper?.();
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, woken ? 0 : ms);
      wakeSleeper = done;
      woken = false;
      function done() {
        clearTimeout(timer);
        resolve();
      }
    });

  const work = async () => {
    while (!closed) {
      const row = await nextOf(database);
      const busy = row?.asked_at === null && needs.busy() && Date.now() - lastMade < BUSY_MS;
      if (!row || busy) {
        await sleep(busy || Date.now() < lookUntil ? LOOK_AGAIN_MS : IDLE_MS);
        continue;
      }
      try {
        await make(row);
      } catch (error) {
        if (error instanceof PictureError && error.closing) return;
        needs.report(error);
        await database.transaction((tx) => keepFailure(tx, row)).catch(needs.report);
      }
      lastMade = Date.now();
      for (const told of waiting.get(row.scan) ?? []) told();
      waiting.delete(row.scan);
    }
  };

  const make = async (row: PictureRow) => {
    const { statement } = openStatement(row.statement);
    const made = await makePicture(row.scan, objectsOf(statement), { blobs, thread });
    await database.transaction(async (tx) => {
      await keepPicture(tx, row.scan, made, clock.now());
      const { body, radiationAlarm, findings } = made;
      await needs.noteFacts(tx, row.scan, { machineAlarm: body.machineAlarm, radiationAlarm, findings });
      // Of what nobody should have seen yet (a quarantined scan) the walk has no such step, and none is told twice.
      if (row.background === 1 && row.picture === null)
        await needs.note(tx, picturedNote(row.scan, statement, clock.now()));
    });
  };

  /** Moves a scan to the front; `false` when it is unknown. */
  const ask = async (scan: string, row: PictureRow | undefined): Promise<boolean> => {
    const statement = row?.statement ?? (await needs.statementOf(scan));
    if (!statement) return false;
    await database.transaction(async (tx) => {
      const now = clock.now();
      const asked = { state: 'waiting', asked_at: now, attempts: 0 } as const;
      const fresh = { scan, statement, background: 0, queued_at: now, recipe: null, picture: null, thumbnail: null };
      await tx
        .tables<PictureTables>()
        .insertInto('pictures')
        .values({ ...fresh, ...asked })
        .onConflict((conflict) => conflict.column('scan').doUpdateSet(asked))
        .execute();
    });
    wake();
    return true;
  };

  const madeWithin = (scan: string, ms: number) =>
    new Promise<void>((resolve) => {
      const told = waiting.get(scan) ?? new Set();
      waiting.set(scan, told);
      const timer = setTimeout(done, ms);
      told.add(done);
      function done() {
        clearTimeout(timer);
        told.delete(done);
        resolve();
      }
    });

  return {
    async enqueue(tx, { scan, statement }) {
      const state = { state: 'waiting', background: 1, queued_at: clock.now(), asked_at: null, attempts: 0 } as const;
      await tx
        .tables<PictureTables>()
        .insertInto('pictures')
        .values({ scan, statement, ...state, recipe: null, picture: null, thumbnail: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      lookUntil = Date.now() + COMMIT_MS;
      wake();
    },
    async find(scan, waitMs) {
      const row = await rowOf(scan);
      const ready = row && (await readPicture(row, blobs));
      if (ready) return ready;
      const made = madeWithin(scan, waitMs);
      if (!(await ask(scan, row))) return undefined;
      await made;
      const now = await rowOf(scan);
      if (now?.state === 'failed') return failedPicture(now);
      return (now && (await readPicture(now, blobs))) ?? { ...emptyPicture(scan), state: 'making' };
    },
    start() {
      working ??= work().catch(needs.report);
    },
    async close() {
      closed = true;
      wake();
      await thread.close();
      await working;
      for (const told of waiting.values()) for (const one of told) one();
    },
  };
}

/** What somebody asked for last comes first, then what waits longest. */
async function nextOf(database: Database): Promise<PictureRow | undefined> {
  const waiting = () =>
    database.tables<PictureTables>().selectFrom('pictures').selectAll().where('state', '=', 'waiting').limit(1);
  const asked = await waiting().where('asked_at', 'is not', null).orderBy('asked_at', 'desc').executeTakeFirst();
  return asked ?? (await waiting().where('asked_at', 'is', null).orderBy('queued_at').executeTakeFirst());
}

async function keepPicture(tx: Tx, scan: string, made: MadePicture, at: number): Promise<void> {
  const tables = tx.tables<PictureTables>();
  const rows = made.derived.map((row) => ({ ...row, recipe: RECIPE, at }));
  await tables
    .insertInto('derived_objects')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { picture, body } = made;
  await tables
    .updateTable('pictures')
    .set({ state: 'ready', asked_at: null, recipe: RECIPE, picture, thumbnail: body.thumbnail })
    .where('scan', '=', scan)
    .execute();
}

async function keepFailure(tx: Tx, { scan, attempts }: PictureRow): Promise<void> {
  const state = attempts + 1 >= MOST_ATTEMPTS ? 'failed' : 'waiting';
  await tx
    .tables<PictureTables>()
    .updateTable('pictures')
    .set({ state, attempts: attempts + 1 })
    .where('scan', '=', scan)
    .execute();
}

/** `undefined` when it is not made, made by another recipe, lost or altered: then it is made again. */
async function readPicture(row: PictureRow, blobs: BlobStore): Promise<PictureBody | undefined> {
  if (row.state !== 'ready' || row.recipe !== RECIPE || row.picture === null) return undefined;
  const size = await blobs.size(row.picture);
  const bytes = size === undefined ? undefined : await blobs.readBytes(row.picture, 0, size);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== row.picture) return undefined;
  return pictureSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

function objectsOf(statement: ScanStatement): ScanObject[] {
  return statement.objects.map(({ name, mediaType, role, size, sha256 }, object) => {
    return { object, name, mediaType, role, size, sha256: toHex(sha256) };
  });
}

function emptyPicture(scan: string): PictureBody {
  const nothing = { views: [], marks: [], machineAlarm: null, radiation: [], notShown: [], thumbnail: null };
  return { scan, state: 'ready', ...nothing };
}

/** The server itself could not: nothing is said against the scan. */
function failedPicture({ scan, statement }: PictureRow): PictureBody {
  let objects: ScanObject[] = [];
  try {
    objects = objectsOf(openStatement(statement).statement);
  } catch {
    // A statement nobody can read names no objects: that is why its scan is in quarantine.
  }
  const notShown = objects.map(({ object, name }) => {
    return { object, name, code: 'PICTURE_FAILED', detail: 'the server could not make it' };
  });
  return { ...emptyPicture(scan), notShown };
}

function picturedNote(scan: string, statement: ScanStatement, at: number): Omit<WalkEvent, 'id'> {
  const { scanId, device, lane, site, ooi, capturedAt } = statement;
  return { at, step: 'pictured', scan, scanId, device, lane, site, ooiKind: ooi.kind, ms: at - capturedAt };
}
