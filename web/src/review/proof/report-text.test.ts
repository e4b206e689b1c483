import { trustCrypto } from '@garita/node-crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { WORLD_TIME } from '../../../../testdata/world.ts';
import type { Catalogue, MessageKey } from '../../i18n/en.ts';
import { en } from '../../i18n/en.ts';
import { es } from '../../i18n/es.ts';
import { formatsIn } from '../../i18n/formats.ts';
import { fill, type Language, type Say } from '../../i18n/language.tsx';
import { type CheckReport, checkCase } from './check-case.ts';
import { makeProofSample, type ProofSample } from './proof-sample.fixture.ts';
import { reportText, tellSteps, tellVerdict } from './report-text.ts';
import type { StepLanguage } from './step-words.ts';

let sample: ProofSample;
beforeAll(async () => {
  sample = await makeProofSample();
});

function wordsIn(language: Language, own = 'mx'): StepLanguage {
  const catalogue: Catalogue = language === 'es' ? es : en;
  const say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => fill(catalogue[key], values);
  return { own, language, say: say as Say, formats: formatsIn(language), nameOf: (agency) => agency.toUpperCase() };
}

function check(change: { readonly alter?: boolean; readonly withhold?: boolean } = {}): Promise<CheckReport> {
  const ask = { scan: sample.proof.scan, proof: sample.proof, compared: {}, at: WORLD_TIME + 86_400_000 };
  return checkCase(trustCrypto, ask, {
    signal: new AbortController().signal,
    progress: () => {},
    open: async function* (sha256) {
      const bytes = sample.files.get(sha256)?.slice();
      if (!bytes || change.withhold) throw Object.assign(new Error('no'), { code: 'ROLE_MISSING' });
      if (change.alter) bytes[0] = (bytes[0] ?? 0) ^ 1;
      yield bytes;
    },
  });
}

describe.each(['es', 'en'] as const)('in %s', (language) => {
  test('every step of a whole proof is said, with its key and nothing left to fill in', async () => {
    const steps = tellSteps(await check(), wordsIn(language));
    expect(steps.map(({ state }) => state)).toEqual(steps.map(() => 'ok'));
    for (const { title, says, checkedWith } of steps) {
      expect([title, ...says, checkedWith].join(' ')).not.toMatch(/[{}]|undefined|NaN/);
      expect(says.join('').length).toBeGreaterThan(20);
    }
  });

  test('altered bytes are told by file, and what to do', async () => {
    const failed = tellSteps(await check({ alter: true }), wordsIn(language)).filter(({ state }) => state === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.wayOut.length).toBeGreaterThan(0);
    const [name] = (await check()).objects.map((object) => object.name);
    expect(failed[0]?.details.join('\n')).toContain(`${name}: SHA-256 is`);
  });
});

test('the verdict says who has the verified copy', async () => {
  const report = await check();
  expect(tellVerdict(report, wordsIn('en'))).toMatch(/^The partner has a verified copy: all 14 steps hold/);
  expect(tellVerdict(report, wordsIn('en', 'us'))).toMatch(/^We have a verified copy/);
  expect(tellVerdict(await check({ alter: true }), wordsIn('en'))).toMatch(/^Do not rely on this scan/);
  expect(tellVerdict(await check({ withhold: true }), wordsIn('en'))).toMatch(/^Steps that hold: 13; not there yet: 1/);
});

test('as text, every hash and both roots are whole', async () => {
  const report = await check();
  const text = reportText(report, wordsIn('en'));
  for (const hash of [report.scan, ...sample.files.keys(), ...report.roots.map(({ fingerprint }) => fingerprint)])
    expect(text).toContain(hash);
  expect(text.match(/^\[x\]/gm)).toHaveLength(report.steps.length);
});
