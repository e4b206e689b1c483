import { PartnerLinkError } from '../ports/partner-link.ts';
import { wordsOf } from './answer-words.ts';
import { backoff } from './backoff.ts';
import type { EquipmentNoticeRow, EquipmentNoticeTables } from './equipment-table.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { Reach } from './reach.ts';
import { StopSignal } from './stop-signal.ts';

const AT_ONCE = 8;
const MAX_ANSWER_BYTES = 65_536;
/** What the partner would not take is offered again after this, ms: its descriptor of us may be an old one. */
const REFUSED_MS = 60_000;

/** Tells the partner what we decided about our equipment, oldest first; what an outage holds up goes out after it. */
export class NoticeDelivery {
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

  #waiting(): Promise<EquipmentNoticeRow[]> {
    return this.#needs.database
      .tables<EquipmentNoticeTables>()
      .selectFrom('exchange_equipment')
      .selectAll()
      .where('due', '=', 1)
      .orderBy('next_at')
      .orderBy('kept_at')
      .limit(AT_ONCE)
      .execute();
  }

  async #send(row: EquipmentNoticeRow): Promise<void> {
    const { clock, link, random, report } = this.#needs;
    const wait = backoff(row.attempts, (random ?? Math.random)());
    const later = (why: string, after: number) =>
      this.#update(row, { attempts: row.attempts + 1, next_at: clock.now() + after, last_error: why.slice(0, 500) });
    try {
      const answer = await link.call({
        ...{ method: 'POST', path: '/exchange/v1/equipment-decisions', lane: 'small' },
        body: { type: 'application/cose', bytes: row.cose },
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
      if (answer.status === 200) return await this.#update(row, { due: 0, last_error: null });
      await later(wordsOf(answer.status, answer.body), answer.status < 500 ? Math.max(wait, REFUSED_MS) : wait);
    } catch (error) {
      if (this.#stop.given) return;
      if (!(error instanceof PartnerLinkError)) report(error);
      // The link is at fault: it keeps its place and goes out when the partner is back.
      const after = error instanceof PartnerLinkError ? 0 : wait;
      await later(error instanceof Error ? error.message : String(error), after).catch(report);
    }
  }

  async #update({ decision }: EquipmentNoticeRow, change: Partial<EquipmentNoticeRow>): Promise<void> {
    await this.#needs.database.transaction(async (tx) => {
      await tx
        .tables<EquipmentNoticeTables>()
        .updateTable('exchange_equipment')
        .set(change)
        .where('decision', '=', decision)
        .execute();
    });
  }
}
