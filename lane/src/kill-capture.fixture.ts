import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { World } from '../../testdata/world.ts';
import { openGateway } from './gateway.ts';
import { judgeSpool } from './lane.fixture.ts';

const CAPTURING = new URL('./capture-forever.fixture.ts', import.meta.url).pathname;

export function captureAndKill(folder: string, at: number, afterMs: number): Promise<Map<number, string>> {
  return runAndKill(CAPTURING, [folder, String(at)], afterMs);
}

/** Lets a program run, kills it after `afterMs` from its first scan on, and answers the scans it told of. */
export async function runAndKill(
  program: string,
  parameters: readonly string[],
  afterMs: number,
): Promise<Map<number, string>> {
  const child = spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const first = new Promise<void>((resolve) => {
    child.stdout.on('data', (bytes) => {
      output += bytes;
      resolve();
    });
  });
  const closed = once(child, 'close');
  await Promise.race([first, closed]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await closed;
  const lines = output.split('\n').filter((line) => /^[0-9]+ [0-9a-f]{64}$/.test(line));
  return new Map(lines.map((line) => [Number(line.slice(0, line.indexOf(' '))), line.slice(line.indexOf(' ') + 1)]));
}

/** Everything told is there; the chain is whole; every spooled file is as signed; nothing else lies in the spool. */
export async function expectWholeLane(
  world: World,
  folder: string,
  told: ReadonlyMap<number, string>,
): Promise<number> {
  const gateway = await openGateway({ folder, now: () => world.at });
  const scans = gateway.scans(1, 100_000);
  expect(scans.map(({ seq }) => seq)).toEqual(scans.map((_, index) => index + 1));
  for (const [seq, scan] of told) expect(scans[seq - 1]?.scan).toBe(scan);
  const verdicts = await judgeSpool(world, folder, gateway);
  expect(verdicts.filter((verdict) => verdict.outcome !== 'admitted')).toEqual([]);
  const folders = readdirSync(join(folder, 'spool')).map(Number);
  expect(folders.sort((a, b) => a - b)).toEqual(scans.map(({ seq }) => seq));
  await gateway.close();
  return scans.length;
}
