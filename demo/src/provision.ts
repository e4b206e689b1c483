import type { EnrolmentCodeAnswer } from '@garita/api';
import { enroll, isEnrolled } from '@garita/lane';
import { type ApiClient, apiClient } from './api-client.ts';
import {
  DEMO_AGENCIES,
  type DemoAgency,
  type DemoKeys,
  type DemoRecord,
  demoOfficer,
  demoPaths,
  demoProgram,
  EQUIPMENT_OFFICERS,
  writeRecord,
} from './create-demo.ts';
import { equipAgency } from './equipment/equip-agency.ts';
import type { Officer } from './equipment/officer.ts';
import { machinesUrl } from './ports.ts';
import type { SampleDevice } from './sample-agency.ts';
import { SAMPLE_BORDER } from './sample-border.ts';

type Keys = NonNullable<DemoRecord['keys']>;

const [AUTHORITY, DIRECTOR, EVALUATOR] = EQUIPMENT_OFFICERS;

/** Where programs of this machine reach an agency's people listener; `*.localhost` is for browsers. */
export function apiUrl(agency: DemoAgency, record: DemoRecord): string {
  return `http://127.0.0.1:${record.ports[agency].people}`;
}

/**
 * What people do once in a new agency: redeem the administrator codes, make keys, evaluate and approve the equipment and
 * sign the lists, enrol each lane with a one-time code. Each step is skipped when it was done before.
 */
export async function provision(folder: string, record: DemoRecord): Promise<Keys> {
  const keys = await equipmentKeys(folder, record, record.keys ?? (await firstKeys(folder, record)));
  await Promise.all(DEMO_AGENCIES.map((agency) => equip(folder, record, agency, keys[agency])));
  if (!record.equipped) await writeRecord(folder, { ...record, keys, equipped: true });
  return keys;
}

async function equip(folder: string, record: DemoRecord, agency: DemoAgency, keys: DemoKeys): Promise<void> {
  const client = apiClient(apiUrl(agency, record), keys.administrator);
  const { devices, register } = SAMPLE_BORDER[agency];
  if (!record.equipped)
    await equipAgency({
      agency,
      ...(await equipmentOfficers(folder, record, agency, keys)),
      devices,
      operatorOf: (site) => register.sites.find(({ id }) => id === site)?.operator ?? 'customs',
      now: Date.now(),
    });
  const server = machinesUrl(agency, record.ports);
  await Promise.all(
    devices.map((device) => enrolLane(client, device, { server, folder: demoPaths(folder).lane(device.id) })),
  );
}

/** Those who test and decide about an agency's equipment, each with their own keys. */
export async function equipmentOfficers(folder: string, record: DemoRecord, agency: DemoAgency, keys: DemoKeys) {
  const [authority, director, evaluator] = await Promise.all([
    officer(folder, record, agency, AUTHORITY.id, keys.authority),
    officer(folder, record, agency, DIRECTOR.id, keys.director),
    officer(folder, record, agency, EVALUATOR.id, keys.evaluator),
  ]);
  return { authority, director, evaluator };
}

async function officer(
  folder: string,
  record: DemoRecord,
  agency: DemoAgency,
  id: string,
  key: string | undefined,
): Promise<Officer> {
  if (key === undefined) throw new Error(`${id} has no key`);
  return { id, client: apiClient(apiUrl(agency, record), key), signer: await demoOfficer(folder, agency, id) };
}

async function firstKeys(folder: string, record: DemoRecord): Promise<Keys> {
  const made = await Promise.all(
    DEMO_AGENCIES.map(async (agency) => {
      const code = record.administratorCodes[agency];
      const { key } = await apiClient(apiUrl(agency, record)).post<{ key: string }>('/api/v1/administrator', {
        code,
        person: 'administrator',
      });
      const administrator = apiClient(apiUrl(agency, record), key);
      const keyFor = async (person: string) =>
        (await administrator.post<{ key: string }>('/api/v1/keys', { person, roles: ['analyst'] })).key;
      const analyst = await keyFor('analyst');
      const program = await demoProgram(folder, agency);
      const apart = program === 'analyst' ? {} : { program: await keyFor(program) };
      return [agency, { administrator: key, analyst, ...apart }] as const;
    }),
  );
  const keys = Object.fromEntries(made) as Keys;
  await writeRecord(folder, { ...record, keys });
  return keys;
}

/** Keys of those who decide about equipment; a demo of an earlier version has none yet. */
async function equipmentKeys(folder: string, record: DemoRecord, keys: Keys): Promise<Keys> {
  if (DEMO_AGENCIES.every((agency) => keys[agency].director !== undefined)) return keys;
  const made = await Promise.all(
    DEMO_AGENCIES.map(async (agency) => {
      const administrator = apiClient(apiUrl(agency, record), keys[agency].administrator);
      const keyFor = async (person: string, role: string) =>
        (await administrator.post<{ key: string }>('/api/v1/keys', { person, roles: [role] })).key;
      const [evaluator, authority, director] = await Promise.all(
        [EVALUATOR, AUTHORITY, DIRECTOR].map(({ id, role }) => keyFor(id, role)),
      );
      return [agency, { ...keys[agency], evaluator, authority, director }] as const;
    }),
  );
  const all = Object.fromEntries(made) as Keys;
  await writeRecord(folder, { ...record, keys: all });
  return all;
}

async function enrolLane(
  client: ApiClient,
  device: SampleDevice,
  gateway: { readonly server: string; readonly folder: string },
): Promise<void> {
  if (isEnrolled(gateway.folder)) return;
  const { id, configuration, serial, site } = device;
  const request = { device: id, configuration, serial, site, lane: device.lane };
  const { code } = await client.post<EnrolmentCodeAnswer>('/api/v1/enrolments', request);
  await enroll({ ...gateway, code });
}
