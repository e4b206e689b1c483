import type { Clock } from '../ports/clock.ts';
import { backoff } from './backoff.ts';

/** At its slowest the partner is tried every 4 to 8 seconds: one small request, and everything waits for it. */
const SLOWEST = 5;
/** A partner that reaches us and that we cannot reach does not make us try more often than this, ms. */
const HURRY_MS = 250;

export type ReachState = 'up' | 'down' | 'unknown';

/**
 * Whether the partner answers. While it is down nothing goes out but one small probe at growing intervals, instead
 * of one try for each share that waits; the first answer opens the gate for all.
 */
export class Reach {
  readonly #clock: Clock;
  readonly #random: () => number;
  #state: ReachState = 'unknown';
  #failures = 0;
  #nextTryAt = 0;
  #failedAt = 0;
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

  /** How many may go out now when `inFlight` are out already and `most` may be. */
  room(inFlight: number, most: number): number {
    return this.#state === 'down' ? 0 : Math.max(0, most - inFlight);
  }

  /** In how many ms the partner should be tried again; undefined while it is not down. */
  nextTryMs(): number | undefined {
    return this.#state === 'down' ? Math.max(0, this.#nextTryAt - this.#clock.now()) : undefined;
  }

  /** Answers whether the partner was down before. */
  answered(): boolean {
    const back = this.#state === 'down';
    this.#state = 'up';
    this.#failures = 0;
    this.#lastContactAt = this.#clock.now();
    return back;
  }

  /** The partner was heard of by another road: the next try need not wait. True when that changes anything. */
  hurry(): boolean {
    const now = this.#clock.now();
    if (this.#state !== 'down' || now < this.#failedAt + HURRY_MS) return false;
    this.#nextTryAt = now;
    return true;
  }

  failed(): void {
    const now = this.#clock.now();
    // Two dozen requests break off together when a line is cut: that is one failure, not two dozen.
    if (this.#state === 'down' && now < this.#nextTryAt) return;
    this.#state = 'down';
    this.#failedAt = now;
    this.#nextTryAt = now + backoff(Math.min(this.#failures++, SLOWEST), this.#random());
  }
}
