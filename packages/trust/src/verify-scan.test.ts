import { trustCrypto } from '@garita/node-crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, makeWorld, observe, type WorldScan } from '../../../testdata/world.ts';
import {
  advancesChain,
  type DeviceChain,
  makeStatement,
  type PresentedScan,
  REFUSAL_CODES,
  type RefusalCode,
  type ScanStatement,
  type TrustContext,
  type TrustListPayload,
  verifyScan,
} from './index.ts';

const world = await makeWorld();
const foreign = await makeWorld({ agency: 'us', devices: ['xr-1'] });
const xr1 = world.devices['xr-1'] as NonNullable<(typeof world.devices)[string]>;
const good = await world.scan();
const trusted: TrustContext = {
  at: world.at,
  descriptor: world.descriptor,
  trustList: world.trustList,
  chain: null,
};

const presented = (scan: WorldScan): PresentedScan => ({
  statement: scan.bytes,
  objects: scan.objects,
  sender: 'xr-1',
});

async function judge(change: Partial<PresentedScan> = {}, context: Partial<TrustContext> = {}) {
  return verifyScan(trustCrypto, { ...presented(good), ...change }, { ...trusted, ...context });
}

async function codesOf(change: Partial<PresentedScan> = {}, context: Partial<TrustContext> = {}) {
  const verdict = await judge(change, context);
  return verdict.outcome === 'admitted' ? [] : verdict.reasons.map(({ code }) => code);
}

/** The good scan's statement with fields replaced, signed by the same device. */
async function restated(change: Partial<ScanStatement>, device = xr1): Promise<Uint8Array> {
  const statement = { ...good.statement, ...change };
  return makeStatement(statement, { crypto: trustCrypto, signer: device.signer, chain: device.chain });
}

const [listedDevice, otherDevice] = world.trustListPayload.devices as [Device, Device];
const [listedConfiguration] = world.trustListPayload.configurations as [Configuration];
type Device = TrustListPayload['devices'][number];
type Configuration = TrustListPayload['configurations'][number];
const notice = [{ code: 'BY_REVIEW', es: 'Por la revisión.', en: 'By the review.' }];

const listing = async (change: Partial<TrustListPayload>) => ({ trustList: (await world.trustListWith(change)).list });
const deviceIs = (change: Partial<Device>) => listing({ devices: [{ ...listedDevice, ...change }, otherDevice] });
const configurationIs = (change: Partial<Configuration>) =>
  listing({ configurations: [{ ...listedConfiguration, ...change }] });
const objectsWith = (bytes: Uint8Array | undefined) => ({
  objects: [good.objects[0], bytes && observe(bytes)],
});
const second = good.files[1] as Uint8Array;

describe('a scan is admitted', () => {
  test('when its device and configuration are on the list and every byte is as stated', async () => {
    expect(await judge()).toMatchObject({
      outcome: 'admitted',
      scan: {
        hash: good.hash,
        device: { id: 'xr-1' },
        configuration: { id: 'portal-1' },
        trustList: world.trustList.hash,
      },
    });
  });

  test('at the partner too, which knows neither sender nor chain', async () => {
    const { statement, objects } = presented(good);
    const verdict = await verifyScan(trustCrypto, { statement, objects }, { ...trusted, chain: undefined });
    expect(verdict.outcome).toBe('admitted');
  });

  test('when its configuration is approved on conditions', async () => {
    expect(await codesOf({}, await configurationIs({ status: 'conditional' }))).toEqual([]);
  });

  test('when its suspension only begins later', async () => {
    expect(await codesOf({}, await deviceIs({ status: 'suspended', effectiveFrom: world.at + 1 }))).toEqual([]);
  });

  test('when its clock is ahead by no more than it admits', async () => {
    const capturedAt = world.at + 600_000 + 20;
    expect(await codesOf({ statement: await restated({ capturedAt }) })).toEqual([]);
  });
});

