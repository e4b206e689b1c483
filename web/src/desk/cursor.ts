import type { Place, SteppedView, ViewerImage } from '../viewer/index.ts';

export interface CursorState {
  /** The pane the hand is over. */
  readonly slot: number;
  readonly place: Place;
  readonly image: ViewerImage;
  readonly view: SteppedView;
}

/** Where the hand is; outside of React, since it moves more often than a page should be drawn. */
export class Cursor {
  #state: CursorState | undefined;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  snapshot = (): CursorState | undefined => this.#state;

  move(state: CursorState | undefined): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
