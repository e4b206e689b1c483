import { mkdtemp, rm } from 'node:fs/promises';
import { fork } from 'node:child_process';
import { RawLane, randomBody } from '/work/main/bench/raw-lane.ts';
import { createDemo } from '/work/main/demo/src/create-demo.ts';
import { freePorts, machinesUrl } from '/work/main/demo/src/ports.ts';
import { provision, apiUrl } from '/work/main/demo/src/provision.ts';
import { apiClient } from '/work/main/demo/src/api-client.ts';
import { demoPaths } from '/work/main/demo/src/create-demo.ts';
import { loadIdentity } from '@garita/lane';
const folder = await mkdtemp('/tmp/garita-catchup-');
const ports = await freePorts(19480);
const record = await createDemo(folder, ports!, Date.now());
const start = async (a: 'mx'|'us') => {
  const args = process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof-'+a] : [];
  const child = fork('/work/main/cli/src/main.ts', ['serve', '--folder', demoPaths(folder).agency(a)], { execArgv: args, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await new Promise((r) => child.once('message', r));
  return { child, stop: () => new Promise((r) => { child.once('exit', r); child.kill('SIGTERM'); }) };
};
const mx = await start('mx'); let us = await start('us');
const keys = await provision(folder, record);
await us.stop();
const n = Number(process.argv[2] ?? 300), bytes = Number(process.argv[3] ?? 5000);
const ids = ['xr-nld-01','xr-zlo-01','ct-nlu-01','xr-dbo-01'];
const lanes = await Promise.all(ids.map(async (id) => new RawLane(await loadIdentity(demoPaths(folder).lane(id)), ports!.mx.machines)));
let t = performance.now();
await Promise.all(lanes.map(async (l) => { for (let i = 0; i < n / 4; i++) await l.send(await l.ready(randomBody(bytes))); }));
console.log('ingest', n, ((performance.now() - t) / 1000).toFixed(1), 's');
t = performance.now();
us = await start('us');
console.log('us up after', ((performance.now() - t) / 1000).toFixed(1));
const c = { mx: apiClient(apiUrl('mx', record), keys.mx.administrator), us: apiClient(apiUrl('us', record), keys.us.administrator) };
let last = '';
for (;;) {
  const s: any = await c.mx.get('/api/v1/status');
  const u: any = await c.us.get('/api/v1/status');
  const line = JSON.stringify({ p: s.partners[0].state, waiting: s.partners[0].waiting, receipted: s.partners[0].receipted, cos: s.log.cosignedSize, size: s.log.size, us: u.steps, ucos: [u.log.size, u.log.cosignedSize], up: u.partners[0].state });
  if (line !== last) console.log(((performance.now() - t) / 1000).toFixed(2), line);
  last = line;
  if (s.partners[0].receipted >= n) break;
  if (performance.now() - t > 60000) { console.log('TIMEOUT'); break; }
  await new Promise((r) => setTimeout(r, 500));
}
for (const l of lanes) l.close();
await mx.stop(); await us.stop();
await rm(folder, { recursive: true, force: true });