type Case = readonly [
  name: string,
  code: RefusalCode,
  presented?: Partial<PresentedScan>,
  context?: Partial<TrustContext>,
];
const cases: readonly Case[] = [
  ['when its statement is not CBOR', 'STATEMENT_MALFORMED', { statement: new Uint8Array(100) }],
  ['when its statement is too long', 'STATEMENT_TOO_LARGE', { statement: new Uint8Array(8193) }],
  [
    'when another key signed it under the same certificate',
    'SIGNATURE_INVALID',
    {
      statement: await makeStatement(good.statement, {
        crypto: trustCrypto,
        signer: (await world.enroll('xr-1')).signer,
        chain: xr1.chain,
      }),
    },
  ],
  ['when another agency’s CA vouches for its device', 'CERTIFICATE_UNTRUSTED', {}, { descriptor: foreign.descriptor }],
  ['when its certificate is past its time', 'CERTIFICATE_EXPIRED', {}, { at: world.at + 91 * DAY_MS }],
  ['when its certificate’s time has not come', 'CERTIFICATE_NOT_YET_VALID', {}, { at: world.at - 2 * DAY_MS }],
  [
    'when its certificate is another device’s',
    'CERTIFICATE_WRONG_USE',
    { statement: await restated({}, world.devices['xr-2']) },
  ],
  ['when it names another agency', 'AGENCY_MISMATCH', { statement: await restated({ agency: 'us' }) }],
  ['when another device brings it', 'SENDER_MISMATCH', { sender: 'xr-2' }],
  ['when there is no trust list', 'TRUST_LIST_MISSING', {}, { trustList: undefined }],
  ['when the trust list is another agency’s', 'TRUST_LIST_MISSING', {}, { trustList: foreign.trustList }],
  ['when the trust list is past its time', 'TRUST_LIST_EXPIRED', {}, { at: world.at + 30 * DAY_MS }],
  ['when its device is not on the list', 'DEVICE_UNKNOWN', {}, await listing({ devices: [otherDevice] })],
  [
    'when its device is only listed from later on',
    'DEVICE_UNKNOWN',
    {},
    await deviceIs({ effectiveFrom: world.at + 1 }),
  ],
  ['when its device is suspended', 'DEVICE_SUSPENDED', {}, await deviceIs({ status: 'suspended' })],
  ['when its device is removed', 'DEVICE_REMOVED', {}, await deviceIs({ status: 'removed' })],
  ['when its device’s key got out', 'DEVICE_COMPROMISED', {}, await deviceIs({ compromisedSince: world.at })],
  [
    'when it states a configuration the list does not',
    'CONFIGURATION_MISMATCH',
    { statement: await restated({ configuration: 'portal-9' }) },
  ],
  ['when its configuration is not on the list', 'CONFIGURATION_UNKNOWN', {}, await listing({ configurations: [] })],
  [
    'when its configuration is suspended',
    'CONFIGURATION_SUSPENDED',
    {},
    await configurationIs({ status: 'suspended' }),
  ],
  ['when its configuration is removed', 'CONFIGURATION_REMOVED', {}, await configurationIs({ status: 'removed' })],
  ['when its configuration was refused', 'CONFIGURATION_REFUSED', {}, await configurationIs({ status: 'refused' })],
  [
    'when it says another software than is approved',
    'CONFIGURATION_NOT_APPROVED',
    { statement: await restated({ software: new Uint8Array(32) }) },
    await configurationIs({ software: [new Uint8Array(32).fill(1)] }),
  ],
  [
    'when it says no software where one is approved',
    'CONFIGURATION_NOT_APPROVED',
    {},
    await configurationIs({ software: [new Uint8Array(32).fill(1)] }),
  ],
  ['when its approval is over', 'CONFIGURATION_EXPIRED', {}, await configurationIs({ approvedUntil: world.at })],
  ['when it came before', 'SEQUENCE_REPLAYED', {}, { chain: { lastSeq: 1, lastStatement: good.hash } }],
  [
    'when one before it is missing',
    'SEQUENCE_GAP',
    { statement: await restated({ deviceSeq: 2, prevStatementHash: good.hash }) },
  ],
  [
    'when it follows another one than the last',
    'SEQUENCE_FORKED',
    { statement: await restated({ deviceSeq: 2, prevStatementHash: new Uint8Array(32) }) },
    { chain: { lastSeq: 1, lastStatement: good.hash } },
  ],
  [
    'when it was captured in the future',
    'CAPTURE_TIME_IMPLAUSIBLE',
    { statement: await restated({ capturedAt: world.at + 600_000 + 21 }) },
  ],
  ['when an object never came', 'OBJECT_MISSING', objectsWith(undefined)],
  ['when an object is cut short', 'OBJECT_SIZE_MISMATCH', objectsWith(second.subarray(1))],
  [
    'when a byte of an object is another',
    'OBJECT_HASH_MISMATCH',
    objectsWith(second.map((byte, i) => (i === 7 ? byte ^ 1 : byte))),
  ],
  ['when an object comes that nobody stated', 'OBJECT_HASH_MISMATCH', { objects: [...good.objects, good.objects[0]] }],
  [
    'when its chunks are not the stated ones',
    'OBJECT_CHUNK_ROOT_MISMATCH',
    { objects: [good.objects[0], { ...observe(second), chunkRoot: new Uint8Array(32) }] },
  ],
  [
    'when an object’s structure is broken',
    'OBJECT_STRUCTURE',
    {},
    { structure: [{ code: 'OBJECT_STRUCTURE', object: 0, detail: 'x' }] },
  ],
];

