import type { ScanProof } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { WORLD_TIME } from '../../../../testdata/world.ts';
import { type CheckAsk, type CheckReport, checkCase, type Progress } from './check-case.ts';
import { makeProofSample, type ProofSample } from './proof-sample.fixture.ts';

const LATER = WORLD_TIME + 86_400_000;
let proof: ScanProof;
let files: ProofSample['files'];

beforeAll(async () => {
  ({ proof, files } = await makeProofSample());
});

interface Change extends Partial<CheckAsk> {
  readonly served?: (sha256: string) => Uint8Array | undefined;
  readonly signal?: AbortSignal;
  readonly heard?: Progress[];
}

function check({ served = (sha256) => files.get(sha256), signal, heard = [], ...change }: Change = {}) {
  const ask = { scan: proof.scan, proof, compared: {}, at: LATER, ...change };
  return checkCase(trustCrypto, ask, {
    signal: signal ?? new AbortController().signal,
    progress: (progress) => heard.push(progress),
    open: async function* (sha256) {
      const bytes = served(sha256);
      if (!bytes) throw Object.assign(new Error('no'), { code: 'OBJECT_UNKNOWN' });
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
  });
}

function states({ steps }: CheckReport) {
  return Object.fromEntries(steps.map((step) => [`${step.step} ${step.agency}`, step.ok]));
}

function failed({ steps }: CheckReport): readonly string[] {
  return steps.filter(({ ok }) => ok === false).map(({ step }) => step);
}

describe('a scan that the partner has', () => {
  test('is proven step by step, from the capture to the receipt and both decisions', async () => {
    const report = await check();
    expect(states(report)).toEqual({
      'descriptor mx': true,
      'descriptor us': true,
      'trust-list mx': true,
      'statement mx': true,
      'equipment mx': true,
      'objects mx': true,
      'admitted-in-log mx': true,
      'witnessed us': true,
      'agreement mx': true,
      'shared mx': true,
      'receipt us': true,
      'partner-log us': true,
      'decision mx': true,
      'decision us': true,
    });
    expect(report.roots.map(({ agency, differs }) => [agency, differs])).toEqual([
      ['mx', false],
      ['us', false],
    ]);
    expect(report.objects.map(({ sha256 }) => sha256)).toEqual([...files.keys()]);
  });

  test('tells how far the hashing is, up to the last byte', async () => {
    const heard: Progress[] = [];
    await check({ heard });
    const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(heard.at(-1)).toMatchObject({ done: total, total, count: files.size, number: files.size });
    expect(heard.map(({ done }) => done)).toEqual(heard.map(({ done }) => done).toSorted((one, two) => one - two));
  });
});

describe('what does not match fails', () => {
  test('one flipped bit in an object, and nothing else', async () => {
    const served = (sha256: string) => {
      const bytes = files.get(sha256)?.slice();
      if (bytes) bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      return bytes;
    };
    expect(failed(await check({ served }))).toEqual(['objects']);
  });

  test.each([
    ['the statement', (to: ScanProof) => ({ ...to, statement: flipped(to.statement) }), 'statement'],
    ['the trust list', (to: ScanProof) => senderWith(to, { trustList: flipped(to.sender.trustList) }), 'trust-list'],
    ['the descriptor', (to: ScanProof) => senderWith(to, { descriptor: flipped(to.sender.descriptor) }), 'descriptor'],
    [
      'the record in the log',
      (to: ScanProof) => ({ ...to, admitted: { ...to.admitted, salt: flipped(to.admitted.salt) } }),
      'admitted-in-log',
    ],
    [
      'a decision',
      (to: ScanProof) => ({
        ...to,
        decisions: to.decisions.map((one, at) => (at === 0 ? { ...one, cose: flipped(one.cose) } : one)),
      }),
      'decision',
    ],
  ])('one flipped bit in %s', async (_, change, step) => {
    expect(failed(await check({ proof: change(proof) }))).toContain(step);
  });

  test('the proof of another scan than the reader looks at', async () => {
    expect(failed(await check({ scan: '0'.repeat(64) }))).toContain('statement');
  });

  test('a root that is not the one the reader compared, and all that rests on it', async () => {
    const report = await check({ compared: { mx: 'f'.repeat(64) } });
    expect(report.roots).toMatchObject([{ differs: true }, { differs: false }]);
    expect(failed(report)).toContain('descriptor');
    expect(report.steps.some(({ step, ok }) => step === 'statement' && ok === true)).toBe(false);
  });
});

describe('what is not there is missing, never proven', () => {
  test('objects that the server does not hand out', async () => {
    const report = await check({ served: () => undefined });
    expect(states(report)['objects mx']).toBe('not-yet');
    expect(report.objects.map(({ because }) => because)).toContain('OBJECT_UNKNOWN');
    expect(failed(report)).toEqual([]);
  });

  test('a receipt that has not come', async () => {
    const { recipient } = proof;
    const report = await check({ proof: { ...proof, recipient: recipient && { ...recipient, receipt: null } } });
    expect(states(report)).toMatchObject({ 'receipt us': 'not-yet', 'partner-log us': 'not-yet', 'shared mx': true });
  });
});

test('whoever stops it gets no report', async () => {
  const stop = new AbortController();
  const served = () => {
    stop.abort(new Error('stopped'));
    return undefined;
  };
  await expect(check({ served, signal: stop.signal })).rejects.toThrow('stopped');
});

function senderWith(to: ScanProof, change: Partial<ScanProof['sender']>): ScanProof {
  return { ...to, sender: { ...to.sender, ...change } };
}

/** One bit in the middle. */
function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
}
