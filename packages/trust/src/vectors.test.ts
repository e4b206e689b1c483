import { readFileSync } from 'node:fs';
import { trustCrypto } from '@garita/node-crypto';
import { describe, expect, test } from 'vitest';
import { makeTrustVectors } from '../../../testdata/make-trust-vectors.ts';
import { observe } from '../../../testdata/world.ts';
import {
  applySuspensions,
  encodeCbor,
  fromHex,
  openCose,
  openEntry,
  readDecision,
  readDescriptor,
  readOutcome,
  readTrustList,
  type ScanStatement,
  type TrustListPayload,
  verifyApprovalCredential,
  verifyDecision,
  verifyEquipmentDecision,
  verifyOutcome,
  verifyScan,
  verifyStatusList,
} from './index.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../testdata/trust/${name}`, import.meta.url), 'utf8'));
const bytes = (hex: string) => fromHex(hex) as Uint8Array;

const keys = read('keys.json');
const at: number = keys.at;
const rootCertificate = bytes(keys.certificates.root);
const descriptor = await readDescriptor(trustCrypto, bytes(read('descriptor.json').cose), { rootCertificate, at });
const trustList = await readTrustList(trustCrypto, bytes(read('trust-list.json').cose), descriptor, { at });
const second = await readDescriptor(trustCrypto, bytes(read('descriptor-2.json').cose), {
  rootCertificate,
  at,
  atLeast: descriptor,
});
const secondList = await readTrustList(trustCrypto, bytes(read('trust-list-2.json').cose), second, {
  at,
  atLeast: trustList,
});
const context = { at, descriptor, trustList, chain: null };

/** Undoes `h'00ff'`: the payload as a program holds it. */
function fromReadable(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith("h'") ? bytes(value.slice(2, -1)) : value;
  if (Array.isArray(value)) return value.map(fromReadable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromReadable(inner)]));
}

