import { trustCrypto } from '@garita/node-crypto';
import { makeDescriptor } from '@garita/trust';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, WORLD_TIME } from '../../../testdata/world.ts';
import {
  bundleCrypto,
  LATER,
  makeSampleBundle,
  membersIn,
  named,
  type SampleBundle,
  stream,
} from './bundle.fixture.ts';
import { HEAD_MEMBERS, MANIFEST } from './bundle-members.ts';
import { readBundle } from './read-bundle.ts';
import { makeReceipt } from './share-receipt.ts';
import { headerOf } from './ustar.ts';
import { verifyBundle } from './verify-bundle.ts';
import { bundleSize, writeBundle } from './write-bundle.ts';

let sample: SampleBundle;
let verify: SampleBundle['verify'];
beforeAll(async () => {
  sample = await makeSampleBundle();
  verify = sample.verify;
});

describe('a bundle', () => {
  test('of a shared scan is verified years later, and says what is proven in both languages', async () => {
    const report = await verify(sample.bundle);
    expect(report.problems).toEqual([]);
    expect(report.verified).toBe(true);
    expect(report.facts.map(({ code }) => code)).toEqual([
      'CAPTURED',
      'BYTES_UNALTERED',
      'EQUIPMENT_TRUSTED',
      'ADMITTED_AND_LOGGED',
      'DECIDED',
      'SHARED_UNDER_AGREEMENT',
      'RECEIVED_AND_VERIFIED',
      'SAMPLE',
    ]);
    for (const { es, en } of [...report.facts, ...report.notProven]) {
      expect(`${es} ${en}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('says what it does not prove, whatever the verdict', async () => {
    const codes = ['SCANNER_HONESTY', 'CLOCKS', 'CONTENTS', 'THIRD_WITNESS', 'PERMISSION', 'LATER_EVENTS'];
    expect((await verify(sample.bundle)).notProven.map(({ code }) => code)).toEqual([...codes, 'KEY_IN_SOFTWARE']);
    expect((await verify(new Uint8Array(1024))).notProven.map(({ code }) => code)).toEqual(codes);
  });

  test('of a scan without a decision is verified', async () => {
    const { decision: _, ...rest } = sample.parts;
    const report = await verify(await sample.bytesOf(rest));
    expect(report).toMatchObject({ verified: true, problems: [] });
    expect(report.facts.map(({ code }) => code)).not.toContain('DECIDED');
  });

  test('is verified with a descriptor that was renewed since, and not with one that had expired', async () => {
    const { descriptorPayload, descriptorBytes, root } = sample.border.sender;
    const renewed = (change: object) =>
      makeDescriptor(
        { ...descriptorPayload, version: 2, previous: trustCrypto.hasher.sha256(descriptorBytes), ...change },
        { crypto: trustCrypto, signer: root.signer, rootCertificate: root.certificate },
      );
    const year = 365 * 86_400_000;
    const withDescriptor = async (change: object) =>
      verify(
        await sample.bytesOf({
          ...sample.parts,
          sender: { ...sample.parts.sender, descriptor: await renewed(change) },
        }),
      );
    expect(await withDescriptor({ issuedAt: WORLD_TIME + year, expiresAt: WORLD_TIME + 2 * year })).toMatchObject({
      verified: true,
      problems: [],
    });
    for (const change of [{ expiresAt: WORLD_TIME }, { issuedAt: LATER + year, expiresAt: LATER + 2 * year }]) {
      const report = await withDescriptor(change);
      expect(named(report)).toContain('sender/descriptor.cose');
      expect(report.verified).toBe(false);
    }
  });

  test('of a scan that the recipient refused says so', async () => {
    const shared = await sample.border.share(sample.scan);
    const refusal = await sample.border.receive(shared, {
      result: 'refused',
      reasons: ['OBJECT_MISSING'],
      objects: [],
    });
    const { admitted, admittedProof, share, shareProof } = shared.push;
    const { decision: _, ...rest } = sample.parts;
    const report = await verify(
      await sample.bytesOf({
        ...rest,
        sender: { ...sample.parts.sender, admitted, admittedProof, share, shareProof },
        recipient: { ...sample.parts.recipient, receipt: makeReceipt(refusal) },
      }),
    );
    expect(report).toMatchObject({ verified: true });
    expect(report.facts.find(({ code }) => code === 'REFUSED_BY_RECIPIENT')?.en).toContain('OBJECT_MISSING');
  });

  test('has the size that was announced, and the same bytes every time', async () => {
    expect(sample.bundle.length).toBe(bundleSize(trustCrypto, sample.parts));
    expect(await sample.bytesOf(sample.parts)).toEqual(sample.bundle);
  });

  test('is read alike whole, in pieces and byte by byte', async () => {
    for (const size of [1, 7, 511, 512, 513]) {
      const pieces = Array.from({ length: Math.ceil(sample.bundle.length / size) }, (_, at) =>
        sample.bundle.subarray(at * size, (at + 1) * size),
      );
      expect(await membersIn(stream(...pieces))).toEqual(sample.members);
    }
  });

  test('is not written when an object is longer or shorter than signed', async () => {
    for (const wrong of [new Uint8Array(999), new Uint8Array(1001)]) {
      const writing = Array.fromAsync(writeBundle(trustCrypto, sample.parts, () => stream(wrong)));
      await expect(writing).rejects.toMatchObject({ code: 'BUNDLE_PARTS_MISMATCH' });
    }
  });
});

describe('the verifier trusts the given roots alone', () => {
  test('and refuses a bundle of agencies it was given no root of', async () => {
    const stranger = (await makeWorld({ agency: 'mx' })).root.certificate;
    const report = await verify(sample.bundle, [stranger, sample.border.recipient.root.certificate]);
    expect(report.verified).toBe(false);
    expect(report.problems).toContainEqual(
      expect.objectContaining({ member: 'sender/root.der', code: 'BUNDLE_ROOT_UNKNOWN' }),
    );
  });

  test('and asks for two different ones', async () => {
    const [one] = sample.roots as [Uint8Array];
    for (const given of [[], [one], [one, one]]) {
      await expect(verify(sample.bundle, given)).rejects.toMatchObject({ code: 'ROOTS_INVALID' });
    }
  });

  test('and may be given more than two', async () => {
    const stranger = (await makeWorld({ agency: 'xx' })).root.certificate;
    expect((await verify(sample.bundle, [stranger, ...sample.roots])).verified).toBe(true);
  });

  test('and believes nothing from the future', async () => {
    const report = await verify(sample.bundle, sample.roots, WORLD_TIME - 86_400_000);
    expect(report.problems).toContainEqual(
      expect.objectContaining({ member: 'sender/share.cbor', code: 'TIME_IMPLAUSIBLE' }),
    );
  });
});

describe('a stranger’s file costs little', () => {
  test('with a document that says to be huge: it is not held', async () => {
    const huge = headerOf('manifest.cbor', 2 ** 31);
    async function* endless() {
      yield huge;
      for (let count = 0; count < 64; count += 1) yield new Uint8Array(1024 * 1024);
    }
    const report = await verifyBundle(bundleCrypto, readBundle(endless()), sample.roots, LATER);
    expect(report.problems[0]).toMatchObject({ member: MANIFEST, code: 'BUNDLE_MEMBER_TOO_LARGE' });
  });

  test('with members without end', async () => {
    async function* endless() {
      for (;;) yield headerOf('a', 0);
    }
    const report = await verifyBundle(bundleCrypto, readBundle(endless()), sample.roots, LATER);
    expect(report.problems.some(({ code }) => code === 'BUNDLE_ENDING_ALTERED')).toBe(true);
  });

  test('that is no bundle at all', async () => {
    for (const file of [new Uint8Array(), new Uint8Array(1024), Buffer.from('hello'), new Uint8Array(5000).fill(7)]) {
      const report = await verify(file);
      expect(report.verified).toBe(false);
      expect(named(report)).toContain(MANIFEST);
    }
  });

  test('with a name that points out of the folder: such a header does not exist', () => {
    for (const name of ['../x', 'a/../../x', '/etc/passwd', 'A', 'a b', '', 'x'.repeat(101)]) {
      expect(() => headerOf(name, 0)).toThrow(RangeError);
    }
  });
});

test('the members are the ones of the protocol, in its order', () => {
  expect(sample.members.map(({ name }) => name)).toEqual([
    ...HEAD_MEMBERS,
    'objects/0-image',
    'objects/1-spectrum',
    'decision.cose',
    'sender/decision.cbor',
    'sender/decision.tlog-proof',
  ]);
});
