import { trustCrypto } from '@garita/node-crypto';
import { describe, expect, test } from 'vitest';
import { DAY_MS, makeWorld } from '../../../testdata/world.ts';
import {
  APPROVAL_CREDENTIAL_MAX_BYTES,
  type ApprovalCredential,
  CLOCK_SKEW_MS,
  counterSign,
  encodeApprovalCredential,
  encodeJson,
  type JsonValue,
  makeApprovalCredential,
  makeStatusList,
  openCose,
  packBits,
  readApprovalCredential,
  readStatusList,
  STATUS_LIST_MAX_BYTES,
  type StatusList,
  sealCose,
  statusBits,
  type TrustErrorCode,
  verifyApprovalCredential,
  verifyStatusList,
} from './index.ts';

const world = await makeWorld({ equipmentSignatures: 2 });
const foreign = await makeWorld({ agency: 'us', equipmentSignatures: 2 });
const { at, descriptor, officers } = world;
const [first, second] = world.authorities.map(({ signer }) => signer);
if (!first || !second) throw new Error('the world has too few authorities');
const hash = new Uint8Array(32).fill(7);
const list = 'https://mx.example/status/1';

const approval: ApprovalCredential = {
  ...{ agency: 'mx', agencyName: { es: 'Agencia', en: 'Agency' }, id: 'approval-1' },
  ...{ validFrom: at - DAY_MS, validUntil: at + 365 * DAY_MS, configuration: 'portal-1', maker: 'Maker', model: 'P' },
  ...{ name: { es: 'Portal', en: 'Portal' }, hardware: 'rev. C', software: [hash], standard: 'std-1' },
  ...{ conceptOfOperations: { es: 'Un carril.\nDos operadores.', en: 'One lane.' }, section: 'qualified' },
  ...{ contexts: ['land-port'], conditions: [{ es: 'Sin acceso remoto.', en: 'No remote access.' }] },
  ...{ decision: hash, record: hash, status: { list, suspension: 94_567, revocation: 23_452 }, sample: true },
};
const statuses: StatusList = {
  ...{ agency: 'mx', agencyName: approval.agencyName, address: list, version: 3 },
  ...{ validFrom: at - 1000, validUntil: at + DAY_MS, encodedList: await packBits(statusBits([])) },
};

const make = async (change: Partial<ApprovalCredential> = {}, signers = [first, second]) => {
  const [one = first, ...more] = signers;
  let cose = await makeApprovalCredential({ ...approval, ...change }, { crypto: trustCrypto, signer: one });
  for (const signer of more) cose = await counterSign(trustCrypto, signer, cose, APPROVAL_CREDENTIAL_MAX_BYTES);
  return cose;
};
const makeList = async (
  change: Partial<StatusList> = {},
  places: readonly number[] = [],
  signers = [first, second],
) => {
  const [one = first, ...more] = signers;
  const encodedList = await packBits(statusBits(places));
  let cose = await makeStatusList({ ...statuses, encodedList, ...change }, { crypto: trustCrypto, signer: one });
  for (const signer of more) cose = await counterSign(trustCrypto, signer, cose, STATUS_LIST_MAX_BYTES);
  return cose;
};
const verify = (cose: Uint8Array, statusList?: Uint8Array, time = at) =>
  verifyApprovalCredential(trustCrypto, cose, descriptor, time, statusList);
const stateOf = async (cose: Uint8Array, statusList?: Uint8Array, time = at) =>
  (await verify(cose, statusList, time)).verdict.state;

