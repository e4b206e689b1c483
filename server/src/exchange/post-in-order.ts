import { PartnerLinkError } from '../ports/partner-link.ts';
import { wordsOf } from './answer-words.ts';
import { backoff } from './backoff.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { Reach } from './reach.ts';
import { StopSignal } from './stop-signal.ts';

/** As many as are looked at together. */
export const AT_ONCE = 8;
const MAX_ANSWER_BYTES = 65_536;
/** What the partner would not take is offered again after this, ms: what it rests on may still be on its way there. */
const REFUSED_MS = 60_000;

interface Due {
  readonly attempts: number;
  readonly next_at: number;
}

interface Attempt {
  readonly attempts: number;
  readonly next_at: number;
  readonly last_error: string;
}

/** Small messages that wait for the partner, and where they are kept. */
export interface Outgoing<Row extends Due> {
  /** What is due now or later, the earliest first, at most `AT_ONCE`. */
  waiting(): Promise<readonly Row[]>;
  post(row: Row): { readonly path: string; readonly type: string; readonly bytes: Uint8Array };
  taken(row: Row): Promise<void>;
  /** It goes out again from `next_at` on. */
  postponed(row: Row, attempt: Attempt): Promise<void>;
}

/** Posts small messages to the partner one after the other; what an outage holds up goes out after it. */
export class PostInOrder<Row extends Due> {
  readonly #needs: Pick<ExchangeNeeds, 'clock' | 'link' | 'random' | 'report'>;
  readonly #reach: Reach;
  readonly #outgoing: Outgoing<Row>;
  readonly #stop = new StopSignal();

  constructor(
    needs: Pick<ExchangeNeeds, 'clock' | 'link' | 'random' | 'report'>,
    reach: Reach,
    outgoing: Outgoing<Row>,
  ) {
    this.#needs = needs;
    this.#reach = reach;
    this.#outgoing = outgoing;
  }

  /** Sends what is due; answers in how many ms something will be due again. */
  async round(): Promise<number | undefined> {
    const now = this.#needs.clock.now();
    for (const row of await this.#outgoing.waiting()) {
      if (this.#stop.given || this.#reach.room(0, 1) === 0) return undefined;
      if (row.next_at <= now) await this.#send(row);
    }
    const [next] = await this.#outgoing.waiting();
    return next && this.#reach.state !== 'down' ? Math.max(50, next.next_at - now) : undefined;
  }

  stop(): void {
    this.#stop.give();
  }

  async #send(row: Row): Promise<void> {
    const { clock, link, random, report } = this.#needs;
    const { path, ...body } = this.#outgoing.post(row);
    const wait = backoff(row.attempts, (random ?? Math.random)());
    const later = (why: string, after: number) =>
      this.#outgoing.postponed(row, {
        attempts: row.attempts + 1,
        next_at: clock.now() + after,
        last_error: why.slice(0, 500),
      });
    try {
      const answer = await link.call({ method: 'POST', path, lane: 'small', body, maxAnswerBytes: MAX_ANSWER_BYTES });
      if (answer.status === 200) return await this.#outgoing.taken(row);
      await later(wordsOf(answer.status, answer.body), answer.status < 500 ? Math.max(wait, REFUSED_MS) : wait);
    } catch (error) {
      if (this.#stop.given) return;
      if (!(error instanceof PartnerLinkError)) report(error);
      // The link is at fault: it keeps its place and goes out when the partner is back.
      const after = error instanceof PartnerLinkError ? 0 : wait;
      await later(error instanceof Error ? error.message : String(error), after).catch(report);
    }
  }
}
