// `kill -9` at random moments while scans flow, then the question whether anything was lost, doubled or half-done.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BookedScan, openGateway } from '@garita/lane';
import { Random } from '@garita/xray';
import { expect } from 'vitest';
import { demoOfficer } from '../demo/src/create-demo.ts';
import { runDemoAnalyst } from '../demo/src/demo-analyst.ts';
import { machinesUrl } from '../demo/src/ports.ts';
import { type Border, until } from './border.fixture.ts';

const LANE = fileURLToPath(new URL('./lane-child.ts', import.meta.url));
const DEVICE = 'xr-nld-01';

export interface CrashPlan {
  readonly kills: number;
  /** Who is killed, after how long, and for how long it stays dead follow from it. */
  readonly seed: number;
}

const VICTIMS = ['mx', 'us', 'lane', 'both servers', 'a server that starts'] as const;

/**
 * Kills servers and the lane, `kills` times, at moments drawn from the seed, while an analyst decides what comes; then
 * lets everything come to rest.
 */
export async function killAtRandom(border: Border, { kills, seed }: CrashPlan): Promise<void> {
  console.log(`crash run: ${kills} kills, seed ${seed} (again with GARITA_SEED=${seed})`);
  const random = new Random(seed);
  const wait = (least: number, most: number) => sleep(random.between(least, most));
  const analyst = await startAnalyst(border);
  let lane = startLane(border, 'capture');
  for (let killed = 0; killed < kills; ) {
    await wait(50, 900);
    const victim = VICTIMS[random.uint32() % VICTIMS.length] ?? 'lane';
    const { mx, us } = border.servers;
    if (victim === 'lane') {
      await kill(lane);
      await wait(0, 200);
      lane = startLane(border, 'capture');
      killed++;
      continue;
    }
    const servers = victim === 'us' ? [us] : victim === 'both servers' ? [mx, us] : [mx];
    await Promise.all(servers.map((server) => server.kill()));
    killed += servers.length;
    await wait(0, 400);
    if (victim === 'a server that starts') {
      const starting = mx.start().catch(() => undefined);
      await wait(0, 700);
      await mx.kill();
      await starting;
      killed++;
    }
    await Promise.all(servers.map((server) => server.start()));
  }
  await kill(lane);
  const [code] = (await once(startLane(border, 'drain'), 'exit')) as [number | null];
  expect(code, 'the lane has delivered everything it held').toBe(0);
  await analyst.stop();
}

/** Nothing lost, nothing twice, everything logged and receipted, and both folders sound. */
export async function expectNothingLost(border: Border): Promise<{ scans: number }> {
  const captured = await bookOf(border);
  expect(captured.map(({ seq }) => seq)).toEqual(captured.map((_, nth) => nth + 1));
  expect(captured.filter(({ state }) => state !== 'acknowledged')).toEqual([]);

  const names = captured.map(({ scan }) => scan).sort();
  const scans = await border.scans('mx');
  expect(scans.map(({ scan }) => scan).sort()).toEqual(names);
  expect(scans.filter(({ state }) => state !== 'admitted').map(({ reasons }) => reasons)).toEqual([]);

  const shares = await until(
    'a receipt for every share',
    async () => {
      const all = (await border.shares()).filter(({ item }) => item === 'scan');
      return all.length === names.length && all.every(({ state }) => state === 'receipted') && all;
    },
    60_000,
  );
  expect(shares.map(({ scan }) => scan).sort()).toEqual(names);
  const { inspections } = await border.status('mx');
  await until(
    'a receipt for every decision',
    async () => {
      const all = (await border.shares()).filter(({ item }) => item === 'decision');
      return all.length === inspections.decided && all.every(({ state }) => state === 'receipted');
    },
    60_000,
  );
  const received = await border.received();
  expect(received.filter(({ state }) => state !== 'verified')).toEqual([]);
  const receivedScans = received.filter(({ item }) => item === 'scan').map(({ scan }) => scan);
  expect(receivedScans.sort()).toEqual(names);
  const decided = received.filter(({ item }) => item === 'decision').map(({ scan }) => scan);
  expect([decided.length, new Set(decided).size]).toEqual([inspections.decided, inspections.decided]);

  expect(await border.problems('mx')).toEqual([]);
  expect(await border.problems('us')).toEqual([]);
  for (const { messages } of [border.servers.mx, border.servers.us]) expect(messages).not.toMatch(/Error|\.ts:\d+/);
  return { scans: names.length };
}

function startLane(border: Border, task: 'capture' | 'drain'): ChildProcess {
  const args = [LANE, border.laneFolder(DEVICE), machinesUrl('mx', border.ports), task];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function startAnalyst(border: Border): Promise<{ stop(): Promise<void> }> {
  const ending = new AbortController();
  const signer = await demoOfficer(border.folder, 'mx', 'analyst');
  const deciding = runDemoAnalyst(border.analyst, { agency: 'mx', id: 'analyst', signer }, ending.signal, {
    patienceMs: 0,
  });
  return {
    async stop() {
      ending.abort();
      await deciding;
    },
  };
}

async function kill(lane: ChildProcess): Promise<void> {
  if (lane.exitCode !== null) throw new Error(`the lane ended by itself with ${lane.exitCode}`);
  const ended = once(lane, 'exit');
  lane.kill('SIGKILL');
  await ended;
}

async function bookOf(border: Border): Promise<readonly BookedScan[]> {
  const gateway = await openGateway({ folder: border.laneFolder(DEVICE) });
  const scans = gateway.scans(1, 100_000);
  await gateway.close();
  return scans;
}
