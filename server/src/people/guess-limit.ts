import { createHash } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';

export interface GuessLimits {
  readonly perAddress: number;
  readonly overall: number;
  readonly windowMs: number;
}

const DEFAULT_LIMITS: GuessLimits = { perAddress: 10, overall: 200, windowMs: 60_000 };
/** Addresses remembered at a time; the overall limit holds when an attacker has more. */
const ADDRESSES = 1024;

/**
 * One of as many places as are remembered, for a name that the caller chooses: made-up names cannot push a real one out,
 * and two names in one place share their guesses.
 */
export function placeOf(name: string): string {
  return String(createHash('sha256').update(name, 'utf8').digest().readUInt16BE(0) % ADDRESSES);
}

/**
 * Slows down guessing of one-time codes and passwords: counts wrong ones per address and overall, in this process, by windows.
 * Codes have 100 random bits; for them this is for the peace of the machine and of whoever reads its messages.
 */
export class GuessLimit {
  readonly #clock: Clock;
  readonly #limits: GuessLimits;
  #windowStart = 0;
  #overall = 0;
  #wrong = new Map<string, number>();

  constructor(clock: Clock, limits: GuessLimits = DEFAULT_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Throws TOO_MANY_GUESSES before anything is looked up. */
  check(address: string): void {
    const now = this.#clock.now();
    if (now - this.#windowStart >= this.#limits.windowMs || now < this.#windowStart) {
      this.#windowStart = now;
      this.#overall = 0;
      this.#wrong.clear();
    }
    if (this.#overall < this.#limits.overall && (this.#wrong.get(address) ?? 0) < this.#limits.perAddress) return;
    const seconds = Math.ceil((this.#windowStart + this.#limits.windowMs - now) / 1000);
    throw new Refusal(429, 'TOO_MANY_GUESSES', `wait ${seconds} s`, { 'retry-after': String(seconds) });
  }

  wrong(address: string): void {
    this.#overall++;
    if (this.#wrong.size < ADDRESSES || this.#wrong.has(address))
      this.#wrong.set(address, (this.#wrong.get(address) ?? 0) + 1);
  }
}

/** Makes one attempt with a one-time code and counts it when the code was wrong. */
export async function guessing<Result>(
  guesses: GuessLimit,
  address: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  guesses.check(address);
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'CODE_UNKNOWN') guesses.wrong(address);
    throw error;
  }
}
