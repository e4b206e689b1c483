// One running demo for the commands that ask it: send, export, verify and fsck, each as a process of its own.
import { createHash, randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ShareList } from '@garita/api';
import { type RunningDemo, startDemo } from '@garita/demo';
import { writeDicosBytes } from '@garita/dicos';
import { type CheckProblem, checkAgencyFolder } from '@garita/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolkitFiles } from '../../../packages/dicos/testing/files.ts';
import { dxSample } from '../../../packages/dicos/testing/instances.ts';
import { runGarita } from '../run-garita.fixture.ts';

let dir: string;
let demo: RunningDemo;
/** Captured, receipted and exported by the first test; the others look at it. */
let scan: string;
const path = (...parts: string[]) => join(dir, ...parts);
const folder = () => path('demo');
const inDemo = (...words: string[]) => runGarita([...words, '--folder', folder()]);
const dicos = writeDicosBytes(dxSample());
const letter = Buffer.from('a note of the officer at the gate\n');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'garita-commands-'));
  await mkdir(path('files', 'other'), { recursive: true });
  await writeFile(path('files', 'dx.dcs'), dicos);
  await writeFile(path('files', 'note.txt'), letter);
  await writeFile(path('files', 'other', 'note.txt'), 'another note');
  await writeFile(path('files', 'cut.dcs'), dicos.subarray(0, dicos.length - 100));
  // Not the demo's usual ports: other tests, or a person's own demo, may be about to take those.
  const basePort = 20_000 + 4 * randomInt(7_000);
  demo = await startDemo({ folder: folder(), quietLanes: true, web: false, basePort, patienceSeconds: 1 });
});
afterAll(async () => {
  await demo?.stop();
  await rm(dir, { recursive: true, force: true });
});

