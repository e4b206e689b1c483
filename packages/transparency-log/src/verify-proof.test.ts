import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { c2sp } from '../testing/examples.ts';
import { growLog, numberedEntries } from '../testing/growing-log.ts';
import { base64, hasher, signerFor, text, verifyEd25519 } from '../testing/node-crypto.ts';
import {
  cosign,
  formatProof,
  LogError,
  type ProofTrust,
  parseProof,
  proveInclusion,
  signCheckpoint,
  verifyProof,
} from './index.ts';

const mx = signerFor('mx.example/log', 'ed25519');
const us = signerFor('us.example/witness', 'cosignature-v1');
const ca = signerFor('ca.example/witness', 'cosignature-v1');
const entries = numberedEntries(100);
const log = growLog(entries);
const entry = (index: number) => entries[index] as Uint8Array;
const trust: ProofTrust = {
  hasher,
  verify: verifyEd25519,
  log: mx.key,
  witnesses: [us.key],
  requireWitnesses: true,
  strict: true,
};

let signed: string;
let cosigned: string;
let proof: string;

beforeAll(async () => {
  signed = await signCheckpoint({ origin: 'mx.example/log', size: 100, root: log.roots[100] as Uint8Array }, mx);
  cosigned = signed + (await cosign(signed, us, 1_790_000_000));
  const hashes = await proveInclusion(hasher, 37, 100, log.read);
  proof = formatProof({ index: 37, hashes, checkpoint: cosigned });
});

