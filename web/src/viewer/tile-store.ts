import { type DisplayTile, displayTile } from './display-tile.ts';
import type { TileLookup, TileState } from './frame-plan.ts';
import type { ViewerImage } from './image.ts';
import { type MaterialTable, materialTable } from './material-table.ts';
import { levelsOf, type Raster, type TilePlace, type TileSamples, tileShape } from './raster.ts';

export interface TileStoreOptions {
  /** Something came, failed, or is to be looked at again: draw. */
  readonly onChange: () => void;
  /** Milliseconds, rising. */
  readonly now: () => number;
  /** Decoded tiles kept; what the screen shows is kept in any case. */
  readonly budgetBytes?: number;
  /** Time a frame may spend on making tiles; the rest waits for the next one. */
  readonly frameMs?: number;
}

interface Entry {
  state: TileState;
  readonly bytes: number;
  readonly abort: AbortController | undefined;
  frame: number;
  /** What was waited for has come: the next frame with time for it makes the tile. */
  ready?: () => TileState;
}

const DEFAULT_BUDGET_BYTES = 192 * 2 ** 20;
const DEFAULT_FRAME_MS = 12;
/** The first frame may take longer: one whole picture comes sooner than a rough one and then a whole one. */
const FIRST_FRAME_MS = 100;
const LOADING: TileState = { state: 'loading' };
const FAILED: TileState = { state: 'failed' };

type Coming = TileSamples | Promise<TileSamples>;

/** The tiles of one image, made ready for display, the least recently used forgotten first. */
export class TileStore implements TileLookup {
  readonly #image: ViewerImage;
  readonly #onChange: () => void;
  readonly #now: () => number;
  readonly #budgetBytes: number;
  readonly #frameMs: number;
  // A map keeps the order of insertion: what is used moves to its end.
  readonly #entries = new Map<string, Entry>();
  #table: MaterialTable | undefined | 'not yet' = 'not yet';
  #bytes = 0;
  #frame = 0;
  #frameStart = 0;
  #madeInFrame = 0;
  #closed = false;

  constructor(image: ViewerImage, { onChange, now, budgetBytes, frameMs }: TileStoreOptions) {
    this.#image = image;
    this.#onChange = onChange;
    this.#now = now;
    this.#budgetBytes = budgetBytes ?? DEFAULT_BUDGET_BYTES;
    this.#frameMs = frameMs ?? DEFAULT_FRAME_MS;
  }

  /** Before the looks of a frame. The coarsest tile comes first: it stands in for all others. */
  beginFrame(): void {
    this.#frame++;
    this.#frameStart = this.#now();
    this.#madeInFrame = 0;
    this.look({ level: levelsOf(this.#image.high.raster) - 1, row: 0, column: 0 });
  }

  /** After them: what nobody waits for any more is called off, what is over the budget forgotten. */
  endFrame(): void {
    for (const [key, entry] of this.#entries) {
      if (entry.frame === this.#frame) continue;
      if (entry.state.state === 'loading') entry.abort?.abort();
      else if (this.#bytes <= this.#budgetBytes) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
    }
  }

  look(place: TilePlace): TileState {
    const key = keyOf(place);
    const entry = this.#entries.get(key);
    if (!entry) return this.#ask(place, key);
    entry.frame = this.#frame;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (!entry.ready) return entry.state;
    if (this.#outOfTime()) {
      this.#onChange();
      return entry.state;
    }
    this.#madeInFrame++;
    this.#bytes -= entry.bytes;
    return this.#keep(key, entry.ready());
  }

  peek(place: TilePlace): DisplayTile | undefined {
    const entry = this.#entries.get(keyOf(place));
    if (entry?.state.state !== 'here') return undefined;
    entry.frame = this.#frame;
    return entry.state.tile;
  }

  /** Ask again for what failed. */
  retry(): void {
    for (const [key, { state, bytes }] of this.#entries) {
      if (state.state !== 'failed' && !(state.state === 'here' && state.instead === 'failed')) continue;
      this.#entries.delete(key);
      this.#bytes -= bytes;
    }
    this.#onChange();
  }

  /** Nothing that still comes is heard. */
  close(): void {
    this.#closed = true;
    for (const { abort } of this.#entries.values()) abort?.abort();
    this.#entries.clear();
  }

  #ask(place: TilePlace, key: string): TileState {
    if (this.#outOfTime()) {
      this.#onChange();
      return LOADING;
    }
    const abort = new AbortController();
    const { high, low } = this.#image;
    try {
      const first = high.raster.tile(place, abort.signal);
      const second = low?.raster.tile(place, abort.signal);
      if (!(first instanceof Promise) && !(second instanceof Promise)) {
        this.#madeInFrame++;
        const state = this.#made(place, first, second);
        if (state.state !== 'here' || !(first.original || second?.original)) return this.#keep(key, state);
        this.#await(key, abort, place, [first.original ?? first, second?.original ?? second]);
        return this.#keep(key, { ...state, instead: 'loading' }, abort);
      }
      this.#await(key, abort, place, [first, second]);
    } catch {
      return this.#keep(key, FAILED);
    }
    return this.#keep(key, LOADING, abort);
  }

  #await(key: string, abort: AbortController, place: TilePlace, parts: readonly [Coming, Coming | undefined]): void {
    Promise.all(parts).then(
      ([high, low]) => this.#arrived(key, abort, () => this.#made(place, high, low)),
      () =>
        this.#arrived(key, abort, (before) => (before.state === 'here' ? { ...before, instead: 'failed' } : FAILED)),
    );
  }

  #outOfTime(): boolean {
    return this.#madeInFrame > 0 && this.#now() - this.#frameStart > this.#mostMs();
  }

  #mostMs(): number {
    return this.#frame <= 1 ? Math.max(FIRST_FRAME_MS, this.#frameMs) : this.#frameMs;
  }

  /** Many may come at once, the moment an original is here: each is made when a frame asks for it and has the time. */
  #arrived(key: string, abort: AbortController, make: (before: TileState) => TileState): void {
    const entry = this.#entries.get(key);
    if (this.#closed || entry?.abort !== abort) return;
    entry.ready = () => make(entry.state);
    this.#onChange();
  }

  #keep(key: string, state: TileState, abort?: AbortController): TileState {
    const bytes = state.state === 'here' ? state.tile.values.byteLength + (state.tile.material?.byteLength ?? 0) : 0;
    this.#entries.set(key, { state, bytes, abort, frame: this.#frame });
    this.#bytes += bytes;
    return state;
  }

  /** A tile of another size than its place has is none: nobody may read past it. */
  #made(place: TilePlace, high: TileSamples, low: TileSamples | undefined): TileState {
    const { raster } = this.#image.high;
    if (!fits(high, raster, place) || (low && !fits(low, raster, place))) return FAILED;
    if (this.#table === 'not yet') this.#table = materialTable(this.#image);
    return { state: 'here', tile: displayTile(high, low, this.#table) };
  }
}

function fits(tile: TileSamples, raster: Raster, place: TilePlace): boolean {
  const { rows, columns } = tileShape(raster, place);
  const size = rows * columns;
  const whole = (part: { readonly length: number } | undefined) => part === undefined || part.length === size;
  const shaped = tile.rows === rows && tile.columns === columns;
  return shaped && tile.mean.length === size && whole(tile.densest) && whole(tile.absent);
}

function keyOf({ level, row, column }: TilePlace): string {
  return `${level}/${row}/${column}`;
}
