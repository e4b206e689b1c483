import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPolicy, defaultPolicy, loadCedar, readSignedAgreement } from '@garita/exchange';
import { loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AgencyFolder, readAgencyFolder } from './agency-folder.ts';
import { createAgency } from './create-agency.ts';
import { glancePartnerFile, readableFingerprint } from './partner-file.ts';
import { fingerprintOf, readAgreements, readPartners, writeAgreement, writePartner } from './partner-folder.ts';
import { type AgreementTerms, accept, complete, invite, type PartnerSide } from './partner-invitation.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const folders: string[] = [];
let mx: AgencyFolder;
let us: AgencyFolder;
let cedar: Awaited<ReturnType<typeof loadCedar>>;

async function agency(id: string): Promise<AgencyFolder> {
  const dir = await mkdtemp(join(tmpdir(), `garita-partner-${id}-`));
  folders.push(dir);
  await createAgency(dir, {
    agency: id,
    name: { es: id, en: id },
    sample: true,
    people: { host: '127.0.0.1', port: 4101 },
    machines: { host: '127.0.0.1', port: 4102 },
    officers: [
      { id: 'exchange-1', name: 'Intercambio', role: 'exchange-officer' },
      { id: 'analyst-1', name: 'Análisis', role: 'analyst' },
    ],
    origin: `${id}.garita.example/log`,
    now: NOON,
  });
  return readAgencyFolder(dir);
}

beforeAll(async () => {
  [mx, us, cedar] = await Promise.all([agency('mx'), agency('us'), loadCedar()]);
});
afterAll(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true, force: true }))));

async function side(folder: AgencyFolder, officer = 'exchange-1', at = NOON): Promise<PartnerSide> {
  const { descriptor, descriptorBytes, root, settings } = folder;
  const endpoints = { machines: settings.machines.url, people: settings.people.url };
  return {
    crypto: trustCrypto,
    own: { agency: settings.agency, root, descriptor, descriptorBytes, endpoints },
    officer: loadEs256Signer(await readFile(folder.paths.officerKey(officer), 'utf8')),
    at,
    checkPolicy: (policy) => checkPolicy(cedar, policy),
  };
}

const terms: AgreementTerms = {
  id: 'mx-us-scans',
  title: { es: 'Intercambio de imágenes (muestra)', en: 'Image exchange (sample)' },
  purpose: { es: 'No revisar dos veces.', en: 'Not to scan twice.' },
  text: { es: 'Texto de muestra.', en: 'Sample text.' },
  items: ['scan', 'decision'],
  retentionDays: 90,
  policy: defaultPolicy(['mx', 'us']),
  validFrom: '2026-11-23',
  validUntil: '2027-11-23',
};
const them = (folder: AgencyFolder) => ({ agency: folder.settings.agency, fingerprint: fingerprintOf(folder.root) });
const invitation = async (change: Partial<AgreementTerms> = {}) =>
  invite(await side(mx), them(us), { ...terms, ...change });

describe('two agencies', () => {
  test('become partners by two files and two fingerprints, and both hold the same signed agreement', async () => {
    const sent = await invitation();
    expect(glancePartnerFile(sent)).toEqual({
      kind: 'invitation',
      from: 'mx',
      to: 'us',
      fingerprint: fingerprintOf(mx.root),
    });
    const atUs = await accept(await side(us), sent, readableFingerprint(fingerprintOf(mx.root)));
    const atMx = await complete(await side(mx), atUs.acceptance, fingerprintOf(us.root).toUpperCase());
    expect(atMx.agreement).toEqual(atUs.agreement);
    const parties = [mx.descriptor, us.descriptor];
    const signed = await readSignedAgreement(trustCrypto, atMx.agreement.bytes, { parties, at: NOON });
    expect(signed.agreement).toMatchObject({ id: 'mx-us-scans', retentionDays: 90, sample: true });
    expect(signed.signers).toEqual([
      { agency: 'mx', officer: 'exchange-1' },
      { agency: 'us', officer: 'exchange-1' },
    ]);
    expect(atMx.partner.endpoints.machines).toBe('https://127.0.0.1:4102');
  });

  test('keep what they need of each other in their folders; keeping it again changes nothing', async () => {
    const atUs = await accept(await side(us), await invitation(), fingerprintOf(mx.root));
    for (let n = 0; n < 2; n++) {
      await writePartner(us.paths, atUs.partner);
      await writeAgreement(us.paths, atUs.agreement);
    }
    expect((await readPartners(us.paths)).map(({ agency, root }) => [agency, root])).toEqual([['mx', mx.root]]);
    expect(await readAgreements(us.paths)).toEqual([atUs.agreement]);
  });

  test('may accept twice: the agreement is the same, by its hash', async () => {
    const sent = await invitation();
    const [first, second] = [
      await accept(await side(us), sent, fingerprintOf(mx.root)),
      await accept(await side(us), sent, fingerprintOf(mx.root)),
    ];
    expect(second.agreement.hash).toBe(first.agreement.hash);
  });

  test('may agree before the first day of the agreement, and not after its last', async () => {
    const early = await invitation({ validFrom: '2027-01-01' });
    await expect(accept(await side(us), early, fingerprintOf(mx.root))).resolves.toBeTruthy();
    const late = await invitation({ validFrom: '2026-01-01', validUntil: '2026-02-01' });
    await expect(accept(await side(us), late, fingerprintOf(mx.root))).rejects.toMatchObject({
      code: 'AGREEMENT_EXPIRED',
    });
  });
});

