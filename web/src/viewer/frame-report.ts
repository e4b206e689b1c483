/** Why a picture is not all that it should be. Each has its own words in the application. */
export type IncompleteReason =
  /** On its way; something coarser, a derived copy, or hatching stands in its place. */
  | 'tile-loading'
  /** Asked for and not coming. */
  | 'tile-failed'
  /** The file has no sample there: it was cut short, or holds what is no number. */
  | 'samples-absent'
  /** The graphics memory did not take a tile. */
  | 'graphics-memory'
  /** The browser gave a smaller drawing surface than asked for. */
  | 'surface-reduced'
  /** The graphics context is lost: nothing can be drawn until it comes back. */
  | 'context-lost';

/** What a frame shows, said with every frame. Where it is not `complete`, the application must say so on screen. */
export interface FrameReport {
  readonly complete: boolean;
  readonly reasons: readonly IncompleteReason[];
  /** Tiles needed at the right level, and how many were there. */
  readonly needed: number;
  readonly here: number;
  /** Places where nothing but hatching is shown. */
  readonly gaps: number;
  readonly sampling: 'nearest' | 'bilinear';
}
