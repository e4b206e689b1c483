import type { PixelSpacing } from './image.ts';
import type { ImageShape, Place, ViewState } from './view-state.ts';

/** A view of one object among several; its columns run along the travel, as in every other. */
export interface SteppedView {
  readonly shape: ImageShape;
  readonly spacing?: PixelSpacing;
}

/**
 * What a second view looks at when the first one moves: the same stretch of the travel at the same scale, and as far
 * down its own rows as the first is down its. By millimetres where both have them, otherwise by shares of the image.
 */
export function viewInStep(leader: SteppedView, view: ViewState, follower: SteppedView): ViewState {
  return {
    ...view,
    scale: view.scale / columnsOfOne(leader, follower),
    centre: placeInStep(leader, view.centre, follower),
  };
}

/** Where a place lies in a second view: its column is known, its row only by share. */
export function placeInStep(leader: SteppedView, place: Place, follower: SteppedView): Place {
  return {
    row: (place.row / leader.shape.rows) * follower.shape.rows,
    column: place.column * columnsOfOne(leader, follower),
  };
}

/** Columns of the follower to one of the leader. */
function columnsOfOne(leader: SteppedView, follower: SteppedView): number {
  if (leader.spacing && follower.spacing) return leader.spacing.columnMm / follower.spacing.columnMm;
  return follower.shape.columns / leader.shape.columns;
}