describe('the published vectors', () => {
  test('come out byte for byte when they are made again', async () => {
    for (const [name, content] of Object.entries(await makeTrustVectors())) expect(content).toEqual(read(name));
  });

  test.each([
    'descriptor.json',
    'trust-list.json',
    'statement.json',
    'decision.json',
    'decision-1.json',
    'outcome.json',
    'descriptor-2.json',
    'trust-list-2.json',
    'statement-2.json',
    'equipment-decision.json',
    'equipment-suspension.json',
  ])('%s: the readable payload encodes to the signed bytes', (name) => {
    const vector = read(name);
    expect(encodeCbor(fromReadable(vector.payload) as never)).toEqual(bytes(vector.payloadCbor));
    expect(openCose(bytes(vector.cose), 65_536, { countersigned: true }).payload).toEqual(bytes(vector.payloadCbor));
    expect(trustCrypto.hasher.sha256(bytes(vector.cose))).toEqual(bytes(vector.hash));
  });

  test('hold a statement that is admitted with its objects', async () => {
    const { cose, objects, payload } = read('statement.json');
    const verdict = await verifyScan(
      trustCrypto,
      { statement: bytes(cose), objects: objects.map((hex: string) => observe(bytes(hex))) },
      context,
    );
    expect(verdict).toMatchObject({
      outcome: 'admitted',
      scan: { statement: { ...(fromReadable(payload) as ScanStatement), v: 2, software: null } },
    });
  });

  test('hold a decision that is an analyst’s', async () => {
    const { cose } = read('decision.json');
    const decision = await verifyDecision(trustCrypto, bytes(cose), descriptor, at + 60_000);
    expect(decision).toMatchObject(readDecision(bytes(cose)));
  });

  test('hold a decision of the first version, read as one of this', async () => {
    const decision = await verifyDecision(trustCrypto, bytes(read('decision-1.json').cose), descriptor, at + 60_000);
    expect(decision).toMatchObject({
      v: 2,
      marks: [{ object: 0, frame: null, shape: 'box', points: [10, 20, 39, 59], certainty: null, text: '' }],
      enhancements: [],
      report: null,
    });
  });

  test('hold an outcome that is an analyst’s', async () => {
    const { cose } = read('outcome.json');
    const outcome = await verifyOutcome(trustCrypto, bytes(cose), descriptor, at + 7_200_000);
    expect(outcome).toMatchObject(readOutcome(bytes(cose)));
  });

  test('hold descriptor and list of version 2, read under two signatures; version 1 reads as one signature', async () => {
    expect(descriptor).toMatchObject({ v: 2, signatures: { equipment: 1 } });
    expect(trustList).toMatchObject({
      v: 2,
      answers: [],
      configurations: [{ software: [], acceptedByPartner: 'not-asked' }, {}],
    });
    expect(secondList.signers).toEqual(['ea-1', 'ea-2']);
    expect(secondList).toMatchObject(fromReadable(read('trust-list-2.json').payload) as TrustListPayload);
    const one = bytes(read('trust-list.json').cose);
    await expect(readTrustList(trustCrypto, one, second, { at })).rejects.toMatchObject({
      code: 'TRUST_LIST_SIGNATURES_MISSING',
    });
  });

  test('hold a statement that names its software, admitted where that is approved; one of version 1 names none', async () => {
    const observed = read('statement.json').objects.map((hex: string) => observe(bytes(hex)));
    const judge = (name: string) =>
      verifyScan(
        trustCrypto,
        { statement: bytes(read(name).cose), objects: observed },
        { at, descriptor: second, trustList: secondList, chain: undefined },
      );
    expect(await judge('statement-2.json')).toMatchObject({ outcome: 'admitted' });
    expect(await judge('statement.json')).toMatchObject({
      statement: { v: 2, software: null },
      reasons: [{ code: 'CONFIGURATION_NOT_APPROVED' }],
    });
  });

  test('hold a decision that grants under two signatures, and one that takes away and acts at once', async () => {
    const granting = await verifyEquipmentDecision(
      trustCrypto,
      bytes(read('equipment-decision.json').cose),
      second,
      at,
    );
    expect(granting.signers).toEqual(['ea-1', 'ea-2']);
    const suspension = bytes(read('equipment-suspension.json').cose);
    const taking = await verifyEquipmentDecision(trustCrypto, suspension, second, at);
    expect(taking.previous).toEqual(granting.payloadHash);
    expect(applySuspensions(secondList, [granting, taking])).toMatchObject({
      configurations: [{ status: 'suspended', reasons: [{ code: 'KEY_COMPROMISED' }] }, { status: 'refused' }],
      devices: [{ compromisedSince: at - 3_600_000 }],
    });
  });

  test('hold a credential that is good, and a status list of the same day that says it is suspended', async () => {
    const [signed, list] = [read('approval-credential.json'), read('status-list.json')];
    const judged = await verifyApprovalCredential(trustCrypto, bytes(signed.cose), second, at);
    expect(judged.verdict.state).toBe('status-unknown');
    expect(JSON.parse(signed.payloadJson)).toEqual(signed.payload);
    expect(openCose(bytes(signed.cose), 65_536, { countersigned: true, typ: true }).payload).toEqual(
      new TextEncoder().encode(signed.payloadJson),
    );
    const decision = bytes(read('equipment-decision.json').payloadCbor);
    expect(judged.credential.decision).toEqual(trustCrypto.hasher.sha256(decision));
    const statuses = await verifyStatusList(trustCrypto, bytes(list.cose), second, at);
    expect([4710, 4711, 4712].map((place) => statuses.isSet(place))).toEqual([false, true, false]);
    const withList = await verifyApprovalCredential(trustCrypto, bytes(signed.cose), second, at, bytes(list.cose));
    expect(withList.verdict.state).toBe('suspended');
  });

  test('hold a log entry and what opens it', () => {
    const { private: entry } = read('log-entry.json');
    const opening = { salt: bytes(entry.salt), record: bytes(entry.recordCbor) };
    expect(openEntry(trustCrypto.hasher, bytes(entry.entry), opening)).toEqual(fromReadable(entry.record));
  });

  test.each(read('refused-statements.json').refused as { name: string; cose: string; code: string }[])(
    'hold a statement that is refused: $name',
    async ({ cose, code }) => {
      const verdict = await verifyScan(trustCrypto, { statement: bytes(cose), objects: [] }, context);
      expect(verdict).toMatchObject({ outcome: 'quarantined', authentic: false });
      expect(verdict.outcome === 'quarantined' && verdict.reasons.map((reason) => reason.code)).toContain(code);
    },
  );
});
