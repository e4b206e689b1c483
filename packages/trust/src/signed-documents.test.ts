import { trustCrypto } from '@garita/node-crypto';
import { describe, expect, test } from 'vitest';
import { DAY_MS, makeWorld } from '../../../testdata/world.ts';
import {
  type AtLeast,
  CLOCK_SKEW_MS,
  type Decision,
  type DescriptorPayload,
  encodeCbor,
  type Mark,
  makeDecision,
  makeDescriptor,
  makeOutcome,
  makeTrustList,
  type Outcome,
  readDescriptor,
  readTrustList,
  sealCose,
  type TrustErrorCode,
  type TrustListPayload,
  verifyDecision,
  verifyOutcome,
} from './index.ts';

const world = await makeWorld();
const foreign = await makeWorld({ agency: 'us' });
const { at, descriptor, officers } = world;
const authority = officers['equipment-authority'].signer;
const code = (expected: TrustErrorCode) => expect.objectContaining({ name: 'TrustError', code: expected });
const hashOf = (bytes: Uint8Array) => trustCrypto.hasher.sha256(bytes);

/** Changes one byte of each in turn, and expects none to be taken. */
async function noByteCanChange(bytes: Uint8Array, read: (changed: Uint8Array) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < bytes.length; index++) {
    const changed = new Uint8Array(bytes);
    changed[index] = (changed[index] as number) ^ (1 + ((index * 31) % 255));
    const outcome = await read(changed).then(
      () => 'read',
      (error) => error.name,
    );
    expect(outcome, `byte ${index}`).toBe('TrustError');
  }
}

describe('an agency descriptor', () => {
  const rootCertificate = world.root.certificate;
  const making = { crypto: trustCrypto, signer: world.root.signer, rootCertificate };
  const payload = world.descriptorPayload;
  const make = (change: Partial<DescriptorPayload>, by = making) => makeDescriptor({ ...payload, ...change }, by);
  const read = (bytes: Uint8Array, trust: { at?: number; atLeast?: AtLeast; rootCertificate?: Uint8Array } = {}) =>
    readDescriptor(trustCrypto, bytes, { rootCertificate, at, ...trust });

  test('is read as its root signed it', async () => {
    expect(descriptor).toMatchObject({ ...payload, hash: hashOf(world.descriptorBytes), root: rootCertificate });
  });

  test('has no byte that can change', async () => {
    await noByteCanChange(world.descriptorBytes, read);
  });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    [
      'of another root',
      'DESCRIPTOR_ROOT_MISMATCH',
      () => read(world.descriptorBytes, { rootCertificate: foreign.root.certificate }),
    ],
    [
      'under a root that is no certificate',
      'DESCRIPTOR_ROOT_MISMATCH',
      () => read(world.descriptorBytes, { rootCertificate: new Uint8Array(9) }),
    ],
    [
      'signed by another key',
      'DESCRIPTOR_SIGNATURE_INVALID',
      async () => read(await make({}, { ...making, signer: foreign.root.signer })),
    ],
    ['for another agency', 'DESCRIPTOR_AGENCY_MISMATCH', async () => read(await make({ agency: 'us' }))],
    [
      'with another agency’s CA',
      'DESCRIPTOR_CERTIFICATE_INVALID',
      async () => read(await make({ deviceCa: foreign.deviceCa.certificate })),
    ],
    [
      'with its CAs swapped',
      'DESCRIPTOR_CERTIFICATE_INVALID',
      async () => read(await make({ deviceCa: payload.nodeCa, nodeCa: payload.deviceCa })),
    ],
    [
      'under a root past its time',
      'DESCRIPTOR_CERTIFICATE_INVALID',
      () => read(world.descriptorBytes, { at: at + 3651 * DAY_MS }),
    ],
    ['past its time', 'DESCRIPTOR_EXPIRED', () => read(world.descriptorBytes, { at: payload.expiresAt })],
    ['from the future', 'DESCRIPTOR_NOT_YET_VALID', async () => read(await make({ issuedAt: at + CLOCK_SKEW_MS + 1 }))],
    [
      'older than one seen',
      'DESCRIPTOR_ROLLED_BACK',
      () => read(world.descriptorBytes, { atLeast: { version: 2, hash: new Uint8Array(32) } }),
    ],
    [
      'beside one seen',
      'DESCRIPTOR_FORKED',
      () => read(world.descriptorBytes, { atLeast: { version: 1, hash: new Uint8Array(32) } }),
    ],
    ['that is a trust list', 'DESCRIPTOR_MALFORMED', () => read(world.trustListBytes)],
    ['too long', 'DESCRIPTOR_MALFORMED', () => read(new Uint8Array(65_537))],
    [
      'signed without its certificate',
      'DESCRIPTOR_MALFORMED',
      async () =>
        read(
          await sealCose(trustCrypto, world.root.signer, {
            contentType: 'application/garita-descriptor+cbor',
            payload: encodeCbor(payload),
          }),
        ),
    ],
    [
      'with two officers of one id',
      'DESCRIPTOR_MALFORMED',
      () => make({ officers: [...payload.officers, ...payload.officers] }),
    ],
    ['that expires before it begins', 'DESCRIPTOR_MALFORMED', () => make({ expiresAt: payload.issuedAt })],
    ['of version 2 without a predecessor', 'DESCRIPTOR_MALFORMED', () => make({ version: 2 })],
    ['of version 1 with a predecessor', 'DESCRIPTOR_MALFORMED', () => make({ previous: new Uint8Array(32) })],
    [
      'with a log key of another name',
      'DESCRIPTOR_MALFORMED',
      () => make({ log: { ...payload.log, origin: 'other.example' } }),
    ],
    [
      'with a witness key in the log’s place',
      'DESCRIPTOR_MALFORMED',
      () => make({ log: { origin: 'mx.example/witness', vkey: payload.witness } }),
    ],
    ['with a witness key that is none', 'DESCRIPTOR_MALFORMED', () => make({ witness: 'mx.example+00000000+AA==' })],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toEqual(code(expected));
  });

  test('is read though one of its CAs is past its time, since older ones must stay readable', async () => {
    const late = at + 2000 * DAY_MS;
    const bytes = await make({ expiresAt: late + DAY_MS });
    expect(await read(bytes, { at: late })).toMatchObject({ agency: 'mx' });
  });
});

