import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEd25519, hasher, loadEd25519Signer, verifyEd25519 } from '@garita/node-crypto';
import {
  cosign,
  formatVerifierKey,
  type NoteSigner,
  parseVerifierKey,
  rootOf,
  verifyProof,
} from '@garita/transparency-log';
import { commit, encodeRecord, openEntry } from '@garita/trust';
import { describe, expect, test } from 'vitest';
import { checkpointMigrations, sqliteCheckpointStore } from '../adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from '../adapters/embedded/sqlite-database.ts';
import { migrate } from '../migrate.ts';
import type { AskWitness } from '../ports/transparency-log.ts';
import { type LogTables, logMigrations } from './log-table.ts';
import { openLog } from './open-log.ts';

const keys = { log: generateEd25519(), witness: generateEd25519() };
const logSigner = signer('demo.garita.example/log', 'ed25519', keys.log.privatePem);
const witness = signer('demo.garita.example/witness', 'cosignature-v1', keys.witness.privatePem);

function signer(name: string, type: 'ed25519' | 'cosignature-v1', pem: string): NoteSigner {
  const { publicKey, sign } = loadEd25519Signer(pem);
  return { key: parseVerifierKey(hasher, formatVerifierKey(hasher, name, type, publicKey)), sign };
}

const agreeing: AskWitness = async (note) => ({ kind: 'cosigned', lines: await cosign(note, witness, 1_760_000_000) });

async function logIn(folder: string, askWitness?: AskWitness) {
  const database = openSqliteDatabase(join(folder, 'garita.db'));
  await migrate(database, [...checkpointMigrations, ...logMigrations], 1);
  const alarms: string[] = [];
  const log = await openLog({
    folder: join(folder, 'log'),
    database,
    checkpoints: sqliteCheckpointStore(database),
    hasher,
    signer: logSigner,
    clock: { now: () => Date.now() },
    ...(askWitness ? { askWitness } : {}),
    alarm: (message) => alarms.push(message),
  });
  const close = async () => {
    await log.close();
    await database.close();
  };
  return { log, database, alarms, close };
}

const newFolder = () => mkdtemp(join(tmpdir(), 'garita-log-'));
const digest = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
const event = (nth: number) => ({ kind: 'agreement' as const, digest: digest(`agreement ${nth}`) });
const trust = (requireWitnesses: boolean) => ({
  hasher,
  verify: verifyEd25519,
  log: logSigner.key,
  witnesses: [witness.key],
  requireWitnesses,
  strict: requireWitnesses,
});

async function entryAt(database: ReturnType<typeof openSqliteDatabase>, position: number) {
  const row = await database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .selectAll()
    .where('position', '=', position)
    .executeTakeFirstOrThrow();
  return row.entry;
}

