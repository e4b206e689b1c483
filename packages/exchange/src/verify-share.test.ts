import { trustCrypto } from '@garita/node-crypto';
import { encodeCbor, makeTrustList } from '@garita/trust';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Border, makeBorder, type ShareChange, type Shared } from '../../../testdata/border.ts';
import { DAY_MS, makeWorld, observe, WORLD_TIME, type World } from '../../../testdata/world.ts';
import { makePush, readPush, readShareRecord, type SharePush } from './share-push.ts';
import type { ShareContext, ShareVerdict } from './share-verdict.ts';
import { verifyShare } from './verify-share.ts';
import { verifySharedObjects } from './verify-shared-objects.ts';

const NOW = WORLD_TIME + 3000;
let border: Border;
let mx: World;
let shared: Shared;
beforeAll(async () => {
  border = await makeBorder({ equipmentSignatures: 2 });
  mx = border.sender;
  shared = await border.share(await mx.scan());
});

function judge(push: SharePush, change: Partial<ShareContext> = {}): Promise<ShareVerdict> {
  return verifyShare(trustCrypto, push, {
    at: NOW,
    senderRoot: mx.root.certificate,
    descriptor: mx.descriptorBytes,
    trustList: push.item === 'scan' ? mx.trustListBytes : undefined,
    agreement: border.agreement,
    recipient: 'us',
    witness: border.recipient.descriptor.witness,
    ...change,
  });
}
const codesOf = (verdict: ShareVerdict) => (verdict.ok ? [] : verdict.reasons.map(({ code }) => code));

describe('a share', () => {
  test('of an admitted scan is verified before its objects arrive', async () => {
    const verdict = await judge(readPush(makePush(shared.push)));
    expect(verdict).toMatchObject({
      ok: true,
      share: {
        sender: 'mx',
        item: 'scan',
        leaf: shared.leaf,
        subject: shared.scan.hash,
        scan: shared.scan.hash,
        admittedAt: WORLD_TIME,
        sharedAt: WORLD_TIME + 1000,
        cosignedAt: WORLD_TIME / 1000 + 2,
        statement: { scanId: shared.scan.statement.scanId },
      },
    });
  });

  test('names the agreement it was made under, for the reader to look up', () => {
    expect(readShareRecord(shared.push).agreement).toEqual(border.agreement.hash);
  });

  test('of a decision is verified, and names its scan', async () => {
    const decision = await mx.decide(shared.scan.hash);
    const { push } = await border.shareDecision(decision, shared.scan.hash);
    const verdict = await judge(readPush(makePush(push)));
    expect(verdict).toMatchObject({ ok: true, share: { item: 'decision', scan: shared.scan.hash } });
  });

  test('is still good when the trust list and the certificate of then have expired', async () => {
    const verdict = await judge(shared.push, { at: WORLD_TIME + 120 * DAY_MS });
    expect(codesOf(verdict)).toEqual([]);
  });
});

