import type { PictureBody, PictureView } from '@garita/api';
import { api } from '../app/api.ts';
import { type PreviewRaster, plainDisplay, rangeOf } from '../viewer/index.ts';
import type { LoadedObject, LoadedView } from './loaded-view.ts';
import { openView } from './open-view.ts';
import { previewOf } from './preview-image.ts';

/** All pictures of one scan: small copies first, then the objects themselves, each checked against its signed hash. */
export class CasePictures {
  readonly scan: string;
  readonly picture: PictureBody;
  #views: readonly LoadedView[];
  #previews: Promise<void> | undefined;
  /** By view, then by object. */
  readonly #rasters = new Map<number, ReadonlyMap<number, PreviewRaster>>();
  #full: AbortController | undefined;
  #holds = 0;
  readonly #listeners = new Set<() => void>();

  constructor(picture: PictureBody) {
    this.scan = picture.scan;
    this.picture = picture;
    this.#views = picture.views.map((view, index) => waiting(picture.scan, view, index));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  snapshot = (): readonly LoadedView[] => this.#views;

  /** The small copies of every view; once. Resolves when all that can come are here. */
  previews(): Promise<void> {
    this.#previews ??= Promise.all(
      this.#views.filter(({ stage }) => stage === 'loading').map(({ index }) => this.#preview(index)),
    ).then(() => undefined);
    return this.#previews;
  }

  /** Somebody looks: the objects themselves are fetched, view after view. Nobody looks any more when all let go. */
  hold(): () => void {
    this.#holds++;
    void this.#fetchAll();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holds--;
      if (this.#holds === 0) this.#rest();
    };
  }

  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** What failed is asked for again. */
  async again(): Promise<void> {
    this.#rest();
    this.#views = this.#views.map((loaded) =>
      loaded.stage === 'failed' ? waiting(this.scan, loaded.view, loaded.index) : loaded,
    );
    this.#tell();
    this.#previews = undefined;
    await this.#fetchAll();
  }

  /** Gives the full pictures back, for other cases; the small copies stay. */
  shrink(): void {
    this.#previews = undefined;
    this.#rasters.clear();
    this.#views = this.picture.views.map((view, index) => waiting(this.scan, view, index));
    this.#tell();
    void this.previews();
  }

  /** Bytes of samples held. */
  get heldBytes(): number {
    return this.#views.reduce((sum, { stage, objects }) => {
      return sum + (stage === 'full' ? objects.reduce((bytes, { size }) => bytes + size, 0) : 0);
    }, 0);
  }

  async #fetchAll(): Promise<void> {
    if (this.#full) return;
    const abort = new AbortController();
    this.#full = abort;
    await this.previews();
    for (const { index } of this.#views) {
      if (abort.signal.aborted) return;
      if (this.#views[index]?.stage !== 'full') await this.#open(index, abort.signal);
    }
  }

  #rest(): void {
    this.#full?.abort();
    this.#full = undefined;
  }

  async #preview(index: number): Promise<void> {
    const { view } = this.#views[index] as LoadedView;
    // Without a small copy there is only more to wait for.
    const preview = await previewOf(view, (hash) => api.bytes(`/api/v1/objects/${hash}`)).catch(() => undefined);
    if (!preview || this.#views[index]?.stage !== 'loading') return;
    const { image, rasters, lag } = preview;
    this.#rasters.set(index, rasters);
    const range = await rangeOf(image.high.raster);
    this.#change(index, { stage: 'preview', image, lag, plain: plainDisplay(image, range) });
  }

  async #open(index: number, signal: AbortSignal): Promise<void> {
    const report = (objects: readonly LoadedObject[]) => !signal.aborted && this.#change(index, { objects });
    const rasters = this.#rasters.get(index) ?? new Map<number, PreviewRaster>();
    const opened = await openView(this.#views[index] as LoadedView, rasters, { signal, report });
    if (signal.aborted) return;
    this.#change(index, opened);
  }

  #change(index: number, change: Partial<LoadedView>): void {
    this.#views = this.#views.map((view) => (view.index === index ? { ...view, ...change } : view));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function waiting(scan: string, view: PictureView, index: number): LoadedView {
  const objects = view.energies.map(
    ({ object, label, sha256, size }): LoadedObject => ({ object, label, sha256, size, received: 0, state: 'waiting' }),
  );
  return { scan, index, view, stage: 'loading', objects, findings: [], lost: [] };
}
