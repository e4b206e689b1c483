import type { DisplayTile } from './display-tile.ts';
import type { IncompleteReason } from './frame-report.ts';
import { alongAt, GUTTER, levelsOf, type TilePlace } from './raster.ts';
import { type Box, type ImageShape, originOf, type Surface, type ViewState } from './view-state.ts';

/**
 * Pixels that one tile fills. The sample under pixel x is `(sampleX + (x - left) * stepX) >> FRACTION_BITS`, counted
 * in the tile with its gutter: whole numbers, so that every renderer picks and weighs the same samples.
 */
export interface TilePatch extends Box {
  readonly tile: DisplayTile;
  readonly sampleX: number;
  readonly sampleY: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** What is to be drawn, and what of it is not as it should be. */
export interface RegionPlan {
  readonly patches: readonly TilePatch[];
  /** Nothing at all to show here: hatched, never black. */
  readonly gaps: readonly Box[];
  readonly reasons: ReadonlySet<IncompleteReason>;
  /** Tiles the picture needs at its own level, and how many of them it has. */
  readonly needed: number;
  readonly here: number;
}

/** What a store has of a tile. */
export type TileState =
  /** `instead`: it is of a derived copy, and the original's tile is still to come, or will not come. */
  | { readonly state: 'here'; readonly tile: DisplayTile; readonly instead?: 'loading' | 'failed' }
  | { readonly state: 'loading' }
  | { readonly state: 'failed' };

/** Where tiles come from: `look` also asks for what is not there, `peek` never does. */
export interface TileLookup {
  look(place: TilePlace): TileState;
  peek(place: TilePlace): DisplayTile | undefined;
}

// A tile of 1,024 samples and its gutters leave 20 of 31 bits for fractions.
export const FRACTION_BITS = 20;
const ONE = 2 ** FRACTION_BITS;

// Bilinear sampling sees two by two samples: a half more than one to a pixel leaves none out by much.
const MOST_SAMPLES_PER_PIXEL = 1.5;

/** The level with 0.75 to 1.5 samples to a device pixel in its denser direction; full size when magnified. */
export function levelFor(shape: ImageShape, tileSize: number, scale: number): number {
  const samplesPerPixel = 1 / (scale * Math.min(1, shape.aspect));
  const wanted = Math.ceil(Math.log2(samplesPerPixel / MOST_SAMPLES_PER_PIXEL));
  return Math.min(levelsOf({ ...shape, tileSize }) - 1, Math.max(0, wanted));
}

/**
 * Which tile fills which pixels of a box of the screen. Each pixel over the image belongs to exactly one patch or gap;
 * where the tile of the right level is not there a coarser one stands in for it.
 */
export function planRegion(
  shape: ImageShape,
  tileSize: number,
  view: ViewState,
  box: Box,
  lookup: TileLookup,
): RegionPlan {
  const level = levelFor(shape, tileSize, view.scale);
  const top = levelsOf({ ...shape, tileSize }) - 1;
  const surface = { width: box.right - box.left, height: box.bottom - box.top };
  const across = (at: number) => axisAt(shape.columns, view.scale, view.centre.column, surface.width, at);
  const down = (at: number) => axisAt(shape.rows, view.scale * shape.aspect, view.centre.row, surface.height, at);
  const columns = spans(across(level), tileSize, surface.width);
  const rows = spans(down(level), tileSize, surface.height);

  const patches: TilePatch[] = [];
  const gaps: Box[] = [];
  const reasons = new Set<IncompleteReason>();
  let here = 0;
  for (const row of rows) {
    for (const column of columns) {
      const place = { level, row: row.tile, column: column.tile };
      const found = lookup.look(place);
      const state = found.state === 'here' ? found.instead : found.state;
      if (state === undefined) here++;
      else reasons.add(state === 'failed' ? 'tile-failed' : 'tile-loading');
      const pixels = {
        left: box.left + column.from,
        right: box.left + column.to,
        top: box.top + row.from,
        bottom: box.top + row.to,
      };
      const shown = found.state === 'here' ? { place, tile: found.tile } : standIn(place, top, lookup);
      if (!shown) {
        gaps.push(pixels);
        continue;
      }
      if (shown.tile.partial) reasons.add('samples-absent');
      const x = across(shown.place.level);
      const y = down(shown.place.level);
      patches.push({
        ...pixels,
        tile: shown.tile,
        sampleX: inTile(x, column.from, shown.place.column, tileSize),
        sampleY: inTile(y, row.from, shown.place.row, tileSize),
        stepX: x.step,
        stepY: y.step,
      });
    }
  }
  return { patches, gaps, reasons, needed: rows.length * columns.length, here };
}

/** One direction of a level on the screen: pixel p looks at sample `(start + p * step) / ONE`. */
interface Axis {
  readonly start: number;
  readonly step: number;
  /** Samples of the level. */
  readonly along: number;
}

function axisAt(along: number, scale: number, centre: number, extent: number, level: number): Axis {
  const size = 2 ** level;
  const origin = originOf(extent, centre, scale);
  const step = Math.max(1, Math.round(ONE / (scale * size)));
  return { start: Math.round(((0.5 - origin) * ONE) / (scale * size)), step, along: alongAt(along, level) };
}

interface Span {
  readonly tile: number;
  readonly from: number;
  readonly to: number;
}

/** The pixels each tile fills, left to right, those off the screen left out. */
function spans({ start, step, along }: Axis, tileSize: number, extent: number): Span[] {
  const pixelOf = (sample: number) => Math.min(extent, Math.max(0, Math.ceil((sample * ONE - start) / step)));
  const first = Math.max(0, Math.floor(start / ONE / tileSize));
  const found: Span[] = [];
  for (let tile = first; tile * tileSize < along; tile++) {
    const from = pixelOf(tile * tileSize);
    if (from >= extent) break;
    const to = pixelOf(Math.min(along, (tile + 1) * tileSize));
    if (to > from) found.push({ tile, from, to });
  }
  return found;
}

function inTile({ start, step }: Axis, pixel: number, tile: number, tileSize: number): number {
  return start + pixel * step - (tile * tileSize - GUTTER) * ONE;
}

function standIn(
  place: TilePlace,
  top: number,
  lookup: TileLookup,
): { readonly place: TilePlace; readonly tile: DisplayTile } | undefined {
  for (let level = place.level + 1; level <= top; level++) {
    const up = level - place.level;
    const coarser = { level, row: place.row >> up, column: place.column >> up };
    const tile = lookup.peek(coarser);
    if (tile) return { place: coarser, tile };
  }
  return undefined;
}

export function wholeBox({ width, height }: Surface): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}
