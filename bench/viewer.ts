// The viewer beside a bare WebGL2 page on the same image, in one headless browser, the two taking turns.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { callsOf, type OpenBrowser, openBrowser } from '@garita/web/testing/browser';
import type * as Page from './viewer-page.ts';

const ROWS = 1_500;
const COLUMNS = 8_000;
const WIDE = 20_000;
const FRAMES = 15;
const ENGINES: readonly Page.Engine[] = ['bare', 'webgl2', 'script'];

interface Row {
  readonly what: string;
  readonly bare: number;
  readonly webgl2: number;
  readonly script: number;
}

/** `npm run bench -- viewer [--repeats 5] [--json]` */
export async function benchViewer(args: readonly string[]): Promise<void> {
  const { values: flags } = parseArgs({
    args: [...args],
    options: { repeats: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
  });
  const open = await openBrowser(new URL('./viewer-page.ts', import.meta.url));
  if (typeof open === 'string') {
    console.error(open);
    process.exitCode = 1;
    return;
  }
  try {
    const rows = await measured(open, Number(flags.repeats));
    rows.push({ what: 'memory above a page with the samples alone, MB', ...(await memory(open)) });
    const script = await scripted(open);
    const wide = await panned(open);
    const machine = { date: new Date().toISOString().slice(0, 10), cpu: cpus()[0]?.model, cores: cpus().length };
    if (flags.json)
      console.log(JSON.stringify({ machine, browser: open.browser.version(), rows, script, wide }, null, 2));
    else print(open, rows, script, wide);
  } finally {
    await open.close();
  }
}

/** Engines take turns, so that what else the machine does falls on all of them; the first round warms up. */
async function measured({ page }: OpenBrowser, repeats: number): Promise<Row[]> {
  const call = callsOf<typeof Page>(page);
  await call('prepare', ROWS, COLUMNS);
  const timings: Record<Page.Engine, Page.Timing[]> = { bare: [], webgl2: [], script: [] };
  for (let repeat = 0; repeat <= repeats; repeat++) {
    for (const engine of ENGINES) {
      const timing = await call('measure', engine, ROWS, COLUMNS, FRAMES);
      if (!timing.complete) throw new Error(`${engine}: the picture is not complete`);
      if (repeat > 0) timings[engine].push(timing);
    }
  }
  const row = (what: string, of: (timings: readonly Page.Timing[]) => number): Row => ({
    what,
    bare: of(timings.bare),
    webgl2: of(timings.webgl2),
    script: of(timings.script),
  });
  const frames = (of: (timing: Page.Timing) => readonly number[], share: number) => (all: readonly Page.Timing[]) =>
    quantile(all.flatMap(of), share);
  return [
    row('first whole picture, fitted, ms', (all) =>
      quantile(
        all.map(({ firstMs }) => firstMs),
        0.5,
      ),
    ),
    row('then full size, whole, ms since the start', (all) =>
      quantile(
        all.map(({ fullMs }) => fullMs),
        0.5,
      ),
    ),
    row(
      'windowing, fitted, ms a frame, p50',
      frames(({ fitMs }) => fitMs, 0.5),
    ),
    row(
      'windowing, fitted, ms a frame, p95',
      frames(({ fitMs }) => fitMs, 0.95),
    ),
    row(
      'windowing, full size, ms a frame, p50',
      frames(({ fullSizeMs }) => fullSizeMs, 0.5),
    ),
    row(
      'windowing, full size, ms a frame, p95',
      frames(({ fullSizeMs }) => fullSizeMs, 0.95),
    ),
  ];
}

/** Proportional resident memory of the whole browser with an engine held, less that before it. */
async function memory(open: OpenBrowser): Promise<Omit<Row, 'what'>> {
  const found: Record<Page.Engine, number> = { bare: Number.NaN, webgl2: Number.NaN, script: Number.NaN };
  for (const engine of ENGINES) {
    const page = await open.browser.newPage();
    await page.goto(open.page.url());
    await page.waitForFunction('globalThis.testing !== undefined');
    const call = callsOf<typeof Page>(page);
    await call('prepare', ROWS, COLUMNS);
    const before = await residentMb(open, page);
    await call('hold', engine, ROWS, COLUMNS);
    found[engine] = (await residentMb(open, page)) - before;
    await call('release');
    await page.close();
  }
  return found;
}

async function residentMb({ browser }: OpenBrowser, page: OpenBrowser['page']): Promise<number> {
  const collector = await page.context().newCDPSession(page);
  await collector.send('HeapProfiler.collectGarbage');
  await collector.detach();
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: { id: number }[] };
  await session.detach();
  const kilobytes = processInfo.map(({ id }) => {
    const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
    return Number(line?.[1] ?? Number.NaN);
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1_000;
}

/** The script renderer alone, on a larger canvas: what its frames cost a hand. */
async function scripted({ page }: OpenBrowser) {
  const call = callsOf<typeof Page>(page);
  const found = [];
  for (const [what, energies, edge, scale] of [
    ['grey, full size', 1, 0, 1],
    ['grey, reduced by 0.7', 1, 0, 0.7],
    ['colour, reduced by 0.7', 2, 0, 0.7],
    ['colour, sharpened, reduced by 0.7', 2, 1, 0.7],
    ['colour, magnified by 3', 2, 0, 3],
  ] as const) {
    const { dragMs, sliceMs } = await call('scriptFrames', ROWS, COLUMNS, energies, edge, scale);
    const total = sliceMs.reduce((sum, ms) => sum + ms, 0);
    found.push({
      what,
      p50: quantile(dragMs, 0.5),
      p95: quantile(dragMs, 0.95),
      slice: quantile(sliceMs, 0.95),
      slices: sliceMs.length,
      total,
    });
  }
  return found;
}

async function panned({ page }: OpenBrowser) {
  const call = callsOf<typeof Page>(page);
  await call('prepare', ROWS, WIDE);
  const engines = ['webgl2', 'script'] as const;
  const found = [];
  for (const engine of engines) {
    const { firstMs, panMs, incomplete } = await call('pan', engine, ROWS, WIDE, 60);
    found.push({ engine, firstMs, p50: quantile(panMs, 0.5), p95: quantile(panMs, 0.95), incomplete });
  }
  return found;
}

function print(
  { browser }: OpenBrowser,
  rows: readonly Row[],
  script: Awaited<ReturnType<typeof scripted>>,
  wide: Awaited<ReturnType<typeof panned>>,
): void {
  const cpu = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`;
  console.log(`${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version()}, SwiftShader, ${cpu}`);
  console.log(`${ROWS} x ${COLUMNS} samples of 16 bits, 1600 x 900 pixels; ratios are to the bare page\n`);
  console.log('| | Bare page | WebGL2 | ratio | Script | ratio |\n|---|---|---|---|---|---|');
  for (const { what, bare, webgl2, script } of rows) {
    const cells = [
      bare.toFixed(1),
      webgl2.toFixed(1),
      (webgl2 / bare).toFixed(2),
      script.toFixed(1),
      (script / bare).toFixed(2),
    ];
    console.log(`| ${what} | ${cells.join(' | ')} |`);
  }
  console.log('\nThe script renderer on 1920 x 1080 pixels:');
  for (const { what, p50, p95, slice, slices, total } of script) {
    const rest = `smooth ${total.toFixed(0)} ms later, in ${slices} slices, p95 ${slice.toFixed(1)} ms`;
    console.log(`${what}: windowing p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms a frame; ${rest}`);
  }
  console.log(`\n${ROWS} x ${WIDE}: wider than a texture may be here; the bare page shows nothing.`);
  for (const { engine, firstMs, p50, p95, incomplete } of wide) {
    const pan = `a frame of panning at full size p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
    console.log(`${engine}: first picture ${firstMs.toFixed(0)} ms; ${pan}; ${incomplete} frames with tiles to come`);
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
