import type { Clock } from '../ports/clock.ts';
import { backoff } from './backoff.ts';

/** At its slowest the partner is tried every 4 to 8 seconds: one small request, and everything waits for it. */
const SLOWEST = 5;

export type ReachState = 'up' | 'down' | 'unknown';

/**
 * Whether the partner answers. While it is down one try at a time goes out, at growing intervals, instead of one
 * for each share that waits; the first answer opens the gate for all.
 */
export class Reach {
  readonly #clock: Clock;
  readonly #random: () => number;
  #state: ReachState = 'unknown';
  #failures = 0;
  #nextTryAt = 0;
  #lastContactAt: number | undefined;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  get state(): ReachState {
    return this.#state;
  }

  get lastContactAt(): number | undefined {
    return this.#lastContactAt;
  }

  /** How many may go out now when `inFlight` are out already. */
  room(inFlight: number, most: number): number {
    if (this.#state !== 'down') return Math.max(0, most - inFlight);
    return inFlight === 0 && this.waitMs() === 0 ? 1 : 0;
  }

  /** How long until the next try is due, ms; 0 when it may go out. */
  waitMs(): number {
    return this.#state === 'down' ? Math.max(0, this.#nextTryAt - this.#clock.now()) : 0;
  }

  /** Answers whether the partner was down before. */
  answered(): boolean {
    const back = this.#state === 'down';
    this.#state = 'up';
    this.#failures = 0;
    this.#lastContactAt = this.#clock.now();
    return back;
  }

  failed(): void {
    this.#state = 'down';
    this.#nextTryAt = this.#clock.now() + backoff(Math.min(this.#failures++, SLOWEST), this.#random());
  }
}
