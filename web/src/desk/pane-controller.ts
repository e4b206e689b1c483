import {
  type DisplaySettings,
  type FrameReport,
  fitView,
  fullSizeView,
  type ImageShape,
  mirrorView,
  type Place,
  type Point,
  panView,
  type Surface,
  shapeOf,
  toImage,
  toScreen,
  Viewer,
  ViewerError,
  type ViewerImage,
  type ViewState,
  zoomView,
} from '../viewer/index.ts';
import { type DeskDisplay, settingsFor } from './desk-display.ts';

/** What is drawn over an image follows this; a new object whenever one of them changed. */
export interface PaneState {
  readonly image: ViewerImage | undefined;
  readonly shape: ImageShape | undefined;
  readonly view: ViewState | undefined;
  readonly surface: Surface;
  /** Device pixels to one CSS pixel. */
  readonly ratio: number;
  readonly report: FrameReport | undefined;
  readonly renderer: 'script' | 'webgl2' | undefined;
  readonly failure: string | undefined;
  readonly magnifying: boolean;
}

const EMPTY: PaneState = {
  image: undefined,
  shape: undefined,
  view: undefined,
  surface: { width: 1, height: 1 },
  ratio: 1,
  report: undefined,
  renderer: undefined,
  failure: undefined,
  magnifying: false,
};
const MAGNIFIER = { factor: 3, radius: 130 } as const;

/** One canvas, what it shows and from where it looks; outside of React, so that a hand is answered within a frame. */
export class PaneController {
  #state: PaneState = EMPTY;
  #viewer: Viewer | undefined;
  #plain: DisplaySettings | undefined;
  #settings: DisplaySettings | undefined;
  #display: DeskDisplay | undefined;
  #fitted = true;
  readonly #listeners = new Set<() => void>();
  /** Told when a person moved the view here: others in step follow. */
  onMoved: ((from: PaneController) => void) | undefined;
  /** Told with every frame that is drawn. */
  onFrame: (() => void) | undefined;

  get state(): PaneState {
    return this.#state;
  }

