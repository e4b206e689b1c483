import { trustCrypto } from '@garita/node-crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Border, makeBorder, type Shared } from '../../../testdata/border.ts';
import { WORLD_TIME } from '../../../testdata/world.ts';
import { makeReceipt, readReceipt, type ShareReceipt } from './share-receipt.ts';
import { type ReceiptContext, type ReceiptVerdict, verifyReceipt } from './verify-receipt.ts';

let border: Border;
let shared: Shared;
let receipt: ShareReceipt;
beforeAll(async () => {
  border = await makeBorder();
  shared = await border.share(await border.sender.scan());
  receipt = await border.receive(shared);
});

function judge(given: ShareReceipt, change: Partial<ReceiptContext> = {}): Promise<ReceiptVerdict> {
  return verifyReceipt(trustCrypto, given, {
    at: WORLD_TIME + 3000,
    sender: 'mx',
    recipient: border.recipient.descriptor,
    witness: border.sender.descriptor.witness,
    share: shared.leaf,
    item: 'scan',
    subject: shared.scan.hash,
    objects: shared.scan.objects.map(({ sha256 }) => sha256),
    ...change,
  });
}
const codesOf = (verdict: ReceiptVerdict) => (verdict.ok ? [] : verdict.reasons.map(({ code }) => code));

describe('a receipt', () => {
  test('of the share, from the recipient’s log, cosigned by the sender, is good', async () => {
    expect(await judge(readReceipt(makeReceipt(receipt)))).toEqual({
      ok: true,
      receipt: { result: 'verified', reasons: [], receivedAt: WORLD_TIME + 1500, cosignedAt: WORLD_TIME / 1000 + 2 },
    });
  });

  test('of a refusal is good too, and says why', async () => {
    const refusal = await border.receive(shared, { result: 'refused', reasons: ['OBJECT_MISSING'], objects: [] });
    expect(await judge(refusal)).toMatchObject({
      ok: true,
      receipt: { result: 'refused', reasons: ['OBJECT_MISSING'] },
    });
  });

  test.each([
    ['of another share', { share: new Uint8Array(32) }, ['RECEIPT_MISMATCH']],
    ['from another sender', { sender: 'xx' }, ['RECEIPT_MISMATCH']],
    ['of another item', { item: 'decision' }, ['RECEIPT_MISMATCH']],
    ['of another subject', { subject: new Uint8Array(32) }, ['RECEIPT_MISMATCH']],
    ['of fewer objects', { objects: [] }, ['RECEIPT_OBJECTS_MISMATCH']],
    ['of other objects', { objects: [new Uint8Array(32), new Uint8Array(32)] }, ['RECEIPT_OBJECTS_MISMATCH']],
    ['verified with reasons against it', { reasons: ['OBJECT_MISSING'] }, ['RECEIPT_MISMATCH']],
    ['refused without a reason', { result: 'refused' }, ['RECEIPT_MISMATCH']],
    ['recorded in the future', { at: WORLD_TIME + 900_000 }, ['RECEIPT_TIME_IMPLAUSIBLE', 'RECEIPT_TIME_IMPLAUSIBLE']],
  ] as const)('%s is refused', async (_, change, codes) => {
    expect(codesOf(await judge(await border.receive(shared, change)))).toEqual(codes);
  });

  test('that answers another share is refused', async () => {
    const other = await border.share(await border.sender.scan());
    const verdict = await judge({ ...receipt, share: other.leaf });
    expect(codesOf(verdict)).toEqual(['RECEIPT_SHARE_UNKNOWN']);
    expect(codesOf(await judge(receipt, { share: other.leaf }))).toEqual(['RECEIPT_SHARE_UNKNOWN', 'RECEIPT_MISMATCH']);
  });

  test('that the sender’s witness has not cosigned is refused', async () => {
    expect(codesOf(await judge(receipt, { witness: border.recipient.descriptor.witness }))).toEqual([
      'RECEIPT_PROOF_INVALID',
    ]);
  });

  test('from the sender’s own log is refused', async () => {
    expect(codesOf(await judge(receipt, { recipient: border.sender.descriptor }))).toEqual(['RECEIPT_PROOF_INVALID']);
  });

  test('whose opening is of another kind of record is refused', async () => {
    expect(codesOf(await judge({ ...receipt, received: shared.push.share }))).toEqual([
      'RECEIPT_PROOF_INVALID',
      'RECEIPT_MISMATCH',
    ]);
  });

  test('with any byte changed is refused', async () => {
    const bytes = makeReceipt(receipt);
    for (let at = 0; at < bytes.length; at += 17) {
      const altered = bytes.slice();
      altered[at] = (altered[at] as number) ^ 2;
      const verdict = await Promise.resolve()
        .then(() => judge(readReceipt(altered)))
        .catch((error) => error);
      expect(verdict.ok === false || verdict.code === 'RECEIPT_MALFORMED', `byte ${at}`).toBe(true);
    }
  });

  test('that is no receipt is malformed', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(40_000), new Uint8Array([0xa0])]) {
      expect(() => readReceipt(bytes)).toThrow(expect.objectContaining({ code: 'RECEIPT_MALFORMED' }));
    }
  });
});
