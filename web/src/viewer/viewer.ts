import { planRegion, type RegionPlan, wholeBox } from './frame-plan.ts';
import type { FrameReport, IncompleteReason } from './frame-report.ts';
import type { ViewerImage } from './image.ts';
import { type DisplaySettings, type Pipeline, pipelineCompiler } from './pipeline.ts';
import type { Frame, Renderer } from './renderer.ts';
import { scriptRenderer } from './script-renderer.ts';
import { shapeOf } from './shape-of.ts';
import { TileStore } from './tile-store.ts';
import {
  type Box,
  fitView,
  type ImageShape,
  magnifierView,
  type Point,
  type Surface,
  toDrawn,
  type ViewState,
} from './view-state.ts';
import { ViewerError } from './viewer-error.ts';
import { webglRenderer } from './webgl-renderer.ts';

export interface ViewerOptions {
  /** `auto` (the default) takes WebGL2 on graphics hardware, otherwise the script renderer. */
  readonly renderer?: 'auto' | 'webgl2' | 'script';
  /** Take WebGL2 without graphics hardware, too. */
  readonly allowSoftware?: boolean;
  /** With every frame: whether it is all there. An application must show it when it is not. */
  readonly onReport?: (report: FrameReport) => void;
  /** Decoded tiles kept in memory. */
  readonly budgetBytes?: number;
}

/** A closer look around a point, `radius` device pixels to each side. */
export interface Magnifier {
  readonly point: Point;
  readonly factor: number;
  readonly radius: number;
}

interface Shown {
  readonly image: ViewerImage;
  readonly shape: ImageShape;
  readonly store: TileStore;
  readonly compile: (settings: DisplaySettings) => Pipeline;
}

/** A smooth frame being drawn in slices; `next` is the first row not yet drawn. */
interface Refining {
  readonly frame: Frame;
  readonly report: FrameReport;
  next: number;
}

/** A slice of a frame at rest takes no longer than this, so that a hand is answered within a frame. */
const SLICE_MS = 8;
/** A rough frame that would take longer is drawn in every second row only. */
const ROUGH_MS = 13;
const FIRST_SLICE_ROWS = 64;

/** One canvas that shows one image. It draws when something changed, at most once per frame of the screen. */
export class Viewer {
  readonly #canvas: HTMLCanvasElement;
  readonly #options: ViewerOptions;
  readonly #renderer: Renderer;
  #shown: Shown | undefined;
  #settings: DisplaySettings | undefined;
  #pipeline: Pipeline | undefined;
  #view: ViewState | undefined;
  #magnifier: Magnifier | undefined;
  #surface: Surface;
  #moving = false;
  #requested: number | undefined;
  #refining: Refining | undefined;
  #rowMs = 0;
  /** Whether rough frames leave out rows. */
  #coarse = false;

  /**
   * @throws ViewerError WEBGL_UNAVAILABLE only when `webgl2` is demanded; CANVAS_UNAVAILABLE when the canvas is taken
   */
  constructor(canvas: HTMLCanvasElement, options: ViewerOptions = {}) {
    this.#canvas = canvas;
    this.#options = options;
    this.#surface = { width: canvas.width, height: canvas.height };
    this.#renderer = this.#chooseRenderer();
  }

  get rendererKind(): Renderer['kind'] {
    return this.#renderer.kind;
  }

  get view(): ViewState | undefined {
    return this.#view;
  }

  get surface(): Surface {
    return this.#surface;
  }

  get shape(): ImageShape | undefined {
    return this.#shown?.shape;
  }

  /** Show another image, fitted to the canvas unless a view is given. */
  show(image: ViewerImage, settings: DisplaySettings, view?: ViewState): void {
    const shape = shapeOf(image);
    const compile = pipelineCompiler(image);
    const pipeline = compile(settings);
    this.#shown?.store.close();
    const { budgetBytes } = this.#options;
    const store = new TileStore(image, {
      onChange: () => this.#request(),
      now: () => performance.now(),
      ...(budgetBytes !== undefined && { budgetBytes }),
    });
    this.#shown = { image, shape, store, compile };
    this.#settings = settings;
    this.#pipeline = pipeline;
    this.#view = view ?? fitView(shape, this.#surface);
    this.#magnifier = undefined;
    this.#request();
  }