describe('an approval credential', () => {
  test('is read as its officers signed it, in the headers that the W3C asks for', async () => {
    const cose = await make();
    const { credential, verdict } = await verify(cose, await makeList());
    expect(credential).toMatchObject({ ...approval, signers: ['equipment-authority', 'equipment-authority-2'] });
    expect(verdict).toMatchObject({ state: 'valid', status: { version: 3, suspended: false, revoked: false } });
    expect(readApprovalCredential(cose)).toEqual(approval);
    expect(openCose(cose, cose.length, { countersigned: true, typ: true })).toMatchObject({
      contentType: 'application/vc',
      typ: 'application/vc+cose',
    });
  });

  test('is a Verifiable Credential 2.0 by the properties that the data model requires', () => {
    const json = JSON.parse(new TextDecoder().decode(encodeApprovalCredential(approval)));
    expect(json).toMatchObject({
      '@context': ['https://www.w3.org/ns/credentials/v2', expect.anything()],
      type: ['VerifiableCredential', 'EquipmentApprovalCredential'],
      id: 'urn:garita:agency:mx:credential:approval-1',
      issuer: { id: 'urn:garita:agency:mx' },
      validFrom: '2026-11-22T12:00:00.000Z',
      credentialSubject: { id: 'urn:garita:agency:mx:configuration:portal-1' },
      credentialStatus: [
        { type: 'BitstringStatusListEntry', statusPurpose: 'suspension', statusListIndex: '94567' },
        { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '23452' },
      ],
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['valid', async () => stateOf(await make(), await makeList())],
    ['suspended', async () => stateOf(await make(), await makeList({}, [94_567]))],
    ['revoked', async () => stateOf(await make(), await makeList({}, [23_452, 94_567]))],
    ['expired', async () => stateOf(await make({ validUntil: at }), await makeList())],
    ['not-yet-valid', async () => stateOf(await make({ validFrom: at + 1 }), await makeList())],
    ['status-unknown', async () => stateOf(await make())],
    ['status-unknown', async () => stateOf(await make(), await makeList({ address: 'https://mx.example/status/2' }))],
    ['status-stale', async () => stateOf(await make(), await makeList(), at + DAY_MS)],
    // A list that is old can still say what nothing newer takes back.
    ['revoked', async () => stateOf(await make(), await makeList({}, [23_452]), at + 2 * DAY_MS)],
    ['valid', async () => stateOf(await make(), await makeList({}, [94_566, 94_568, 23_451, 23_453]))],
  ])('is %s', async (state, judge) => {
    expect(await judge()).toBe(state);
  });

  test('has no byte that can change', async () => {
    const cose = await make();
    for (let index = 0; index < cose.length; index += 2) {
      const changed = new Uint8Array(cose);
      changed[index] = (changed[index] as number) ^ (1 + ((index * 31) % 255));
      await expect(verify(changed), `byte ${index}`).rejects.toMatchObject({ name: 'TrustError' });
    }
  });

  const json = (): Record<string, JsonValue> =>
    JSON.parse(new TextDecoder().decode(encodeApprovalCredential(approval)));
  const sealed = (
    payload: Uint8Array,
    typ: string | undefined = 'application/vc+cose',
    contentType = 'application/vc',
  ) => sealCose(trustCrypto, first, { contentType, ...(typ ? { typ } : {}), payload });
  const changed = async (change: Record<string, JsonValue>) =>
    verify(await sealed(encodeJson({ ...json(), ...change })));
  const inside = (change: Record<string, JsonValue>) =>
    changed({ credentialSubject: { ...(json().credentialSubject as Record<string, JsonValue>), ...change } });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    ['signed by one of two', 'CREDENTIAL_SIGNATURES_MISSING', async () => verify(await make({}, [first]))],
    [
      'signed by an analyst too',
      'CREDENTIAL_SIGNER_NOT_ENTITLED',
      async () => verify(await make({}, [first, second, officers.analyst.signer])),
    ],
    [
      'under another agency’s descriptor',
      'CREDENTIAL_SIGNER_NOT_ENTITLED',
      async () => verifyApprovalCredential(trustCrypto, await make(), foreign.descriptor, at),
    ],
    [
      'with an authority’s name and another’s signature',
      'CREDENTIAL_SIGNATURE_INVALID',
      async () => verify(await make({}, [first, { spki: second.spki, sign: foreign.root.signer.sign }])),
    ],
    ['of another agency', 'CREDENTIAL_AGENCY_MISMATCH', async () => verify(await make({ agency: 'us' }))],
    ['that ends before it begins', 'CREDENTIAL_MALFORMED', () => make({ validUntil: approval.validFrom })],
    [
      'with one place for both purposes',
      'CREDENTIAL_MALFORMED',
      () => make({ status: { list, suspension: 5, revocation: 5 } }),
    ],
    ['with control characters', 'CREDENTIAL_MALFORMED', () => make({ maker: 'a\u202eb' })],
    ['that is a status list', 'CREDENTIAL_MALFORMED', async () => verify(await makeList())],
    ['that is a trust list', 'CREDENTIAL_MALFORMED', () => verify(world.trustListBytes)],
    ['without a typ', 'CREDENTIAL_MALFORMED', async () => verify(await sealed(encodeApprovalCredential(approval), ''))],
    [
      'with another typ',
      'CREDENTIAL_MALFORMED',
      async () => verify(await sealed(encodeApprovalCredential(approval), 'application/vp+cose')),
    ],
    ['with an unknown property', 'CREDENTIAL_MALFORMED', () => changed({ note: 'x' })],
    ['in another context', 'CREDENTIAL_MALFORMED', () => changed({ '@context': ['https://evil.example'] })],
    ['of another type', 'CREDENTIAL_MALFORMED', () => changed({ type: ['VerifiableCredential'] })],
    ['of no day', 'CREDENTIAL_MALFORMED', () => changed({ validFrom: '2026-02-30T00:00:00.000Z' })],
    ['without an end', 'CREDENTIAL_MALFORMED', () => changed({ validUntil: null })],
    [
      'about another agency’s configuration',
      'CREDENTIAL_MALFORMED',
      () => inside({ id: 'urn:garita:agency:us:configuration:portal-1' }),
    ],
    ['with a digest in capitals', 'CREDENTIAL_MALFORMED', () => inside({ software: ['AB'.repeat(32)] })],
    [
      'with spaces in its JSON',
      'CREDENTIAL_MALFORMED',
      async () => verify(await sealed(new TextEncoder().encode(JSON.stringify(json(), null, 1)))),
    ],
    ['longer than is read', 'CREDENTIAL_MALFORMED', () => verify(new Uint8Array(131_073))],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name: 'TrustError', code: expected });
  });
});

