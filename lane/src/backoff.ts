export interface BackoffLimits {
  /** The first wait, ms. */
  readonly firstMs: number;
  /** The longest wait, ms. */
  readonly mostMs: number;
}

/** Waits that double, each somewhere between half and all of its step: lanes that lost one server return spread out. */
export class Backoff {
  readonly #limits: BackoffLimits;
  readonly #random: () => number;
  #failures = 0;

  constructor(limits: BackoffLimits, random: () => number) {
    this.#limits = limits;
    this.#random = random;
  }

  /** The next wait in ms, at least `atLeastMs` when the server named one. */
  next(atLeastMs = 0): number {
    const { firstMs, mostMs } = this.#limits;
    const step = Math.min(mostMs, firstMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return Math.max(atLeastMs, Math.round(step / 2 + (step / 2) * this.#random()));
  }

  reset(): void {
    this.#failures = 0;
  }
}
