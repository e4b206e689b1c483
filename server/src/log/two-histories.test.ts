import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEd25519, hasher, loadEd25519Signer } from '@garita/node-crypto';
import { cosign, formatVerifierKey, parseCheckpoint, parseVerifierKey } from '@garita/transparency-log';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkpointMigrations, sqliteCheckpointStore } from '../adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from '../adapters/embedded/sqlite-database.ts';
import { migrate } from '../migrate.ts';
import type { AskWitness } from '../ports/transparency-log.ts';
import { type LogTables, logMigrations } from './log-table.ts';
import { openLog } from './open-log.ts';

// A log that signs a second history beside the first has misbehaved for ever: whatever was lost, it must stop instead.

const signerOf = (name: string, type: 'ed25519' | 'cosignature-v1') => {
  const { publicKey, sign } = loadEd25519Signer(generateEd25519().privatePem);
  return { key: parseVerifierKey(hasher, formatVerifierKey(hasher, name, type, publicKey)), sign };
};
const signer = signerOf('mx.example/log', 'ed25519');
const witness = signerOf('us.example/witness', 'cosignature-v1');
const agreeing: AskWitness = async (note) => ({ kind: 'cosigned', lines: await cosign(note, witness, 1_760_000_000) });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-histories-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function open(askWitness: AskWitness) {
  const database = openSqliteDatabase(join(folder, 'garita.db'));
  await migrate(database, [...checkpointMigrations, ...logMigrations], 1);
  const alarms: string[] = [];
  const needs = { folder: join(folder, 'log'), database, checkpoints: sqliteCheckpointStore(database), hasher, signer };
  const alarm = (message: string) => alarms.push(message);
  const log = await openLog({ ...needs, clock: { now: () => Date.now() }, askWitness, alarm });
  const close = async () => {
    await log.close();
    await database.close();
  };
  return { log, database, alarms, close };
}
const append = (log: Awaited<ReturnType<typeof openLog>>, nth: number) =>
  log.append([{ kind: 'agreement', digest: createHash('sha256').update(`agreement ${nth}`).digest() }]);

/** A log with three entries, signed and cosigned, that was closed. */
async function grown(): Promise<void> {
  const { log, close } = await open(agreeing);
  for (const nth of [0, 1, 2]) await append(log, nth);
  await log.proof(2, { cosigned: true, timeoutMs: 5_000 });
  await close();
}

test.each(['ahead', 'forked'] as const)(
  'nothing is signed when the witness says %s on the first question',
  async (kind) => {
    await grown();
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { log, alarms, close } = await open(async () => {
      await asked;
      return { kind, size: 99 };
    });
    await append(log, 3);
    expect(await log.proof(3, { cosigned: false, timeoutMs: 300 })).toBeUndefined();
    answer();
    await expect.poll(() => log.state().halted).toMatch(/restored from an old copy/);
    expect(await log.proof(3, { cosigned: false, timeoutMs: 200 })).toBeUndefined();
    expect(log.state()).toMatchObject({ size: 4, published: 3 });
    expect(parseCheckpoint(log.checkpoint() ?? '').size).toBe(3);
    expect(alarms).toHaveLength(1);
    await close();
  },
);

test('a witness that cannot be reached holds nothing up', async () => {
  await grown();
  const { log, close } = await open(async () => ({ kind: 'unreachable', detail: 'down' }));
  await append(log, 3);
  expect(await log.proof(3, { cosigned: false, timeoutMs: 5_000 })).toContain('index 3');
  await close();
});

test('closing does not wait for a witness that never answers', async () => {
  await grown();
  const { log, close } = await open(() => new Promise(() => {}));
  await append(log, 3);
  await close();
});

test('nothing is signed on top of entries that are not those of the last head', async () => {
  await grown();
  const first = await open(agreeing);
  await first.database.transaction(async (tx) => {
    const leaf_hash = createHash('sha256').update('another').digest('hex');
    await tx.tables<LogTables>().updateTable('log_entries').set({ leaf_hash }).where('position', '=', 1).execute();
  });
  await first.close();
  // With its tiles gone the tree is made again from the rows.
  await rm(join(folder, 'log'), { recursive: true });
  const { log, alarms, close } = await open(agreeing);
  expect(log.state().halted).toMatch(/do not give the head that was signed/);
  await append(log, 3);
  expect(await log.proof(3, { cosigned: false, timeoutMs: 200 })).toBeUndefined();
  expect(log.state().published).toBe(3);
  expect(alarms).toHaveLength(1);
  await close();
});
