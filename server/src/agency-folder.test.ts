import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import { readCertificate, verifyChain } from '@garita/trust';
import { afterAll, describe, expect, test } from 'vitest';
import { DAY_MS, derOf } from './agency-certificates.ts';
import { openAgencyFolder, readAgencyFolder } from './agency-folder.ts';
import { type AgencyToMake, createAgency } from './create-agency.ts';
import { migrateFolder } from './migrate-folder.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true, force: true }))));

async function emptyFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'garita-agency-'));
  folders.push(dir);
  return dir;
}

const mexico: AgencyToMake = {
  agency: 'mx',
  name: { es: 'México (demo)', en: 'Mexico (demo)' },
  sample: true,
  people: { host: '127.0.0.1', port: 4101 },
  machines: { host: '127.0.0.1', port: 4102 },
  officers: [
    { id: 'equipment-1', name: 'Autoridad de muestra', role: 'equipment-authority' },
    { id: 'exchange-1', name: 'Intercambio de muestra', role: 'exchange-officer' },
  ],
  origin: 'mx.demo.garita.example/log',
  now: NOON,
};

async function makeAgency(change: Partial<AgencyToMake> = {}) {
  const dir = await emptyFolder();
  return createAgency(dir, { ...mexico, ...change });
}

const clockAt = (at: number) => ({ now: () => at });
const later = (days: number) => clockAt(NOON + days * DAY_MS);

describe('a new agency', () => {
  test('is read back as it was made, with keys that its own root vouches for', async () => {
    const made = await makeAgency();
    const folder = await openAgencyFolder(made.dir, clockAt(NOON));
    expect(folder.settings).toMatchObject({ agency: 'mx', machines: { url: 'https://127.0.0.1:4102' }, sample: true });
    expect(folder.descriptor).toMatchObject({ agency: 'mx', version: 1, previous: null, sample: true });
    expect(folder.descriptor.officers.map(({ id }) => id)).toEqual(['equipment-1', 'exchange-1']);
    expect(folder.log.key.name).toBe('mx.demo.garita.example/log');
    const node = derOf(folder.node.certificate);
    expect((await verifyChain(trustCrypto, [node], folder.descriptor.nodeCa, NOON, 'node')).problems).toEqual([]);
    expect(readCertificate(node).dnsNames).toEqual(expect.arrayContaining(['localhost', 'mx.localhost']));
    expect(folder.notes).toEqual([]);
    folder.close();
  });

  test('keeps its secrets from others, and of the administrator code only a hash', async () => {
    const made = await makeAgency();
    for (const path of ['keys/node.key', 'keys/log.key', 'offline/root.key', 'identity/administrator-code.json'])
      expect((await stat(join(made.dir, path))).mode & 0o077, path).toBe(0);
    expect((await stat(made.dir)).mode & 0o077).toBe(0);
    expect(await readFile(join(made.dir, 'identity/administrator-code.json'), 'utf8')).not.toContain(
      made.administratorCode.slice(9),
    );
  });

  test('of the real kind names every file that must leave the machine, and keeps no officer’s key elsewhere', async () => {
    const made = await makeAgency({ sample: false });
    expect(made.takeAway.map((path) => path.slice(made.dir.length + 1)).sort()).toEqual([
      'offline/officers/equipment-1.key',
      'offline/officers/exchange-1.key',
      'offline/root.key',
    ]);
    await rm(join(made.dir, 'offline'), { recursive: true });
    expect(await readdir(made.dir)).not.toContain('officers');
    (await openAgencyFolder(made.dir, clockAt(NOON))).close();
  });

  test.each([
    ['an id with a dash', { agency: 'mx-1' }, 'AGENCY_ID_INVALID'],
    ['a log name with a blank', { origin: 'mx log' }, 'AGENCY_ID_INVALID'],
    [
      'an officer named like a path',
      { officers: [{ id: '../x', name: 'x', role: 'analyst' as const }] },
      'AGENCY_ID_INVALID',
    ],
  ])('is refused %s, and leaves nothing behind', async (_, change, code) => {
    const dir = await emptyFolder();
    await expect(createAgency(dir, { ...mexico, ...change })).rejects.toMatchObject({ code });
    expect(await readdir(dir)).toEqual([]);
  });

  test('may be made in a folder that does not exist yet, and cleans up after an attempt that was cut off', async () => {
    const parent = await emptyFolder();
    await mkdir(join(parent, 'new', '.mx.garita-part', 'offline'), { recursive: true });
    const made = await createAgency(join(parent, 'new', 'mx'), mexico);
    expect(await readdir(join(parent, 'new'))).toEqual(['mx']);
    expect((await readAgencyFolder(made.dir)).settings.agency).toBe('mx');
  });

  test('is never made over something else', async () => {
    const dir = await emptyFolder();
    await writeFile(join(dir, 'thesis.txt'), 'draft');
    await expect(createAgency(dir, mexico)).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
  });
});