describe('a tlog-proof', () => {
  test('is, but for its elided checkpoint, that of the specification byte for byte', () => {
    const example = c2sp['tlog-proof'].proof;
    const head = example.slice(0, example.indexOf('\n\n') + 2);
    const parsed = parseProof(head + cosigned);
    expect(parsed).toMatchObject({ index: 73894, checkpoint: cosigned });
    expect(parsed.hashes).toHaveLength(5);
    expect(parsed.hashes[0]).toEqual(base64('gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ='));
    expect(parsed.extra).toEqual(base64('YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ'));
    expect(formatProof(parsed)).toBe(head + cosigned);
    expect(() => parseProof(example)).toThrow(expect.objectContaining({ code: 'NOTE_MALFORMED' }));
  });

  test('of a log with one entry has no hashes', async () => {
    const one = await signCheckpoint({ origin: 'mx.example/log', size: 1, root: log.roots[1] as Uint8Array }, mx);
    const written = formatProof({ index: 0, hashes: [], checkpoint: one });
    expect(written).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${one}`);
    const verdict = await verifyProof(written, entry(0), { ...trust, requireWitnesses: false });
    expect(verdict).toMatchObject({ ok: true, index: 0 });
  });

  test.each([
    ['another version', (whole: string) => whole.replace('@v1', '@v2')],
    ['no index', (whole: string) => whole.replace('index 37\n', '')],
    ['an index with a leading zero', (whole: string) => whole.replace('index 37', 'index 037')],
    ['an index beyond 2^53', (whole: string) => whole.replace('index 37', 'index 9007199254740992')],
    ['the extra line after the index', (whole: string) => whole.replace('index 37\n', 'index 37\nextra AAAA\n')],
    ['two extra lines', (whole: string) => whole.replace('index', 'extra AAAA\nextra AAAA\nindex')],
    ['an empty extra line', (whole: string) => whole.replace('index', 'extra \nindex')],
    ['extra data that is not canonical base64', (whole: string) => whole.replace('index', 'extra AB==\nindex')],
    ['a space at the end of a line', (whole: string) => whole.replace('index 37', 'index 37 ')],
    ['carriage returns', (whole: string) => whole.replaceAll('\n', '\r\n')],
    ['64 hashes', (whole: string) => whole.replace('\n\n', `\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n`)],
    ['an empty line first', (whole: string) => `\n${whole}`],
    ['nothing', () => ''],
  ])('with %s is none', (_, change) => {
    expect(() => parseProof(change(proof))).toThrow(expect.objectContaining({ code: 'PROOF_MALFORMED' }));
  });

  test.each([
    ['an index that is no number', { index: -1 }],
    ['64 hashes', { hashes: new Array(64).fill(new Uint8Array(32)) }],
    ['a hash of 31 bytes', { hashes: [new Uint8Array(31)] }],
    ['more extra data than 64 KiB', { extra: new Uint8Array(65_537) }],
  ])('with %s is not written', (_, change) => {
    expect(() => formatProof({ index: 0, hashes: [], checkpoint: cosigned, ...change })).toThrow(
      expect.objectContaining({ code: 'PROOF_MALFORMED' }),
    );
  });

  test('too long to be one is refused unread', () => {
    expect(() => parseProof(`c2sp.org/tlog-proof@v1\n${'a'.repeat(1_000_000)}`)).toThrow(
      expect.objectContaining({ code: 'NOTE_TOO_LARGE' }),
    );
  });
});

describe('verifying a tlog-proof', () => {
  test('says where the entry is, under which head, and who saw it when', async () => {
    expect(await verifyProof(proof, entry(37), trust)).toEqual({
      ok: true,
      index: 37,
      checkpoint: { origin: 'mx.example/log', size: 100, root: log.roots[100] },
      cosignatures: [{ witness: 'us.example/witness', time: 1_790_000_000 }],
    });
  });

  test('holds for every entry of the log and fails for every other one', async () => {
    for (let index = 0; index < 100; index += 9) {
      const hashes = await proveInclusion(hasher, index, 100, log.read);
      const written = formatProof({ index, hashes, checkpoint: cosigned });
      expect(await verifyProof(written, entry(index), trust)).toMatchObject({ ok: true, index });
      const verdict = await verifyProof(written, entry((index + 1) % 100), trust);
      expect(verdict).toMatchObject({ ok: false, code: 'INCLUSION_INVALID' });
    }
  });

  test('fails when a required witness is missing, or none is configured', async () => {
    const both = { ...trust, witnesses: [us.key, ca.key] };
    expect(await verifyProof(proof, entry(37), both)).toMatchObject({ ok: false, code: 'COSIGNATURE_MISSING' });
    expect(await verifyProof(proof, entry(37), { ...both, requireWitnesses: false })).toMatchObject({ ok: true });
    const nobody = { ...trust, witnesses: [], strict: false };
    expect(await verifyProof(proof, entry(37), nobody)).toMatchObject({ ok: false, code: 'COSIGNATURE_MISSING' });
  });

  test('fails when one key of a witness is to vouch for two of the same name', async () => {
    const renewed = signerFor('us.example/witness', 'cosignature-v1', 'renewed');
    const verdict = await verifyProof(proof, entry(37), { ...trust, witnesses: [us.key, renewed.key] });
    expect(verdict).toMatchObject({ ok: false, code: 'COSIGNATURE_MISSING' });
  });

  test('fails under another log key', async () => {
    const stranger = signerFor('xx.example/log', 'ed25519').key;
    const verdict = await verifyProof(proof, entry(37), { ...trust, log: stranger, strict: false });
    expect(verdict).toMatchObject({ ok: false, code: 'SIGNATURE_MISSING' });
  });

  test('strictly fails with extra data, which nobody signed', async () => {
    const withExtra = proof.replace('index', 'extra AAAA\nindex');
    expect(await verifyProof(withExtra, entry(37), trust)).toMatchObject({ ok: false, code: 'EXTRA_UNEXPECTED' });
    expect(await verifyProof(withExtra, entry(37), { ...trust, strict: false })).toMatchObject({ ok: true });
  });

  test('strictly fails with any character changed, added or taken away', async () => {
    const character = fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('\n', ' ', '=', '0'));
    await fc.assert(
      fc.asyncProperty(fc.nat(proof.length - 1), fc.constantFrom(0, 1), character, async (at, dropped, added) => {
        const changed = proof.slice(0, at) + added + proof.slice(at + dropped);
        if (changed !== proof) expect(await verifyProof(changed, entry(37), trust)).toMatchObject({ ok: false });
      }),
      { numRuns: 500 },
    );
  });

  test('fails with any bit of the entry changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(entry(37).length - 1), fc.nat(7), async (at, bit) => {
        const changed = entry(37).with(at, (entry(37)[at] as number) ^ (1 << bit));
        expect(await verifyProof(proof, changed, trust)).toMatchObject({ ok: false, code: 'INCLUSION_INVALID' });
      }),
    );
  });

  test('answers any text with a verdict, never with an accident', async () => {
    const lines = proof.split('\n').map((line) => `${line}\n`);
    const piece = fc.oneof(fc.constantFrom(...lines), fc.string({ unit: 'binary' }), fc.constantFrom('extra ', '\n\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
        const verdict = await verifyProof(pieces.join(''), text(''), trust);
        expect(verdict).toMatchObject({ ok: false, code: expect.any(String) });
      }),
      { numRuns: 300 },
    );
  });

  test('lets an accident of the program through: only what was sent is judged', async () => {
    const broken = { ...trust, verify: () => Promise.reject(new Error('no crypto here')) };
    const failed = await verifyProof(proof, entry(37), broken).catch((error: unknown) => error);
    expect(failed).not.toBeInstanceOf(LogError);
    expect(failed).toMatchObject({ message: 'no crypto here' });
  });
});