describe('a status list', () => {
  const ask = (cose: Uint8Array, atLeast?: number) => verifyStatusList(trustCrypto, cose, descriptor, at, atLeast);

  test('is read as its officers signed it', async () => {
    const cose = await makeList({}, [7]);
    const read = await ask(cose);
    expect(read).toMatchObject({
      address: list,
      version: 3,
      signers: ['equipment-authority', 'equipment-authority-2'],
    });
    expect([6, 7, 8].map((place) => read.isSet(place))).toEqual([false, true, false]);
    expect(readStatusList(cose).version).toBe(3);
  });

  test.each<[string, TrustErrorCode, () => Promise<unknown>]>([
    ['signed by one of two', 'STATUS_LIST_SIGNATURES_MISSING', async () => ask(await makeList({}, [], [first]))],
    [
      'signed by a stranger',
      'STATUS_LIST_SIGNER_NOT_ENTITLED',
      async () => ask(await makeList({}, [], [foreign.root.signer])),
    ],
    [
      'with a bad countersignature',
      'STATUS_LIST_SIGNATURE_INVALID',
      async () => ask(await makeList({}, [], [first, { spki: second.spki, sign: first.sign }])),
    ],
    ['of another agency', 'STATUS_LIST_AGENCY_MISMATCH', async () => ask(await makeList({ agency: 'us' }))],
    [
      'from the future',
      'STATUS_LIST_NOT_YET_VALID',
      async () => ask(await makeList({ validFrom: at + CLOCK_SKEW_MS + 1 })),
    ],
    ['older than one seen', 'STATUS_LIST_ROLLED_BACK', async () => ask(await makeList(), 4)],
    ['that ends before it begins', 'STATUS_LIST_MALFORMED', () => makeList({ validUntil: 1 })],
    ['at no address', 'STATUS_LIST_MALFORMED', () => makeList({ address: 'javascript:x' })],
    ['that unpacks to nothing', 'STATUS_LIST_MALFORMED', async () => ask(await makeList({ encodedList: 'uAAAA' }))],
    ['that is a credential', 'STATUS_LIST_MALFORMED', async () => ask(await make())],
  ])('%s is refused', async (_name, expected, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name: 'TrustError', code: expected });
  });

  test('that is forged refuses the credential that is judged by it', async () => {
    await expect(verify(await make(), await makeList({}, [], [first]))).rejects.toMatchObject({
      code: 'STATUS_LIST_SIGNATURES_MISSING',
    });
  });
});
