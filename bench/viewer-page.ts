// Runs in the browser: what `bench/viewer.ts` measures.
import {
  type DisplaySettings,
  type FrameReport,
  memoryRaster,
  plainDisplay,
  Viewer,
  viewerImage,
} from '@garita/web/viewer';
import { barePage } from './bare-page.ts';

export type Engine = 'bare' | 'webgl2' | 'script';
export interface Timing {
  readonly firstMs: number;
  /** Since the start: the fitted picture, then the one at full size. */
  readonly fullMs: number;
  readonly fitMs: readonly number[];
  readonly fullSizeMs: readonly number[];
  readonly complete: boolean;
  readonly seen: number;
}

const WIDTH = 1_600;
const HEIGHT = 900;
const AIR = 60_000;
let samples = new Uint16Array(0);
let kept: unknown;

/** A made-up load: slopes, boxes and noise. */
export function prepare(rows: number, columns: number): void {
  samples = new Uint16Array(rows * columns);
  let state = 1;
  for (let at = 0; at < samples.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const column = at % columns;
    const row = (at - column) / columns;
    const box = ((column >> 8) + (row >> 7)) % 5;
    samples[at] = Math.max(0, AIR / (1 + box) - column * 2 - row * 3 + (state >>> 24));
  }
}

/** Like `measure`, and everything stays in memory until `release`. */
export function hold(engine: Engine, rows: number, columns: number): Timing {
  const { timing, kept: engineItself } = run(engine, rows, columns, 3);
  kept = engineItself;
  return timing;
}

export function release(): boolean {
  const had = kept !== undefined;
  kept = undefined;
  return had;
}

export function measure(engine: Engine, rows: number, columns: number, frames: number): Timing {
  return run(engine, rows, columns, frames).timing;
}

function run(engine: Engine, rows: number, columns: number, frames: number): { timing: Timing; kept: unknown } {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const fit = Math.min(WIDTH / columns, HEIGHT / rows);
  const middle = { row: rows / 2, column: columns / 2 };
  const made = engine === 'bare' ? bare(canvas, rows, columns) : ours(canvas, engine, rows, columns);
  const start = performance.now();
  const first = made.start();
  const seen = made.pixel();
  const firstMs = performance.now() - start;
  const second = performance.now();
  let full = made.draw(0, 1, middle);
  for (let again = 0; again < 50 && !full; again++) full = made.draw(0, 1, middle);
  made.pixel();
  const fullMs = firstMs + performance.now() - second;
  const timed = (scale: number) =>
    Array.from({ length: frames }, (_, frame) => {
      const from = performance.now();
      made.draw(frame + 1, scale, middle);
      made.pixel();
      return performance.now() - from;
    });
  const timing = { firstMs, fullMs, fitMs: timed(fit), fullSizeMs: timed(1), complete: first && full, seen };
  made.end();
  return { timing, kept: made };
}

interface Made {
  /** Makes everything and draws the fitted picture; whether it is all there. */
  start(): boolean;
  /** Draws with a window moved by `step`. */
  draw(step: number, scale: number, centre: { row: number; column: number }): boolean;
  /** One pixel read back: only then is a frame certainly done. */
  pixel(): number;
  end(): void;
}

function bare(canvas: HTMLCanvasElement, rows: number, columns: number): Made {
  let page: ReturnType<typeof barePage>;
  const table = (step: number) =>
    Uint8Array.from({ length: 65_536 }, (_, value) =>
      Math.min(255, Math.round(255 * Math.sqrt(value / (AIR - 50 * step)))),
    );
  const fit = Math.min(WIDTH / columns, HEIGHT / rows);
  return {
    start: () => {
      page = barePage(canvas, samples, rows, columns);
      page.draw(table(0), { scale: fit, row: rows / 2, column: columns / 2 });
      return page.gl.getError() === page.gl.NO_ERROR;
    },
    draw: (step, scale, centre) => {
      page.draw(table(step), { scale, ...centre });
      return true;
    },
    pixel: () => pixelOf(page.gl),
    end: () => {},
  };
}