describe('a share is refused', () => {
  const other = () => makeWorld({ agency: 'mx' });

  test.each<[string, ShareChange, string[]]>([
    ['that no witness cosigned', { cosigned: false }, ['ADMISSION_PROOF_INVALID', 'SHARE_PROOF_INVALID']],
    ['with somebody else', { share: { recipient: 'xx' } }, ['RECIPIENT_MISMATCH']],
    ['under another agreement', { share: { agreement: new Uint8Array(32) } }, ['AGREEMENT_MISMATCH']],
    ['of another subject', { share: { subject: new Uint8Array(32) } }, ['SHARE_MISMATCH']],
    ['of another scan', { share: { scan: new Uint8Array(32) } }, ['SHARE_MISMATCH']],
    ['of another entry', { share: { leaf: new Uint8Array(32) } }, ['SHARE_MISMATCH']],
    ['of another kind of item', { share: { item: 'decision' } }, ['SHARE_MISMATCH']],
    ['of a scan admitted under another list', { admitted: { trustList: new Uint8Array(32) } }, ['ADMISSION_MISMATCH']],
    ['of an admission of another statement', { admitted: { statement: new Uint8Array(32) } }, ['ADMISSION_MISMATCH']],
    ['of an admission of another device', { admitted: { device: 'xr-9' } }, ['ADMISSION_MISMATCH']],
    ['of an admission with another count', { admitted: { deviceSeq: 99 } }, ['ADMISSION_MISMATCH']],
    ['made before it was admitted', { share: { at: WORLD_TIME - 1 } }, ['TIME_IMPLAUSIBLE']],
    [
      'recorded in the future of reader and witness',
      { share: { at: NOW + 700_000 } },
      ['TIME_IMPLAUSIBLE', 'TIME_IMPLAUSIBLE'],
    ],
  ])('%s', async (_, change, codes) => {
    const { push } = await border.share(await mx.scan(), change);
    expect(codesOf(await judge(push))).toEqual(codes);
  });

  test('when the witness that must have cosigned is another', async () => {
    const verdict = await judge(shared.push, { witness: mx.descriptor.witness });
    expect(codesOf(verdict)).toEqual(['ADMISSION_PROOF_INVALID', 'SHARE_PROOF_INVALID']);
  });

  test('when its proofs are exchanged', async () => {
    const { shareProof, admittedProof } = shared.push;
    const verdict = await judge({ ...shared.push, shareProof: admittedProof, admittedProof: shareProof });
    expect(codesOf(verdict)).toEqual(['ADMISSION_PROOF_INVALID', 'SHARE_PROOF_INVALID']);
  });

  test('when a proof carries a signature nobody can account for', async () => {
    const { admittedProof } = shared.push;
    const stranger = `${admittedProof}— stranger.example ${Buffer.alloc(68, 7).toString('base64')}\n`;
    expect(codesOf(await judge({ ...shared.push, admittedProof: stranger }))).toEqual(['ADMISSION_PROOF_INVALID']);
  });

  test('when the descriptor is not the one it names, or another root signed it', async () => {
    const impostor = await other();
    expect(codesOf(await judge(shared.push, { descriptor: impostor.descriptorBytes }))).toEqual([
      'DESCRIPTOR_MISMATCH',
    ]);
    const verdict = await judge(shared.push, { senderRoot: impostor.root.certificate });
    expect(codesOf(verdict)).toEqual(['DESCRIPTOR_INVALID']);
  });

  test('when the trust list is missing, another, or not signed by the sender', async () => {
    expect(codesOf(await judge(shared.push, { trustList: undefined }))).toEqual(['TRUST_LIST_MISSING']);
    const { bytes } = await (await other()).trustListWith({});
    expect(codesOf(await judge(shared.push, { trustList: bytes }))).toEqual(['TRUST_LIST_MISMATCH']);
    const trustList = trustCrypto.hasher.sha256(bytes);
    const { push } = await border.share(await mx.scan(), { admitted: { trustList } });
    expect(codesOf(await judge({ ...push, trustList }, { trustList: bytes }))).toEqual(['TRUST_LIST_INVALID']);
  });

  test('when fewer officers signed the trust list than the sender’s descriptor asks for', async () => {
    const signer = mx.officers['equipment-authority'].signer;
    const bytes = await makeTrustList(mx.trustListPayload, { crypto: trustCrypto, signer });
    const trustList = trustCrypto.hasher.sha256(bytes);
    const { push } = await border.share(await mx.scan(), { admitted: { trustList } });
    const verdict = await judge({ ...push, trustList }, { trustList: bytes });
    const detail = 'TRUST_LIST_SIGNATURES_MISSING: signed by 1 of the 2 officers needed';
    expect(verdict.ok ? [] : verdict.reasons).toEqual([{ code: 'TRUST_LIST_INVALID', detail }]);
  });

  test('when its device was suspended, with the reasons of the signed list', async () => {
    const devices = mx.trustListPayload.devices.map((device) => ({
      ...device,
      status: 'suspended' as const,
      reasons: [{ code: 'SEAL_BROKEN', es: 'Sello roto.', en: 'Seal broken.' }],
    }));
    const { bytes } = await mx.trustListWith({ devices });
    const trustList = trustCrypto.hasher.sha256(bytes);
    const { push } = await border.share(await mx.scan(), { admitted: { trustList } });
    const verdict = await judge({ ...push, trustList }, { trustList: bytes });
    expect(verdict).toMatchObject({ reasons: [{ code: 'DEVICE_SUSPENDED', notice: [{ code: 'SEAL_BROKEN' }] }] });
  });

  test('when it comes from the reader’s own agency', async () => {
    expect(codesOf(await judge(shared.push, { recipient: 'mx' }))).toEqual([
      'RECIPIENT_MISMATCH',
      'AGREEMENT_MISMATCH',
    ]);
  });

  test('when the agreement had ended before it was shared, or had not begun', async () => {
    const terms = border.agreement.agreement;
    for (const change of [{ validUntil: WORLD_TIME + 1000 }, { validFrom: WORLD_TIME + 1001 }]) {
      const agreement = { ...border.agreement, agreement: { ...terms, ...change } };
      expect(codesOf(await judge(shared.push, { agreement }))).toEqual(['AGREEMENT_NOT_IN_FORCE']);
    }
  });

  test('when the agreement does not name decisions', async () => {
    const { agreement } = border;
    const decision = await mx.decide(shared.scan.hash);
    const { push } = await border.shareDecision(decision, shared.scan.hash);
    const scansOnly = { ...agreement, agreement: { ...agreement.agreement, items: ['scan' as const] } };
    expect(codesOf(await judge(push, { agreement: scansOnly }))).toEqual(['ITEM_NOT_COVERED']);
  });

  test('when somebody who is no analyst signed the decision', async () => {
    const decision = await mx.decide(shared.scan.hash, { by: 'official' });
    const { push } = await border.shareDecision(decision, shared.scan.hash);
    expect(codesOf(await judge(push))).toEqual(['DECISION_INVALID']);
  });

  test('with every reason, when any byte of the statement was changed', async () => {
    const subject = shared.push.subject.slice();
    subject[subject.length - 1] = (subject.at(-1) as number) ^ 1;
    const codes = codesOf(await judge({ ...shared.push, subject }));
    expect(codes).toEqual(expect.arrayContaining(['SIGNATURE_INVALID', 'ADMISSION_MISMATCH', 'SHARE_MISMATCH']));
  });

  test('when any byte of the push was changed', async () => {
    const bytes = makePush(shared.push);
    for (let at = 0; at < bytes.length; at += 41) {
      const altered = bytes.slice();
      altered[at] = (altered[at] as number) ^ 4;
      const verdict = await Promise.resolve()
        .then(() => judge(readPush(altered)))
        .catch((error) => error);
      expect(verdict.ok === false || verdict.code === 'SHARE_MALFORMED', `byte ${at}`).toBe(true);
    }
  });
});

