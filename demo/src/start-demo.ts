import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ShareList, Status, WalkEvent } from '@garita/api';
import type { GatewayEvent } from '@garita/lane';
import { startWebBuild } from '@garita/web/build';
import { type ApiClient, apiClient } from './api-client.ts';
import {
  createDemo,
  DEMO_AGENCIES,
  DEMO_VERSION,
  type DemoAgency,
  type DemoPorts,
  type DemoRecord,
  demoOfficer,
  demoPaths,
  demoProgram,
  readRecord,
} from './create-demo.ts';
import { writeDemoAccounts } from './demo-accounts.ts';
import { runDemoAnalyst } from './demo-analyst.ts';
import { DemoError } from './demo-error.ts';
import { followEvents } from './follow-events.ts';
import { holdFolder, LOCK_FILE } from './hold-folder.ts';
import { migrateDemo } from './migrate-demo.ts';
import { DEFAULT_BASE_PORT, freePorts, machinesUrl, movePorts, peopleUrl, portsAreFree, portsFrom } from './ports.ts';
import { apiUrl, provision } from './provision.ts';
import type { SampleDevice } from './sample-agency.ts';
import { findSampleDevice, SAMPLE_BORDER } from './sample-border.ts';
import { writeSampleReviewRules } from './sample-review-rules.ts';
import { ScanWalks, type Walk, type WalkSummary } from './scan-walks.ts';
import { type Supervised, supervise } from './supervised.ts';

export interface DemoOptions {
  readonly folder: string;
  /** Forget what the folder holds and begin again. */
  readonly fresh?: boolean;
  /** First of four ports; the first free ones from 8480 unless said. */
  readonly basePort?: number;
  /** Captures nothing by itself: for tests that send their own files. */
  readonly quietLanes?: boolean;
  /** Lanes take scans this many times more slowly: for tests that look at few of them. */
  readonly slower?: number;
  /** How long a case waits for a person before a program decides it; 45 unless said. */
  readonly patienceSeconds?: number;
  /** False: without pages. Otherwise they are built, unless these sources were built before, while the agencies come up. */
  readonly web?: false;
  onWeb?(event: WebEvent): void;
  onStep?(walk: Walk, step: keyof Walk['steps']): void;
  /** Something a person should know: a child that died and is started again, a lane in trouble. */
  onNote?(note: string): void;
}

export type WebEvent =
  | { readonly state: 'building' }
  | { readonly state: 'built'; readonly folder: string; readonly cached: boolean; readonly ms: number }
  | { readonly state: 'failed'; readonly why: string };

export interface DemoAgencyInfo {
  readonly agency: DemoAgency;
  readonly name: { readonly es: string; readonly en: string };
  /** For browsers. */
  readonly url: string;
  /** For programs: the same listener by its number. */
  readonly address: string;
  readonly log: { readonly url: string; readonly vkey: string };
}

export interface RunningDemo {
  readonly folder: string;
  readonly agencies: readonly DemoAgencyInfo[];
  readonly walks: ScanWalks;
  status(agency: DemoAgency): Promise<Status>;
  client(agency: DemoAgency): ApiClient;
  /** Stops lanes, waits for what is under way, stops the servers. True when every older share has its receipt. */
  stop(): Promise<{ readonly summary: WalkSummary; readonly complete: boolean }>;
}

const CLI = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));
const LANE = fileURLToPath(new URL('./lane-process.ts', import.meta.url));
/** A share this old must have its receipt while the partner is up. */
const RECEIPT_DUE_MS = 10_000;
const SETTLE_MS = 6_000;
const PATIENCE_SECONDS = 45;

