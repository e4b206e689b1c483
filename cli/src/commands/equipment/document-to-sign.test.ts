import { createHash } from 'node:crypto';
import type { SigningItem } from '@garita/api';
import { generateP256, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { encodeCbor, encodeTrustList, sealCose, TRUST_LIST_CONTENT_TYPE } from '@garita/trust';
import { describe, expect, test } from 'vitest';
import { demandKindTold, documentToSign, payloadInWords } from './document-to-sign.ts';

const contentType = 'application/garita-equipment-decision+cbor';
const payload = encodeCbor({ to: 'suspended', record: new Uint8Array([1, 2]) });
const other = encodeCbor({ to: 'listed' });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const sealed = async (of: Uint8Array) =>
  base64(await sealCose(trustCrypto, loadEs256Signer(generateP256().privatePem), { contentType, payload: of }));

function item(change: Partial<SigningItem> = {}): SigningItem {
  return {
    ...{ kind: 'decision', id: createHash('sha256').update(payload).digest('hex'), title: { es: 'x', en: 'x' } },
    ...{ says: [], contentType, typ: null, payload: base64(payload), signed: null, signers: [], needed: 2 },
    ...{ since: 0, withheld: null },
    ...change,
  };
}

describe('what a server gives to be signed', () => {
  test('is told as what it is, and signed by whoever comes first or after', async () => {
    const signed = await sealed(payload);
    expect(documentToSign(item()).signed).toBeNull();
    expect(documentToSign(item({ signed })).signed).toEqual(new Uint8Array(Buffer.from(signed, 'base64')));
    expect(payloadInWords(documentToSign(item())).join('\n')).toBe('{\n  "to": "suspended",\n  "record": "0102"\n}');
  });

  test('is not signed when it is not what it is called', () => {
    expect(() => documentToSign(item({ payload: base64(other) }))).toThrow(
      expect.objectContaining({ code: 'SIGNING_MISMATCH' }),
    );
  });

  test('is not sent when it is another kind of document than it is called', async () => {
    const signer = loadEs256Signer(generateP256().privatePem);
    const list = encodeTrustList({
      ...{ v: 2, agency: 'mx', version: 1, issuedAt: 1, expiresAt: 2, previous: null },
      ...{ configurations: [], devices: [], sample: true, answers: [] },
    });
    const cose = await sealCose(trustCrypto, signer, { contentType: TRUST_LIST_CONTENT_TYPE, payload: list });
    expect(demandKindTold('trust-list', cose)).toBe(cose);
    for (const kind of ['decision', 'credential', 'status-list'] as const)
      expect(() => demandKindTold(kind, cose)).toThrow(expect.objectContaining({ code: 'SIGNING_MISMATCH' }));
  });

  test('is not countersigned when others signed something else', async () => {
    const signed = await sealed(other);
    expect(() => documentToSign(item({ signed }))).toThrow(expect.objectContaining({ code: 'SIGNING_MISMATCH' }));
  });
});
