import { readFile } from 'node:fs/promises';
import type { EnrolmentCodeAnswer } from '@garita/api';
import { enroll, isEnrolled } from '@garita/lane';
import { type ApiClient, apiClient } from './api-client.ts';
import { DEMO_AGENCIES, type DemoAgency, type DemoRecord, demoPaths, demoProgram, writeRecord } from './create-demo.ts';
import { machinesUrl } from './ports.ts';
import { SAMPLE_DEVICES } from './sample-border.ts';

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
  const mx = apiClient(apiUrl('mx', record), keys.mx.administrator);
  const current = await mx.get<{ version: number }>('/api/v1/trust-list').catch(() => undefined);
  if (!current) await mx.sendCose('PUT', '/api/v1/trust-list', await readFile(demoPaths(folder).trustList));
  await Promise.all(SAMPLE_DEVICES.map((device) => enrolLane(folder, record, mx, device)));
  return keys;
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

async function enrolLane(folder: string, record: DemoRecord, mx: ApiClient, device: (typeof SAMPLE_DEVICES)[number]) {
  const lane = demoPaths(folder).lane(device.id);
  if (isEnrolled(lane)) return;
  const { id, configuration, serial, site } = device;
  const request = { device: id, configuration, serial, site, lane: device.lane };
  const { code } = await mx.post<EnrolmentCodeAnswer>('/api/v1/enrolments', request);
  await enroll({ server: machinesUrl('mx', record.ports), code, folder: lane });
}