describe('the transparency log', () => {
  test('proves an entry under a checkpoint that the witness has cosigned', async () => {
    const { log, database, close } = await logIn(await newFolder(), agreeing);
    const [placed] = await log.append([event(1)]);
    const proof = await log.proof(placed?.index ?? -1, { cosigned: true, timeoutMs: 5_000 });
    const verdict = await verifyProof(proof ?? '', await entryAt(database, 0), trust(true));
    expect(verdict).toMatchObject({ ok: true, index: 0 });
    await close();
  });

  test('keeps the record behind a private entry, which shows nothing of it', async () => {
    const { log, database, close } = await logIn(await newFolder());
    const record = encodeRecord({ v: 1, kind: 'decision', at: 5, decision: digest('d'), scan: digest('s') });
    const [placed] = await log.append([{ kind: 'decision', record }]);
    const kept = await log.opening(Buffer.from(placed?.leafHash ?? []).toString('hex'));
    const entry = await entryAt(database, 0);
    expect(openEntry(hasher, entry, kept?.opening ?? { salt: digest(''), record })).toMatchObject({ at: 5 });
    expect(Buffer.from(entry).includes(Buffer.from(record))).toBe(false);
    expect(commit(hasher, 'decision', { salt: digest('another salt'), record })).not.toEqual(entry);
    await close();
  });

  test('rolls back the one whose transaction fails, and keeps its neighbours', async () => {
    const { log, close } = await logIn(await newFolder());
    const results = await Promise.allSettled([
      log.append([event(1)]),
      log.append([event(2)], () => Promise.reject(new Error('refused by its room'))),
      log.append([event(3)]),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log.state().size).toBe(2);
    await close();
  });

  test('proves old and new entries alike as it grows past several tiles, and after it is opened again', async () => {
    const folder = await newFolder();
    const first = await logIn(folder, agreeing);
    for (let batch = 0; batch < 6; batch++)
      await Promise.all(Array.from({ length: 100 }, (_, nth) => first.log.append([event(batch * 100 + nth)])));
    await first.log.proof(599, { cosigned: true, timeoutMs: 5_000 });
    await first.close();
    const again = await logIn(folder, agreeing);
    await again.log.append([event(600)]);
    for (const index of [0, 255, 256, 511, 512, 599, 600]) {
      const proof = await again.log.proof(index, { cosigned: true, timeoutMs: 5_000 });
      expect(await verifyProof(proof ?? '', await entryAt(again.database, index), trust(true))).toMatchObject({
        ok: true,
        index,
      });
    }
    await again.close();
  });

  test('makes its tiles again from the database when the folder is lost', async () => {
    const folder = await newFolder();
    const first = await logIn(folder);
    await Promise.all(Array.from({ length: 300 }, (_, nth) => first.log.append([event(nth)])));
    await first.log.proof(299, { cosigned: false, timeoutMs: 5_000 });
    await first.close();
    await rm(join(folder, 'log'), { recursive: true });
    const again = await logIn(folder);
    expect(again.alarms).toEqual([]);
    const proof = await again.log.proof(7, { cosigned: false, timeoutMs: 5_000 });
    expect(await verifyProof(proof ?? '', await entryAt(again.database, 7), trust(false))).toMatchObject({ ok: true });
    expect((await again.log.tile('tile/0/000'))?.length).toBe(256 * 32);
    await again.close();
  });

  test('makes again every published file that is missing or short, wherever it stood', async () => {
    const folder = await newFolder();
    const first = await logIn(folder);
    await Promise.all(Array.from({ length: 600 }, (_, nth) => first.log.append([event(nth)])));
    await first.log.proof(599, { cosigned: false, timeoutMs: 5_000 });
    await first.close();
    const paths = ['tile/0/000', 'tile/0/001', 'tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/88'];
    const file = (path: string) => join(folder, 'log', path);
    const before = await Promise.all(paths.map((path) => readFile(file(path))));
    await Promise.all([rm(file('tile/0/000')), rm(file('tile/entries/000')), rm(file('tile/entries/002.p/88'))]);
    await Promise.all([truncate(file('tile/0/001'), 8_000), truncate(file('tile/entries/001'), 0)]);
    const again = await logIn(folder);
    expect(await Promise.all(paths.map((path) => readFile(file(path))))).toEqual(before);
    await again.close();
  });

  test('stops signing when the witness has seen more of this log than it has itself', async () => {
    const { log, alarms, close } = await logIn(await newFolder(), async () => ({ kind: 'ahead', size: 99 }));
    await log.append([event(1)]);
    await expect.poll(() => log.state().halted).toMatch(/restored from an old copy/);
    expect(alarms).toHaveLength(1);
    await close();
  });

  test('goes on without its witness, and says since when nothing was cosigned', async () => {
    const { log, database, close } = await logIn(await newFolder(), async () => ({
      kind: 'unreachable',
      detail: 'down',
    }));
    await log.append([event(1)]);
    expect(await log.proof(0, { cosigned: true, timeoutMs: 50 })).toBeUndefined();
    const proof = await log.proof(0, { cosigned: false, timeoutMs: 1_000 });
    expect(await verifyProof(proof ?? '', await entryAt(database, 0), trust(false))).toMatchObject({ ok: true });
    expect(log.state().uncosignedSince).toBeGreaterThan(0);
    await close();
  });

  test('gives the root that the plain definition of RFC 6962 gives', async () => {
    const { log, database, close } = await logIn(await newFolder());
    await Promise.all(Array.from({ length: 37 }, (_, nth) => log.append([event(nth)])));
    await log.proof(36, { cosigned: false, timeoutMs: 5_000 });
    const rows = await database.tables<LogTables>().selectFrom('log_entries').selectAll().orderBy('position').execute();
    const root = rootOf(
      hasher,
      rows.map((row) => Buffer.from(row.leaf_hash, 'hex')),
    );
    await expect
      .poll(() => log.checkpoint()?.split('\n').slice(1, 3))
      .toEqual(['37', Buffer.from(root).toString('base64')]);
    await close();
  });
});
