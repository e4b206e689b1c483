// Runs in the browser: what its tests call there.
import type { FrameReport } from '../src/viewer/frame-report.ts';
import { type DisplaySettings, plainDisplay } from '../src/viewer/pipeline.ts';
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