describe('an invitation is refused', () => {
  const accepting = async (bytes: Uint8Array, fingerprint = fingerprintOf(mx.root), folder = us, at = NOON) =>
    accept(await side(folder, 'exchange-1', at), bytes, fingerprint);

  test('under another fingerprint', async () => {
    await expect(accepting(await invitation(), fingerprintOf(us.root))).rejects.toMatchObject({
      code: 'PARTNER_FINGERPRINT_MISMATCH',
    });
    await expect(accepting(await invitation(), 'about right')).rejects.toMatchObject({
      code: 'PARTNER_FINGERPRINT_MISMATCH',
    });
  });

  test('by its own sender, and by an agency it is not for', async () => {
    await expect(accepting(await invitation(), fingerprintOf(mx.root), mx)).rejects.toMatchObject({
      code: 'PARTNER_IS_SELF',
    });
    const ca = await agency('ca');
    await expect(accepting(await invitation(), fingerprintOf(mx.root), ca)).rejects.toMatchObject({
      code: 'PARTNER_FILE_FOREIGN',
    });
  });

  test('by an agency of the same name with another root', async () => {
    const impostor = await agency('us');
    await expect(accepting(await invitation(), fingerprintOf(mx.root), impostor)).rejects.toMatchObject({
      code: 'PARTNER_FILE_FOREIGN',
    });
  });

  test('after its time', async () => {
    await expect(accepting(await invitation(), fingerprintOf(mx.root), us, NOON + 30 * DAY_MS)).rejects.toMatchObject({
      code: 'PARTNER_FILE_EXPIRED',
    });
  });

  test('with any byte changed', async () => {
    const sent = await invitation();
    for (let place = 0; place < sent.length; place += Math.ceil(sent.length / 40)) {
      const altered = new Uint8Array(sent);
      altered[place] = (altered[place] ?? 0) ^ 0x41;
      await expect(accepting(altered), `byte ${place}`).rejects.toMatchObject({
        code: expect.stringMatching(/^(PARTNER_|DESCRIPTOR_)/),
      });
    }
  });

  test('in place of an acceptance, and the other way round', async () => {
    const sent = await invitation();
    const { acceptance } = await accepting(sent);
    await expect(complete(await side(us), sent, fingerprintOf(mx.root))).rejects.toMatchObject({
      code: 'PARTNER_FILE_FOREIGN',
    });
    await expect(accept(await side(mx), acceptance, fingerprintOf(us.root))).rejects.toMatchObject({
      code: 'PARTNER_FILE_FOREIGN',
    });
  });
});

describe('nothing is signed', () => {
  test('with the key of an officer who is no exchange officer', async () => {
    await expect(invite(await side(mx, 'analyst-1'), them(us), terms)).rejects.toMatchObject({
      code: 'OFFICER_NOT_ENTITLED',
    });
  });

  test('with the key of somebody else', async () => {
    const stranger = { ...(await side(mx)), officer: (await side(us)).officer };
    await expect(invite(stranger, them(us), terms)).rejects.toMatchObject({ code: 'OFFICER_UNKNOWN' });
  });

  test.each<[string, Partial<AgreementTerms>, string]>([
    ['without items', { items: [] }, 'AGREEMENT_TERMS_INVALID'],
    ['with a date that is none', { validFrom: 'tomorrow' }, 'AGREEMENT_TERMS_INVALID'],
    ['with a policy that cannot be read', { policy: 'permit everything' }, 'AGREEMENT_POLICY_INVALID'],
    ['that end before they begin', { validUntil: '2026-01-01' }, 'AGREEMENT_MALFORMED'],
  ])('under terms %s', async (_, change, code) => {
    await expect(invitation(change)).rejects.toMatchObject({ code });
  });
});

test('another root under a known partner’s name is refused', async () => {
  const atUs = await accept(await side(us), await invitation(), fingerprintOf(mx.root));
  await writePartner(us.paths, atUs.partner);
  const impostor = await agency('mx');
  const card = {
    ...atUs.partner,
    root: impostor.root,
    descriptor: impostor.descriptor,
    descriptorBytes: impostor.descriptorBytes,
  };
  await expect(writePartner(us.paths, card)).rejects.toMatchObject({ code: 'PARTNER_ROOT_CHANGED' });
  expect((await readPartners(us.paths))[0]?.root).toEqual(mx.root);
});
