import { trustCrypto } from '@garita/node-crypto';
import { encodeBase64 } from '@garita/transparency-log';
import { toHex } from '@garita/trust';
import { build } from 'esbuild';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, observe, WORLD_TIME } from '../../../testdata/world.ts';
import { browserCrypto, makeSampleProof, type SampleProof } from './verify-proof.fixture.ts';
import { decodeProof, type EncodedProof, type ProofParts, type ProofStep, verifyProof } from './verify-proof.ts';

const LATER = WORLD_TIME + 10 * 365 * 86_400_000;
let sample: SampleProof;
beforeAll(async () => {
  sample = await makeSampleProof();
});

const judge = (parts: ProofParts, roots = sample.roots, at = LATER) => verifyProof(trustCrypto, parts, { roots, at });
const states = (steps: readonly ProofStep[]) =>
  Object.fromEntries(steps.map(({ step, agency, ok }) => [`${step} ${agency}`, ok]));
const failing = (steps: readonly ProofStep[]) =>
  steps.flatMap((step) => (step.ok === false ? [`${step.step} ${step.agency}: ${step.problems[0].code}`] : []));

describe('the proof of a shared scan', () => {
  test('holds in every step, ten years later, with the facts of each', async () => {
    const { parts, scan } = sample;
    const objects = scan.files.map(observe);
    const steps = await verifyProof(trustCrypto, parts, { roots: sample.roots, at: LATER, objects });
    expect(failing(steps)).toEqual([]);
    expect(steps.every(({ ok }) => ok === true)).toBe(true);
    const facts = Object.fromEntries(
      steps.map((step) => [`${step.step} ${step.agency}`, step.ok === true && step.facts]),
    );
    expect(facts).toMatchObject({
      'descriptor mx': { version: 1, rootFingerprint: toHex(trustCrypto.hasher.sha256(sample.roots[0] as Uint8Array)) },
      'trust-list mx': { version: 1 },
      'statement mx': { device: 'xr-1', lane: 'gate-1', capturedAt: WORLD_TIME - 5000, objects: 2, bytes: 1300 },
      'equipment mx': { serial: 'SN-xr-1', configuration: 'portal-1', status: 'approved' },
      'objects mx': { objects: 2, bytes: 1300 },
      'admitted-in-log mx': { origin: 'mx.example/log', index: 5, size: 7, recordedAt: WORLD_TIME },
      'descriptor us': { version: 1 },
      'witnessed us': { by: 'us', size: 7, cosignedAt: WORLD_TIME + 2000 },
      'agreement mx': { id: 'mx-us-sample', signers: [{ agency: 'mx' }, { agency: 'us' }] },
      'shared mx': { recipient: 'us', sharedAt: WORLD_TIME + 1000, index: 6 },
      'receipt us': { result: 'verified', receivedAt: WORLD_TIME + 1500, reasons: [] },
      'partner-log us': { origin: 'us.example/log', by: 'mx', cosignedAt: WORLD_TIME + 2000 },
      'decision mx': { by: 'analyst', decision: 'release', origin: 'mx.example/log' },
      'decision us': { by: 'analyst', decision: 'refer', origin: 'us.example/log' },
    });
  });

  test('holds the same by the cryptography that browsers have, after a walk through JSON', async () => {
    const encode = (value: unknown): unknown => {
      if (value instanceof Uint8Array) return encodeBase64(value);
      if (Array.isArray(value)) return value.map(encode);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, encode(one)]));
    };
    const body = JSON.parse(JSON.stringify(encode(sample.parts))) as EncodedProof;
    const parts = decodeProof(body);
    expect(parts).toEqual(sample.parts);
    const steps = await verifyProof(browserCrypto, parts, { roots: sample.roots, at: LATER });
    expect(steps).toEqual(await judge(sample.parts));
    expect(() => decodeProof({ ...body, statement: 'no base64!' })).toThrow(
      expect.objectContaining({ code: 'SCAN_PROOF_MALFORMED' }),
    );
  });

  test('fails somewhere when any byte of any part was changed', async () => {
    const places = alterations(sample.parts);
    const total = places.reduce((sum, { length }) => sum + length, 0);
    const anywhere = fc.record({ at: fc.nat(total - 1), mask: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ at, mask }) => {
        let offset = at;
        const place = places.find(({ length }) => {
          if (offset < length) return true;
          offset -= length;
          return false;
        });
        const steps = await judge(place?.altered(offset, mask) ?? sample.parts);
        expect(failing(steps), `${place?.name} at ${offset}`).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('fails in a step of that part, for a byte of each', async () => {
    const expected: Record<string, RegExp> = {
      statement: /^statement/,
      'sender.root': /^descriptor mx: PROOF_ROOT_UNKNOWN/,
      'sender.descriptor': /^descriptor mx/,
      'sender.trustList': /^trust-list/,
      'admitted.salt': /^admitted-in-log/,
      'admitted.record': /^admitted-in-log/,
      'admitted.proof': /^admitted-in-log/,
      'share.salt': /^shared/,
      'share.record': /^(agreement|shared)/,
      'share.proof': /^shared/,
      'share.agreement': /^agreement/,
      'recipient.root': /^descriptor us: PROOF_ROOT_UNKNOWN/,
      'recipient.descriptor': /^descriptor us/,
      'recipient.receipt': /^(receipt|partner-log)/,
      'decisions.0.cose': /^decision mx/,
      'decisions.0.proof': /^decision mx/,
      'decisions.1.record': /^decision us/,
      'decisions.1.salt': /^decision us/,
    };
    const places = alterations(sample.parts);
    for (const [name, step] of Object.entries(expected)) {
      const place = places.find((one) => one.name === name);
      const found = failing(await judge(place?.altered(Math.floor(place.length / 2), 4) ?? sample.parts));
      expect(
        found.some((line) => step.test(line)),
        `${name}: ${found}`,
      ).toBe(true);
    }
  });

  test.each<[string, (parts: ProofParts) => ProofParts]>([
    ['another scan', (parts) => ({ ...parts, scan: '0'.repeat(64) })],
    ['another log', (parts) => ({ ...parts, sender: { ...parts.sender, logOrigin: 'mx.example/other' } })],
    ['another sender', (parts) => ({ ...parts, sender: { ...parts.sender, agency: 'xx' } })],
    ['another place in the log', (parts) => ({ ...parts, admitted: { ...parts.admitted, index: 4 } })],
    ['another share', (parts) => ({ ...parts, share: parts.share && { ...parts.share, share: '0'.repeat(64) } })],
    ['another time', (parts) => ({ ...parts, share: parts.share && { ...parts.share, sharedAt: WORLD_TIME } })],
    ['another place of the share', (parts) => ({ ...parts, share: parts.share && { ...parts.share, index: 5 } })],
    [
      'another recipient',
      (parts) => ({ ...parts, recipient: parts.recipient && { ...parts.recipient, agency: 'xx' } }),
    ],
    ['another decider', (parts) => ({ ...parts, decisions: parts.decisions.map((one) => ({ ...one, agency: 'us' })) })],
    ['a receipt without its share', (parts) => ({ ...parts, share: null })],
  ])('fails when it says %s than what was signed', async (_, change) => {
    expect(failing(await judge(change(sample.parts)))).not.toEqual([]);
  });

  test('fails under roots that the reader does not trust, and under one root for both', async () => {
    const stranger = (await makeWorld({ agency: 'mx' })).root.certificate;
    const steps = states(await judge(sample.parts, [stranger]));
    expect(Object.values(steps)).not.toContain(true);
    const { sender } = sample.parts;
    const twice = { ...sample.parts, recipient: { ...sender, receipt: null } };
    expect(failing(await judge(twice))).toContain('descriptor mx: PROOF_ROOT_UNKNOWN');
  });

  test('fails when it is dated after the reader’s clock', async () => {
    expect(failing(await judge(sample.parts, sample.roots, WORLD_TIME - 3_600_000))).toEqual(
      expect.arrayContaining(['admitted-in-log mx: TIME_IMPLAUSIBLE', 'receipt us: RECEIPT_TIME_IMPLAUSIBLE']),
    );
  });

  test('fails when the reader hashed other bytes', async () => {
    const [first, second] = sample.scan.files;
    const other = observe((first as Uint8Array).map((byte) => byte ^ 1));
    const objects = [other, observe(second as Uint8Array)];
    const steps = await verifyProof(trustCrypto, sample.parts, { roots: sample.roots, at: LATER, objects });
    expect(failing(steps)).toEqual(['objects mx: OBJECT_HASH_MISMATCH']);
  });
});

describe('what is missing is not yet shown, and never ok', () => {
  const { admitted, share, recipient } = {
    admitted: 'admitted-in-log mx',
    share: 'shared mx',
    recipient: 'descriptor us',
  };
  test.each<[string, (parts: ProofParts) => ProofParts, Record<string, unknown>]>([
    [
      'a scan that was not shared',
      (parts) => ({ ...parts, share: null, recipient: parts.recipient && { ...parts.recipient, receipt: null } }),
      {
        [share]: 'not-yet',
        'agreement mx': 'not-yet',
        'receipt us': 'not-yet',
        'witnessed us': true,
        [admitted]: true,
      },
    ],
    [
      'a share without a receipt',
      (parts) => ({ ...parts, recipient: parts.recipient && { ...parts.recipient, receipt: null } }),
      { [share]: true, 'receipt us': 'not-yet', 'partner-log us': 'not-yet' },
    ],
    [
      'an entry that is not published',
      (parts) => ({ ...parts, admitted: { ...parts.admitted, proof: null } }),
      { [admitted]: 'not-yet', 'witnessed us': 'not-yet', [share]: 'not-yet', 'statement mx': true },
    ],
    [
      'a share that is not published',
      (parts) => ({ ...parts, share: parts.share && { ...parts.share, proof: null } }),
      { [admitted]: true, [share]: 'not-yet' },
    ],
    [
      'a checkpoint that is not cosigned',
      (parts) => ({ ...parts, admitted: { ...parts.admitted, proof: uncosigned(parts.admitted.proof) } }),
      { [admitted]: true, 'witnessed us': 'not-yet', [share]: 'not-yet' },
    ],
    [
      'a decision that is not published',
      (parts) => ({ ...parts, decisions: parts.decisions.map((one) => ({ ...one, proof: null })) }),
      { 'decision mx': 'not-yet', 'decision us': 'not-yet' },
    ],
    [
      'a decision that is not cosigned',
      (parts) => ({ ...parts, decisions: parts.decisions.map((one) => ({ ...one, proof: uncosigned(one.proof) })) }),
      { 'decision mx': 'not-yet', 'decision us': 'not-yet' },
    ],
    ['objects nobody hashed', (parts) => parts, { 'objects mx': 'not-yet' }],
  ])('%s', async (_, change, expected) => {
    const steps = await judge(change(sample.parts));
    expect(failing(steps)).toEqual([]);
    expect(states(steps)).toMatchObject({ ...expected, [recipient]: true });
  });

  test('a partner, for an agency that has none', async () => {
    const { parts } = sample;
    const admittedAlone = { ...parts.admitted, proof: uncosigned(parts.admitted.proof) };
    const alone = { ...parts, admitted: admittedAlone, share: null, recipient: null, decisions: [] };
    const steps = await judge(alone);
    expect(failing(steps)).toEqual([]);
    expect(states(steps)).toMatchObject({
      [admitted]: true,
      'witnessed null': 'not-yet',
      'descriptor null': 'not-yet',
    });
  });
});

test('what the browser loads for it leaves Cedar out and is small', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: [new URL('./verify-proof.ts', import.meta.url).pathname],
    ...{ bundle: true, minify: true, write: false, metafile: true, format: 'esm', platform: 'browser' },
  });
  expect(Object.keys(metafile.inputs).filter((path) => /cedar|policy\.ts|node_modules\/zod/.test(path))).toEqual([]);
  expect(outputFiles[0]?.contents.length).toBeLessThan(400_000);
});

function uncosigned(proof: string | null): string {
  const lines = (proof ?? '').trimEnd().split('\n');
  return `${lines.slice(0, -1).join('\n')}\n`;
}

/** Every place of a proof that holds bytes or text, and the proof with one byte of it changed. */
function alterations(parts: ProofParts) {
  const found: { name: string; length: number; altered(at: number, mask: number): ProofParts }[] = [];
  const visit = (value: unknown, path: readonly string[]) => {
    const isProof = typeof value === 'string' && path.at(-1) === 'proof';
    if (value instanceof Uint8Array || isProof) {
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : (value as Uint8Array);
      const altered = (at: number, mask: number) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ mask;
        const put = isProof ? new TextDecoder().decode(changed) : changed;
        return replaced(parts, path, put) as ProofParts;
      };
      found.push({ name: path.join('.'), length: bytes.length, altered });
    } else if (value !== null && typeof value === 'object')
      for (const [key, one] of Object.entries(value)) visit(one, [...path, key]);
  };
  visit(parts, []);
  return found;
}

function replaced(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === key ? replaced(one, rest, put) : one));
  const fields = value as Record<string, unknown>;
  return { ...fields, [key]: replaced(fields[key], rest, put) };
}