describe('a push is malformed', () => {
  test.each([
    ['when a scan names no trust list', () => ({ ...shared.push, trustList: null })],
    ['when a decision names a trust list', () => ({ ...shared.push, item: 'decision' as const })],
    ['when its statement is too large', () => ({ ...shared.push, subject: new Uint8Array(8193) })],
  ])('%s', (_, push) => {
    expect(() => makePush(push())).toThrow(expect.objectContaining({ code: 'SHARE_MALFORMED' }));
  });

  test('when it is longer than 64 KiB or nothing at all', () => {
    for (const bytes of [new Uint8Array(65_537), new Uint8Array(), encodeCbor({ v: 1 })]) {
      expect(() => readPush(bytes)).toThrow(expect.objectContaining({ code: 'SHARE_MALFORMED' }));
    }
  });

  test('when another record stands where the share belongs', () => {
    const push = { ...shared.push, share: shared.push.admitted };
    expect(() => readShareRecord(push)).toThrow(expect.objectContaining({ code: 'SHARE_MALFORMED' }));
  });
});

describe('the objects of a share', () => {
  const verified = async () => {
    const verdict = await judge(shared.push);
    if (!verdict.ok) throw new Error('the share must be good');
    return verdict.share;
  };

  test('as signed make a verified scan', async () => {
    const verdict = await verifySharedObjects(trustCrypto, await verified(), shared.scan.objects);
    expect(verdict).toMatchObject({ ok: true, scan: { hash: shared.scan.hash } });
  });

  test('are refused when one is missing and another was changed, both named', async () => {
    const verdict = await verifySharedObjects(trustCrypto, await verified(), [
      observe(new Uint8Array(1000)),
      undefined,
    ]);
    expect(verdict).toMatchObject({
      ok: false,
      reasons: [
        { code: 'OBJECT_MISSING', object: 1 },
        { code: 'OBJECT_HASH_MISMATCH', object: 0 },
        { code: 'OBJECT_CHUNK_ROOT_MISMATCH', object: 0 },
      ],
    });
  });
});
