import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  formatAddCheckpoint,
  formatProof,
  formatVerifierKey,
  type NoteSigner,
  proveConsistency,
  proveInclusion,
  signCheckpoint,
  tilePath,
} from './index.ts';

const VECTORS = fileURLToPath(new URL('../../../testdata/transparency-log/', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('skipped: the independent reader needs python3 (apt install python3)');

// Go in the way of Debian: the packages of the Go checksum database lie in a GOPATH, and nothing is fetched.
const GO = 'go';
const goPath = process.env.GOPATH ?? '/usr/share/gocode';
const hasGo =
  spawnSync(GO, ['version']).status === 0 && existsSync(join(goPath, 'src/golang.org/x/mod/sumdb/tlog/tile.go'));
if (!hasGo) console.warn('skipped: the Go reader needs Go (apt install golang-go golang-golang-x-mod-dev)');

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

  test('finds the log of Tessera as we do', async () => {
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

describe.skipIf(!hasGo)('the packages of the Go checksum database', () => {
  const OLD = 51_234;
  const program = join(folder, 'read-log');
  const files = ['one.tlog-proof', 'add-checkpoint', 'old-checkpoint'];

  beforeAll(async () => {
    const environment = { ...process.env, GO111MODULE: 'off', GOPATH: goPath, GOCACHE: join(folder, 'go-cache') };
    const source = join(VECTORS, 'read-log.go');
    const built = spawnSync(GO, ['build', '-o', program, source], { env: environment, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const old = await signCheckpoint({ origin: 'mx.example/log', size: OLD, root: tree.roots[OLD] as Uint8Array }, log);
    const growth = await proveConsistency(hasher, OLD, SIZE, tree.read);
    const path = await proveInclusion(hasher, 41_234, SIZE, tree.read);
    store(folder, 'one.tlog-proof', formatProof({ index: 41_234, hashes: path, checkpoint: note }));
    store(folder, 'add-checkpoint', formatAddCheckpoint({ oldSize: OLD, proof: growth, checkpoint: note }));
    store(folder, 'old-checkpoint', old);
  });

  const run = () => {
    const paths = files.map((name) => join(folder, name));
    return spawnSync(program, [folder, vkey(log), ...paths], { encoding: 'utf8' }).stdout;
  };

  test('read our tiles, and find our signature, our root and both our proofs right', () => {
    expect(run()).toMatch(/^verified: 70000 entries, root .*, proof of entry 41234, growth from 51234\n$/);
  });

  test.each(['checkpoint', 'tile/0/100', 'tile/entries/100', ...files])('find one byte changed in %s', (path) => {
    const kept = readFileSync(join(folder, path));
    const changed = Buffer.from(kept);
    changed[40] = (kept[40] as number) ^ 1;
    store(folder, path, changed);
    expect(run()).not.toMatch(/^verified/);
    store(folder, path, kept);
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
    execFile('python3', [join(VECTORS, 'read-log.py'), ...args, '--json'], (_error, stdout) =>
      resolve(JSON.parse(stdout)),
    );
  });
}
