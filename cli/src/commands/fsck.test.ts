import { cp, mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ShareList } from '@garita/api';
import { type CheckProblem, checkAgencyFolder } from '@garita/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGarita } from '../run-garita.fixture.ts';
import { type DemoForCommands, demoForCommands, dicos, letter, sha256 } from './demo-for-commands.fixture.ts';

let here: DemoForCommands;
/** At the partner, with both files; beside it there are a few more, and one in quarantine. */
let scan: string;
const path = (...parts: string[]) => here.path(...parts);
const inDemo = (...words: string[]) => here.inDemo(...words);

beforeAll(async () => {
  here = await demoForCommands();
  const [dx, note, other] = [path('files', 'dx.dcs'), path('files', 'note.txt'), path('files', 'other', 'note.txt')];
  const [[sent]] = await Promise.all([
    here.sent(dx, note),
    here.sent(dx, note, other, '--each'),
    here.sent(path('files', 'cut.dcs')),
  ]);
  scan = sent?.scan ?? '';
});
afterAll(() => here?.end());

describe('garita fsck', () => {
  /** Every case is decided and every share has its receipt, on both sides. */
  async function nothingUnderWay(): Promise<boolean> {
    const open = await Promise.all(
      (['mx', 'us'] as const).map(async (agency) => {
        const { inspections } = await here.demo.status(agency);
        const { shares } = await here.demo.client(agency).get<ShareList>('/api/v1/shares?limit=500');
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
    await here.demo.client('mx').get('/api/v1/status');
    await copyOf('mx', 'old', (database) => {
      const { position } = database.prepare('SELECT max(position) AS position FROM log_entries').get() as {
        position: number;
      };
      database.exec(`DELETE FROM log_entries WHERE position >= ${position - 1}; DELETE FROM checkpoints`);
    });
    expect(await codesIn('old')).toContain('LOG_SHORTER_THAN_COSIGNED');
  });

  test('is clean when everything is stopped, and then compares with the head last cosigned', async () => {
    await here.demo.stop();
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
      [path(), path('ruined'), path('bare')].map((name) => runGarita(['fsck', '--folder', name, '--json'])),
    );
    expect(ended.map(({ code, out }) => [code, JSON.parse(out).error.code])).toEqual([
      [2, 'FOLDER_NOT_AGENCY'],
      [2, 'FOLDER_DAMAGED'],
      [2, 'FOLDER_DAMAGED'],
    ]);
  });
});

/** A copy of an agency's folder in which somebody changed something. */
async function copyOf(agency: 'mx' | 'us', name: string, change?: (database: DatabaseSync) => void): Promise<void> {
  await cp(join(here.folder, agency), path(name), { recursive: true });
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