function ours(canvas: HTMLCanvasElement, renderer: 'webgl2' | 'script', rows: number, columns: number): Made {
  let viewer: Viewer;
  let plain: DisplaySettings;
  let gl: WebGL2RenderingContext | null = null;
  return {
    start: () => {
      viewer = new Viewer(canvas, { renderer, allowSoftware: true });
      const raster = memoryRaster(samples, rows, columns);
      const image = viewerImage({ high: { raster, signal: { kind: 'transmission', air: AIR } } });
      plain = plainDisplay(image, { low: 0, high: AIR });
      viewer.show(image, plain);
      // The rough frame is what a hand that drags the window sees.
      viewer.setMoving(renderer === 'script');
      gl = renderer === 'webgl2' ? canvas.getContext('webgl2') : null;
      // A frame makes no more tiles than its time allows, and draws a coarser picture until all are there.
      let complete = false;
      for (let frame = 0; frame < 50 && !complete; frame++) complete = viewer.render()?.complete ?? false;
      return complete;
    },
    draw: (step, scale, centre) => {
      viewer.setDisplay({ ...plain, window: { low: 0, high: AIR - 50 * step } });
      viewer.setView({ scale, centre });
      return viewer.render()?.complete ?? false;
    },
    pixel: () => (gl ? pixelOf(gl) : 0),
    end: () => viewer.setMoving(false),
  };
}

function pixelOf(gl: WebGL2RenderingContext): number {
  const pixel = new Uint8Array(4);
  gl.readPixels(WIDTH >> 1, HEIGHT >> 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  return pixel[0] ?? 0;
}

/** Pans over an image wider than a texture may be: the time of each frame, and whether every one was all there. */
export function pan(engine: 'webgl2' | 'script', rows: number, columns: number, frames: number) {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const made = ours(canvas, engine, rows, columns);
  const start = performance.now();
  const complete = made.start();
  made.pixel();
  const firstMs = performance.now() - start;
  let incomplete = complete ? 0 : 1;
  const panMs = Array.from({ length: frames }, (_, frame) => {
    const from = performance.now();
    if (!made.draw(0, 1, { row: rows / 2, column: 800 + ((columns - 1_600) * frame) / frames })) incomplete++;
    made.pixel();
    return performance.now() - from;
  });
  made.end();
  return { firstMs, panMs, incomplete };
}

const LARGE = { width: 1_920, height: 1_080 };
const STAGES = { clearBelow: 0.03, opaqueAbove: 8 };

/**
 * The script renderer on a 1920 x 1080 canvas left to its own frames: how long each blocks the page while the window
 * is dragged, and afterwards, while the picture becomes smooth in slices.
 */
export async function scriptFrames(rows: number, columns: number, energies: 1 | 2, edge: number, scale: number) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, LARGE);
  let report: FrameReport | undefined;
  const viewer = new Viewer(canvas, { renderer: 'script', onReport: (next) => (report = next) });
  const signal = { kind: 'transmission', air: AIR } as const;
  const energy = (values: Uint16Array) => ({ raster: memoryRaster(values, rows, columns), signal });
  const classify = (high: number, low: number) =>
    ({ band: 'mixed', z: 8 + 12 * (low / high - 1), arealDensity: 0 }) as const;
  const second = {
    low: energy(samples.map((value) => value * 0.7)),
    material: { classify, limits: STAGES, assumed: true },
  };
  const image = viewerImage({ high: energy(samples), ...(energies === 2 && second) });
  const plain = { ...plainDisplay(image, { low: 0, high: AIR }), edge };
  viewer.show(image, plain, { scale, centre: { row: rows / 2, column: columns / 2 } });
  for (let frame = 0; frame < 200 && !viewer.render()?.complete; frame++);

  const blocked: number[] = [];
  const original = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (work) =>
    original((time) => {
      const start = performance.now();
      work(time);
      blocked.push(performance.now() - start);
    });
  viewer.setMoving(true);
  for (let frame = 0; frame < 30; frame++) {
    viewer.setDisplay({ ...plain, window: { low: 0, high: AIR - 50 * frame } });
    await new Promise((resolve) => original(resolve));
  }
  const dragMs = blocked.splice(0);
  viewer.setMoving(false);
  report = undefined;
  while (report === undefined || (report as FrameReport).sampling !== 'bilinear') {
    await new Promise((resolve) => original(resolve));
  }
  globalThis.requestAnimationFrame = original;
  viewer.dispose();
  return { dragMs, sliceMs: blocked };
}