describe('garita send', () => {
  test('brings files as one scan to the partner, byte for byte, and says what was found', async () => {
    const files = [path('files', 'dx.dcs'), path('files', 'note.txt'), path('files', 'other', 'note.txt')];
    const { code, err, out } = await inDemo('send', ...files, '--kind', 'truck', '--wait', '--json');
    expect([code, err]).toEqual([0, '']);
    const { scans } = JSON.parse(out);
    expect(scans).toHaveLength(1);
    scan = scans[0].scan;
    expect(scans[0]).toMatchObject({
      scan: expect.stringMatching(/^[0-9a-f]{64}$/),
      state: 'admitted',
      reasons: [],
      logIndex: expect.any(Number),
      objects: [
        { name: 'dx.dcs', role: 'image', mediaType: 'application/dicom', size: dicos.length, sha256: sha256(dicos) },
        { name: 'note-2.txt', sha256: sha256(Buffer.from('another note')) },
        { name: 'note.txt', mediaType: 'text/plain', sha256: sha256(letter), findings: [] },
      ],
      share: { state: 'receipted', recipient: 'us', reasons: [] },
      partner: { state: 'verified', reasons: [] },
      receipted: true,
    });
    expect(scans[0].partner.objects).toContainEqual({ sha256: sha256(dicos), size: dicos.length, have: true });
    for (const agency of ['mx', 'us'] as const)
      for (const bytes of [dicos, letter])
        expect(await readFile(archived(agency, sha256(bytes)))).toEqual(Buffer.from(bytes));
    expect((await demo.client('mx').get<{ ooiKind: string }>(`/api/v1/scans/${scan}`)).ooiKind).toBe('truck');
  });

  test('makes a scan of each file with --each, and tells a person', async () => {
    const files = [path('files', 'dx.dcs'), path('files', 'note.txt')];
    const { code, out } = await inDemo('send', ...files, '--each', '--wait');
    expect(code).toBe(0);
    expect(out.match(/^Scan [0-9a-f]{64}$/gm)).toHaveLength(2);
    expect(out.match(/^ {2}State {4}receipted by the partner$/gm)).toHaveLength(2);
    expect(out).toMatch(/^ {4}1\. dx\.dcs {2}application\/dicom .* at the partner$/m);
  });

  test('without --wait is done once the lane has captured', async () => {
    const { code, out } = await inDemo('send', path('files', 'note.txt'), '--json');
    expect(code).toBe(0);
    const [{ objects, ...sent }] = JSON.parse(out).scans;
    expect(sent).toMatchObject({ state: 'captured', share: null, partner: null, receipted: false, logIndex: null });
    expect(objects).toMatchObject([{ name: 'note.txt', sha256: sha256(letter), findings: null }]);
  });

  test('ends with 1 and the reason when a scan goes to quarantine', async () => {
    const { code, out } = await inDemo('send', path('files', 'cut.dcs'), '--wait', '--json');
    expect(code).toBe(1);
    const [sent] = JSON.parse(out).scans;
    expect(sent).toMatchObject({ state: 'quarantined', share: null, partner: null, receipted: false });
    expect(sent.reasons[0]).toMatchObject({
      code: 'OBJECT_STRUCTURE',
      detail: expect.stringContaining('PIXELS_TRUNCATED'),
    });
    expect(sent.objects[0].findings).toContainEqual(expect.objectContaining({ code: 'PIXELS_TRUNCATED' }));
  });

  test('ends with 2 and sends nothing when a file cannot be sent', async () => {
    const before = await readdir(join(folder(), 'inbox'), { recursive: true });
    const many = Array.from({ length: 25 }, () => path('files', 'note.txt'));
    const ended = await Promise.all([
      inDemo('send', path('files', 'note.txt'), path('files', 'nothing'), '--json'),
      inDemo('send', path('files'), '--json'),
      inDemo('send', ...many, '--json'),
      runGarita(['send', path('files', 'note.txt'), '--folder', dir, '--json']),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    const codes = ended.map(({ out }) => JSON.parse(out).error.code);
    expect(codes).toEqual(['FILE_NOT_FOUND', 'FILE_NOT_READABLE', 'SCAN_TOO_MANY_OBJECTS', 'DEMO_NOT_RUNNING']);
    expect(await readdir(join(folder(), 'inbox'), { recursive: true })).toEqual(before);
    // Nor does what was sent before leave a copy behind.
    expect(before.sort()).toEqual(['done', 'failed']);
  });

  const real = [...toolkitFiles().map((file) => file.path), ...passages()];
  test.skipIf(real.length === 0)('every real-world file arrives, whatever is odd about it', async () => {
    const { code, out } = await inDemo('send', ...real, '--each', '--wait', '--json');
    const { scans } = JSON.parse(out);
    const arrived = scans.map((one: { objects: { name: string }[]; receipted: boolean }) => [
      one.objects[0]?.name,
      one.receipted,
    ]);
    expect(arrived).toEqual(real.map((file) => [basename(file), true]));
    expect(code).toBe(0);
    for (const file of real) {
      const bytes = readFileSync(file);
      for (const agency of ['mx', 'us'] as const)
        expect((await readFile(archived(agency, sha256(bytes)))).equals(bytes), file).toBe(true);
    }
  });
});

describe('garita export and verify', () => {
  const bundle = () => path('bundles', `${scan.slice(0, 16)}.garita`);
  const roots = () => ['mx', 'us'].flatMap((agency) => ['--root', path('bundles', `${agency}-root.crt`)]);

  test('write a scan by the beginning of its hash, and find it proven', async () => {
    await mkdir(path('bundles'));
    const { code, out } = await inDemo('export', scan.slice(0, 12), '--out', path('bundles'), '--roots', '--json');
    expect(code).toBe(0);
    const bytes = await readFile(bundle());
    expect(JSON.parse(out)).toMatchObject({ scan, file: bundle(), size: bytes.length, sha256: sha256(bytes) });
    expect(await readdir(path('bundles'))).toEqual([basename(bundle()), 'mx-root.crt', 'us-root.crt'].sort());

    const verified = await runGarita(['verify', bundle(), ...roots(), '--json']);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ verified: true, problems: [] });
    const words = await runGarita(['verify', bundle(), ...roots(), '--lang', 'es']);
    expect(words.out).toMatch(/^VERIFICADO\. Queda demostrado:\n/);
  });

  test('the recipient’s own copy proves the same, and any server can be asked by its address', async () => {
    const copy = path('bundles', 'copy of us.garita');
    const us = JSON.parse(await readFile(join(folder(), 'running.json'), 'utf8')).agencies.us;
    await writeFile(path('us.key'), `${us.key}\n`);
    const { code, out } = await runGarita([
      'export',
      scan,
      '--server',
      us.api,
      '--api-key-file',
      path('us.key'),
      '--out',
      copy,
    ]);
    expect(code).toBe(0);
    expect(out).toContain(`garita verify '${copy}' --root A.crt --root B.crt`);
    expect((await runGarita(['verify', copy, ...roots(), '--json'])).code).toBe(0);
  });

  test('an altered bundle is not verified: exit 1, and the member is named', async () => {
    const bytes = await readFile(bundle());
    const at = bytes.indexOf(letter);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path('bundles', 'altered.garita'), bytes);
    const { code, out } = await runGarita(['verify', path('bundles', 'altered.garita'), ...roots(), '--json']);
    expect(code).toBe(1);
    const { problems, verified } = JSON.parse(out);
    expect(verified).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ member: expect.stringMatching(/^objects\//) }));
  });

  test.each([
    ['an unknown scan', () => ['export', 'ffff'.repeat(16), '--folder', folder()], 'SCAN_NOT_RECEIPTED'],
    ['a beginning nobody has', () => ['export', '0000000000', '--folder', folder()], 'SCAN_UNKNOWN'],
    ['what names no scan', () => ['export', '../etc', '--folder', folder()], 'SCAN_UNKNOWN'],
    [
      'a server that is not there',
      () => ['export', scan, '--server', 'http://127.0.0.1:1', '--key', 'k'],
      'SERVER_UNREACHABLE',
    ],
    ['a wrong key', () => ['export', scan, '--server', demo.agencies[0]?.address ?? '', '--key', 'k'], 'KEY_UNKNOWN'],
    ['a file that is no bundle', () => ['verify', path('files', 'dx.dcs'), ...roots()], 'BUNDLE_UNRECOGNISED'],
    ['one root for both', () => ['verify', bundle(), ...roots().slice(0, 2)], 'ROOTS_INVALID'],
    [
      'a root that is no certificate',
      () => ['verify', bundle(), '--root', path('us.key'), ...roots()],
      'ROOTS_INVALID',
    ],
    ['a folder for a bundle', () => ['verify', dir, ...roots()], 'FILE_NOT_READABLE'],
  ])('end with 2 for %s', async (_, words, expected) => {
    const { code, out } = await runGarita([...words(), '--json']);
    expect([code, JSON.parse(out).error.code]).toEqual([2, expected]);
  });
});

