import { trustCrypto } from '@garita/node-crypto';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import {
  CLOCK_SKEW_MS,
  counterSign,
  EQUIPMENT_DECISION_MAX_BYTES,
  type EquipmentDecision,
  makeEquipmentDecision,
  readEquipmentDecision,
  type TrustErrorCode,
  takesTrustAway,
  verifyEquipmentDecision,
} from './index.ts';

const world = await makeWorld({ equipmentSignatures: 2 });
const foreign = await makeWorld({ agency: 'us' });
const { at, descriptor, officers } = world;
const authority = officers['equipment-authority'].signer;
const hash = new Uint8Array(32).fill(7);

const first: EquipmentDecision = {
  ...{ v: 1, agency: 'mx', subject: { kind: 'configuration', id: 'portal-1' }, seq: 1, previous: null },
  ...{ from: 'operational-test', to: 'listed', section: 'approved-conditional', reason: 'REQUIREMENTS_MET' },
  ...{ es: 'Cumple.\nCon una condición.', en: 'It meets them.', record: hash, evidence: [hash] },
  ...{ conditions: [{ es: 'Sin acceso remoto.', en: 'No remote access.' }], contexts: ['land-port'] },
  ...{ validFrom: at, validUntil: at + 1000, compromisedSince: null, by: 'equipment-authority', at },
};
const make = (change: Partial<EquipmentDecision> = {}, signer = authority) =>
  makeEquipmentDecision({ ...first, ...change }, { crypto: trustCrypto, signer });
const verify = (bytes: Uint8Array) => verifyEquipmentDecision(trustCrypto, bytes, descriptor, at);
const second = (bytes: Uint8Array, signer = world.authorities[1]?.signer ?? authority) =>
  counterSign(trustCrypto, signer, bytes, EQUIPMENT_DECISION_MAX_BYTES);

describe('an equipment decision', () => {
  test('is read as its officers signed it, and keeps its name while signatures are added', async () => {
    const once = await verify(await make());
    expect(once).toMatchObject({ ...first, signers: ['equipment-authority'] });
    const bytes = await make();
    const twice = await verify(await second(bytes));
    expect(twice.signers).toEqual(['equipment-authority', 'equipment-authority-2']);
    expect(twice.payloadHash).toEqual(once.payloadHash);
    expect(twice.hash).not.toEqual((await verify(bytes)).hash);
    expect(readEquipmentDecision(bytes)).toEqual(first);
  });

  test('may be an evaluator’s, where the step allows it', async () => {
    const bytes = await make({ by: 'evaluator', to: 'lab-certification' }, officers.evaluator.signer);
    expect((await verify(bytes)).signers).toEqual(['evaluator']);
  });

  test('has no byte that can change', async () => {
    const bytes = await second(await make());
    for (let index = 0; index < bytes.length; index++) {
      const changed = new Uint8Array(bytes);
      changed[index] = (changed[index] as number) ^ (1 + ((index * 31) % 255));
      await expect(verify(changed), `byte ${index}`).rejects.toMatchObject({ name: 'TrustError' });
    }
  });

  test('takes trust away when it suspends or removes, and else never', () => {
    const taking = ['listed', 'suspended', 'change-pending', 'removed', 'expired', 'refused'].filter((to) =>
      takesTrustAway({ to }),
    );
    expect(taking).toEqual(['suspended', 'removed']);
  });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    ['numbered 1 with a predecessor', 'EQUIPMENT_DECISION_MALFORMED', () => make({ previous: hash })],
    ['numbered 2 without one', 'EQUIPMENT_DECISION_MALFORMED', () => make({ seq: 2 })],
    ['that ends before it begins', 'EQUIPMENT_DECISION_MALFORMED', () => make({ validUntil: at })],
    ['with a reason in prose', 'EQUIPMENT_DECISION_MALFORMED', () => make({ reason: 'because' })],
    ['with 65 pieces of evidence', 'EQUIPMENT_DECISION_MALFORMED', () => make({ evidence: Array(65).fill(hash) })],
    ['that is a trust list', 'EQUIPMENT_DECISION_MALFORMED', () => verify(world.trustListBytes)],
    ['longer than is read', 'EQUIPMENT_DECISION_MALFORMED', () => verify(new Uint8Array(65_537))],
    [
      'by an analyst',
      'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
      async () => verify(await make({ by: 'analyst' }, officers.analyst.signer)),
    ],
    [
      'in another officer’s name',
      'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
      async () => verify(await make({ by: 'equipment-authority-2' })),
    ],
    [
      'countersigned by an analyst',
      'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
      async () => verify(await second(await make(), officers.analyst.signer)),
    ],
    [
      'with an authority’s name and another’s signature',
      'EQUIPMENT_DECISION_SIGNATURE_INVALID',
      async () => verify(await make({}, { spki: authority.spki, sign: foreign.root.signer.sign })),
    ],
    ['of another agency', 'EQUIPMENT_DECISION_AGENCY_MISMATCH', async () => verify(await make({ agency: 'us' }))],
    [
      'from the future',
      'EQUIPMENT_DECISION_TIME_IMPLAUSIBLE',
      async () => verify(await make({ at: at + CLOCK_SKEW_MS + 1 })),
    ],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name: 'TrustError', code: expected });
  });
});
