import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareRoc, exactBounds, sequentialTest } from '@garita/evaluation';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runGarita } from '../run-garita.fixture.ts';
import { statsCommand } from './stats.ts';

let dir: string;
const path = (name: string) => join(dir, name);
const truth = [1, 1, 1, 1, 0, 0, 0, 0, 0].map(Boolean);
const first = [0.9, 0.8, 0.7, 0.4, 0.5, 0.3, 0.2, 0.1, 0.1];
const second = [0.9, 0.2, 0.6, 0.5, 0.5, 0.4, 0.6, 0.1, 0.3];
const table = [
  'bag,truth,device a,device b',
  ...truth.map((threat, at) => `b-${at},${Number(threat)},${first[at]},${second[at]}`),
];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'garita-stats-'));
  await writeFile(path('bags.csv'), table.join('\r\n'));
  await writeFile(path('one.csv'), 'truth;score\nsí;0,9\nsí;0,8\nno;0,1\nno;0,85\n');
  await writeFile(path('latin1.csv'), Buffer.from('truth,a\xf1o\n1,2\n', 'latin1'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What the command prints, in a language. */
async function run(language: 'en' | 'es', ...words: string[]): Promise<string> {
  let printed = '';
  vi.stubEnv('LC_ALL', language === 'es' ? 'es_MX.UTF-8' : 'en_US.UTF-8');
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  try {
    await statsCommand().parseAsync(words, { from: 'user' });
    return printed;
  } finally {
    out.mockRestore();
    vi.unstubAllEnvs();
  }
}
const json = async (...words: string[]) => JSON.parse(await run('en', ...words, '--json'));

describe('garita stats bounds', () => {
  test('answers both bounds in full double precision', async () => {
    const { code, out, err } = await runGarita([
      'stats',
      'bounds',
      '--hits',
      '20',
      '--trials',
      '100',
      '--confidence',
      '0.95',
      '--json',
    ]);
    expect([code, err]).toEqual([0, '']);
    const found = JSON.parse(out);
    expect(found).toEqual({
      hits: 20,
      trials: 100,
      confidence: 0.95,
      sides: 'two',
      rate: 0.2,
      ...exactBounds(20, 100, 0.95),
    });
    expect(Math.abs(found.lower - 0.1266555521019559)).toBeLessThan(1e-13);
    expect(Math.abs(found.upper - 0.2918426890886281)).toBeLessThan(1e-13);
  });

  test('answers one side where one is asked for', async () => {
    const lower = await json('bounds', '--hits', '20', '--trials', '100', '--sides', 'lower');
    expect(lower).toMatchObject({ lower: exactBounds(20, 100, 0.95, 'lower').lower, upper: 1 });
    const upper = await json('bounds', '--hits', '20', '--trials', '100', '--sides', 'upper');
    expect(upper).toMatchObject({ lower: 0, upper: exactBounds(20, 100, 0.95, 'upper').upper });
  });

  test('says it in a sentence, in both languages, with the interval drawn', async () => {
    const words = ['bounds', '--hits', '59', '--trials', '59', '--sides', 'lower'];
    const [english, spanish] = [await run('en', ...words), await run('es', ...words)];
    expect(english).toContain('59 of 59: 1\n  Shown   at least 0.9504924, with 95 % confidence\n');
    expect(spanish).toContain('59 de 59: 1\n  Se muestra  al menos 0.9504924, con 95 % de confianza\n');
    for (const text of [english, spanish]) expect(text).toMatch(/ {2}·{57}──●\n/);
  });
});

describe('garita stats plan', () => {
  test('answers the table of misses, the two-risk plan, and what no miss does to a good device', async () => {
    const found = await json('plan', '--consumer-risk', '0.075');
    expect(found.table.map(({ trials }: { trials: number }) => trials)).toEqual([59, 93, 124, 153]);
    expect(found.plan).toMatchObject({
      trials: 80,
      allowedMisses: 7,
      goodPasses: expect.closeTo(0.9534, 4),
      badPasses: expect.closeTo(0.0727, 4),
    });
    expect(found.zeroMiss).toMatchObject({ trials: 59, allowedMisses: 0, goodPasses: expect.closeTo(0.0485, 4) });
    const pds = found.curve.map(({ pd }: { pd: number }) => pd);
    expect(pds).toEqual([0.8, 0.825, 0.85, 0.875, 0.9, 0.925, 0.95, 0.975, 0.99, 0.995, 0.999]);
  });

  test('explains 59 of 59 and draws the operating characteristic, in both languages', async () => {
    const english = await run('en', 'plan', '--consumer-risk', '0.075');
    expect(english).toContain('80 trials, at most 7 missed');
    expect(english).toContain(
      'What 59 of 59 does: a device of Pd 0.95 fails in 95.2 % of tests, one of Pd 0.99 in 44.7 %.',
    );
    expect(english).toMatch(/\n {2}0\.95 +█{19}▏ +95\.3 % +█ +4\.8 %\n/);
    const spanish = await run('es', 'plan', '--consumer-risk', '0.075');
    expect(spanish).toContain('80 ensayos, a lo más 7 omisiones');
    expect(spanish).toContain('un equipo de Pd 0.95 reprueba en 95.2 % de las pruebas, uno de Pd 0.99 en 44.7 %.');
  });
});

describe('garita stats sprt', () => {
  const asked = ['sprt', '--p1', '0.01', '--p2', '0.10', '--alpha', '0.05', '--beta', '0.10'];

  test('answers both lines in full', async () => {
    const found = await json(...asked);
    expect(found).toMatchObject({ ...sequentialTest({ p1: 0.01, p2: 0.1, alpha: 0.05, beta: 0.1 }), outcome: null });
    expect([found.h1, found.h2, found.slope].map((value) => value.toFixed(4))).toEqual(['0.9389', '1.2054', '0.0397']);
  });

  test('draws them, and says what trials so far have come to', async () => {
    const english = await run('en', ...asked, '--outcomes', '0'.repeat(24));
    expect(english).toContain('After 24 trials with 0 missed: accept.');
    expect(english).toContain('accept  d <= -0.9388616 + 0.03974743 n');
    const lines = english.split('\n');
    expect(lines.find((line) => line.startsWith('  0 '))).toMatch(/^ {2}0 ·{13}A+$/);
    expect(lines.find((line) => line.startsWith('  6 '))).toMatch(/^ {2}6 +R+$/);
    expect(await run('es', ...asked, '--outcomes', '1 1')).toContain('Tras 2 ensayos con 2 omisiones: rechazar.');
    expect(await json(...asked, '--outcomes', '0100')).toMatchObject({
      outcome: { state: 'continue', trials: 4, events: 1 },
    });
  });
});

describe('garita stats roc', () => {
  test('compares two devices on the same bags', async () => {
    const compared = compareRoc(first, second, truth);
    const found = await json('roc', path('bags.csv'), '--margin', '0.3');
    expect(found).toMatchObject({
      truth: 'truth',
      threats: 4,
      clean: 5,
      auc: [compared.first.auc, compared.second.auc],
      scores: [{ column: 'device a' }, { column: 'device b' }],
      difference: compared.difference,
      z: compared.z,
      p: compared.p,
      ...compared.bounds,
      nonInferiority: { margin: 0.3, holds: true },
    });
    // 19 of 20 pairs are told apart by the first; by the second 13, and two are ties.
    expect(found.auc).toEqual([0.95, 0.7]);
  });

  test('says it in both languages', async () => {
    const english = await run('en', 'roc', path('bags.csv'), '--margin', '0.3');
    expect(english).toMatch(/^4 objects with a threat, 5 without\n {2}AUC device a +0\.95; /);
    expect(english).toMatch(/Not worse by 0\.3 +shown \(lower bound -?0\.\d+\)/);
    const spanish = await run('es', 'roc', path('bags.csv'), '--margin', '0.3');
    expect(spanish).toMatch(/^4 objetos con amenaza, 5 sin ella\n/);
    expect(spanish).toMatch(/DeLong +z = \d/);
  });

  test('takes one device alone, and the columns and the word it is told', async () => {
    expect(await json('roc', path('one.csv'))).toMatchObject({ auc: [0.75], z: null, p: null, nonInferiority: null });
    const chosen = await json('roc', path('bags.csv'), '--scores', 'device b', '--threat', '0');
    expect(chosen.auc[0]).toBeCloseTo(1 - 0.7, 12);
  });
});

describe('garita stats refuses', () => {
  test.each([
    ['more hits than trials', ['bounds', '--hits', '11', '--trials', '10'], 'TRIALS_INVALID'],
    [
      'a confidence in per cent',
      ['bounds', '--hits', '1', '--trials', '10', '--confidence', '95'],
      'CONFIDENCE_INVALID',
    ],
    ['what is no number', ['bounds', '--hits', 'ten', '--trials', '10'], 'USAGE'],
    ['a good device no better than a bad one', ['plan', '--good', '0.8', '--bad', '0.9'], 'TEST_PLAN_IMPOSSIBLE'],
    ['a probability of 0', ['sprt', '--p1', '0', '--p2', '0.1'], 'PROBABILITY_INVALID'],
    ['outcomes that are none', ['sprt', '--p1', '0.01', '--p2', '0.1', '--outcomes', '012'], 'USAGE'],
    ['a margin for one device', ['roc', 'one.csv', '--margin', '0.1'], 'USAGE'],
    ['a column that is not there', ['roc', 'bags.csv', '--scores', 'device c'], 'SCORES_FILE_INVALID'],
    ['text that is not UTF-8', ['roc', 'latin1.csv'], 'SCORES_FILE_INVALID'],
    ['a file that is not there', ['roc', 'nothing.csv'], 'FILE_NOT_FOUND'],
    ['a device without an end', ['roc', '/dev/zero'], 'FILE_NOT_READABLE'],
  ])('%s', async (_, words, code) => {
    const placed = words.map((word) => (word.endsWith('.csv') ? path(word) : word));
    const ended = await runGarita(['stats', ...placed, '--json']);
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.out).error.code).toBe(code);
    expect(ended.err).toBe('');
  });
});
