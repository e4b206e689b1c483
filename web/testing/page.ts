// Runs in the browser: what its tests call there.
import type { FrameReport } from '../src/viewer/frame-report.ts';
import { viewerImage } from '../src/viewer/image.ts';
import { type DisplaySettings, plainDisplay } from '../src/viewer/pipeline.ts';
import type { Raster, TileSamples } from '../src/viewer/raster.ts';
import type { ViewState } from '../src/viewer/view-state.ts';
import { Viewer } from '../src/viewer/viewer.ts';
import { madeImage } from './images.ts';

export interface Scene {
  readonly rows: number;
  readonly columns: number;
  readonly energies: 1 | 2;
  readonly tileSize?: number;
  readonly width: number;
  readonly height: number;
  readonly view?: ViewState;
  readonly change?: Partial<DisplaySettings>;
  readonly magnifier?: { readonly x: number; readonly y: number; readonly factor: number; readonly radius: number };
  readonly moving?: boolean;
}

export interface Picture {
  readonly kind: string;
  readonly pixels: Uint8Array;
  readonly report: FrameReport | undefined;
}

const images = new Map<string, ReturnType<typeof madeImage>>();

export function imageOf({ rows, columns, energies, tileSize = 512 }: Scene) {
  const key = `${rows}x${columns}x${energies}x${tileSize}`;
  const image = images.get(key) ?? madeImage(rows, columns, energies, { tileSize });
  images.set(key, image);
  return image;
}

export function viewerOf(scene: Scene, renderer: 'script' | 'webgl2'): Viewer {
  const canvas = document.createElement('canvas');
  canvas.width = scene.width;
  canvas.height = scene.height;
  const viewer = new Viewer(canvas, { renderer, allowSoftware: true });
  const image = imageOf(scene);
  viewer.show(image, { ...plainDisplay(image, { low: 0, high: 1 }), ...scene.change }, scene.view);
  viewer.setMoving(scene.moving ?? false);
  if (scene.magnifier) {
    const { x, y, factor, radius } = scene.magnifier;
    viewer.setMagnifier({ point: { x, y }, factor, radius });
  }
  return viewer;
}

/** Draws until every tile is there: a frame makes only as many as its time allows. */
export function settled(viewer: Viewer): FrameReport | undefined {
  let report = viewer.render();
  for (let frame = 0; frame < 100 && report && !report.complete; frame++) report = viewer.render();
  return report;
}

export function picture(scene: Scene, renderer: 'script' | 'webgl2'): Picture {
  const viewer = viewerOf(scene, renderer);
  const report = settled(viewer);
  const pixels = viewer.readPixels();
  const kind = viewer.rendererKind;
  viewer.dispose();
  return { kind, pixels, report };
}

/** Both renderers beside each other: how far apart, and what is to be seen at all. */
export function compare(scene: Scene) {
  const script = picture(scene, 'script');
  const webgl = picture(scene, 'webgl2');
  let furthest = 0;
  let different = 0;
  let sum = 0;
  let squares = 0;
  let coloured = 0;
  for (let at = 0; at < script.pixels.length; at += 4) {
    for (let part = 0; part < 4; part++) {
      const apart = Math.abs((script.pixels[at + part] as number) - (webgl.pixels[at + part] as number));
      furthest = Math.max(furthest, apart);
      if (apart > 0) different++;
    }
    const [red, green, blue] = script.pixels.subarray(at, at + 3) as unknown as [number, number, number];
    sum += green;
    squares += green * green;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 30) coloured++;
  }
  const count = script.pixels.length / 4;
  const mean = sum / count;
  return {
    furthest,
    different,
    mean,
    deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    coloured: coloured / count,
    reports: [script.report, webgl.report],
  };
}

