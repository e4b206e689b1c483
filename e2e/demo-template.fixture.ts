// A demonstration whose equipment is approved and whose lanes are enrolled takes some seconds to make. One is made a test
// run, by whoever needs it first, and copied for each file of tests.
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo, DEMO_AGENCIES, demoPaths } from '../demo/src/create-demo.ts';
import { freePorts } from '../demo/src/ports.ts';
import { provision } from '../demo/src/provision.ts';
import { ServerProcess } from './server-process.fixture.ts';

const BASE_PORT = 18_700;
const PATIENCE_MS = 120_000;
const RUN = 'GARITA_TEST_RUN';

/** Vitest's global set-up: a place for this run's template, gone with the run. */
export async function setup(): Promise<() => Promise<void>> {
  const run = await mkdtemp(join(tmpdir(), 'garita-run-'));
  process.env[RUN] = run;
  return () => rm(run, { recursive: true, force: true });
}

/** Fills a new folder with a stopped, provisioned demonstration. */
export async function copyDemo(folder: string): Promise<void> {
  const run = process.env[RUN];
  if (run === undefined) return makeDemo(folder);
  const template = join(run, 'demo');
  // Whoever makes the folder first makes the template; the others wait for it.
  const isFirst = await mkdir(join(run, 'making')).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await makeDemo(join(run, 'part'));
    await rename(join(run, 'part'), template);
  }
  for (const until = Date.now() + PATIENCE_MS; !(await stat(template).catch(() => undefined)); ) {
    if (Date.now() > until) throw new Error('nobody made the template of the demonstration');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await cp(template, folder, { recursive: true });
}

async function makeDemo(folder: string): Promise<void> {
  const ports = await freePorts(BASE_PORT);
  if (!ports) throw new Error(`no free ports from ${BASE_PORT} on`);
  const record = await createDemo(folder, ports, Date.now());
  const servers = DEMO_AGENCIES.map((agency) => new ServerProcess(demoPaths(folder).agency(agency)));
  await Promise.all(servers.map((server) => server.start()));
  await provision(folder, record);
  await Promise.all(servers.map((server) => server.stop()));
}
