import { makeReceipt } from '@garita/exchange';
import { PartnerLinkError } from '../ports/partner-link.ts';
import { wordsOf } from './answer-words.ts';
import { backoff } from './backoff.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import type { Reach } from './reach.ts';
import { StopSignal } from './stop-signal.ts';
import { storedHash } from './stored-hash.ts';

const RECEIPTS = 8;
/** How long a receipt waits for the sender's witness, ms: it is only a proof with that cosignature. */
const COSIGNATURE_MS = 10_000;
const MAX_ANSWER_BYTES = 65_536;

interface DueReceipt {
  readonly share: string;
  readonly entry_index: number;
  readonly entry_leaf: string;
  readonly receipt: Uint8Array | null;
  readonly receipt_attempts: number;
}

/** Sends the signed, logged answer to each share back to the agency that sent it. */
export class ReceiptDelivery {
  readonly #needs: ExchangeNeeds;
  readonly #reach: Reach;
  readonly #wake: () => void;
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #stop = new StopSignal();

  constructor(needs: ExchangeNeeds, reach: Reach, wake: () => void) {
    this.#needs = needs;
    this.#reach = reach;
    this.#wake = wake;
  }

  async round(): Promise<number | undefined> {
    const now = this.#needs.clock.now();
    const room = this.#reach.room(this.#inFlight.size, RECEIPTS);
    for (const due of (await this.#due(now)).filter(({ share }) => !this.#inFlight.has(share)).slice(0, room)) {
      const sent = this.#send(due).finally(() => {
        this.#inFlight.delete(due.share);
        if (!this.#stop.given) this.#wake();
      });
      this.#inFlight.set(due.share, sent);
    }
    const next = await this.#needs.database
      .tables<ExchangeTables>()
      .selectFrom('exchange_received')
      .select('receipt_next_at')
      .where('receipt_state', '=', 'due')
      .orderBy('receipt_next_at')
      .limit(1)
      .executeTakeFirst();
    if (!next || this.#inFlight.size > 0 || this.#reach.state === 'down') return undefined;
    return Math.max(next.receipt_next_at - now, 50);
  }

  async stop(): Promise<void> {
    this.#stop.give();
    await Promise.all(this.#inFlight.values());
  }

  async #due(now: number): Promise<DueReceipt[]> {
    const rows = await this.#needs.database
      .tables<ExchangeTables>()
      .selectFrom('exchange_received')
      .select(['share', 'entry_index', 'entry_leaf', 'receipt', 'receipt_attempts'])
      .where('receipt_state', '=', 'due')
      .where('receipt_next_at', '<=', now)
      .orderBy('receipt_next_at')
      .orderBy('entry_index')
      .limit(RECEIPTS * 2)
      .execute();
    return rows.flatMap(({ entry_index, entry_leaf, ...row }) =>
      entry_index === null || entry_leaf === null ? [] : [{ ...row, entry_index, entry_leaf }],
    );
  }

  async #send(due: DueReceipt): Promise<void> {
    try {
      const receipt = due.receipt ?? (await this.#make(due));
      if (!receipt || this.#stop.given) return;
      const answer = await this.#needs.link.call({
        method: 'POST',
        path: '/exchange/v1/receipts',
        lane: 'small',
        body: { type: 'application/cbor', bytes: receipt },
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
      if (answer.status === 200) return await this.#update(due, { receipt, receipt_state: 'sent' });
      const why = `receipt: ${wordsOf(answer.status, answer.body)}`;
      if (answer.status === 422) await this.#update(due, { receipt, receipt_state: 'unwanted', last_error: why });
      else await this.#later(due, why, true);
    } catch (error) {
      if (this.#stop.given) return;
      if (!(error instanceof PartnerLinkError)) this.#needs.report(error);
      const why = error instanceof Error ? error.message : String(error);
      await this.#later(due, why, !(error instanceof PartnerLinkError)).catch(this.#needs.report);
    }
  }

  async #make(due: DueReceipt): Promise<Uint8Array | undefined> {
    const { log } = this.#needs;
    const wait = log.proof(due.entry_index, { cosigned: true, timeoutMs: COSIGNATURE_MS });
    const proof = await this.#stop.orUndefined(wait);
    if (proof === undefined) return undefined;
    const received = await log.opening(due.entry_leaf);
    if (!received) throw new Error(`the log does not hold the opening of ${due.entry_leaf}`);
    return makeReceipt({ share: storedHash(due.share), received: received.opening, proof });
  }

  /** While the link is down a receipt keeps its place; when the sender will not take it now it steps back. */
  #later(due: DueReceipt, why: string, stepBack: boolean): Promise<void> {
    const { clock, random } = this.#needs;
    const wait = stepBack ? backoff(due.receipt_attempts, (random ?? Math.random)()) : 0;
    return this.#update(due, {
      receipt_attempts: due.receipt_attempts + 1,
      receipt_next_at: clock.now() + wait,
      last_error: why.slice(0, 500),
    });
  }

  async #update(
    due: DueReceipt,
    change: Partial<{
      receipt: Uint8Array;
      receipt_state: 'sent' | 'unwanted';
      receipt_attempts: number;
      receipt_next_at: number;
      last_error: string;
    }>,
  ): Promise<void> {
    await this.#needs.log.append([], async (tx) => {
      await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_received')
        .set(change)
        .where('share', '=', due.share)
        .where('receipt_state', '=', 'due')
        .execute();
    });
  }
}
