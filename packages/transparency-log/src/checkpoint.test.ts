import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { c2sp, published, tessera } from '../testing/examples.ts';
import { base64, hasher, hex, signerFor, verifyEd25519 } from '../testing/node-crypto.ts';
import {
  type CheckpointTrust,
  cosign,
  decodeEntryBundle,
  formatCheckpoint,
  hashLeaf,
  LogError,
  openCheckpoint,
  parseCheckpoint,
  parseVerifierKey,
  rootOf,
  signCheckpoint,
} from './index.ts';

const log = signerFor('mx.example/log', 'ed25519');
const witness = signerFor('us.example/witness', 'cosignature-v1');
const other = signerFor('ca.example/witness', 'cosignature-v1');
const head = { origin: 'mx.example/log', size: 42, root: hasher.sha256() };
const trust: CheckpointTrust = { hasher, verify: verifyEd25519, log: log.key, witnesses: [witness.key] };

describe('a checkpoint', () => {
  const example = c2sp['tlog-checkpoint'].note;
  const exampleText = example.slice(0, example.indexOf('\n\n') + 1);

  test('of the specification is read and written byte for byte', () => {
    const checkpoint = parseCheckpoint(example);
    expect(checkpoint).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
      root: base64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='),
    });
    expect(formatCheckpoint(checkpoint)).toBe(exampleText);
  });

  test('of the specification was signed by the Go checksum database under its own origin', async () => {
    // The example renames a real head: with its true origin and key name restored, its signature verifies.
    const restored = example
      .replace('example.com/behind-the-sofa\n', 'go.sum database tree\n')
      .replace('example.com/behind-the-sofa ', 'sum.golang.org ');
    const key = parseVerifierKey(hasher, published.goChecksumDatabase.log);
    const opened = openCheckpoint(restored, { ...trust, log: key, origin: 'go.sum database tree', witnesses: [] });
    await expect(opened).resolves.toMatchObject({ checkpoint: { size: 20852163 } });
  });

  test('of the Go checksum database verifies, and only under its own origin', async () => {
    const { note, log: vkey, origin } = published.goChecksumDatabase;
    const sumdb = { ...trust, log: parseVerifierKey(hasher, vkey), witnesses: [] };
    const opened = await openCheckpoint(note, { ...sumdb, origin, strict: true });
    expect(opened.checkpoint).toMatchObject({ origin, size: 6476701 });
    await expect(openCheckpoint(note, sumdb)).rejects.toMatchObject({ code: 'ORIGIN_UNEXPECTED' });
  });

  test('keeps extension lines, and the log signs them', async () => {
    const note = await signCheckpoint({ ...head, extensions: ['one', 'two'] }, log);
    const { checkpoint } = await openCheckpoint(note, trust);
    expect(checkpoint).toEqual({ ...head, extensions: ['one', 'two'] });
    const changed = openCheckpoint(note.replace('two', 'tvo'), trust);
    await expect(changed).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('reads back as what was written, always', () => {
    const line = fc.string({ unit: fc.constantFrom('a', '\u00e9', ' ', '.', '\u{1f69b}', '+'), minLength: 1 });
    const anyHead = fc.record({
      origin: line,
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      extensions: fc.array(line, { minLength: 1, maxLength: 16 }),
    });
    fc.assert(
      fc.property(anyHead, (checkpoint) => {
        expect(parseCheckpoint(`${formatCheckpoint(checkpoint)}\n\u2014 a ${'A'.repeat(8)}\n`)).toEqual(checkpoint);
      }),
    );
  });

  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  test.each([
    ['two lines', 'origin\n1\n'],
    ['no origin', `\n1\n${root}\n`],
    ['a leading zero', `origin\n01\n${root}\n`],
    ['a plus', `origin\n+1\n${root}\n`],
    ['a minus', `origin\n-1\n${root}\n`],
    ['a fraction', `origin\n1.0\n${root}\n`],
    ['an exponent', `origin\n1e3\n${root}\n`],
    ['a space before the size', `origin\n 1\n${root}\n`],
    ['a size beyond 2^53', `origin\n9007199254740992\n${root}\n`],
    ['a size of a million digits', `origin\n${'9'.repeat(100_000)}\n${root}\n`],
    ['a root of 31 bytes', `origin\n1\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a root of 33 bytes', `origin\n1\n${Buffer.alloc(33).toString('base64')}\n`],
    ['a root with unused bits set', `origin\n1\n${root.replace('I=', 'J=')}\n`],
    ['a root in another alphabet', `origin\n1\n${root.replace('/', '_')}\n`],
    ['an empty line within', `origin\n1\n${root}\n\nmore\n`],
    ['an empty extension line', `origin\n1\n${root}\n\n`],
    ['17 extension lines', `origin\n1\n${root}\n${'x\n'.repeat(17)}`],
  ])('with %s is none', (_, text) => {
    expect(() => parseCheckpoint(`${text}\n\u2014 a AAAAAAAA\n`)).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_MALFORMED' }),
    );
  });

  test.each([
    ['an origin of two lines', { ...head, origin: 'a\nb' }],
    ['an empty origin', { ...head, origin: '' }],
    ['a fractional size', { ...head, size: 1.5 }],
    ['a size beyond 2^53', { ...head, size: 2 ** 53 }],
    ['a short root', { ...head, root: new Uint8Array(31) }],
    ['an empty extension', { ...head, extensions: [''] }],
    ['17 extensions', { ...head, extensions: new Array(17).fill('x') }],
  ])('with %s is not written', (_, checkpoint) => {
    expect(() => formatCheckpoint(checkpoint)).toThrow(expect.objectContaining({ code: 'CHECKPOINT_MALFORMED' }));
  });
});

describe('opening a checkpoint', () => {
  test('of a public log tells that a public witness cosigned it, and when', async () => {
    const { note, log: logKey, witness: witnessKey } = published.cosignedCheckpoint;
    const opened = await openCheckpoint(note, {
      ...trust,
      log: parseVerifierKey(hasher, logKey),
      witnesses: [parseVerifierKey(hasher, witnessKey)],
    });
    expect(opened.checkpoint.size).toBe(1432088532);
    expect(opened.cosignatures).toEqual([{ witness: 'remora.n621.de', time: 0x6a122120 }]);
  });

  test('tells each witness that cosigned, in the order of the list, and the earliest of its times', async () => {
    const note = await signCheckpoint(head, log);
    const lines = await Promise.all([cosign(note, other, 300), cosign(note, witness, 200), cosign(note, witness, 100)]);
    const opened = await openCheckpoint(note + lines.join(''), { ...trust, witnesses: [witness.key, other.key] });
    expect(opened.cosignatures).toEqual([
      { witness: 'us.example/witness', time: 100 },
      { witness: 'ca.example/witness', time: 300 },
    ]);
  });

  test('without a cosignature is no error', async () => {
    const opened = await openCheckpoint(await signCheckpoint(head, log), trust);
    expect(opened).toEqual({ checkpoint: head, cosignatures: [] });
  });

  test('passes over the line of a stranger, unless strict', async () => {
    const note = await signCheckpoint(head, log);
    const both = note + (await cosign(note, witness, 1)) + (await cosign(note, other, 1));
    expect((await openCheckpoint(both, trust)).cosignatures).toEqual([{ witness: 'us.example/witness', time: 1 }]);
    await expect(openCheckpoint(both, { ...trust, strict: true })).rejects.toMatchObject({ code: 'SIGNATURE_UNKNOWN' });
  });

  test('is refused when only a witness has signed', async () => {
    const note = await signCheckpoint(head, log);
    const [text] = note.split('\n\n');
    const cosigned = `${text}\n\n${await cosign(note, witness, 1)}`;
    await expect(openCheckpoint(cosigned, trust)).rejects.toMatchObject({ code: 'SIGNATURE_MISSING' });
  });

  test('is refused when a witness signed another tree', async () => {
    const note = await signCheckpoint(head, log);
    const fork = await signCheckpoint({ ...head, root: hasher.sha256(Uint8Array.of(1)) }, log);
    const mixed = note + (await cosign(fork, witness, 1));
    await expect(openCheckpoint(mixed, trust)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('is refused when a signature is taken for one of the other type', async () => {
    const note = await signCheckpoint(head, log);
    const plain = signerFor('us.example/witness', 'ed25519');
    const asCosignature = await signCheckpoint(head, { ...plain, key: { ...witness.key, type: 'ed25519' } });
    const mixed = note + asCosignature.slice(asCosignature.indexOf('\u2014'));
    await expect(openCheckpoint(mixed, trust)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('is refused with a key list that would count one witness twice', async () => {
    const note = await signCheckpoint(head, log);
    const alias = signerFor('alias.example', 'cosignature-v1', 'us.example/witness').key;
    const opened = openCheckpoint(note, { ...trust, witnesses: [witness.key, alias] });
    await expect(opened).rejects.toMatchObject({ code: 'KEY_AMBIGUOUS' });
  });

  test('is refused with keys of the wrong type', async () => {
    const note = await signCheckpoint(head, log);
    const asLog = openCheckpoint(note, { ...trust, log: witness.key });
    await expect(asLog).rejects.toMatchObject({ code: 'KEY_MALFORMED' });
    const asWitness = openCheckpoint(note, { ...trust, witnesses: [log.key] });
    await expect(asWitness).rejects.toMatchObject({ code: 'KEY_MALFORMED' });
  });

  test('strictly, leaves no character of it that can be changed, added or taken away', async () => {
    const note = await signCheckpoint(head, log);
    const whole = note + (await cosign(note, witness, 1_700_000_000));
    const strict = { ...trust, strict: true };
    const character = fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('\n', ' ', '=', '\u00a0'));
    await expect(openCheckpoint(whole, strict)).resolves.toMatchObject({ cosignatures: [{ time: 1_700_000_000 }] });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.constantFrom(0, 1), character, async (at, dropped, added) => {
        const changed = whole.slice(0, at) + added + whole.slice(at + dropped);
        if (changed === whole) return;
        await expect(openCheckpoint(changed, strict)).rejects.toBeInstanceOf(LogError);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the test log of Tessera', () => {
  const key = parseVerifierKey(hasher, tessera.vkey);
  const leafHashes = decodeEntryBundle(base64(tessera.bundles['tile/entries/000.p/15'] as string)).map((entry) =>
    hashLeaf(hasher, entry),
  );

  test.each(tessera.checkpoints.map((note, size) => [size, note] as const))(
    'at size %i has the root of its entries under a valid signature',
    async (size, note) => {
      const { checkpoint } = await openCheckpoint(note, { ...trust, log: key, witnesses: [], strict: true });
      expect(checkpoint.size).toBe(size);
      expect(checkpoint.root).toEqual(rootOf(hasher, leafHashes.slice(0, size)));
      expect(note.startsWith(`${formatCheckpoint(checkpoint)}\n`)).toBe(true);
    },
  );

  test.each(Object.entries(tessera.tiles))('has the leaf hashes we compute in %s', (path, tile) => {
    const width = Number(path.split('/').at(-1));
    expect(hex(base64(tile))).toBe(leafHashes.slice(0, width).map(hex).join(''));
  });
});
