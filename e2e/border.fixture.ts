// Two agencies and their lanes for the end-to-end tests: the demo's, as processes of their own in a temporary folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceivedBody, ReceivedList, ScanBody, ScanList, ShareBody, ShareList, Status } from '@garita/api';
import { type Gateway, type GatewayOptions, openGateway } from '@garita/lane';
import { trustCrypto } from '@garita/node-crypto';
import { checkAgencyFolder } from '@garita/server';
import { makeDecision } from '@garita/trust';
import { type ApiClient, apiClient } from '../demo/src/api-client.ts';
import {
  DEMO_AGENCIES,
  type DemoAgency,
  type DemoPorts,
  demoOfficer,
  demoPaths,
  readRecord,
} from '../demo/src/create-demo.ts';
import { freePorts, machinesUrl, movePorts } from '../demo/src/ports.ts';
import { apiUrl, equipmentOfficers, provision } from '../demo/src/provision.ts';
import { copyDemo } from './demo-template.fixture.ts';
import { ServerProcess } from './server-process.fixture.ts';

const PAGE = 500;
/** The sample rules ask for a mark where something is referred. */
const MARK = {
  ...{ object: 0, frame: null, shape: 'box' as const, points: [0, 0, 3, 3] },
  ...{ threatCategory: null, contraband: null, certainty: null, text: '' },
};

export interface Border {
  readonly folder: string;
  readonly ports: DemoPorts;
  readonly servers: Readonly<Record<DemoAgency, ServerProcess>>;
  /** Each agency's API as its administrator. */
  readonly api: Readonly<Record<DemoAgency, ApiClient>>;
  /** And as México's analyst. */
  readonly analyst: ApiClient;
  /** Who decides about México's equipment. */
  readonly equipment: Awaited<ReturnType<typeof equipmentOfficers>>;
  laneFolder(device: string): string;
  /** The real gateway of an enrolled lane, in this process; uploads at once. */
  lane(device: string, options?: Partial<GatewayOptions>): Promise<Gateway>;
  status(agency: DemoAgency): Promise<Status>;
  /** All there are, newest first. */
  scans(agency: DemoAgency): Promise<readonly ScanBody[]>;
  shares(): Promise<readonly ShareBody[]>;
  received(): Promise<readonly ReceivedBody[]>;
  /** Signs with the analyst's own key and brings it to México; answers the hash of the decision. */
  decide(scan: string, decision: 'release' | 'refer'): Promise<void>;
  /** What `garita fsck` finds in an agency's folder. */
  problems(agency: DemoAgency): Promise<readonly { readonly code: string; readonly subject: string }[]>;
  /** Stops whatever runs and removes the folder. */
  close(): Promise<void>;
}

/** `basePort`: each file of tests has its own, as they run side by side. */
export async function openBorder(name: string, basePort: number): Promise<Border> {
  const folder = await mkdtemp(join(tmpdir(), `garita-e2e-${name}-`));
  const paths = demoPaths(folder);
  const ports = await freePorts(basePort);
  if (!ports) throw new Error(`no free ports from ${basePort} on`);
  await copyDemo(folder);
  await movePorts(folder, ports);
  const record = await readRecord(folder);
  if (!record) throw new Error('the copy is no demonstration');
  const servers = { mx: new ServerProcess(paths.agency('mx')), us: new ServerProcess(paths.agency('us')) };
  await Promise.all(DEMO_AGENCIES.map((agency) => servers[agency].start()));
  const keys = await provision(folder, record);
  const api = {
    mx: apiClient(apiUrl('mx', record), keys.mx.administrator),
    us: apiClient(apiUrl('us', record), keys.us.administrator),
  };
  const analyst = apiClient(apiUrl('mx', record), keys.mx.analyst);
  const signer = await demoOfficer(folder, 'mx', 'analyst');

  return {
    folder,
    ports,
    servers,
    api,
    analyst,
    equipment: await equipmentOfficers(folder, record, 'mx', keys.mx),
    laneFolder: paths.lane,
    async lane(device, options = {}) {
      const backoff = { firstMs: 50, mostMs: 500 };
      const server = machinesUrl('mx', ports);
      const gateway = await openGateway({ folder: paths.lane(device), server, sample: true, backoff, ...options });
      gateway.startUploading();
      return gateway;
    },
    status: (agency) => api[agency].get<Status>('/api/v1/status'),
    scans: (agency) =>
      allPages(async (from) => {
        const { scans, next } = await api[agency].get<ScanList>(`/api/v1/scans?limit=${PAGE}${from}`);
        return { rows: scans, next };
      }),
    shares: () =>
      allPages(async (from) => {
        const { shares, next } = await api.mx.get<ShareList>(`/api/v1/shares?limit=${PAGE}${from}`);
        return { rows: shares, next };
      }),
    received: () =>
      allPages(async (from) => {
        const { received, next } = await api.us.get<ReceivedList>(`/api/v1/received?limit=${PAGE}${from}`);
        return { rows: received, next };
      }),
    async decide(scan, decision) {
      await analyst.post(`/api/v1/inspections/${scan}/claim`, { seconds: 60 });
      const cose = await makeDecision(
        {
          ...{ v: 2, agency: 'mx', scan: new Uint8Array(Buffer.from(scan, 'hex')), decision },
          ...{
            reason: 'E2E',
            marks: decision === 'refer' ? [MARK] : [],
            enhancements: [],
            report: null,
            by: 'analyst',
            at: Date.now(),
          },
        },
        { crypto: trustCrypto, signer },
      );
      await analyst.sendCose('POST', `/api/v1/inspections/${scan}/decision`, cose);
    },
    async problems(agency) {
      const found: { code: string; subject: string; detail: string }[] = [];
      const report = { problem: (problem: (typeof found)[number]) => void found.push(problem), progress() {} };
      await checkAgencyFolder(paths.agency(agency), Date.now(), report);
      return found;
    },
    async close() {
      const running = DEMO_AGENCIES.map((agency) => servers[agency]).filter((server) => server.running);
      await Promise.all(running.map((server) => server.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function allPages<Row>(read: (from: string) => Promise<{ rows: readonly Row[]; next: number | null }>) {
  const all: Row[] = [];
  for (let from = ''; ; ) {
    const { rows, next } = await read(from);
    all.push(...rows);
    if (next === null) return all;
    from = `&before=${next}`;
  }
}

/** Waits until `read` answers something; fails with `what` after `timeoutMs`. */
export async function until<Value>(
  what: string,
  read: () => Promise<Value | undefined | false>,
  timeoutMs = 20_000,
): Promise<Value> {
  for (const start = performance.now(); performance.now() - start < timeoutMs; ) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`waited ${timeoutMs} ms for: ${what}`);
}