describe('a trust list', () => {
  const payload = world.trustListPayload;
  const make = (change: Partial<TrustListPayload>, signer = authority) =>
    makeTrustList({ ...payload, ...change }, { crypto: trustCrypto, signer });
  const read = (bytes: Uint8Array, trust: { at?: number; atLeast?: AtLeast } = {}, by = descriptor) =>
    readTrustList(trustCrypto, bytes, by, { at, ...trust });
  const first = { version: 1, hash: hashOf(world.trustListBytes) };
  const second = { version: 2, previous: first.hash };

  test('is read as an equipment authority signed it', () => {
    expect(world.trustList).toMatchObject({ ...payload, hash: first.hash });
  });

  test('has no byte that can change', async () => {
    await noByteCanChange(world.trustListBytes, read);
  });

  test('is taken again, and followed by the next version or a later one', async () => {
    expect(await read(world.trustListBytes, { atLeast: first })).toMatchObject({ version: 1 });
    expect(await read(await make(second), { atLeast: first })).toMatchObject({ version: 2 });
    const fifth = await make({ version: 5, previous: new Uint8Array(32) });
    expect(await read(fifth, { atLeast: first })).toMatchObject({ version: 5 });
  });

  test('from a clock a little ahead is taken', async () => {
    expect(await read(await make({ issuedAt: at + CLOCK_SKEW_MS }))).toMatchObject({ version: 1 });
  });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    [
      'signed by an analyst',
      'TRUST_LIST_SIGNER_NOT_ENTITLED',
      async () => read(await make({}, officers.analyst.signer)),
    ],
    ['signed by a stranger', 'TRUST_LIST_SIGNER_NOT_ENTITLED', async () => read(await make({}, foreign.root.signer))],
    [
      'under another agency’s descriptor',
      'TRUST_LIST_SIGNER_NOT_ENTITLED',
      () => read(world.trustListBytes, {}, foreign.descriptor),
    ],
    [
      'with an authority’s name and another’s signature',
      'TRUST_LIST_SIGNATURE_INVALID',
      async () => read(await make({}, { spki: authority.spki, sign: foreign.root.signer.sign })),
    ],
    ['of another agency', 'TRUST_LIST_AGENCY_MISMATCH', async () => read(await make({ agency: 'us' }))],
    ['past its time', 'TRUST_LIST_EXPIRED', () => read(world.trustListBytes, { at: payload.expiresAt })],
    ['from the future', 'TRUST_LIST_NOT_YET_VALID', async () => read(await make({ issuedAt: at + CLOCK_SKEW_MS + 1 }))],
    [
      'older than one seen',
      'TRUST_LIST_ROLLED_BACK',
      () => read(world.trustListBytes, { atLeast: { version: 2, hash: new Uint8Array(32) } }),
    ],
    ['beside one seen', 'TRUST_LIST_FORKED', async () => read(await make({ sample: false }), { atLeast: first })],
    [
      'grown from another one',
      'TRUST_LIST_FORKED',
      async () => read(await make({ version: 2, previous: new Uint8Array(32) }), { atLeast: first }),
    ],
    ['that is a descriptor', 'TRUST_LIST_MALFORMED', () => read(world.descriptorBytes)],
    ['with a device twice', 'TRUST_LIST_MALFORMED', () => make({ devices: [...payload.devices, ...payload.devices] })],
    [
      'with a configuration twice',
      'TRUST_LIST_MALFORMED',
      () => make({ configurations: [...payload.configurations, ...payload.configurations] }),
    ],
    ['that expires before it begins', 'TRUST_LIST_MALFORMED', () => make({ expiresAt: payload.issuedAt })],
    ['of version 0', 'TRUST_LIST_MALFORMED', () => make({ version: 0 })],
    ['that is rubbish', 'TRUST_LIST_MALFORMED', () => read(new Uint8Array(10))],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toEqual(code(expected));
  });
});