describe('garita fsck', () => {
  /** Every case is decided and every share has its receipt, on both sides. */
  async function nothingUnderWay(): Promise<boolean> {
    const open = await Promise.all(
      (['mx', 'us'] as const).map(async (agency) => {
        const { inspections } = await demo.status(agency);
        const { shares } = await demo.client(agency).get<ShareList>('/api/v1/shares?limit=500');
        return inspections.waiting + inspections.claimed + shares.filter(({ state }) => state !== 'receipted').length;
      }),
    );
    return open.every((count) => count === 0);
  }

  test('finds both agencies clean beside their running servers, against the head that the partner shows', async () => {
    await expect.poll(nothingUnderWay, { timeout: 30_000 }).toBe(true);
    const { code, out } = await inDemo('fsck', '--json');
    const { agencies, clean } = JSON.parse(out);
    expect(agencies.flatMap((one: { problems: CheckProblem[] }) => one.problems)).toEqual([]);
    expect([code, clean]).toEqual([0, true]);
    expect(agencies).toMatchObject([
      { agency: 'mx', trustLists: 1, partner: { agency: 'us', head: 'compared' } },
      { agency: 'us', scans: 0, trustLists: 1, partner: { agency: 'mx', head: 'compared' } },
    ]);
    const [mx, us] = agencies;
    expect(mx.scans).toBeGreaterThan(3);
    expect(us.received).toBe(mx.shares);
    // Its analysts' decisions about México's scans.
    expect([us.shares > 0, mx.received]).toEqual([true, us.shares]);
    expect(mx.log.cosigned).toBeGreaterThan(0);
  });

  test('sees an old copy for what it is while the partner answers', async () => {
    await demo.client('mx').get('/api/v1/status');
    await copyOf('mx', 'old', (database) => {
      const { position } = database.prepare('SELECT max(position) AS position FROM log_entries').get() as {
        position: number;
      };
      database.exec(`DELETE FROM log_entries WHERE position >= ${position - 1}; DELETE FROM checkpoints`);
    });
    expect(await codesIn('old')).toContain('LOG_SHORTER_THAN_COSIGNED');
  });

  test('is clean when everything is stopped, and then compares with the head last cosigned', async () => {
    await demo.stop();
    const { code, out } = await inDemo('fsck');
    expect(code).toBe(0);
    expect(out).toMatch(/^mx \(.*\): clean$/m);
    expect(out).toContain('us: away; compared with the head it last cosigned');
  });

  test.each<[string, 'mx' | 'us', string, readonly string[]]>([
    [
      'a log entry',
      'mx',
      `UPDATE log_entries SET entry = substr(entry, 1, 60) || x'00' || substr(entry, 62) WHERE position = 2`,
      ['LOG_ENTRY_ALTERED', 'LOG_HEAD_MISMATCH', 'LOG_COSIGNED_MISMATCH'],
    ],
    [
      'what an entry is about',
      'mx',
      `UPDATE log_entries SET record = x'a0' WHERE kind = 'scan-admitted'`,
      ['LOG_ENTRY_ALTERED', 'SCAN_NOT_LOGGED'],
    ],
    ['a lost entry', 'mx', 'DELETE FROM log_entries WHERE position = 2', ['LOG_ENTRY_LOST']],
    ['a statement', 'mx', `UPDATE scans SET statement = x'00'`, ['SCAN_ALTERED']],
    ['another name for a file', 'mx', `UPDATE scan_objects SET name = 'other.dcs'`, ['SCAN_ALTERED']],
    ['another number of bytes', 'mx', `UPDATE scans SET bytes = 1 WHERE state = 'admitted'`, ['SCAN_ALTERED']],
    ['a quarantine that becomes an admission', 'mx', `UPDATE scans SET state = 'admitted'`, ['SCAN_NOT_LOGGED']],
    ['a deleted scan', 'mx', `DELETE FROM scans WHERE state = 'quarantined'`, ['RECORD_LOST']],
    ['a decision', 'mx', `UPDATE decisions SET cose = x'00'`, ['DECISION_ALTERED']],
    ['a decision shown as another', 'mx', `UPDATE decisions SET verdict = 'hold'`, ['DECISION_ALTERED']],
    ['a deleted decision', 'mx', 'DELETE FROM decisions', ['RECORD_LOST']],
    [
      'a decision of another scan',
      'mx',
      `UPDATE decisions SET scan = (SELECT max(scan) FROM inspections WHERE scan <> decisions.scan)`,
      ['DECISION_NOT_LOGGED'],
    ],
    ['a trust list', 'mx', `UPDATE trust_lists SET bytes = x'00'`, ['TRUST_LIST_ALTERED']],
    ['a deleted trust list', 'mx', 'DELETE FROM trust_lists', ['RECORD_LOST']],
    ['a head that is none', 'mx', `UPDATE checkpoints SET note = 'x'`, ['LOG_HEAD_MISMATCH', 'LOG_COSIGNED_MISMATCH']],
    ['a trust list nobody logged', 'mx', `UPDATE trust_lists SET log_index = 0`, ['TRUST_LIST_NOT_LOGGED']],
    [
      'a receipt',
      'mx',
      `UPDATE exchange_shares SET receipt = substr(receipt, 1, 100) || x'00' || substr(receipt, 102)`,
      ['RECEIPT_ALTERED'],
    ],
    ['a receipt taken away', 'mx', 'UPDATE exchange_shares SET receipt = NULL', ['RECORD_LOST']],
    ['a share nobody logged', 'mx', 'UPDATE exchange_shares SET log_index = log_index + 1000', ['SHARE_NOT_LOGGED']],
    ['what the partner sent', 'us', `UPDATE exchange_received SET push = x'00'`, ['SHARE_ALTERED']],
    [
      'a refusal that becomes a verified copy',
      'us',
      `UPDATE exchange_received SET state = 'refused'`,
      ['SHARE_NOT_LOGGED'],
    ],
    ['a deleted receipt of the partner’s share', 'us', 'DELETE FROM exchange_received', ['RECORD_LOST']],
  ])('finds %s', async (_, agency, sql, expected) => {
    const name = `${agency}-${sha256(Buffer.from(sql)).slice(0, 8)}`;
    await copyOf(agency, name, (database) => database.exec(sql));
    expect(await codesIn(name)).toEqual(expect.arrayContaining([...expected]));
  });

  test('finds a published file of the log that was cut, a partial one too', async () => {
    await copyOf('mx', 'cut');
    const tiles = (await readdir(join(path('cut'), 'data', 'log', 'tile'), { recursive: true }))
      .filter((name) => /\.p[\\/]\d+$/.test(name))
      .map((name) => join('tile', name));
    expect(tiles.length).toBeGreaterThan(1);
    for (const tile of tiles) await truncate(join(path('cut'), 'data', 'log', tile), 5);
    const { out } = await runGarita(['fsck', '--folder', path('cut'), '--json']);
    const { problems } = JSON.parse(out).agencies[0];
    expect(problems.map(({ subject }: { subject: string }) => subject).sort()).toEqual(tiles.sort());
  });

  test('finds an altered and a lost object, names the scan, and ends with 1', async () => {
    await copyOf('us', 'objects');
    const object = (hash: string) => join(path('objects'), 'data', 'archive', hash.slice(0, 2), hash.slice(2, 4), hash);
    await writeFile(object(sha256(dicos)), Buffer.from(dicos).fill(0xa5, 900, 904));
    await rm(object(sha256(letter)));
    const { code, out } = await runGarita(['fsck', '--folder', path('objects'), '--json']);
    expect(code).toBe(1);
    const { agencies, clean } = JSON.parse(out);
    expect(clean).toBe(false);
    expect(agencies[0].problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'OBJECT_ALTERED', subject: sha256(dicos) }),
        expect.objectContaining({ code: 'OBJECT_LOST', subject: sha256(dicos), detail: expect.stringContaining(scan) }),
        expect.objectContaining({ code: 'OBJECT_LOST', subject: sha256(letter) }),
      ]),
    );
    const words = await runGarita(['fsck', '--folder', path('objects')], { LC_ALL: 'es_MX.UTF-8' });
    expect(words.out).toMatch(/problemas encontrados$/m);
    expect(words.out).toContain('OBJECT_ALTERED: Los bytes de un archivo guardado cambiaron.');
  });

  test('does not mind an object nothing refers to', async () => {
    await copyOf('mx', 'orphan');
    const hash = sha256(Buffer.from('orphan'));
    const place = join(path('orphan'), 'data', 'archive', hash.slice(0, 2), hash.slice(2, 4));
    await mkdir(place, { recursive: true });
    await writeFile(join(place, hash), 'orphan');
    const checked = await checkAgencyFolder(path('orphan'), Date.now(), { problem: fail, progress: () => undefined });
    expect(checked.archive.unreferenced).toBe(1);
  });

  test('ends with 2 where there is nothing to look at', async () => {
    await copyOf('mx', 'ruined');
    await writeFile(join(path('ruined'), 'data', 'garita.db'), 'this is no database, however it is called');
    await copyOf('mx', 'bare');
    await rm(join(path('bare'), 'data', 'garita.db'));
    const ended = await Promise.all(
      [dir, path('ruined'), path('bare')].map((name) => runGarita(['fsck', '--folder', name, '--json'])),
    );
    expect(ended.map(({ code, out }) => [code, JSON.parse(out).error.code])).toEqual([
      [2, 'FOLDER_NOT_AGENCY'],
      [2, 'FOLDER_DAMAGED'],
      [2, 'FOLDER_DAMAGED'],
    ]);
  });
});

