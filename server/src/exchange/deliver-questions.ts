import { PartnerLinkError } from '../ports/partner-link.ts';
import { wordsOf } from './answer-words.ts';
import { backoff } from './backoff.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { QuestionTables } from './question-table.ts';
import type { KeptQuestion } from './questions.ts';
import type { Reach } from './reach.ts';
import { StopSignal } from './stop-signal.ts';

const AT_ONCE = 8;
const MAX_ANSWER_BYTES = 65_536;
/** What the partner would not take is offered again after this, ms: its copy of the scan may still be on its way. */
const REFUSED_MS = 60_000;

/** Sends our questions, and our answers to the partner's, oldest first; what an outage holds up goes out after it. */
export class QuestionDelivery {
  readonly #needs: ExchangeNeeds;
  readonly #reach: Reach;
  readonly #stop = new StopSignal();

  constructor(needs: ExchangeNeeds, reach: Reach) {
    this.#needs = needs;
    this.#reach = reach;
  }

  /** Sends what is due; answers in how many ms something will be due again. */
  async round(): Promise<number | undefined> {
    const now = this.#needs.clock.now();
    for (const row of await this.#waiting()) {
      if (this.#stop.given || this.#reach.room(0, 1) === 0) return undefined;
      if (row.next_at <= now) await this.#send(row);
    }
    const [next] = await this.#waiting();
    return next && this.#reach.state !== 'down' ? Math.max(50, next.next_at - now) : undefined;
  }

  stop(): void {
    this.#stop.give();
  }

  #waiting(): Promise<KeptQuestion[]> {
    return this.#needs.database
      .tables<QuestionTables>()
      .selectFrom('exchange_questions')
      .selectAll()
      .where('due', '=', 1)
      .orderBy('next_at')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
  }

  async #send(row: KeptQuestion): Promise<void> {
    const { link, clock, random, report } = this.#needs;
    const path = row.answer ? `/exchange/v1/questions/${row.question}/answer` : '/exchange/v1/questions';
    const body = { type: 'application/cbor', bytes: row.answer ?? row.message };
    const later = (why: string, wait: number) =>
      this.#update(row, { attempts: row.attempts + 1, next_at: clock.now() + wait, last_error: why.slice(0, 500) });
    try {
      const call = { method: 'POST', path, lane: 'small', body, maxAnswerBytes: MAX_ANSWER_BYTES } as const;
      const answer = await link.call(call);
      if (answer.status === 200) return await this.#update(row, { due: 0, last_error: null, state: delivered(row) });
      const wait = backoff(row.attempts, (random ?? Math.random)());
      await later(wordsOf(answer.status, answer.body), answer.status < 500 ? Math.max(wait, REFUSED_MS) : wait);
    } catch (error) {
      if (this.#stop.given) return;
      if (!(error instanceof PartnerLinkError)) report(error);
      // The link is at fault: it keeps its place and goes out when the partner is back.
      const wait = error instanceof PartnerLinkError ? 0 : backoff(row.attempts, (random ?? Math.random)());
      await later(error instanceof Error ? error.message : String(error), wait).catch(report);
    }
  }

  /** Unless what was sent has changed meanwhile: an answer may have overtaken the reply to its question. */
  async #update(row: KeptQuestion, change: Partial<KeptQuestion>): Promise<void> {
    await this.#needs.log.append([], async (tx) => {
      await tx
        .tables<QuestionTables>()
        .updateTable('exchange_questions')
        .set(change)
        .where('question', '=', row.question)
        .where('state', '=', row.state)
        .execute();
    });
  }
}

function delivered({ state }: KeptQuestion): KeptQuestion['state'] {
  return state === 'waiting' ? 'delivered' : state;
}