describe('a decision', () => {
  const mark: Mark = {
    object: 0,
    frame: null,
    shape: 'box',
    points: [0, 0, 1, 1],
    threatCategory: null,
    contraband: null,
    certainty: null,
    text: '',
  };
  const scan = new Uint8Array(32).fill(7);
  const plain: Decision = {
    ...{ v: 2, agency: 'mx', scan, decision: 'release', reason: '' },
    ...{ marks: [], enhancements: [], report: null, by: 'analyst', at },
  };
  const bytes = world.decide(scan, { reason: 'Dos líneas,\nuna razón.' });
  const verify = (input: Uint8Array, time = at) => verifyDecision(trustCrypto, input, descriptor, time);

  test('is read as its analyst signed it', async () => {
    expect(await verify(await bytes)).toMatchObject({
      scan,
      decision: 'release',
      by: 'analyst',
      hash: hashOf(await bytes),
    });
  });

  test('has no byte that can change', async () => {
    await noByteCanChange(await bytes, verify);
  });

  test('may be a supervisor’s', async () => {
    const decision = { ...plain, decision: 'hold' as const, by: 'supervisor' };
    const signed = await makeDecision(decision, { crypto: trustCrypto, signer: officers.supervisor.signer });
    expect(await verify(signed)).toMatchObject({ by: 'supervisor' });
  });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    [
      'in another officer’s name',
      'DECISION_SIGNER_NOT_ENTITLED',
      async () => verify(await world.decide(scan, { by: 'supervisor' })),
    ],
    [
      'under another agency’s descriptor',
      'DECISION_SIGNER_NOT_ENTITLED',
      async () => verifyDecision(trustCrypto, await bytes, foreign.descriptor, at),
    ],
    [
      'by an equipment authority',
      'DECISION_SIGNER_NOT_ENTITLED',
      async () =>
        verify(await makeDecision({ ...plain, by: 'equipment-authority' }, { crypto: trustCrypto, signer: authority })),
    ],
    [
      'with an analyst’s name and another’s signature',
      'DECISION_SIGNATURE_INVALID',
      async () =>
        verify(
          await makeDecision(plain, {
            crypto: trustCrypto,
            signer: { spki: officers.analyst.signer.spki, sign: authority.sign },
          }),
        ),
    ],
    ['of another agency', 'DECISION_AGENCY_MISMATCH', async () => verify(await world.decide(scan, { agency: 'us' }))],
    [
      'from the future',
      'DECISION_TIME_IMPLAUSIBLE',
      async () => verify(await world.decide(scan, { at: at + CLOCK_SKEW_MS + 1 })),
    ],
    ['that is a trust list', 'DECISION_MALFORMED', () => verify(world.trustListBytes)],
    ['with 33 marks', 'DECISION_MALFORMED', () => world.decide(scan, { marks: Array(33).fill(mark) })],
    [
      'with a mark off the objects',
      'DECISION_MALFORMED',
      () => world.decide(scan, { marks: [{ ...mark, object: 24 }] }),
    ],
    [
      'with a box of three corners',
      'DECISION_MALFORMED',
      () => world.decide(scan, { marks: [{ ...mark, points: [0, 0, 1, 1, 2, 2] }] }),
    ],
    [
      'with a polygon of two corners',
      'DECISION_MALFORMED',
      () => world.decide(scan, { marks: [{ ...mark, shape: 'polygon' }] }),
    ],
    [
      'with a polygon of 25 corners',
      'DECISION_MALFORMED',
      () => world.decide(scan, { marks: [{ ...mark, shape: 'polygon', points: Array(50).fill(1) }] }),
    ],
    [
      'with a column without its row',
      'DECISION_MALFORMED',
      () => world.decide(scan, { marks: [{ ...mark, shape: 'polygon', points: [0, 0, 5, 5, 9, 0, 1] }] }),
    ],
    ['longer than is read', 'DECISION_MALFORMED', () => verify(new Uint8Array(16_385))],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toEqual(code(expected));
  });
});