describe('a scan is quarantined', () => {
  test.each(cases.map(([name, ...rest]) => ({ name, rest })))('$name', async ({ rest: [code, change, context] }) => {
    expect(await codesOf(change, context)).toContain(code);
  });

  test('for every code there is', () => {
    expect(new Set(cases.map(([, code]) => code))).toEqual(new Set(REFUSAL_CODES));
  });

  test('with all its reasons at once, in one order, and the words of the signed list', async () => {
    const { trustList } = await listing({
      devices: [{ ...listedDevice, status: 'suspended', reasons: notice }, otherDevice],
      configurations: [{ ...listedConfiguration, status: 'refused', approvedUntil: world.at, reasons: notice }],
    });
    const statement = await restated({ deviceSeq: 3, prevStatementHash: good.hash, capturedAt: world.at + DAY_MS });
    const verdict = await judge(
      { statement, sender: 'xr-2', objects: [undefined, observe(new Uint8Array(3))] },
      { trustList, chain: { lastSeq: 1, lastStatement: good.hash } },
    );
    expect(verdict.outcome === 'quarantined' && verdict.reasons).toMatchObject([
      { code: 'SENDER_MISMATCH' },
      { code: 'DEVICE_SUSPENDED', notice },
      { code: 'CONFIGURATION_REFUSED', notice },
      { code: 'CONFIGURATION_EXPIRED', notice },
      { code: 'SEQUENCE_GAP' },
      { code: 'CAPTURE_TIME_IMPLAUSIBLE' },
      { code: 'OBJECT_MISSING', object: 0 },
      { code: 'OBJECT_SIZE_MISMATCH', object: 1 },
      { code: 'OBJECT_HASH_MISMATCH', object: 1 },
      { code: 'OBJECT_CHUNK_ROOT_MISMATCH', object: 1 },
    ]);
  });

  test('when the files of two good scans are swapped, either way round', async () => {
    const other = await world.scan();
    for (const [mine, yours] of [
      [good, other],
      [other, good],
    ] as const) {
      expect(await codesOf({ statement: mine.bytes, objects: yours.objects })).toContain('OBJECT_HASH_MISMATCH');
    }
  });
});