/** Two agencies and their lanes on this machine, each a process of its own. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { folder } = options;
  const paths = demoPaths(folder);
  await refuseForeignFolder(folder);
  const letGo = holdFolder(folder);
  const record = await openRecord(options).catch((error: unknown) => {
    letGo();
    throw error;
  });
  const note = options.onNote ?? (() => undefined);
  const web = await startWeb(options);

  const servers = new Map<DemoAgency, Supervised>();
  const lanes: Supervised[] = [];
  const ending = new AbortController();
  try {
    for (const agency of DEMO_AGENCIES)
      servers.set(
        agency,
        await supervise({
          program: CLI,
          args: ['serve', '--folder', paths.agency(agency), ...(web ? ['--web', web.folder] : ['--no-web'])],
          messages: join(paths.logs, `${agency}.log`),
          isReady: (message) => eventOf(message) === 'ready',
          onCrash: (how) => note(`the server of ${agency} ended (${how}) and is started again`),
        }),
      );
    const ready = new Map<DemoAgency, ServerReady>();
    for (const [agency, server] of servers) ready.set(agency, (await server.ready) as ServerReady);
    const keys = await provision(folder, record);
    const clients = {
      mx: apiClient(apiUrl('mx', record), keys.mx.administrator),
      us: apiClient(apiUrl('us', record), keys.us.administrator),
    };
    const agencies = await Promise.all(DEMO_AGENCIES.map((agency) => describe(agency, record, clients[agency])));

    const walks = new ScanWalks();
    const take = (event: Parameters<ScanWalks['take']>[0]) => {
      if (!walks.take(event)) return;
      const walk = walks.find(event.scan);
      if (walk) options.onStep?.(walk, event.step);
    };
    const following = DEMO_AGENCIES.map((agency) =>
      followEvents(clients[agency], (event) => isOfOwnWalk(event, agency) && take(event), ending.signal),
    );
    const patienceMs = (options.patienceSeconds ?? PATIENCE_SECONDS) * 1000;
    const deciding = DEMO_AGENCIES.map(async (agency) => {
      const id = keys[agency].program === undefined ? 'analyst' : await demoProgram(folder, agency);
      const officer = { agency, id, signer: await demoOfficer(folder, agency, id) };
      const client = apiClient(apiUrl(agency, record), keys[agency].program ?? keys[agency].analyst);
      await runDemoAnalyst(client, officer, ending.signal, { patienceMs });
    });

    const stand = DEMO_AGENCIES.flatMap((agency) =>
      SAMPLE_BORDER[agency].devices.map((device) => ({ agency, device })),
    );
    for (const { agency, device } of stand) {
      if (options.quietLanes && device.scene) continue;
      const server = machinesUrl(agency, record.ports);
      const tamper = options.quietLanes ? 'honest' : 'tamper';
      lanes.push(
        await supervise({
          program: LANE,
          args: [paths.lane(device.id), server, device.id, paths.inbox, tamper, String(options.slower ?? 1)],
          messages: join(paths.logs, `lane-${device.id}.log`),
          isReady: (message) => eventOf(message) === 'ready',
          mayEnd: device.scene !== undefined && device.paceSeconds === undefined,
          onMessage: (message) => takeLaneEvent(device, message as GatewayEvent | ServerReady, { take, note }),
          onCrash: (how) => note(`lane ${device.lane} ended (${how}) and is started again`),
        }),
      );
    }
    await writeRunning(folder, record, keys);
    await web?.settled;

    let stopped: Promise<{ summary: WalkSummary; complete: boolean }> | undefined;
    const stop = async () => {
      await rm(paths.running, { force: true });
      await Promise.all(lanes.map((lane) => lane.stop()));
      // A server that somebody else stopped cannot be asked; then nothing is known to be complete.
      const complete = await settle(clients).catch(() => false);
      ending.abort();
      await Promise.all([...following.map(({ ended }) => ended), ...deciding]);
      await Promise.all([...servers.values()].map((server) => server.stop()));
      letGo();
      return { summary: walks.summary(), complete };
    };
    return {
      folder,
      agencies,
      walks,
      status: (agency) => clients[agency].get<Status>('/api/v1/status'),
      client: (agency) => clients[agency],
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    ending.abort();
    await Promise.all([...lanes, ...servers.values()].map((child) => child.stop()));
    letGo();
    throw error;
  }
}

/** Where the pages will be, and when they are there or never will be: scans walk without them, too. */
async function startWeb({ web, onWeb }: DemoOptions) {
  if (web === false) return undefined;
  const failed = (error: unknown) => {
    onWeb?.({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
    return undefined;
  };
  const build = await startWebBuild().catch(failed);
  if (!build) return undefined;
  const { built, cached, folder } = build;
  if (!cached) onWeb?.({ state: 'building' });
  return { folder, settled: built.then((done) => onWeb?.({ state: 'built', ...done }), failed) };
}

/** Analysts of both sides look at a scan; the walk tells what they did where it was made. */
function isOfOwnWalk({ device, step }: WalkEvent, agency: DemoAgency): boolean {
  return !BY_ANALYSTS.has(step) || (findSampleDevice(device)?.agency ?? agency) === agency;
}

const BY_ANALYSTS: ReadonlySet<string> = new Set(['claimed', 'given-back', 'decided', 'undone', 'outcome', 'pictured']);

interface ServerReady {
  readonly event: 'ready';
}

function eventOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'event' in message ? message.event : undefined;
}

async function openRecord({ folder, fresh, basePort }: DemoOptions): Promise<DemoRecord> {
  const before = await readRecord(folder);
  if (fresh && before) await emptyFolder(folder);
  const known = fresh ? undefined : before;
  if (known && known.version > DEMO_VERSION)
    throw new DemoError('FOLDER_NEWER', `${folder} was made by a newer Garita`);
  const ports = await choosePorts(known, basePort);
  if (!known) return createDemo(folder, ports, Date.now());
  await movePorts(folder, ports);
  const migrated = await migrateDemo(folder, { ...known, ports }, Date.now());
  await Promise.all(DEMO_AGENCIES.map((agency) => writeDemoAccounts(demoPaths(folder).agency(agency))));
  await Promise.all(DEMO_AGENCIES.map((agency) => writeSampleReviewRules(demoPaths(folder).agency(agency))));
  return migrated;
}

const LEFT_OVER = ['mx', 'us', 'mx-trust-list.cose', 'us-trust-list.cose', '.DS_Store'];

/** `--fresh` and a first start both write here: never into a folder that holds something else. */
async function refuseForeignFolder(folder: string): Promise<void> {
  if (folder === '') throw new DemoError('FOLDER_NOT_WRITABLE', 'a folder without a name');
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') throw new DemoError('FOLDER_NOT_WRITABLE', `${folder} is a file`);
    throw error;
  });
  if (found.includes('demo.json')) return;
  // What a making that was interrupted may have left.
  const names = found.filter((name) => ![...LEFT_OVER, LOCK_FILE].includes(name));
  if (names.length > 0)
    throw new DemoError('FOLDER_NOT_EMPTY', `${folder} holds ${names.slice(0, 3).join(', ')} and no demo`);
}