describe('an outcome', () => {
  const scan = new Uint8Array(32).fill(7);
  const find = { contraband: 'fentanyl', description: 'Tablets', quantity: '1.250', unit: 'kg', place: 'Spare wheel' };
  const found: Outcome = {
    ...{ v: 1, agency: 'mx', scan, result: 'found', finds: [find] },
    ...{ note: '', by: 'analyst', at },
  };
  const make = (change: Partial<Outcome> = {}, signer = officers.analyst.signer) =>
    makeOutcome({ ...found, ...change }, { crypto: trustCrypto, signer });
  const verify = (input: Uint8Array) => verifyOutcome(trustCrypto, input, descriptor, at);

  test('is read as its officer signed it', async () => {
    const bytes = await make();
    expect(await verify(bytes)).toMatchObject({ ...found, hash: hashOf(bytes) });
    expect(await verify(await make({ by: 'supervisor' }, officers.supervisor.signer))).toMatchObject({
      by: 'supervisor',
    });
  });

  test('has no byte that can change', async () => {
    await noByteCanChange(await make(), verify);
  });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    ['that found something and lists nothing', 'OUTCOME_MALFORMED', () => make({ finds: [] })],
    ['that found nothing and lists something', 'OUTCOME_MALFORMED', () => make({ result: 'nothing' })],
    [
      'with a quantity that is no decimal number',
      'OUTCOME_MALFORMED',
      () => make({ finds: [{ ...find, quantity: '1e3' }] }),
    ],
    ['with 17 finds', 'OUTCOME_MALFORMED', () => make({ finds: Array(17).fill(find) })],
    ['that is a decision', 'OUTCOME_MALFORMED', async () => verify(await world.decide(scan))],
    ['by an equipment authority', 'OUTCOME_SIGNER_NOT_ENTITLED', async () => verify(await make({}, authority))],
    [
      'with an analyst’s name and another’s signature',
      'OUTCOME_SIGNATURE_INVALID',
      async () => verify(await make({}, { spki: officers.analyst.signer.spki, sign: authority.sign })),
    ],
    ['of another agency', 'OUTCOME_AGENCY_MISMATCH', async () => verify(await make({ agency: 'us' }))],
    ['from the future', 'OUTCOME_TIME_IMPLAUSIBLE', async () => verify(await make({ at: at + CLOCK_SKEW_MS + 1 }))],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toEqual(code(expected));
  });
});
