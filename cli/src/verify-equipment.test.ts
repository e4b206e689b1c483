import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import {
  type ApprovalCredential,
  counterSign,
  makeApprovalCredential,
  makeStatusList,
  packBits,
  statusBits,
  TRUST_LIST_MAX_BYTES,
} from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, makeWorld } from '../../testdata/world.ts';
import { type EquipmentReport, type EquipmentState, equipmentInWords, STATES } from './equipment-report.ts';
import { runGarita } from './run-garita.fixture.ts';
import { isSignedDocument, verifyEquipmentFile } from './verify-equipment.ts';

// The program itself judges by today's clock.
const world = await makeWorld({ equipmentSignatures: 2, at: Date.now() });
const foreign = await makeWorld({ agency: 'us', at: world.at });
const { at } = world;
const [first, second] = world.authorities.map(({ signer }) => signer);
if (!first || !second) throw new Error('the world has too few authorities');
const both = (cose: Uint8Array) => counterSign(trustCrypto, second, cose, TRUST_LIST_MAX_BYTES);
const making = { crypto: trustCrypto, signer: first };
const digest = new Uint8Array(32).fill(5);
const address = 'https://mx.example/status/1';
const agency = { agency: 'mx', agencyName: { es: 'Agencia', en: 'Agency' } };
const approval: ApprovalCredential = {
  ...{ ...agency, id: 'a-1', validFrom: at - DAY_MS, validUntil: at + DAY_MS, configuration: 'portal-1' },
  ...{ maker: 'Maker', model: 'P7', name: { es: 'Arco', en: 'Portal' }, hardware: 'C', software: [digest] },
  ...{
    standard: 'std-1',
    conceptOfOperations: { es: '', en: '' },
    section: 'approved-conditional',
    contexts: ['land'],
  },
  ...{ conditions: [{ es: 'Sin acceso remoto.', en: 'No remote access.' }], decision: digest, record: digest },
  ...{ status: { list: address, suspension: 1, revocation: 2 }, sample: true },
};
const statusList = async (places: readonly number[], validUntil = at + DAY_MS) =>
  makeStatusList(
    {
      ...{ ...agency, address, version: 4, validFrom: at - 2 * DAY_MS, validUntil },
      encodedList: await packBits(statusBits(places)),
    },
    making,
  );

let folder: string;
const path = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-equipment-'));
  const good = await both(await makeApprovalCredential(approval, making));
  const altered = new Uint8Array(good);
  altered[altered.length - 1] = (altered.at(-1) as number) ^ 1;
  const files: Record<string, Uint8Array> = {
    'mx.crt': world.root.certificate,
    'us.crt': foreign.root.certificate,
    'mx.cose': world.descriptorBytes,
    good,
    altered,
    alone: await makeApprovalCredential(approval, making),
    old: await both(await makeApprovalCredential({ ...approval, validUntil: at - 1 }, making)),
    early: await both(await makeApprovalCredential({ ...approval, validFrom: at + 3_600_000 }, making)),
    fresh: await both(await statusList([])),
    suspended: await both(await statusList([1])),
    revoked: await both(await statusList([2])),
    stale: await both(await statusList([], at - 1)),
    'one signature': await statusList([]),
    list: world.trustListBytes,
    'list, run out': (await world.trustListWith({ expiresAt: at + 1 })).bytes,
    decision: await world.decide(digest),
    rubbish: Uint8Array.of(0xd2, 1, 2, 3),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(path(name), bytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const judge = (file: string, status?: string, root = 'mx.crt', time = at): Promise<EquipmentReport> => {
  const given = { file: path(file), roots: [path(root)], descriptor: path('mx.cose'), at: time };
  return verifyEquipmentFile({ ...given, status: status && path(status) });
};

describe('a document about equipment, checked offline', () => {
  test.each<[string, string | undefined, EquipmentState, EquipmentReport['kind']]>([
    ['good', 'fresh', 'valid', 'approval-credential'],
    ['good', undefined, 'status-unknown', 'approval-credential'],
    ['good', 'stale', 'status-stale', 'approval-credential'],
    ['good', 'suspended', 'suspended', 'approval-credential'],
    ['good', 'revoked', 'revoked', 'approval-credential'],
    ['old', 'fresh', 'expired', 'approval-credential'],
    ['early', 'fresh', 'not-yet-valid', 'approval-credential'],
    ['altered', 'fresh', 'forged', 'approval-credential'],
    ['alone', 'fresh', 'short-of-signatures', 'approval-credential'],
    ['good', 'one signature', 'short-of-signatures', 'status-list'],
    ['good', 'list', 'malformed', 'status-list'],
    ['fresh', undefined, 'valid', 'status-list'],
    ['stale', undefined, 'status-stale', 'status-list'],
    ['list', undefined, 'valid', 'trust-list'],
    ['decision', undefined, 'malformed', 'other'],
    ['rubbish', undefined, 'malformed', 'other'],
  ])('%s with %s is %s', async (file, status, state, kind) => {
    const report = await judge(file, status);
    expect(report).toMatchObject({ kind, state, verified: state === 'valid' });
    // What is proven is told of genuine documents, what is wrong of all others.
    expect(report.facts.length > 0).toBe(report.problems.length === 0);
    for (const language of ['es', 'en'] as const) {
      const words = equipmentInWords(report, language, (text) => text);
      expect(words).toContain(STATES[state].title[language]);
      expect(words).toContain(STATES[state].means[language]);
    }
  });

  test('a trust list past its time is expired, and under another agency’s root nothing is judged', async () => {
    expect(await judge('list, run out', undefined, 'mx.crt', at + 1)).toMatchObject({ state: 'expired' });
    const report = await judge('good', 'fresh', 'us.crt');
    expect(report).toMatchObject({ state: 'not-judged', problems: [{ member: path('mx.cose') }] });
  });

  test('says in both languages who signed, for what, under which condition', async () => {
    const report = await judge('good', 'suspended');
    const english = equipmentInWords(report, 'en', (text) => text);
    expect(english).toMatch(/^SUSPENDED\. Approval credential\.\n/);
    expect(english).toContain('Signed by 2 equipment authorities, of 2 needed');
    expect(english).toContain('approved Maker P7, “Portal”, configuration portal-1, as approved with conditions');
    expect(english).toContain('Condition: No remote access.');
    expect(english).toContain('Status list 4');
    expect(equipmentInWords(report, 'es', (text) => text)).toContain('Condición: Sin acceso remoto.');
  });

  test('is told from a bundle by its first byte', async () => {
    expect([await isSignedDocument(path('good')), await isSignedDocument(path('mx.crt'))]).toEqual([true, false]);
    expect(await isSignedDocument(path('nothing'))).toBe(false);
  });
});

describe('garita verify', () => {
  const options = () => ['--root', path('mx.crt'), '--descriptor', path('mx.cose')];

  test('answers 0 for what is valid, 1 for what is not, 2 for what cannot be asked', async () => {
    const valid = await runGarita(['verify', path('good'), ...options(), '--status', path('fresh'), '--json']);
    expect([valid.code, JSON.parse(valid.out)]).toMatchObject([0, { verified: true, state: 'valid' }]);
    const suspended = await runGarita([
      'verify',
      path('good'),
      ...options(),
      '--status',
      path('suspended'),
      '--lang',
      'es',
    ]);
    expect(suspended.code).toBe(1);
    expect(suspended.out).toMatch(/^SUSPENDIDA\. Credencial de aprobación\.\n/);
    const unasked = await runGarita(['verify', path('good'), '--root', path('mx.crt')]);
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('--descriptor')]);
  });
});
