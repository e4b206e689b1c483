import { trustCrypto } from '@garita/node-crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, makeWorld } from '../../../testdata/world.ts';
import {
  applySuspensions,
  CLOCK_SKEW_MS,
  type EquipmentDecision,
  encodeEquipmentDecision,
  equipmentReasons,
  type TrustList,
  type VerifiedEquipmentDecision,
} from './index.ts';

const world = await makeWorld();
const { at, trustList } = world;
const statement = { device: 'xr-1', configuration: 'portal-1', software: null };

const plain: EquipmentDecision = {
  ...{ v: 1, agency: 'mx', subject: { kind: 'configuration', id: 'portal-1' }, seq: 2, previous: new Uint8Array(32) },
  ...{ from: 'listed', to: 'suspended', section: null, reason: 'DESIGN_CHANGED', es: 'Se cambió.', en: 'Changed.' },
  ...{ record: null, evidence: [], conditions: [], contexts: [], validFrom: null, validUntil: null },
  ...{ compromisedSince: null, by: 'equipment-authority', at },
};

/** As `verifyEquipmentDecision` answers it; the signatures are another test's matter. */
function decided(change: Partial<EquipmentDecision> = {}): VerifiedEquipmentDecision {
  const decision = { ...plain, ...change };
  const payloadHash = trustCrypto.hasher.sha256(encodeEquipmentDecision(decision));
  return {
    ...decision,
    hash: payloadHash,
    payloadHash,
    signers: [decision.by],
  } as unknown as VerifiedEquipmentDecision;
}

const codes = (list: TrustList, time = at, about = statement) =>
  equipmentReasons(about, list, 'mx', time).map(({ code }) => code);
const device = { subject: { kind: 'device' as const, id: 'xr-1' } };

describe('a decision that takes trust away, and that the list does not answer', () => {
  test('suspends its configuration at once, in its own words', () => {
    expect(codes(trustList)).toEqual([]);
    const [reason] = equipmentReasons(statement, applySuspensions(trustList, [decided()]), 'mx', at);
    expect(reason).toMatchObject({
      code: 'CONFIGURATION_SUSPENDED',
      notice: [{ code: 'DESIGN_CHANGED', es: 'Se cambió.', en: 'Changed.' }],
    });
  });

  test('stops one device and leaves the others', () => {
    const list = applySuspensions(trustList, [decided({ ...device, to: 'removed' })]);
    expect(codes(list)).toEqual(['DEVICE_REMOVED']);
    expect(codes(list, at, { ...statement, device: 'xr-2' })).toEqual([]);
  });

  test('holds though the officer’s clock is ahead', () => {
    expect(codes(applySuspensions(trustList, [decided({ ...device, at: at + 60_000 })]))).toEqual(['DEVICE_SUSPENDED']);
  });

  test('about a configuration with stolen keys marks every device of it from then on', () => {
    const list = applySuspensions(trustList, [decided({ compromisedSince: at - 5 * DAY_MS })]);
    expect(list.devices.map(({ compromisedSince }) => compromisedSince)).toEqual([at - 5 * DAY_MS, at - 5 * DAY_MS]);
    expect(codes(list)).toEqual(['DEVICE_COMPROMISED', 'CONFIGURATION_SUSPENDED']);
  });

  test('is lifted by a list that answers it, and by no later decision that grants', () => {
    const suspension = decided();
    const restored = decided({ seq: 3, previous: suspension.payloadHash, from: 'suspended', to: 'listed' });
    expect(codes(applySuspensions(trustList, [suspension, restored]))).toEqual(['CONFIGURATION_SUSPENDED']);
    const answering = { ...trustList, answers: [suspension.payloadHash] };
    expect(applySuspensions(answering, [suspension, restored])).toBe(answering);
  });

  test('of another agency, or about what is not listed, changes nothing', () => {
    const strangers = [decided({ agency: 'us' }), decided({ subject: { kind: 'device', id: 'xr-9' } })];
    expect(applySuspensions(trustList, strangers)).toEqual(trustList);
  });
});

describe('whatever is decided', () => {
  const status = fc.constantFrom('approved', 'conditional', 'suspended', 'removed', 'refused');
  const aTime = fc.integer({ min: at - 20 * DAY_MS, max: at + 20 * DAY_MS });
  const aList = fc
    .record({
      first: status,
      second: status,
      device: fc.constantFrom('active', 'suspended', 'removed'),
      from: aTime,
      compromisedSince: fc.option(aTime),
      approvedUntil: fc.option(aTime),
    })
    .map(({ first, second, device, from, compromisedSince, approvedUntil }): TrustList => {
      const [configuration] = trustList.configurations;
      const [one] = trustList.devices;
      if (!configuration || !one) throw new Error('the world has an empty list');
      return {
        ...trustList,
        configurations: [
          { ...configuration, id: 'portal-1', status: first, approvedUntil },
          { ...configuration, id: 'portal-2', status: second },
        ],
        devices: [
          { ...one, id: 'xr-1', status: device, effectiveFrom: from, compromisedSince },
          { ...one, id: 'xr-2', configuration: 'portal-2' },
        ],
      } as TrustList;
    });
  const someDecisions = fc
    .array(
      fc.record({
        kind: fc.constantFrom('configuration', 'device'),
        which: fc.constantFrom(1, 2),
        to: fc.constantFrom('suspended', 'removed', 'listed', 'expired'),
        seq: fc.integer({ min: 2, max: 5 }),
        at: aTime,
        compromisedSince: fc.option(aTime),
      }),
      { maxLength: 5 },
    )
    .map((drawn) =>
      drawn.map(({ kind, which, ...rest }) =>
        decided({ ...rest, subject: { kind, id: `${kind === 'device' ? 'xr' : 'portal'}-${which}` } }),
      ),
    );
  const aStatement = fc.record({
    device: fc.constantFrom('xr-1', 'xr-2', 'xr-3'),
    configuration: fc.constantFrom('portal-1', 'portal-2'),
    software: fc.constant(null),
  });
  // A list can be read from here on.
  const earliest = trustList.issuedAt - CLOCK_SKEW_MS;

  test('no scan becomes acceptable that was not', () => {
    const judged = fc.integer({ min: earliest, max: at + 29 * DAY_MS });
    let refusedBefore = 0;
    fc.assert(
      fc.property(aList, someDecisions, aStatement, judged, (list, decisions, about, time) => {
        if (codes(list, time, about).length === 0) return true;
        refusedBefore++;
        return codes(applySuspensions(list, decisions), time, about).length > 0;
      }),
      { numRuns: 2000 },
    );
    expect(refusedBefore).toBeGreaterThan(500);
  });

  test('no order makes a difference, and twice is once', () => {
    fc.assert(
      fc.property(aList, someDecisions, (list, decisions) => {
        const once = applySuspensions(list, decisions);
        expect(applySuspensions(list, [...decisions].reverse())).toEqual(once);
        expect(applySuspensions(once, decisions)).toEqual(once);
      }),
    );
  });
});