function archived(agency: 'mx' | 'us', hash: string): string {
  return join(folder(), agency, 'data', 'archive', hash.slice(0, 2), hash.slice(2, 4), hash);
}

function passages(): string[] {
  const shared = process.env.GARITA_SHARED ?? new URL('../../../../shared', import.meta.url).pathname;
  const n42 = join(shared, 'data', 'n42', 'passthrough.n42');
  try {
    readdirSync(join(shared, 'data', 'n42'));
    return [n42];
  } catch {
    return [];
  }
}

/** A copy of an agency's folder in which somebody changed something. */
async function copyOf(agency: 'mx' | 'us', name: string, change?: (database: DatabaseSync) => void): Promise<void> {
  await cp(join(folder(), agency), path(name), { recursive: true });
  if (!change) return;
  const database = new DatabaseSync(path(name, 'data', 'garita.db'));
  database.exec('PRAGMA foreign_keys = OFF');
  change(database);
  database.close();
}

async function codesIn(name: string): Promise<string[]> {
  const codes = new Set<string>();
  const problem = ({ code }: CheckProblem) => codes.add(code);
  await checkAgencyFolder(path(name), Date.now(), { problem, progress: () => undefined });
  return [...codes];
}

function fail(problem: CheckProblem): never {
  throw new Error(`${problem.code}: ${problem.detail}`);
}