describe('opening a folder', () => {
  test('says so when it is no agency', async () => {
    await expect(openAgencyFolder(await emptyFolder(), clockAt(NOON))).rejects.toMatchObject({
      code: 'FOLDER_NOT_AGENCY',
    });
  });

  test('is refused while it is open elsewhere, and works again once closed', async () => {
    const { dir } = await makeAgency();
    const folder = await openAgencyFolder(dir, clockAt(NOON));
    await expect(openAgencyFolder(dir, clockAt(NOON))).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    folder.close();
    (await openAgencyFolder(dir, clockAt(NOON))).close();
  });

  test.each([
    ['a newer layout', 'agency.json', (text: string) => text.replace('"version": 1', '"version": 99'), 'FOLDER_NEWER'],
    ['settings that are not JSON', 'agency.json', () => '{', 'FOLDER_DAMAGED'],
    ['a port that is none', 'agency.json', (text: string) => text.replace('4101', '70000'), 'FOLDER_DAMAGED'],
    ['a register of another shape', 'register.json', () => '{"sites":1}', 'FOLDER_DAMAGED'],
  ])('is refused with %s, and does not stay locked', async (_, file, change, code) => {
    const { dir } = await makeAgency();
    const path = join(dir, file);
    const before = await readFile(path, 'utf8');
    await writeFile(path, change(before));
    await expect(openAgencyFolder(dir, clockAt(NOON))).rejects.toMatchObject({ code });
    await writeFile(path, before);
    (await openAgencyFolder(dir, clockAt(NOON))).close();
  });

  test('notices a log key that the descriptor does not name', async () => {
    const [one, other] = [await makeAgency(), await makeAgency()];
    await writeFile(join(one.dir, 'keys/log.key'), await readFile(join(other.dir, 'keys/log.key')));
    await expect(readAgencyFolder(one.dir)).rejects.toMatchObject({ code: 'FOLDER_DAMAGED' });
  });

  test('notices a descriptor signed by another root', async () => {
    const [one, other] = [await makeAgency(), await makeAgency()];
    await writeFile(
      join(one.dir, 'identity/descriptor.cose'),
      await readFile(join(other.dir, 'identity/descriptor.cose')),
    );
    await expect(readAgencyFolder(one.dir)).rejects.toMatchObject({ code: 'DESCRIPTOR_ROOT_MISMATCH' });
  });
});

describe('what runs out', () => {
  test('is renewed for a sample agency: node certificate and descriptor, a version later', async () => {
    const { dir } = await makeAgency();
    const before = await readAgencyFolder(dir);
    const folder = await openAgencyFolder(dir, later(400));
    expect(folder.notes).toEqual(['node certificate renewed', 'sample descriptor renewed']);
    expect(folder.descriptor).toMatchObject({ version: 2, previous: before.descriptor.hash });
    expect(readCertificate(derOf(folder.node.certificate)).notAfter).toBeGreaterThan(NOON + 700 * DAY_MS);
    expect(await readdir(folder.paths.descriptors)).toHaveLength(2);
    folder.close();
    const again = await openAgencyFolder(dir, later(400));
    expect(again.notes).toEqual([]);
    again.close();
  });

  test('stops a real agency whose descriptor is over, with the way out', async () => {
    const { dir } = await makeAgency({ sample: false });
    await expect(openAgencyFolder(dir, later(366))).rejects.toMatchObject({
      code: 'DESCRIPTOR_EXPIRED',
      message: expect.stringContaining('--root-key'),
    });
  });

  test('does not stop a real agency whose node certificate is over: its CA is here', async () => {
    const { dir } = await makeAgency({ sample: false });
    const folder = await openAgencyFolder(dir, later(350));
    expect(folder.notes).toEqual(['node certificate renewed']);
    folder.close();
  });
});

test('a new name for the server is put into its certificate at the next start', async () => {
  const { dir } = await makeAgency();
  const path = join(dir, 'agency.json');
  await writeFile(
    path,
    (await readFile(path, 'utf8')).replace('https://127.0.0.1:4102', 'https://garita.mx.example:4102'),
  );
  const folder = await openAgencyFolder(dir, clockAt(NOON));
  expect(readCertificate(derOf(folder.node.certificate)).dnsNames).toContain('garita.mx.example');
  folder.close();
});

test('a device certificate is issued for the device, by the device CA', async () => {
  const { dir } = await makeAgency();
  const folder = await readAgencyFolder(dir);
  const key = readCertificate(folder.deviceCa).subjectKey;
  const certificate = await folder.issueDevice('xr-1', key, NOON);
  const { leaf, problems } = await verifyChain(trustCrypto, [certificate], folder.deviceCa, NOON, 'device');
  expect(problems).toEqual([]);
  expect(leaf).toMatchObject({ agency: 'mx', device: 'xr-1' });
});

test('a folder of an earlier layout goes through every step once, in order', async () => {
  const { dir } = await makeAgency();
  const { paths } = await readAgencyFolder(dir);
  const ran: number[] = [];
  const step = (from: number) => ({ from, says: `step ${from}`, run: async () => void ran.push(from) });
  expect(await migrateFolder(paths, [step(1), step(2)], 3)).toEqual(['layout 1 -> 2: step 1', 'layout 2 -> 3: step 2']);
  expect(await migrateFolder(paths, [step(1), step(2)], 3)).toEqual([]);
  expect(ran).toEqual([1, 2]);
});
