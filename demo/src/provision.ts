import { readFile } from 'node:fs/promises';
import type { EnrolmentCodeAnswer } from '@garita/api';
import { enroll, isEnrolled } from '@garita/lane';
import { type ApiClient, apiClient } from './api-client.ts';
import { DEMO_AGENCIES, type DemoAgency, type DemoRecord, demoPaths, demoProgram, writeRecord } from './create-demo.ts';
import { machinesUrl } from './ports.ts';
import type { SampleDevice } from './sample-agency.ts';
import { SAMPLE_BORDER } from './sample-border.ts';

type Keys = NonNullable<DemoRecord['keys']>;

/** Where programs of this machine reach an agency's people listener; `*.localhost` is for browsers. */
export function apiUrl(agency: DemoAgency, record: DemoRecord): string {
  return `http://127.0.0.1:${record.ports[agency].people}`;
}

/**
 * What a person does once in a new agency: redeem the administrator codes, make an analyst's key, bring the signed trust
 * list, enrol each lane with a one-time code. Each step is skipped when it was done before.
 */
export async function provision(folder: string, record: DemoRecord): Promise<Keys> {
  const keys = record.keys ?? (await firstKeys(folder, record));
  await Promise.all(DEMO_AGENCIES.map((agency) => equip(folder, record, agency, keys[agency].administrator)));
  return keys;
}

async function equip(folder: string, record: DemoRecord, agency: DemoAgency, key: string): Promise<void> {
  const client = apiClient(apiUrl(agency, record), key);
  const current = await client.get<{ version: number }>('/api/v1/trust-list').catch(() => undefined);
  if (!current) await client.sendCose('PUT', '/api/v1/trust-list', await readFile(demoPaths(folder).trustList(agency)));
  const server = machinesUrl(agency, record.ports);
  const { devices } = SAMPLE_BORDER[agency];
  await Promise.all(
    devices.map((device) => enrolLane(client, device, { server, folder: demoPaths(folder).lane(device.id) })),
  );
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
