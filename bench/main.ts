// Verified ingest and cross-agency share, each as a ratio to a probe of the same run: see docs/operating/performance.md.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReceivedList, ShareList } from '@garita/api';
import { type Measured, startMeasured } from './measured-process.ts';
import { type Body, RawLane, randomBody } from './raw-lane.ts';
import { DEVICES, makeTwoAgencies, provisionBench } from './two-agencies.ts';

const [what, ...rest] = process.argv.slice(2);
if (what === 'viewer') {
  const { benchViewer } = await import('./viewer.ts');
  await benchViewer(rest);
  process.exit();
}

const { values: flags } = parseArgs({
  options: {
    repeats: { type: 'string', default: '5' },
    'no-memory': { type: 'boolean', default: false },
    folder: { type: 'string', default: tmpdir() },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (flags.help) {
  console.log(
    'npm run bench -- [--repeats 5] [--no-memory] [--folder DIR] [--json]\nnpm run bench -- viewer [--repeats 5] [--json]\n\nDIR: where the measured disk is (about 12 GB are written and removed).',
  );
  process.exit(0);
}

interface Row {
  readonly what: string;
  readonly aim: string;
  readonly value: string;
  readonly ours?: string;
  readonly probe?: string;
  readonly cpuSecondsPerGB?: string;
}

const MB = 1e6;
const repeats = Number(flags.repeats);
const folder = await mkdtemp(join(flags.folder, 'garita-bench-'));
const rows: Row[] = [];
const say = (text: string) => process.stderr.write(`${text}\n`);

try {
  say('making two agencies …');
  const agencies = await makeTwoAgencies(folder);
  const ax = await startMeasured('./agency-server.ts', [agencies.folders.ax]);
  let bx: Measured | undefined = await startMeasured('./agency-server.ts', [agencies.folders.bx]);
  const { identities, keys } = await provisionBench(agencies, folder);
  const identity = join(agencies.folders.ax, 'identity');
  await mkdir(join(folder, 'probe'));
  const probe = await startMeasured('./probe-server.ts', [
    join(agencies.folders.ax, 'keys', 'node.key'),
    join(identity, 'node.crt'),
    join(identity, 'root.crt'),
    join(folder, 'probe'),
  ]);
  const lanes = identities.map((one) => new RawLane(one, agencies.machines('ax')));
  const probes = identities.map((one) => new RawLane(one, probe.ready.port ?? 0));
  const ask = async <Answer>(agency: 'ax' | 'bx', path: string) => {
    const response = await fetch(`${agencies.api(agency)}${path}`, {
      headers: { authorization: `Bearer ${keys[agency]}` },
    });
    return (await response.json()) as Answer;
  };

  // Ingest is measured alone: the partner is away, so nothing else uses the machine.
  await bx.stop();
  bx = undefined;
  await ingest('ingest, 24 MB scans, 1 stream', { bytes: 24 * MB, streams: 1, each: 6, aim: 0.8 });
  await ingest('ingest, 24 MB scans, 4 streams', { bytes: 24 * MB, streams: 4, each: 3, aim: 0.8 });
  await ingest('ingest, 0.3 MB scans, 1 stream', { bytes: 0.3 * MB, streams: 1, each: 60, aim: 0.4 });
  await ingest('ingest, 0.3 MB scans, 8 streams', { bytes: 0.3 * MB, streams: 8, each: 30, aim: 0.4 });

  await share(24 * MB, 24);
  await latency(60);
  if (!flags['no-memory']) await memory();

  for (const lane of [...lanes, ...probes]) lane.close();
  await Promise.all([ax.stop(), probe.stop()]);
  report();

  async function ingest(
    what: string,
    plan: { bytes: number; streams: number; each: number; aim: number },
  ): Promise<void> {
    const total = plan.bytes * plan.streams * plan.each;
    const ratios: number[] = [];
    const speeds: { ours: number; probe: number }[] = [];
    let cpu = 0;
    for (let repeat = 0; repeat <= repeats; repeat++) {
      const bodies = Array.from({ length: plan.streams }, () =>
        Array.from({ length: plan.each }, () => randomBody(plan.bytes)),
      );
      const scans = await Promise.all(
        bodies.map(async (own, stream) => {
          const made = [];
          for (const body of own) made.push(await lane(stream).ready(body));
          return made;
        }),
      );
      const probeSeconds = await seconds(() => streams(bodies, (stream, body) => lane(stream, probes).put(body)));
      const before = (await ax.usage()).cpuSeconds;
      const ourSeconds = await seconds(() => streams(scans, (stream, scan) => lane(stream).send(scan)));
      // The first round warms both up.
      if (repeat === 0) continue;
      cpu += (await ax.usage()).cpuSeconds - before;
      ratios.push(probeSeconds / ourSeconds);
      speeds.push({ ours: total / MB / ourSeconds, probe: total / MB / probeSeconds });
      say(
        `${what}: ${(probeSeconds / ourSeconds).toFixed(2)} of the probe (${(total / MB / ourSeconds).toFixed(0)} MB/s)`,
      );
    }
    rows.push({
      what,
      aim: `≥ ${plan.aim}`,
      value: median(ratios).toFixed(2),
      ours: `${median(speeds.map(({ ours }) => ours)).toFixed(0)} MB/s`,
      probe: `${median(speeds.map((one) => one.probe)).toFixed(0)} MB/s`,
      cpuSecondsPerGB: ((cpu / (total * repeats)) * 1e9).toFixed(1),
    });
  }

  /** The partner comes back to a queue of scans: from its first push to the last receipt, verified at both ends. */
  async function share(bytes: number, count: number): Promise<void> {
    const ratios: number[] = [];
    const speeds: { ours: number; probe: number }[] = [];
    // What ingest left behind goes first.
    bx = await startMeasured('./agency-server.ts', [agencies.folders.bx]);
    await settled();
    for (let repeat = 0; repeat < repeats; repeat++) {
      await bx.stop();
      const bodies = Array.from({ length: count }, () => randomBody(bytes));
      for (const body of bodies) await lane(0).send(await lane(0).ready(body));
      const probeSeconds = await seconds(() => streams([bodies], (_, body) => lane(0, probes).put(body)));
      bx = await startMeasured('./agency-server.ts', [agencies.folders.bx]);
      await settled();
      const { shares } = await ask<ShareList>('ax', `/api/v1/shares?limit=${count}`);
      const from = Math.min(...shares.map(({ deliveredAt }) => deliveredAt ?? Number.POSITIVE_INFINITY));
      const to = Math.max(...shares.map(({ receiptedAt }) => receiptedAt ?? 0));
      const ourSeconds = (to - from) / 1000;
      ratios.push(probeSeconds / ourSeconds);
      speeds.push({ ours: (bytes * count) / MB / ourSeconds, probe: (bytes * count) / MB / probeSeconds });
      say(`share: ${(probeSeconds / ourSeconds).toFixed(2)} of the probe`);
    }
    rows.push({
      what: 'share, 24 MB scans, first push to last receipt',
      aim: '≥ 0.6',
      value: median(ratios).toFixed(2),
      ours: `${median(speeds.map(({ ours }) => ours)).toFixed(0)} MB/s`,
      probe: `${median(speeds.map((one) => one.probe)).toFixed(0)} MB/s`,
    });
  }

  /** One scan at a time, with pauses: how long until the partner has its statement. */
  async function latency(count: number): Promise<void> {
    const admitted = new Map<string, number>();
    for (let nth = 0; nth < count; nth++) {
      const scan = await lane(0).ready(randomBody(0.3 * MB));
      await lane(0).send(scan);
      admitted.set(scan.hash, Date.now());
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await settled();
    const { received } = await ask<ReceivedList>('bx', `/api/v1/received?limit=${count}`);
    const waits = received.flatMap(({ scan, receivedAt }) => {
      const at = admitted.get(scan);
      return at === undefined ? [] : [receivedAt - at];
    });
    const sorted = waits.sort((left, right) => left - right);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
    rows.push({
      what: 'admission to statement at the partner, p95, idle',
      aim: '< 1000 ms',
      value: `${Math.max(0, p95)} ms`,
    });
  }

  async function memory(): Promise<void> {
    say('memory: 16 uploads of 500 MB at once …');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const idle = (await ax.usage()).rssBytes;
    const body: Body = randomBody(5 * MB, 100);
    const scans = await Promise.all(DEVICES.map((_, stream) => lane(stream).ready(body)));
    const peak = await ax.peakDuring(() => Promise.all(scans.map((scan, stream) => lane(stream).send(scan))));
    rows.push({
      what: 'memory above idle, 16 uploads of 500 MB at once',
      aim: '< 150 MB',
      value: `${((peak - idle) / MB).toFixed(0)} MB`,
      ours: `idle ${(idle / MB).toFixed(0)} MB`,
    });
  }

  async function settled(): Promise<void> {
    for (;;) {
      const { shares } = await ask<ShareList>('ax', '/api/v1/shares?limit=500').catch(
        () => ({ shares: [] }) as unknown as ShareList,
      );
      const status = await ask<{ partners: { waiting: number }[]; inspections: unknown }>('ax', '/api/v1/status');
      if (
        status.partners[0]?.waiting === 0 &&
        shares.every(({ state }) => state === 'receipted' || state === 'refused')
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  function lane(stream: number, of = lanes): RawLane {
    const found = of[stream];
    if (!found) throw new Error(`no lane ${stream}`);
    return found;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Each stream sends its things one after the other; the streams run side by side. */
async function streams<Thing>(
  things: readonly (readonly Thing[])[],
  send: (stream: number, thing: Thing) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    things.map(async (own, stream) => {
      for (const thing of own) await send(stream, thing);
    }),
  );
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function report(): void {
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
  };
  if (flags.json) {
    console.log(JSON.stringify({ machine, repeats, rows }, null, 2));
    return;
  }
  console.log(`${machine.date}, Node ${machine.node}, ${machine.cores} x ${machine.cpu}, median of ${repeats}\n`);
  console.log('| What | Aim | Measured | Ours | Probe | CPU s/GB |');
  console.log('|---|---|---|---|---|---|');
  for (const row of rows)
    console.log(
      `| ${row.what} | ${row.aim} | ${row.value} | ${row.ours ?? ''} | ${row.probe ?? ''} | ${row.cpuSecondsPerGB ?? ''} |`,
    );
}
