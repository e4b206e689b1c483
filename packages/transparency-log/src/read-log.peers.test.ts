import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tessera } from '../testing/examples.ts';
import { growLog, numberedEntries } from '../testing/growing-log.ts';
import { base64, hasher, signerFor } from '../testing/node-crypto.ts';
import {
  changedTiles,
  cosign,
  encodeEntryBundle,
  entriesPath,
  formatProof,
  formatVerifierKey,
  type NoteSigner,
  proveInclusion,
  signCheckpoint,
  tilePath,
} from './index.ts';

const READER = fileURLToPath(new URL('../../../testdata/transparency-log/read-log.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('skipped: the independent reader needs python3 (apt install python3)');

const SIZE = 70_000;
const log = signerFor('mx.example/log', 'ed25519');
const witness = signerFor('us.example/witness', 'cosignature-v1');
const keys = ['--log', vkey(log), '--witness', vkey(witness)];
const entries = numberedEntries(SIZE);
const tree = growLog(entries);
const folder = mkdtempSync(join(tmpdir(), 'garita-log-'));
let note: string;
let server: Server;

beforeAll(async () => {
  const root = tree.roots[SIZE] as Uint8Array;
  note = await signCheckpoint({ origin: 'mx.example/log', size: SIZE, root }, log);
  note += await cosign(note, witness, 1_790_000_000);
  store(folder, 'checkpoint', note);
  for (const tile of changedTiles(0, SIZE)) {
    const first = tile.index * 256;
    const hashes = Array.from({ length: tile.width }, (_, at) => tree.read(tile.level * 8, first + at) as Uint8Array);
    store(folder, tilePath(tile), Buffer.concat(hashes));
    if (tile.level > 0) continue;
    store(folder, entriesPath(tile.index, tile.width), encodeEntryBundle(entries.slice(first, first + tile.width)));
  }
  server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(folder, request.url ?? '')));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasPython)('a reader of tlog-tiles written apart, in Python', () => {
  test('finds our log of 70,000 entries whole, signed and cosigned', async () => {
    const answer = await readLog(folder, ...keys);
    expect(answer).toMatchObject({ ok: true, size: SIZE, entries: SIZE, bundles: 274, tiles: 277, signatures: 2 });
    expect(answer.checked).toEqual([
      { name: 'mx.example/log', time: null },
      { name: 'us.example/witness', time: 1_790_000_000 },
    ]);
  });

  test('finds it over HTTP, under a name of this machine', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await readLog(`http://mx.localhost:${port}/`, ...keys)).toMatchObject({ ok: true, size: SIZE });
  });

  test('finds Tessera\u2019s log as we do', async () => {
    const theirs = mkdtempSync(join(tmpdir(), 'garita-tessera-'));
    store(theirs, 'checkpoint', tessera.checkpoints[15] as string);
    for (const [path, data] of Object.entries({ ...tessera.tiles, ...tessera.bundles }))
      store(theirs, path, base64(data));
    expect(await readLog(theirs, '--log', tessera.vkey)).toMatchObject({ ok: true, size: 15, tiles: 1 });
    rmSync(theirs, { recursive: true });
  });

  test.each(['checkpoint', 'tile/0/100', 'tile/1/000', 'tile/2/000.p/1', 'tile/entries/273.p/112'])(
    'finds one byte changed in %s',
    async (path) => {
      const kept = readFileSync(join(folder, path));
      const changed = Buffer.from(kept);
      const at = Math.floor(kept.length / 2);
      changed[at] = (kept[at] as number) ^ 1;
      store(folder, path, changed);
      expect(await readLog(folder, ...keys)).toMatchObject({ ok: false });
      store(folder, path, kept);
    },
  );

  test('wants the witness it is told of', async () => {
    const stranger = vkey(signerFor('ca.example/witness', 'cosignature-v1'));
    expect(await readLog(folder, ...keys, '--witness', stranger)).toMatchObject({
      ok: false,
      reason: 'ca.example/witness has not signed the checkpoint',
    });
  });

  test('takes our proof of an entry, and of no other entry', async () => {
    const hashes = await proveInclusion(hasher, 41_234, SIZE, tree.read);
    store(folder, 'one.tlog-proof', formatProof({ index: 41_234, hashes, checkpoint: note }));
    store(folder, 'entry', entries[41_234] as Uint8Array);
    store(folder, 'other', entries[41_235] as Uint8Array);
    const proof = ['--proof', join(folder, 'one.tlog-proof'), '--entry'];
    expect(await readLog(folder, ...keys, ...proof, join(folder, 'entry'))).toMatchObject({ ok: true, index: 41_234 });
    expect(await readLog(folder, ...keys, ...proof, join(folder, 'other'))).toMatchObject({ ok: false });
  });
});

function vkey({ key }: NoteSigner): string {
  return formatVerifierKey(hasher, key.name, key.type, key.publicKey);
}

function store(root: string, path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), data);
}

function readLog(...args: string[]): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    execFile('python3', [READER, ...args, '--json'], (_error, stdout) => resolve(JSON.parse(stdout)));
  });
}
