// `kill -9` at random moments while scans flow, then the question whether anything was lost, doubled or half-done.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BookedScan, openGateway } from '@garita/lane';
import { Random } from '@garita/xray';
import { expect } from 'vitest';
import { machinesUrl } from '../demo/src/ports.ts';
import { type Border, until } from './border.fixture.ts';

const LANE = fileURLToPath(new URL('./lane-child.ts', import.meta.url));
const DEVICE = 'xr-nld-01';

export interface CrashPlan {
  readonly kills: number;
  /** Who is killed, after how long, and for how long it stays dead follow from it. */
  readonly seed: number;
}

/** Kills either server or the lane, `kills` times, at moments drawn from the seed; then lets everything come to rest. */
export async function killAtRandom(border: Border, { kills, seed }: CrashPlan): Promise<void> {
  console.log(`crash run: ${kills} kills, seed ${seed}`);
  const random = new Random(seed);
  const wait = (least: number, most: number) => sleep(random.between(least, most));
  let lane = startLane(border, 'capture');
  for (let killed = 0; killed < kills; killed++) {
    await wait(50, 900);
    const victim = (['mx', 'us', 'lane'] as const)[random.uint32() % 3] ?? 'lane';
    if (victim === 'lane') {
      await kill(lane);
      await wait(0, 200);
      lane = startLane(border, 'capture');
    } else {
      await border.servers[victim].kill();
      await wait(0, 400);
      await border.servers[victim].start();
    }
  }
  await kill(lane);
  const [code] = (await once(startLane(border, 'drain'), 'exit')) as [number | null];
  expect(code, 'the lane has delivered everything it held').toBe(0);
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
  const received = (await border.received()).filter(({ item }) => item === 'scan');
  expect(received.map(({ scan }) => scan).sort()).toEqual(names);
  expect(received.filter(({ state }) => state !== 'verified')).toEqual([]);

  expect(await border.problems('mx')).toEqual([]);
  expect(await border.problems('us')).toEqual([]);
  return { scans: names.length };
}

function startLane(border: Border, task: 'capture' | 'drain'): ChildProcess {
  const args = [LANE, border.laneFolder(DEVICE), machinesUrl('mx', border.ports), task];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
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
