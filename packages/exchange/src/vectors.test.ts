import { readFileSync } from 'node:fs';
import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import { hashLeaf } from '@garita/transparency-log';
import { commit, readDescriptor, toHex } from '@garita/trust';
import { describe, expect, test } from 'vitest';
import { makeAgreement, readAgreement } from './agreement.ts';
import { readBundle } from './read-bundle.ts';
import { makePush, readPush } from './share-push.ts';
import { makeReceipt, readReceipt } from './share-receipt.ts';
import { readSignedAgreement } from './signed-agreement.ts';
import { verifyBundle } from './verify-bundle.ts';
import { verifyReceipt } from './verify-receipt.ts';
import { verifyShare } from './verify-share.ts';

const load = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../testdata/exchange/${name}`, import.meta.url)));
const expected = JSON.parse(Buffer.from(load('expected.json')).toString('utf8'));
const at = expected.at + 3000;
const { hasher } = trustCrypto;

const descriptor = (agency: string) =>
  readDescriptor(trustCrypto, load(`${agency}-descriptor.cose`), { rootCertificate: load(`${agency}-root.der`), at });
const signedAgreement = async () => {
  const parties = [await descriptor('mx'), await descriptor('us')];
  return readSignedAgreement(trustCrypto, load('signed-agreement.cbor'), { parties, at });
};

describe('the published vectors', () => {
  test('of an agreement: bytes, hash, signatures', async () => {
    expect(makeAgreement(readAgreement(load('agreement.cbor')))).toEqual(load('agreement.cbor'));
    const { hash, bytes } = await signedAgreement();
    expect(toHex(hash)).toBe(expected.agreement);
    expect(bytes).toEqual(load('agreement.cbor'));
  });

  test.each(['scan', 'decision'] as const)('of a shared %s: bytes, entries, verdict', async (item) => {
    const bytes = load(`share-${item}.cbor`);
    const push = readPush(bytes);
    expect(makePush(push)).toEqual(bytes);
    const verdict = await verifyShare(trustCrypto, push, {
      at,
      senderRoot: load('mx-root.der'),
      descriptor: load('mx-descriptor.cose'),
      trustList: load('mx-trust-list.cose'),
      agreement: await signedAgreement(),
      recipient: 'us',
      witness: (await descriptor('us')).witness,
    });
    expect(verdict.ok && toHex(verdict.share.scan)).toBe(expected.statement);
    if (item === 'decision') return expect(toHex(hasher.sha256(push.subject))).toBe(expected.decision);
    expect(toHex(commit(hasher, 'scan-admitted', push.admitted))).toBe(expected.admittedEntry);
    expect(toHex(hashLeaf(hasher, commit(hasher, 'scan-admitted', push.admitted)))).toBe(expected.admittedLeaf);
    expect(toHex(commit(hasher, 'share', push.share))).toBe(expected.shareEntry);
    expect(verdict.ok && toHex(verdict.share.leaf)).toBe(expected.shareLeaf);
  });

  test('of a receipt: bytes, entry, verdict', async () => {
    const bytes = load('receipt.cbor');
    const receipt = readReceipt(bytes);
    expect(makeReceipt(receipt)).toEqual(bytes);
    expect(toHex(commit(hasher, 'received', receipt.received))).toBe(expected.receivedEntry);
    const verdict = await verifyReceipt(trustCrypto, receipt, {
      at,
      sender: 'mx',
      recipient: await descriptor('us'),
      witness: (await descriptor('mx')).witness,
      share: Buffer.from(expected.shareLeaf, 'hex'),
      item: 'scan',
      subject: Buffer.from(expected.statement, 'hex'),
      objects: expected.objects.map((hash: string) => Buffer.from(hash, 'hex')),
    });
    expect(verdict).toMatchObject({ ok: true, receipt: { result: 'verified' } });
  });

  test('of a bundle: verified by the two roots', async () => {
    async function* stream() {
      yield load('bundle.tar');
    }
    const crypto = { ...trustCrypto, hashObject: () => new ChunkHasher() };
    const report = await verifyBundle(crypto, readBundle(stream()), [load('mx-root.der'), load('us-root.der')], at);
    expect(report).toMatchObject({ verified: true, problems: [] });
  });
});
