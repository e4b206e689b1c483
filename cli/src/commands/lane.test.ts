import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newFolder } from '../../../lane/src/lane.fixture.ts';
import { startTestAgency, type TestAgency } from '../../../lane/src/running-agency.fixture.ts';
import { laneCommand } from './lane.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await startTestAgency();
});
afterAll(() => agency.close());

let printed = '';
const run = async (...words: string[]) => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  await laneCommand().parseAsync(words, { from: 'user' });
  return printed;
};
const lines = () => printed.split('\n').filter((line) => line !== '');
afterEach(() => vi.restoreAllMocks());

describe('garita lane', () => {
  test('enrols, runs and tells its state, for people and for scripts', async () => {
    vi.stubEnv('LC_ALL', 'en_US.UTF-8');
    const folder = join(await newFolder(), 'lane');
    const code = await agency.codeFor('xr-1');
    const enrolled = JSON.parse(
      await run('enroll', '--server', agency.url, '--code', code, '--folder', folder, '--json'),
    );
    expect(enrolled).toMatchObject({ agency: 'mx', device: 'xr-1', site: 'otay', lane: 'gate-1', folder });
    expect(await run('status', '--folder', folder)).toMatch(/^xr-1 \(mx\/otay\/gate-1\): not running\n/);

    await mkdir(join(folder, 'inbox'));
    await writeFile(join(folder, 'inbox', 'a.bin'), 'a scan');
    const running = run('run', '--folder', folder, '--settle', '50', '--ooi', 'truck', '--json');
    await vi.waitFor(() => expect(printed).toContain('"acknowledged"'), { timeout: 15_000 });
    process.emit('SIGINT', 'SIGINT');
    await running;
    const events = lines().map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ event: 'ready', device: 'xr-1' });
    expect(events.map(({ event }) => event)).toEqual(['ready', 'captured', 'delivered', 'acknowledged']);
    expect(existsSync(join(folder, 'inbox', 'done', 'a.bin'))).toBe(true);

    const report = JSON.parse(await run('status', '--folder', folder, '--json'));
    expect(report).toMatchObject({ running: false, lastSeq: 1, admitted: 1, scans: [{ seq: 1, verdict: 'admitted' }] });
    const told = await run('status', '--folder', folder);
    expect(told).toContain('1 captured, 1 admitted and logged, 0 in quarantine, 0 waiting in the spool');

    vi.stubEnv('LC_ALL', 'es_MX.UTF-8');
    expect(await run('status', '--folder', folder)).toContain('1 capturado, 1 admitido y registrado, 0 en cuarentena');
    vi.unstubAllEnvs();
  });

  test('says which lane is missing, with a code that the catalogue explains', async () => {
    const folder = await newFolder();
    await expect(run('run', '--folder', folder)).rejects.toMatchObject({ code: 'LANE_NOT_ENROLLED' });
    await expect(run('status', '--folder', folder)).rejects.toMatchObject({ code: 'LANE_NOT_ENROLLED' });
  });

  test.each([
    ['run', '--settle', '-1'],
    ['run', '--ooi', 'ship'],
    ['status', '--last', 'all'],
    ['enroll', '--server', 'https://127.0.0.1:1'],
  ])('refuses a call it does not understand: %s %s %s', async (...words) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(run(...words)).rejects.toMatchObject({ name: 'CommanderError' });
  });
});