/** A view of an image whose tiles of full size come only when `come` is called; `fail` lets them fail. */
export function slowViewer(scene: Scene, renderer: 'script' | 'webgl2') {
  const whole = imageOf(scene);
  const { raster } = whole.high;
  const waiting: { come: () => void; fail: () => void }[] = [];
  const slow: Raster = {
    ...raster,
    tile: (place) => {
      const tile = raster.tile(place);
      if (place.level > 0) return tile;
      return new Promise<TileSamples>((resolve, reject) => {
        waiting.push({ come: () => resolve(tile), fail: () => reject(new Error('gone')) });
      });
    },
  };
  const canvas = document.createElement('canvas');
  canvas.width = scene.width;
  canvas.height = scene.height;
  const viewer = new Viewer(canvas, { renderer, allowSoftware: true });
  const image = viewerImage({ high: { raster: slow, signal: whole.high.signal } });
  viewer.show(image, { ...plainDisplay(image, { low: 0, high: 1 }), ...scene.change }, scene.view);
  return { viewer, canvas, waiting };
}

/** A picture while tiles are on their way, after one failed, and when all came. */
export async function progress(scene: Scene, renderer: 'script' | 'webgl2') {
  const { viewer, waiting } = slowViewer(scene, renderer);
  const first = viewer.render();
  const rough = viewer.readPixels();
  waiting[0]?.fail();
  for (const tile of waiting.slice(1)) tile.come();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const second = viewer.render();
  waiting.length = 0;
  viewer.retry();
  viewer.render();
  for (const tile of waiting) tile.come();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const third = viewer.render();
  const full = viewer.readPixels();
  viewer.dispose();
  const black = rough.filter((_, at) => at % 4 === 0 && rough[at] === 0 && rough[at + 1] === 0 && rough[at + 2] === 0);
  const changed = full.filter((part, at) => part !== rough[at]).length;
  return { reports: [first, second, third], black: black.length, changed };
}

/** The graphics context is lost and comes back. */
export async function lossAndReturn(scene: Scene) {
  const canvas = document.createElement('canvas');
  canvas.width = scene.width;
  canvas.height = scene.height;
  const heard: (FrameReport | undefined)[] = [];
  const viewer = new Viewer(canvas, {
    renderer: 'webgl2',
    allowSoftware: true,
    onReport: (report) => heard.push(report),
  });
  const image = imageOf(scene);
  viewer.show(image, plainDisplay(image, { low: 0, high: 1 }), scene.view);
  settled(viewer);
  const before = viewer.readPixels();
  const extension = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  const event = (name: string) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
  const lost = event('webglcontextlost');
  extension?.loseContext();
  await lost;
  const during = viewer.render();
  const restored = event('webglcontextrestored');
  // The browser gives it back only after the event of its loss was handled.
  setTimeout(() => extension?.restoreContext(), 0);
  await restored;
  const afterwards = settled(viewer);
  const after = viewer.readPixels();
  viewer.dispose();
  const different = after.filter((part, at) => part !== before[at]).length;
  return { during, afterwards, different, heard: heard.length };
}

/** What `auto` takes when there is no WebGL2, and what demanding it says. */
export function withoutWebgl(): { kind: string; code: string } {
  const make = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
    return kind === 'webgl2' ? null : Reflect.apply(make, this, [kind, options]);
  } as typeof make;
  try {
    const viewer = new Viewer(document.createElement('canvas'));
    const kind = viewer.rendererKind;
    let code = 'nothing thrown';
    try {
      new Viewer(document.createElement('canvas'), { renderer: 'webgl2' });
    } catch (error) {
      code = (error as { code: string }).code;
    }
    return { kind, code };
  } finally {
    HTMLCanvasElement.prototype.getContext = make;
  }
}

/** What the screen of a viewer left to itself comes to: reports heard until it is smooth. */
export async function leftToItself(scene: Scene) {
  const canvas = document.createElement('canvas');
  canvas.width = scene.width;
  canvas.height = scene.height;
  const heard: FrameReport[] = [];
  let done = () => {};
  const smooth = new Promise<void>((resolve) => {
    done = resolve;
  });
  const onReport = (report: FrameReport) => {
    heard.push(report);
    if (report.complete && report.sampling === 'bilinear') done();
  };
  const viewer = new Viewer(canvas, { renderer: 'script', onReport });
  const image = imageOf(scene);
  viewer.show(image, plainDisplay(image, { low: 0, high: 1 }), scene.view);
  await smooth;
  const pixels = viewer.readPixels();
  viewer.dispose();
  const whole = picture(scene, 'script').pixels;
  return {
    different: pixels.filter((part, at) => part !== whole[at]).length,
    samplings: heard.map((one) => one.sampling),
  };
}
