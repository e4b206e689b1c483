import type { SigningItem } from '@garita/api';
import { encodeBase64 } from '@garita/transparency-log';
import { encodeCbor, encodeTrustList, openCose, sealCose, toHex } from '@garita/trust';
import { describe, expect, it } from 'vitest';
import { es256Signer, generateHeldKey, webCrypto } from '../../app/web-crypto.ts';
import { payloadText } from './payload-text.ts';
import { OtherDocument, signItem } from './sign-item.ts';

const payload = encodeTrustList({
  ...{ v: 2, agency: 'mx', version: 1, issuedAt: 1, expiresAt: 2, previous: null },
  ...{ configurations: [], devices: [], sample: true, answers: [] },
});
const item: SigningItem = {
  kind: 'trust-list',
  id: toHex(webCrypto.hasher.sha256(payload)),
  title: { es: '', en: '' },
  says: [],
  contentType: 'application/garita-trust-list+cbor',
  typ: null,
  payload: encodeBase64(payload),
  signed: null,
  signers: [],
  needed: 2,
  since: 0,
  withheld: null,
};
const anOfficer = async () => es256Signer(await generateHeldKey());
const allowed = { countersigned: true };

describe('what waits for signatures', () => {
  it('is sealed by the first officer and countersigned by the second, around the same payload', async () => {
    const first = await signItem(webCrypto, await anOfficer(), item);
    const both = await signItem(webCrypto, await anOfficer(), { ...item, signed: encodeBase64(first) });
    const opened = openCose(both, 10_000, allowed);
    expect(opened.payload).toEqual(payload);
    expect(opened.countersignatures).toHaveLength(1);
  });

  it('is not signed when its payload is not the one it is named after', async () => {
    const other = { ...item, payload: encodeBase64(Uint8Array.of(1)) };
    await expect(signItem(webCrypto, await anOfficer(), other)).rejects.toThrow(OtherDocument);
  });

  it('is not signed when it is another kind of document than it is called', async () => {
    for (const other of [
      { ...item, kind: 'status-list' as const },
      { ...item, contentType: 'application/garita-equipment-decision+cbor' },
    ])
      await expect(signItem(webCrypto, await anOfficer(), other)).rejects.toThrow(OtherDocument);
  });

  it('is not countersigned when the others signed something else', async () => {
    const bytes = encodeCbor('other');
    const { contentType } = item;
    const signed = await sealCose(webCrypto, await anOfficer(), { contentType, payload: bytes });
    await expect(signItem(webCrypto, await anOfficer(), { ...item, signed: encodeBase64(signed) })).rejects.toThrow(
      OtherDocument,
    );
  });

  it('can be read in full: hashes in hex, times in words', () => {
    const bytes = encodeCbor(
      new Map<string, string | number | Uint8Array>([
        ['hash', Uint8Array.of(1, 255)],
        ['at', 5],
      ]),
    );
    expect(payloadText(bytes, 'application/garita-trust-list+cbor')).toBe('{\n  "at": 5,\n  "hash": "01ff"\n}');
    expect(payloadText(new TextEncoder().encode('{"a":1}'), 'application/vc')).toBe('{\n  "a": 1\n}');
  });
});