/** All but the lock, which is held. */
async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name !== LOCK_FILE) await rm(join(folder, name), { recursive: true, force: true });
}

async function choosePorts(known: DemoRecord | undefined, basePort: number | undefined): Promise<DemoPorts> {
  if (basePort !== undefined) {
    const ports = portsFrom(basePort);
    if (!(await portsAreFree(ports))) throw new DemoError('PORT_IN_USE', `one of ${basePort} to ${basePort + 3}`);
    return ports;
  }
  if (known && (await portsAreFree(known.ports))) return known.ports;
  const ports = await freePorts(DEFAULT_BASE_PORT);
  if (!ports) throw new DemoError('PORT_IN_USE', `from ${DEFAULT_BASE_PORT} on`);
  return ports;
}

async function describe(agency: DemoAgency, record: DemoRecord, client: ApiClient): Promise<DemoAgencyInfo> {
  const { name, log } = await client.get<Status>('/api/v1/status');
  const address = apiUrl(agency, record);
  return {
    agency,
    name,
    url: peopleUrl(agency, record.ports),
    address,
    log: { url: `${address}/log`, vkey: log.vkey },
  };
}

function takeLaneEvent(
  device: SampleDevice,
  message: GatewayEvent | ServerReady,
  to: { take(event: Parameters<ScanWalks['take']>[0]): void; note(note: string): void },
): void {
  if (message.event === 'waiting') to.note(`${device.lane} waits: ${message.code}: ${message.detail}`);
  if (message.event !== 'captured') return;
  const { scan, scanId, at } = message;
  const { id, lane, site, ooiKind } = device;
  to.take({ step: 'captured', at, scan, scanId, device: id, lane, site, ooiKind });
}

/** Waits a little for receipts that are under way; false when a share that is due has none. */
async function settle(clients: Readonly<Record<DemoAgency, ApiClient>>): Promise<boolean> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const open = (await Promise.all(DEMO_AGENCIES.map((agency) => openShares(clients[agency])))).flat();
    if (open.length === 0) return true;
    if (Date.now() > until) return open.every(({ sharedAt }) => Date.now() - sharedAt < RECEIPT_DUE_MS);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function openShares(client: ApiClient): Promise<readonly { readonly sharedAt: number }[]> {
  const { shares } = await client.get<ShareList>('/api/v1/shares?limit=200');
  return shares.filter(({ state }) => state === 'waiting' || state === 'delivered');
}

async function writeRunning(folder: string, record: DemoRecord, keys: NonNullable<DemoRecord['keys']>): Promise<void> {
  const agencies = Object.fromEntries(
    DEMO_AGENCIES.map((agency) => {
      const { administrator, analyst, authority, director, evaluator } = keys[agency];
      // As whom a script may act, by the ids of the descriptor.
      const people = { analyst, evaluator, 'equipment-authority': authority, 'equipment-director': director };
      return [agency, { api: apiUrl(agency, record), key: administrator, people }];
    }),
  );
  const running = { pid: process.pid, startedAt: Date.now(), agencies };
  await writeFile(demoPaths(folder).running, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
}
