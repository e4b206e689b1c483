import { trustCrypto } from '@garita/node-crypto';
import { decodeCbor, encodeCbor, sealCose } from '@garita/trust';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Border, makeBorder } from '../../../testdata/border.ts';
import { DAY_MS, makeWorld, WORLD_TIME, type World } from '../../../testdata/world.ts';
import { type Agreement, makeAgreement, readAgreement } from './agreement.ts';
import {
  AGREEMENT_CONTENT_TYPE,
  joinAgreement,
  readSignedAgreement,
  signAgreement,
  splitAgreement,
} from './signed-agreement.ts';

let border: Border;
let mx: World;
let us: World;
beforeAll(async () => {
  border = await makeBorder();
  mx = border.sender;
  us = border.recipient;
});

const read = (bytes: Uint8Array, at = WORLD_TIME, parties = [us.descriptor, mx.descriptor]) =>
  readSignedAgreement(trustCrypto, bytes, { parties, at });

describe('an agreement', () => {
  test('that both exchange officers signed is read with its hash and its signers', async () => {
    const signed = await read(border.signedAgreement);
    expect(signed.hash).toEqual(trustCrypto.hasher.sha256(border.agreementBytes));
    expect(signed.agreement.title.en).toBe('Sample agreement');
    expect(signed.signers).toEqual([
      { agency: 'mx', officer: 'exchange-officer' },
      { agency: 'us', officer: 'exchange-officer' },
    ]);
  });

  test('written again from what was read is the same bytes', () => {
    expect(makeAgreement(readAgreement(border.agreementBytes))).toEqual(border.agreementBytes);
  });

  test.each([
    ['whose parties are not in order', ({ parties }: Agreement) => ({ parties: [...parties].reverse() })],
    ['with one party twice', ({ parties }: Agreement) => ({ parties: [parties[0], parties[0]] })],
    ['with one party', ({ parties }: Agreement) => ({ parties: [parties[0]] })],
    ['that names an item twice', () => ({ items: ['scan', 'scan'] })],
    ['that ends before it begins', ({ validFrom }: Agreement) => ({ validUntil: validFrom })],
    ['of version 2 without a predecessor', () => ({ version: 2 })],
    ['of version 1 with a predecessor', () => ({ previous: new Uint8Array(32) })],
    ['with a policy longer than 16 KiB', () => ({ policy: 'x'.repeat(16_385) })],
    ['with a field nobody knows', () => ({ extra: 1 })],
  ])('%s is malformed', (_, change) => {
    const agreement = border.agreement.agreement;
    const altered = { ...agreement, ...change(agreement) } as unknown as Agreement;
    expect(() => makeAgreement(altered)).toThrow(expect.objectContaining({ code: 'AGREEMENT_MALFORMED' }));
  });
});

describe('a signed agreement is refused', () => {
  const refusedAs = async (reading: Promise<unknown>, code: string) => {
    await expect(reading).rejects.toMatchObject({ name: 'ExchangeError', code });
  };

  test('when one party has not signed', async () => {
    const { agreement, signatures } = splitAgreement(border.signedAgreement);
    await refusedAs(read(joinAgreement(agreement, signatures.slice(0, 1))), 'AGREEMENT_SIGNATURE_MISSING');
  });

  test('when one party signed for both', async () => {
    const { agreement, signatures } = splitAgreement(border.signedAgreement);
    const [first] = signatures as [Uint8Array];
    await refusedAs(read(joinAgreement(agreement, [first, first])), 'AGREEMENT_SIGNER_NOT_ENTITLED');
  });

  test('when another officer signed', async () => {
    const { agreement, signatures } = splitAgreement(border.signedAgreement);
    const analyst = await signAgreement(trustCrypto, agreement, us.officers.analyst.signer);
    await refusedAs(
      read(joinAgreement(agreement, [signatures[0] as Uint8Array, analyst])),
      'AGREEMENT_SIGNER_NOT_ENTITLED',
    );
  });

  test('when other terms were signed', async () => {
    const { agreement } = splitAgreement(border.signedAgreement);
    const { signatures } = splitAgreement((await border.agree({ retentionDays: 1 })).signed);
    await refusedAs(read(joinAgreement(agreement, signatures)), 'AGREEMENT_SIGNATURE_INVALID');
  });

  test('when a signature is of another kind of document, or carries a payload', async () => {
    const { agreement, signatures } = splitAgreement(border.signedAgreement);
    const signer = us.officers['exchange-officer'].signer;
    for (const cose of [
      { contentType: 'application/garita-decision+cbor', payload: agreement, detached: true },
      { contentType: AGREEMENT_CONTENT_TYPE, payload: new Uint8Array([0]) },
    ]) {
      const signature = await sealCose(trustCrypto, signer, cose);
      const joined = joinAgreement(agreement, [signatures[0] as Uint8Array, signature]);
      await refusedAs(read(joined), 'AGREEMENT_SIGNATURE_INVALID');
    }
  });

  test('with a party that is not one of the two', async () => {
    const xx = await makeWorld({ agency: 'xx' });
    await refusedAs(
      read(border.signedAgreement, WORLD_TIME, [mx.descriptor, xx.descriptor]),
      'AGREEMENT_PARTY_MISMATCH',
    );
  });

  test('with a party whose root is another', async () => {
    const other = await makeWorld({ agency: 'us' });
    await refusedAs(
      read(border.signedAgreement, WORLD_TIME, [mx.descriptor, other.descriptor]),
      'AGREEMENT_PARTY_MISMATCH',
    );
  });

  test('before it begins and once it has ended', async () => {
    await refusedAs(read(border.signedAgreement, WORLD_TIME - 2 * DAY_MS), 'AGREEMENT_NOT_YET_VALID');
    await refusedAs(read(border.signedAgreement, WORLD_TIME + 365 * DAY_MS), 'AGREEMENT_EXPIRED');
  });

  test('when any byte of it was changed', async () => {
    for (let at = 0; at < border.signedAgreement.length; at += 7) {
      const altered = border.signedAgreement.slice();
      altered[at] = (altered[at] as number) ^ 1;
      await expect(read(altered), `byte ${at}`).rejects.toMatchObject({ name: 'ExchangeError' });
    }
  });

  test('when it holds more than it may', async () => {
    const { agreement, signatures } = splitAgreement(border.signedAgreement);
    const three = joinAgreement(agreement, [...signatures, signatures[0] as Uint8Array]);
    await refusedAs(read(three), 'AGREEMENT_MALFORMED');
    const fields = Object.fromEntries(decodeCbor(border.signedAgreement, { maxBytes: 70_000 }) as Map<string, never>);
    await refusedAs(read(encodeCbor({ ...fields, note: 'hello' })), 'AGREEMENT_MALFORMED');
  });
});
