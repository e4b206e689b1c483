import { generateP256, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import { countersignatureHeader } from './cose.ts';
import { countersignStructure } from './countersign.ts';
import {
  type CborValue,
  counterSign,
  encodeCbor,
  fromHex,
  keyId,
  makeTrustList,
  type OpenedCose,
  officersBehind,
  openCose,
  readTrustList,
  sameBytes,
  sealCose,
  TRUST_LIST_MAX_BYTES,
  toHex,
} from './index.ts';

const bytes = (hex: string) => fromHex(hex) as Uint8Array;
const newSigner = () => loadEs256Signer(generateP256().privatePem);
const contentType = 'application/garita-test+cbor';
const payload = new TextEncoder().encode('This is the content.');
const first = newSigner();
const sealed = await sealCose(trustCrypto, first, { contentType, payload });
const MAX = 10_000;
const open = (cose: Uint8Array) => openCose(cose, MAX, { countersigned: true });
const add = (cose: Uint8Array, signer = newSigner()) => counterSign(trustCrypto, signer, cose, MAX);

describe('a countersignature', () => {
  // The headers, payload and signature of cose-wg/Examples countersign/signed1-02.json (commit 53c9d63), whose own
  // structure is version 1; the two that version 2 adds (RFC 9338 section 3.3) are the context and the last array.
  test('covers the bytes that RFC 9338 section 3.3 says', () => {
    const signature =
      '7142fd2ff96d56db85bee905a76ba1d0b7321a95c8c4d3607c5781932b7afb87' +
      '11497dfa751bf40b58b3bcc32300b1487f3db34085eef013bf08f4a44d6fef0d';
    const cose = { protectedHeader: bytes('a201270300'), payload, signature: bytes(signature) } as OpenedCose;
    expect(toHex(countersignStructure(cose, bytes('a10126')))).toBe(
      `8672436f756e7465725369676e6174757265563245a20127030043a101264054` +
        `546869732069732074686520636f6e74656e742e815840${signature}`,
    );
  });

  test('leaves payload and first signature as they were, and a document with one signature has no trace of it', async () => {
    const twice = open(await add(sealed));
    const once = openCose(sealed, MAX);
    expect(twice).toMatchObject({ payload, signature: once.signature, protectedHeader: once.protectedHeader });
    expect(twice.countersignatures).toHaveLength(1);
    expect(once.countersignatures).toEqual([]);
    expect(open(sealed)).toEqual(once);
  });

  test('stands in the order of the keys, whoever signed first', async () => {
    const [left, right] = [newSigner(), newSigner()];
    for (const order of [
      [left, right],
      [right, left],
    ] as const) {
      const kids = open(await add(await add(sealed, order[0]), order[1])).countersignatures.map(({ kid }) =>
        toHex(kid),
      );
      expect(kids).toEqual([...kids].sort());
    }
  });

  test('is refused where a document has no place for it', async () => {
    const cose = await add(sealed);
    expect(() => openCose(cose, MAX)).toThrow(expect.objectContaining({ code: 'COSE_MALFORMED' }));
  });

  test('of a key that signed already is refused, as the first or as another', async () => {
    const second = newSigner();
    const cose = await add(sealed, second);
    for (const signer of [first, second])
      await expect(add(cose, signer)).rejects.toMatchObject({ code: 'COSE_SIGNED_TWICE' });
  });

  test('is the ninth refused: eight are read', async () => {
    let cose = sealed;
    for (let count = 0; count < 8; count++) cose = await add(cose);
    expect(open(cose).countersignatures).toHaveLength(8);
    await expect(add(cose)).rejects.toMatchObject({ code: 'COSE_MALFORMED' });
  });

  test('does not make a document longer than is read', async () => {
    await expect(counterSign(trustCrypto, newSigner(), sealed, sealed.length + 50)).rejects.toMatchObject({
      code: 'COSE_MALFORMED',
    });
  });

  test('is not given to a payload that travels apart', async () => {
    const detached = await sealCose(trustCrypto, first, { contentType, payload, detached: true });
    await expect(add(detached)).rejects.toMatchObject({ code: 'COSE_MALFORMED' });
  });

  const firstKid = keyId(trustCrypto.hasher, first.spki);
  const one = (kid: Uint8Array, header = countersignatureHeader(kid)): CborValue => [
    header,
    new Map(),
    new Uint8Array(64),
  ];
  const kidOf = (byte: number) => new Uint8Array(32).fill(byte);
  const written = (value: CborValue, label = 11) => {
    const { protectedHeader, signature } = openCose(sealed, MAX);
    return Uint8Array.of(0xd2, ...encodeCbor([protectedHeader, new Map([[label, value]]), payload, signature]));
  };

  test('is read as it must be written', () => {
    expect(open(written([one(kidOf(1)), one(kidOf(2))])).countersignatures.map(({ kid }) => kid[0])).toEqual([1, 2]);
  });

  test.each<[string, Uint8Array]>([
    ['no array', written('x')],
    ['an empty array', written([])],
    ['one inside an array', written([one(kidOf(1))])],
    ['the same key twice', written([one(kidOf(1)), one(kidOf(1))])],
    ['the first signer again', written(one(firstKid))],
    ['another order', written([one(kidOf(2)), one(kidOf(1))])],
    ['nine of them', written(Array.from({ length: 9 }, (_, index) => one(kidOf(index))))],
    ['two parts', written([countersignatureHeader(kidOf(1)), new Map()])],
    [
      'something outside its protection',
      written([countersignatureHeader(kidOf(1)), new Map([[4, kidOf(1)]]), kidOf(1)]),
    ],
    ['no key named', written(one(kidOf(1), encodeCbor(new Map([[1, -7]]))))],
    [
      'another algorithm',
      written(
        one(
          kidOf(1),
          encodeCbor(
            new Map<number, CborValue>([
              [1, -35],
              [4, kidOf(1)],
            ]),
          ),
        ),
      ),
    ],
    ['the label of version 1', written(one(kidOf(1)), 7)],
    ['the label of the abbreviated one', written(new Uint8Array(64), 12)],
  ])('with %s is refused', (_name, cose) => {
    expect(() => open(cose)).toThrow(expect.objectContaining({ code: 'COSE_MALFORMED' }));
  });
});

describe('a document of several officers', async () => {
  const world = await makeWorld({ equipmentSignatures: 3 });
  const { at, descriptor, trustListPayload } = world;
  const [a, b, c] = world.authorities.map(({ signer }) => signer);
  if (!a || !b || !c) throw new Error('the world has too few authorities');
  const by = async (...signers: (typeof a)[]) => {
    let cose = await makeTrustList(trustListPayload, { crypto: trustCrypto, signer: signers[0] ?? a });
    for (const signer of signers.slice(1)) cose = await counterSign(trustCrypto, signer, cose, TRUST_LIST_MAX_BYTES);
    return cose;
  };
  const read = (cose: Uint8Array) => readTrustList(trustCrypto, cose, descriptor, { at });

  test('is read when as many have signed as the descriptor asks for, in any order, under one payload hash', async () => {
    const [one, other] = [await read(await by(a, b, c)), await read(await by(c, a, b))];
    const ids = ['equipment-authority', 'equipment-authority-2', 'equipment-authority-3'];
    expect(one.signers[0]).toBe('equipment-authority');
    expect([...one.signers].sort()).toEqual(ids);
    expect([...other.signers].sort()).toEqual(ids);
    expect(sameBytes(one.payloadHash, other.payloadHash)).toBe(true);
    expect(sameBytes(one.hash, other.hash)).toBe(false);
  });

  test('says how many of how many have signed it, when it is too few', async () => {
    await expect(read(await by(a, b))).rejects.toMatchObject({
      code: 'TRUST_LIST_SIGNATURES_MISSING',
      message: 'signed by 2 of the 3 officers needed',
    });
  });

  test('is refused whole when one of the signatures is a stranger’s', async () => {
    for (const stranger of [newSigner(), world.officers.analyst.signer])
      await expect(read(await by(a, b, c, stranger))).rejects.toMatchObject({ code: 'TRUST_LIST_SIGNER_NOT_ENTITLED' });
  });

  test('is refused whole when one of the signatures is bad, or was made for another document', async () => {
    const faker = { spki: c.spki, sign: newSigner().sign };
    await expect(read(await by(a, b, faker))).rejects.toMatchObject({ code: 'TRUST_LIST_SIGNATURE_INVALID' });
    const other = openCose(await by(a, b, c), TRUST_LIST_MAX_BYTES, { countersigned: true });
    const again = openCose(await by(a), TRUST_LIST_MAX_BYTES, { countersigned: true });
    const moved: OpenedCose = { ...again, countersignatures: other.countersignatures };
    const refuse = (problem: string): never => {
      throw new Error(problem);
    };
    // The same text signed anew has another first signature, which the countersignatures do not cover.
    const isSame = sameBytes(again.signature, other.signature);
    expect(isSame).toBe(false);
    await expect(officersBehind(trustCrypto, moved, descriptor, ['equipment-authority'], refuse)).rejects.toThrow(
      'SIGNATURE_INVALID',
    );
  });

  test('has no byte that can change', async () => {
    const cose = await by(a, b, c);
    for (let index = 0; index < cose.length; index += 3) {
      const changed = new Uint8Array(cose);
      changed[index] = (changed[index] as number) ^ (1 + ((index * 31) % 255));
      await expect(read(changed), `byte ${index}`).rejects.toMatchObject({ name: 'TrustError' });
    }
  });
});