  /** @throws ViewerError SETTINGS_INVALID, and then nothing has changed */
  setDisplay(settings: DisplaySettings): void {
    if (settings === this.#settings) return;
    this.#pipeline = this.#shown?.compile(settings);
    this.#settings = settings;
    this.#request();
  }

  setView(view: ViewState): void {
    this.#view = view;
    this.#request();
  }

  setMagnifier(magnifier: Magnifier | undefined): void {
    this.#magnifier = magnifier;
    this.#request();
  }

  /** Size of the canvas in device pixels. */
  setSurface({ width, height }: Surface): void {
    this.#surface = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
    this.#request();
  }

  /** While a hand drags, speed comes before smoothness. */
  setMoving(moving: boolean): void {
    if (moving === this.#moving) return;
    this.#moving = moving;
    this.#request();
  }

  /** Ask again for tiles that failed. */
  retry(): void {
    this.#shown?.store.retry();
  }

  /** Draw now, all of it. `undefined` while there is no image. */
  render(): FrameReport | undefined {
    if (this.#requested !== undefined) cancelAnimationFrame(this.#requested);
    this.#requested = undefined;
    const rough = this.#moving && this.#renderer.sliced;
    const frame = this.#plan(rough ? 'nearest' : 'bilinear');
    return frame && (rough ? this.#drawRough(frame) : this.#draw(frame));
  }

  /** The pixels of the last frame, RGBA, as drawn (never mirrored); only right after `render`. */
  readPixels(): Uint8Array {
    return this.#renderer.readPixels();
  }

  dispose(): void {
    if (this.#requested !== undefined) cancelAnimationFrame(this.#requested);
    this.#shown?.store.close();
    this.#shown = undefined;
    this.#refining = undefined;
    this.#renderer.dispose();
  }

  #chooseRenderer(): Renderer {
    const { renderer = 'auto', allowSoftware = false } = this.#options;
    if (renderer === 'script') return scriptRenderer(this.#canvas);
    const again = () => this.#request();
    try {
      return webglRenderer(this.#canvas, { allowSoftware, onLost: again, onRestored: again });
    } catch (error) {
      const missing = error instanceof ViewerError && error.code === 'WEBGL_UNAVAILABLE';
      if (renderer === 'auto' && missing) return scriptRenderer(this.#canvas);
      throw error;
    }
  }

  #request(): void {
    this.#refining = undefined;
    this.#requested ??= requestAnimationFrame(() => this.#tick());
  }

  #tick(): void {
    this.#requested = undefined;
    if (this.#refining) {
      this.#refine(this.#refining);
      return;
    }
    const { height } = this.#surface;
    const slow = this.#renderer.sliced && (this.#moving || this.#rowMs === 0 || this.#rowMs * height > SLICE_MS);
    const planned = this.#plan(slow ? 'nearest' : 'bilinear');
    if (!planned) return;
    const report = slow ? this.#drawRough(planned) : this.#draw(planned);
    if (!slow || this.#moving || this.#requested !== undefined) return;
    this.#refining = { frame: { ...planned, sampling: 'bilinear' }, report, next: 0 };
    this.#requested = requestAnimationFrame(() => this.#tick());
  }

  #drawRough(frame: Frame): FrameReport {
    const start = performance.now();
    const report = this.#draw({ ...frame, coarse: this.#coarse });
    const took = performance.now() - start;
    // Half the rows take at least half the time; far below that, it does not go back and forth.
    this.#coarse = took > (this.#coarse ? ROUGH_MS / 3 : ROUGH_MS);
    return report;
  }

  /** The next slice of a smooth frame over the rough one that is already there. */
  #refine(work: Refining): void {
    const { frame } = work;
    const rows = this.#rowMs === 0 ? FIRST_SLICE_ROWS : Math.max(16, Math.floor(SLICE_MS / this.#rowMs));
    const slice = { top: work.next, bottom: Math.min(frame.height, work.next + rows) };
    const start = performance.now();
    this.#renderer.draw({ ...frame, slice });
    this.#rowMs = (performance.now() - start) / (slice.bottom - slice.top);
    work.next = slice.bottom;
    if (work.next < frame.height) {
      this.#requested = requestAnimationFrame(() => this.#tick());
      return;
    }
    this.#refining = undefined;
    this.#options.onReport?.({ ...work.report, sampling: 'bilinear' });
  }

  #plan(sampling: Frame['sampling']): Frame | undefined {
    const { image, shape, store } = this.#shown ?? {};
    if (!image || !shape || !store || !this.#pipeline || !this.#view) return undefined;
    const { tileSize } = image.high.raster;
    // The pixels are drawn straight and the browser turns them over: no renderer has to count backwards.
    const turned = this.#view.mirrored ? 'scaleX(-1)' : '';
    if (this.#canvas.style.transform !== turned) this.#canvas.style.transform = turned;
    const box = wholeBox(this.#surface);
    store.beginFrame();
    const regions = [{ box, plan: planRegion(shape, tileSize, this.#view, box, store) }];
    if (this.#magnifier) {
      const { factor, radius } = this.#magnifier;
      const point = toDrawn(this.#surface, this.#view, this.#magnifier.point);
      const lens = lensBox(point, radius, this.#surface);
      if (lens) {
        const { mirrored: _, ...straight } = this.#view;
        const view = magnifierView(shape, this.#surface, straight, { factor, point, lens });
        regions.push({ box: lens, plan: planRegion(shape, tileSize, view, lens, store) });
      }
    }
    store.endFrame();
    return { ...this.#surface, regions, pipeline: this.#pipeline, sampling };
  }

  #draw(frame: Frame): FrameReport {
    const failed = this.#renderer.draw(frame);
    const report = reportOf(
      frame.regions.map(({ plan }) => plan),
      failed,
      frame.sampling,
    );
    this.#options.onReport?.(report);
    return report;
  }
}

/** What the plans and the renderer say together. */
function reportOf(
  plans: readonly RegionPlan[],
  failed: ReadonlySet<IncompleteReason>,
  sampling: Frame['sampling'],
): FrameReport {
  const reasons = [...new Set([...plans.flatMap((plan) => [...plan.reasons]), ...failed])];
  const sum = (of: (plan: RegionPlan) => number) => plans.reduce((total, plan) => total + of(plan), 0);
  return {
    complete: reasons.length === 0,
    reasons,
    needed: sum(({ needed }) => needed),
    here: sum(({ here }) => here),
    gaps: sum(({ gaps }) => gaps.length),
    sampling,
  };
}

/** A square around a point, cut at the surface; at the edge it moves inwards, whole. */
function lensBox({ x, y }: Point, radius: number, { width, height }: Surface): Box | undefined {
  const [across, down] = [Math.round(x), Math.round(y)];
  const reach = Math.round(Math.min(radius, width / 2, height / 2));
  if (reach < 1 || across < 0 || down < 0 || across >= width || down >= height) return undefined;
  const left = Math.min(width - 2 * reach, Math.max(0, across - reach));
  const top = Math.min(height - 2 * reach, Math.max(0, down - reach));
  return { left, top, right: left + 2 * reach, bottom: top + 2 * reach };
}
