import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolkitFiles } from '../../../packages/dicos/testing/files.ts';
import { runGarita } from '../run-garita.fixture.ts';
import { type DemoForCommands, demoForCommands, dicos, letter, sha256 } from './demo-for-commands.fixture.ts';

let here: DemoForCommands;
const path = (...parts: string[]) => here.path(...parts);
const inDemo = (...words: string[]) => here.inDemo(...words);

beforeAll(async () => {
  here = await demoForCommands();
});
afterAll(() => here?.end());

describe('garita send', () => {
  test('brings files as one scan to the partner, byte for byte, and says what was found', async () => {
    const files = [path('files', 'dx.dcs'), path('files', 'note.txt'), path('files', 'other', 'note.txt')];
    const { code, err, out } = await inDemo('send', ...files, '--kind', 'truck', '--wait', '--json');
    expect([code, err]).toEqual([0, '']);
    const { scans } = JSON.parse(out);
    expect(scans).toHaveLength(1);
    const { scan } = scans[0];
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
    expect((await here.demo.client('mx').get<{ ooiKind: string }>(`/api/v1/scans/${scan}`)).ooiKind).toBe('truck');
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
    const before = await readdir(join(here.folder, 'inbox'), { recursive: true });
    const many = Array.from({ length: 25 }, () => path('files', 'note.txt'));
    const ended = await Promise.all([
      inDemo('send', path('files', 'note.txt'), path('files', 'nothing'), '--json'),
      inDemo('send', path('files'), '--json'),
      inDemo('send', ...many, '--json'),
      runGarita(['send', path('files', 'note.txt'), '--folder', path(), '--json']),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    const codes = ended.map(({ out }) => JSON.parse(out).error.code);
    expect(codes).toEqual(['FILE_NOT_FOUND', 'FILE_NOT_READABLE', 'SCAN_TOO_MANY_OBJECTS', 'DEMO_NOT_RUNNING']);
    expect(await readdir(join(here.folder, 'inbox'), { recursive: true })).toEqual(before);
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

function archived(agency: 'mx' | 'us', hash: string): string {
  return join(here.folder, agency, 'data', 'archive', hash.slice(0, 2), hash.slice(2, 4), hash);
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
