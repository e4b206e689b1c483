import { generateP256, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import {
  encodeTrustList,
  makeTrustList,
  openTrustList,
  readTrustList,
  type TrustListPayload,
  toHex,
} from '@garita/trust';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import { compileTrustList, type ListGrounds, saysTheSame } from './compile-trust-list.ts';
import { configurationStates } from './configuration-states.ts';
import type { KeptDecision } from './kept-decision.ts';
import { bookOf, DAY_MS, decided, kept, NOW, suspension } from './known-equipment.fixture.ts';
import { trustListChanges } from './trust-list-changes.ts';

const DATES = { issuedAt: NOW, expiresAt: NOW + 30 * DAY_MS };
const LISTED = decided('portal-1', { validUntil: NOW + 365 * DAY_MS });

async function grounds(decisions: readonly KeptDecision[], change: Partial<ListGrounds> = {}): Promise<ListGrounds> {
  const book = bookOf(decisions);
  const inForce = await book.inForce();
  return {
    ...{ agency: 'mx', sample: true, before: undefined, credentials: new Map() },
    states: await configurationStates(await book.inForce(), book),
    decidedDevices: inForce.filter(({ decision }) => decision.subject.kind === 'device'),
    takingAway: await book.takingAway(),
    configurations: [kept('configuration', 'portal-1'), kept('configuration', 'portal-2')],
    models: [kept('model', 'portal')],
    suppliers: [kept('supplier', 'maker-a')],
    standards: [kept('standard', 'standard-1', { endsAt: NOW + 300 * DAY_MS })],
    devices: [kept('device', 'xr-1'), kept('device', 'xr-9', { state: 'planned' })],
    acceptance: () => 'not-asked',
    ...change,
  };
}
const compile = async (decisions: readonly KeptDecision[], change?: Partial<ListGrounds>) =>
  compileTrustList(await grounds(decisions, change), DATES);
/** As the list in force is known: signed and read. */
const inForce = async (list: TrustListPayload) => {
  const bytes = await makeTrustList(list, { crypto: trustCrypto, signer: loadEs256Signer(generateP256().privatePem) });
  return { ...openTrustList(bytes), hash: new Uint8Array(32).fill(7) };
};
const ofDevice = (change: Partial<KeptDecision['decision']> = {}) =>
  decided('xr-1', {
    ...{ subject: { kind: 'device', id: 'xr-1' }, from: 'enrolled', to: 'suspended', section: null },
    ...{ reason: 'KEY_COMPROMISE', es: 'Robado.', en: 'Stolen.', at: NOW - DAY_MS },
    ...change,
  });

describe('a compiled list', () => {
  test('has what is listed, with its end, uses, software and credential, and the devices that are installed', async () => {
    const credential = new Uint8Array(32).fill(1);
    const list = await compile([LISTED], { credentials: new Map([[LISTED.hash, credential]]) });
    expect(list).toMatchObject({ v: 2, agency: 'mx', version: 1, previous: null, ...DATES, answers: [], sample: true });
    expect(list.configurations).toEqual([
      {
        ...{ id: 'portal-1', maker: 'Maker A', model: 'Portal X', status: 'approved', reasons: [], credential },
        // The standard ends before the approval would.
        ...{ name: { es: 'Portal X, first (es)', en: 'Portal X, first' }, approvedUntil: NOW + 300 * DAY_MS },
        ...{ software: [new Uint8Array(32).fill(0xaa)], contexts: ['lane'], acceptedByPartner: 'not-asked' },
      },
    ]);
    expect(list.devices).toEqual([
      {
        ...{ id: 'xr-1', serial: 'SN-1', configuration: 'portal-1', site: 'otay', lane: 'gate-1', status: 'active' },
        ...{ effectiveFrom: NOW - 100 * DAY_MS, compromisedSince: null, reasons: [] },
      },
    ]);
  });

  test('is one that can be signed, and the same grounds give the same list', async () => {
    const list = await compile([LISTED, suspension('portal-1'), ofDevice()]);
    expect(encodeTrustList(await compile([LISTED, suspension('portal-1'), ofDevice()]))).toEqual(encodeTrustList(list));
  });

  test('says under which conditions', async () => {
    const conditions = [{ es: 'Sin red.', en: 'No network.' }];
    const [listed] = (await compile([decided('portal-1', { section: 'approved-conditional', conditions })]))
      .configurations;
    expect(listed).toMatchObject({ status: 'conditional', reasons: [{ code: 'CONDITION', en: 'No network.' }] });
  });

  test.each<[string, readonly KeptDecision[], string | undefined]>([
    ['nothing that was never listed', [decided('portal-1', { to: 'submitted', section: null })], undefined],
    [
      'nothing that was sent back to be tested',
      [LISTED, suspension('portal-1', { to: 'accepted-for-test' })],
      undefined,
    ],
    ['what a change is pending for, as it was', [LISTED, suspension('portal-1', { to: 'change-pending' })], 'approved'],
    ['what was suspended', [LISTED, suspension('portal-1')], 'suspended'],
    ['what was removed', [LISTED, suspension('portal-1', { to: 'removed' })], 'removed'],
    ['what was refused', [decided('portal-1', { to: 'refused', section: null })], 'refused'],
    [
      'what only waits for a second signature, as before',
      [LISTED, { ...suspension('portal-1'), state: 'waiting' }],
      'approved',
    ],
  ])('has %s', async (_, decisions, status) => {
    expect((await compile(decisions)).configurations[0]?.status).toBe(status);
  });

  test('says why, as the decision words it, and answers every decision that takes trust away', async () => {
    const taking = suspension('portal-1', { en: 'x'.repeat(900) });
    const { answers, configurations } = await compile([LISTED, taking]);
    expect(configurations[0]?.reasons).toEqual([
      { code: 'UNDER_INQUIRY', es: 'Se investiga.', en: `${'x'.repeat(499)}…` },
    ]);
    expect(answers.map(toHex)).toEqual([taking.hash]);
  });

  test('keeps a suspended device with its reason, and a removed one even when it is retired', async () => {
    const since = NOW - 3 * DAY_MS;
    const [device] = (await compile([LISTED, ofDevice({ compromisedSince: since })])).devices;
    expect(device).toMatchObject({
      ...{ status: 'suspended', effectiveFrom: NOW - DAY_MS, compromisedSince: since },
      reasons: [{ code: 'KEY_COMPROMISE', es: 'Robado.', en: 'Stolen.' }],
    });
    const devices = [kept('device', 'xr-1', { state: 'retired' })];
    expect((await compile([LISTED, ofDevice({ to: 'removed' })], { devices })).devices[0]?.status).toBe('removed');
    expect((await compile([LISTED], { devices })).devices).toEqual([]);
  });

  test('stops a device at once, though the clock of whoever suspended it was ahead', async () => {
    const ahead = ofDevice({ at: NOW + 60_000 });
    expect((await compile([LISTED, ahead])).devices[0]?.effectiveFrom).toBe(NOW);
  });

  test('leaves the time from which a device is accepted as the list before has it', async () => {
    const first = await inForce(await compile([LISTED]));
    const devices = [kept('device', 'xr-1', { installedAt: NOW, replaceBy: NOW })];
    expect((await compile([LISTED], { before: first, devices })).devices[0]?.effectiveFrom).toBe(NOW - 100 * DAY_MS);
  });

  test('follows the one before, and says the same when nothing was decided', async () => {
    const first = await inForce(await compile([LISTED]));
    const next = await compile([LISTED], { before: first });
    expect(next).toMatchObject({ version: 2, previous: first.hash });
    expect(saysTheSame(next, first)).toBe(true);
    expect(saysTheSame(await compile([LISTED, suspension('portal-1')]), first)).toBe(false);
  });
});

describe('what a list changes', () => {
  const changes = async (
    decisions: readonly KeptDecision[],
    before?: TrustListPayload,
    change?: Partial<ListGrounds>,
  ) => {
    const next = await compile(decisions, change);
    const known = new Set((before?.answers ?? []).map(toHex));
    const answered = (await bookOf(decisions).takingAway()).filter(({ hash }) => !known.has(hash));
    return trustListChanges(next, before, answered).map(({ en }) => en);
  };
  const head = 'Trust list 1 of agency mx, valid until 23 December 2026. Configurations: 1; devices: 1.';

  test('is said sentence by sentence', async () => {
    expect(await changes([LISTED])).toEqual([
      head,
      'Configuration portal-1 (Portal X, first) comes onto the list as approved until 19 September 2027.',
      'Device xr-1 (serial SN-1; otay, gate-1; configuration portal-1) comes onto the list as active.',
    ]);
    const before = await inForce(await compile([LISTED]));
    expect(await changes([LISTED], before)).toEqual([head, 'It says what the list in force says.']);
    expect(await changes([LISTED, suspension('portal-1')], before)).toEqual([
      head,
      'Configuration portal-1 (Portal X, first) was approved and is now suspended.',
      'portal-1: It is being looked into.',
    ]);
  });

  test('names what gives trust back, even where the list before never said that it was taken', async () => {
    const before = await inForce(await compile([LISTED]));
    const restored = decided('portal-1', { seq: 3, from: 'suspended', validUntil: NOW + 365 * DAY_MS });
    expect(await changes([LISTED, suspension('portal-1'), restored], before)).toEqual([
      head,
      'It lifts the suspension of portal-1 of 2026-11-22 12:00 UTC: its scans are believed again.',
    ]);
  });

  test('names a device that moved, and what leaves', async () => {
    const before = await inForce(await compile([LISTED]));
    const devices = [kept('device', 'xr-1', { lane: 'gate-2', configuration: 'portal-2' })];
    const sentences = await changes([decided('portal-1', { to: 'submitted', section: null })], before, { devices });
    expect(sentences.slice(1)).toEqual([
      'Configuration portal-1 leaves the list.',
      'Device xr-1 goes from configuration portal-1 to portal-2.',
      'Device xr-1 now stands at otay, gate-2.',
    ]);
  });

  test('is cut, and says so, where it is more than anybody reads', async () => {
    const devices = Array.from({ length: 400 }, (_, nth) => kept('device', `xr-${nth}`));
    const sentences = await changes([LISTED], undefined, { devices });
    expect(sentences).toHaveLength(200);
    expect(sentences.at(-1)).toBe('And 203 more changes.');
  });
});

test('two officers can sign it, and it is read as any list', async () => {
  const world = await makeWorld();
  const list = { ...(await compile([LISTED])), issuedAt: world.at, expiresAt: world.at + DAY_MS };
  const { bytes } = await world.trustListWith(list);
  const read = await readTrustList(trustCrypto, bytes, world.descriptor, { at: world.at });
  expect(saysTheSame(read, list)).toBe(true);
});