describe('no byte of a statement can be changed', () => {
  test('whichever it is, and to whatever value', async () => {
    for (let index = 0; index < good.bytes.length; index++) {
      const statement = new Uint8Array(good.bytes);
      statement[index] = (statement[index] as number) ^ (1 + ((index * 37) % 255));
      const verdict = await judge({ statement });
      expect(verdict, `byte ${index}`).toMatchObject({ outcome: 'quarantined', authentic: false });
    }
  });

  test('nor removed, nor put in, and rubbish is answered, never thrown', async () => {
    const edited = fc.tuple(fc.nat(good.bytes.length), fc.nat(20), fc.uint8Array({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(edited, async ([place, removed, added]) => {
        const [head, tail] = [good.bytes.subarray(0, place), good.bytes.subarray(place + removed)];
        const statement = new Uint8Array([...head, ...added, ...tail]);
        fc.pre(!Buffer.from(statement).equals(good.bytes));
        expect((await judge({ statement })).outcome).toBe('quarantined');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a device’s chain', () => {
  const head = (verdict: Awaited<ReturnType<typeof judge>>) => advancesChain(verdict);

  test('advances past a gap and past a certificate that has expired', async () => {
    const gap = await restated({ deviceSeq: 5, prevStatementHash: good.hash });
    expect(head(await judge({ statement: gap }))).toBe(true);
    const late = await judge({}, { at: world.at + 91 * DAY_MS });
    expect(late).toMatchObject({ outcome: 'quarantined', authentic: true });
  });

  test('never advances for a stranger: another signer, agency or bringer', async () => {
    for (const [, code, change = {}, context = {}] of cases) {
      const verdict = await judge(change, context);
      const strange: readonly RefusalCode[] = [
        'STATEMENT_MALFORMED',
        'STATEMENT_TOO_LARGE',
        'SIGNATURE_INVALID',
        'CERTIFICATE_UNTRUSTED',
        'CERTIFICATE_NOT_YET_VALID',
        'CERTIFICATE_WRONG_USE',
        'AGENCY_MISMATCH',
        'SENDER_MISMATCH',
        'SEQUENCE_REPLAYED',
        'SEQUENCE_FORKED',
      ];
      expect(head(verdict), code).toBe(!strange.includes(code));
    }
  });

  /** What a model of the rule says, told in numbers alone: statement `n` of a line that follows line `line`. */
  interface Sent {
    readonly seq: number;
    readonly line: number;
  }
  const sent = fc.record({ seq: fc.integer({ min: 1, max: 8 }), line: fc.integer({ min: 0, max: 1 }) });

  test('tells replays, gaps and forks apart as the model does, whatever comes in whatever order', async () => {
    // Two lines of the same device, as if its key had been cloned: they share their first statement.
    const lines = await Promise.all([0, 1].map((line) => lineOf(line)));
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { maxLength: 12 }), async (messages) => {
        let chain: DeviceChain | null = null;
        let model: Sent = { seq: 0, line: 0 };
        for (const { seq, line } of messages) {
          const scan = lines[line]?.[seq - 1] as WorldScan;
          const verdict = await judge(presented(scan), { chain });
          const codes = verdict.outcome === 'admitted' ? [] : verdict.reasons.map(({ code }) => code);
          const shared = model.seq <= 1 || seq === 1;
          const expected =
            seq <= model.seq
              ? ['SEQUENCE_REPLAYED']
              : seq > model.seq + 1
                ? ['SEQUENCE_GAP']
                : shared || line === model.line
                  ? []
                  : ['SEQUENCE_FORKED'];
          expect(codes).toEqual(expected);
          if (!advancesChain(verdict)) continue;
          chain = { lastSeq: seq, lastStatement: scan.hash };
          model = { seq, line };
        }
      }),
      { numRuns: 60 },
    );
  });

  async function lineOf(line: number): Promise<WorldScan[]> {
    const scans: WorldScan[] = [good];
    for (let seq = 2; seq <= 8; seq++) {
      const previous = scans.at(-1) as WorldScan;
      const bytes = await restated({ deviceSeq: seq, prevStatementHash: previous.hash, bootEpoch: line });
      scans.push({ ...good, bytes, hash: trustCrypto.hasher.sha256(bytes) });
    }
    return scans;
  }
});
