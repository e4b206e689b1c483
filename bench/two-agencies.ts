import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPolicy, defaultPolicy, loadCedar } from '@garita/exchange';
import { enroll, type LaneIdentity, loadIdentity } from '@garita/lane';
import { loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import {
  accept,
  complete,
  createAgency,
  fingerprintOf,
  invite,
  readAgencyFolder,
  writeAgreement,
  writePartner,
} from '@garita/server';
import { putTrustListInFolder } from '../server/src/trust-list-in-folder.fixture.ts';

export const DEVICES = Array.from({ length: 16 }, (_, nth) => `bench-${nth + 1}`);
const PORTS = { ax: { people: 18_480, machines: 18_481 }, bx: { people: 18_482, machines: 18_483 } } as const;
type Name = keyof typeof PORTS;

export interface TwoAgencies {
  readonly folders: Readonly<Record<Name, string>>;
  readonly machines: (agency: Name) => number;
  readonly api: (agency: Name) => string;
}

/** Two agencies with an agreement, for measuring; the first one's trust list names sixteen bench devices. */
export async function makeTwoAgencies(
  folder: string,
): Promise<TwoAgencies & { codes: Readonly<Record<Name, string>> }> {
  const now = Date.now();
  const folders = { ax: join(folder, 'ax'), bx: join(folder, 'bx') };
  const make = (agency: Name) =>
    createAgency(folders[agency], {
      agency,
      name: { es: `Medición ${agency}`, en: `Bench ${agency}` },
      sample: true,
      people: { host: '127.0.0.1', port: PORTS[agency].people },
      machines: { host: '127.0.0.1', port: PORTS[agency].machines },
      officers: (['equipment-authority', 'exchange-officer'] as const).map((role) => ({ id: role, name: role, role })),
      origin: `bench.garita.example/${agency}`,
      now,
    });
  const made = { ax: await make('ax'), bx: await make('bx') };
  const cedar = await loadCedar();
  const side = async (agency: Name) => {
    const opened = await readAgencyFolder(folders[agency]);
    const { root, descriptor, descriptorBytes, settings } = opened;
    const endpoints = { machines: settings.machines.url, people: settings.people.url };
    const officer = await officerOf(folders[agency], 'exchange-officer');
    const own = { agency, root, descriptor, descriptorBytes, endpoints };
    return {
      opened,
      side: { crypto: trustCrypto, own, officer, at: now, checkPolicy: (policy: string) => checkPolicy(cedar, policy) },
    };
  };
  const [ax, bx] = [await side('ax'), await side('bx')];
  const words = { es: 'medición', en: 'bench' };
  const days = (count: number) => new Date(now + count * 86_400_000).toISOString();
  const terms = {
    id: 'bench',
    title: words,
    purpose: words,
    text: words,
    items: ['scan', 'decision'],
    retentionDays: 1,
    policy: defaultPolicy(['ax', 'bx']),
    validFrom: days(-1),
    validUntil: days(1),
  };
  const invitation = await invite(ax.side, { agency: 'bx', fingerprint: fingerprintOf(bx.opened.root) }, terms);
  const accepted = await accept(bx.side, invitation, fingerprintOf(ax.opened.root));
  const completed = await complete(ax.side, accepted.acceptance, fingerprintOf(bx.opened.root));
  await writePartner(bx.opened.paths, accepted.partner);
  await writeAgreement(bx.opened.paths, accepted.agreement);
  await writePartner(ax.opened.paths, completed.partner);
  await writeAgreement(ax.opened.paths, completed.agreement);
  await writeFile(join(folders.ax, 'register.json'), JSON.stringify(register()));
  await putTrustListInFolder(folders.ax, trustListDraft());
  return {
    folders,
    codes: { ax: made.ax.administratorCode, bx: made.bx.administratorCode },
    machines: (agency) => PORTS[agency].machines,
    api: (agency) => `http://127.0.0.1:${PORTS[agency].people}`,
  };
}

/** What a person would do next: first key, enrolment of every device. Answers the keys and identities. */
export async function provisionBench(agencies: Awaited<ReturnType<typeof makeTwoAgencies>>, folder: string) {
  const key = async (agency: Name) => {
    const body = { code: agencies.codes[agency], person: 'administrator' };
    return (await post<{ key: string }>(`${agencies.api(agency)}/api/v1/administrator`, body)).key;
  };
  const keys = { ax: await key('ax'), bx: await key('bx') };
  await mkdir(join(folder, 'lanes'), { recursive: true });
  const identities: LaneIdentity[] = [];
  for (const device of DEVICES) {
    const request = { device, configuration: 'bench', serial: device, site: 'bench', lane: device };
    const { code } = await post<{ code: string }>(`${agencies.api('ax')}/api/v1/enrolments`, request, keys.ax);
    const lane = join(folder, 'lanes', device);
    await enroll({ server: `https://127.0.0.1:${agencies.machines('ax')}`, code, folder: lane });
    identities.push(await loadIdentity(lane));
  }
  return { keys, identities };
}

async function post<Answer>(url: string, body: unknown, key?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function officerOf(folder: string, id: string) {
  return loadEs256Signer(await readFile(join(folder, 'officers', `${id}.key`), 'utf8'));
}

function trustListDraft() {
  const configuration = {
    id: 'bench',
    maker: 'bench',
    model: 'bench',
    name: { es: 'medición', en: 'bench' },
    status: 'approved' as const,
    reasons: [],
  };
  const devices = DEVICES.map((id) => ({ id, serial: id, configuration: 'bench', site: 'bench', lane: id }));
  return { configurations: [configuration], devices };
}

function register() {
  const name = { es: 'medición', en: 'bench' };
  const lanes = DEVICES.map((id) => ({ id, name, ooiKind: 'truck', direction: 'inbound', device: id, state: 'live' }));
  return {
    sample: true,
    operators: [{ id: 'bench', name }],
    sites: [{ id: 'bench', name, kind: 'land-port', operator: 'bench', place: null, lanes }],
  };
}