  /** What the engine shows plainly and now; numbers for the strip and the histogram. */
  get settings(): { readonly plain: DisplaySettings; readonly now: DisplaySettings } | undefined {
    return this.#plain && this.#settings && { plain: this.#plain, now: this.#settings };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  snapshot = (): PaneState => this.#state;

  /** A canvas to draw on. Taken back with `detach`. */
  attach(canvas: HTMLCanvasElement): void {
    try {
      this.#viewer = new Viewer(canvas, { onReport: (report) => this.#reported(report) });
      this.#set({ renderer: this.#viewer.rendererKind, failure: undefined });
    } catch (error) {
      this.#set({ failure: error instanceof ViewerError ? error.code : String(error) });
      return;
    }
    this.#show();
  }

  detach(): void {
    this.#viewer?.dispose();
    this.#viewer = undefined;
  }

  /** CSS size of the place for the canvas. */
  resize(width: number, height: number, ratio: number): void {
    const surface = { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
    if (surface.width === this.#state.surface.width && surface.height === this.#state.surface.height) return;
    this.#viewer?.setSurface(surface);
    this.#set({ surface, ratio });
    if (this.#fitted) this.fit(false);
  }

  /** The same object in a better picture keeps the view. */
  show(image: ViewerImage | undefined, plain: DisplaySettings | undefined): void {
    if (image === this.#state.image && plain === this.#plain) return;
    const shape = image && shapeOf(image);
    const before = this.#state.shape;
    const same = shape && before && shape.rows === before.rows && shape.columns === before.columns;
    this.#plain = plain;
    const view = shape && (same && !this.#fitted ? this.#state.view : fitView(shape, this.#state.surface));
    if (!same) this.#fitted = true;
    this.#set({ image, shape, view, report: undefined });
    this.#show();
  }

  setDisplay(display: DeskDisplay): void {
    if (display === this.#display) return;
    this.#display = display;
    const { image } = this.#state;
    if (!image || !this.#plain) return;
    this.#settings = settingsFor(display, image, this.#plain);
    this.#viewer?.setDisplay(this.#settings);
    this.#tell();
  }

  /** Left and right exchanged, or as they were again. */
  mirror(): void {
    const { view } = this.#state;
    if (!view) return;
    const fitted = this.#fitted;
    this.setView(mirrorView(view), false);
    this.#fitted = fitted;
  }

  /** @param told others in step follow */
  setView(view: ViewState, told = true): void {
    this.#fitted = false;
    this.#viewer?.setView(view);
    this.#set({ view });
    if (told) this.onMoved?.(this);
  }

  fit(told = true): void {
    const { shape, surface, view } = this.#state;
    if (!shape) return;
    this.setView({ ...fitView(shape, surface), ...(view?.mirrored && { mirrored: true }) }, told);
    this.#fitted = true;
  }

  fullSize(): void {
    const { shape, view } = this.#state;
    if (shape && view) this.setView(fullSizeView(shape, view));
  }

  /** @param around CSS pixels within the pane; its middle when left out */
  zoom(factor: number, around?: Point): void {
    const { shape, view, surface } = this.#state;
    if (!shape || !view) return;
    const point = around ? this.#device(around) : { x: surface.width / 2, y: surface.height / 2 };
    this.setView(zoomView(shape, surface, view, factor, point));
  }

  /** @param by CSS pixels on the screen */
  pan(by: Point): void {
    const { shape, view, ratio } = this.#state;
    if (!shape || !view) return;
    this.setView(panView(shape, view, { x: by.x * ratio, y: by.y * ratio }));
  }

  /** The middle of the screen comes to this place. */
  centreOn(place: Place): void {
    const { view } = this.#state;
    if (view) this.setView({ ...view, centre: place });
  }

  setMoving(moving: boolean): void {
    this.#viewer?.setMoving(moving);
  }

  /** @param at CSS pixels within the pane; nothing takes the magnifier away */
  magnify(at: Point | undefined): void {
    const { ratio } = this.#state;
    const { factor, radius } = MAGNIFIER;
    this.#viewer?.setMagnifier(at && { point: this.#device(at), factor, radius: radius * ratio });
    if (this.#state.magnifying !== (at !== undefined)) this.#set({ magnifying: at !== undefined });
  }

  retry(): void {
    this.#viewer?.retry();
  }

  /** The image's place under a point of the pane, CSS pixels. */
  placeAt(point: Point): Place | undefined {
    const { shape, surface, view } = this.#state;
    return shape && view && toImage(shape, surface, view, this.#device(point));
  }

  /** Where a place of the image lies in the pane, CSS pixels. */
  pointOf(place: Place): Point | undefined {
    const { shape, surface, view, ratio } = this.#state;
    if (!shape || !view) return undefined;
    const { x, y } = toScreen(shape, surface, view, place);
    return { x: x / ratio, y: y / ratio };
  }

  #device({ x, y }: Point): Point {
    const { ratio } = this.#state;
    return { x: x * ratio, y: y * ratio };
  }

  #show(): void {
    const { image, view, surface } = this.#state;
    const viewer = this.#viewer;
    if (!viewer || !image || !this.#plain || !view) return;
    const display = this.#display;
    this.#settings = display ? settingsFor(display, image, this.#plain) : this.#plain;
    viewer.setSurface(surface);
    try {
      viewer.show(image, this.#settings, view);
    } catch (error) {
      this.#set({ failure: error instanceof ViewerError ? error.code : String(error) });
    }
  }

  #reported(report: FrameReport): void {
    this.onFrame?.();
    const before = this.#state.report;
    // Every frame reports: what is drawn over the image is drawn again only when something changed.
    if (before && before.complete === report.complete && String(before.reasons) === String(report.reasons)) return;
    this.#set({ report });
  }

  #set(change: Partial<PaneState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
