import { pushAnswer } from '@garita/api';
import { makePush } from '@garita/exchange';
import { sql } from 'kysely';
import { PartnerLinkError } from '../ports/partner-link.ts';
import { jsonOf, wordsOf } from './answer-words.ts';
import { backoff } from './backoff.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { factsOf } from './offers.ts';
import type { Reach } from './reach.ts';
import { StopSignal } from './stop-signal.ts';
import { storedHash } from './stored-hash.ts';
import { reasonsToStay, withholdShare } from './withhold-share.ts';

/** Pushes under way at once: enough to hide the partner's witness and its disk, few enough to stay in order. */
const PUSHES = 24;
/** How long a push waits for the partner's cosignature, ms; without one the partner would refuse it. */
const COSIGNATURE_MS = 10_000;
/** A delivered share whose receipt does not come is pushed again after this long, ms, then ever less often. */
const RECEIPT_MS = 30_000;
const RECEIPT_LONGEST_MS = 600_000;
const MAX_ANSWER_BYTES = 65_536;

interface DueShare {
  readonly leaf: string;
  readonly log_index: number;
  readonly state: 'due' | 'delivered';
  readonly attempts: number;
  readonly next_at: number;
  readonly item: 'scan' | 'decision';
  readonly subject: string;
  readonly scan: string;
  readonly payload: Uint8Array;
  readonly entry_index: number;
  readonly entry_leaf: string;
  readonly trust_list: string | null;
  readonly facts: string;
}

/** Pushes what is due to the partner, oldest log entry first, several at a time. */
export class ShareDelivery {
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

  /** Starts as many pushes as may go; answers in how many ms something will be due again. */
  async round(): Promise<number | undefined> {
    const room = this.#reach.room(this.#inFlight.size, PUSHES);
    if (room > 0) {
      const waiting = await this.#due('due');
      const due = waiting.length < room ? [...waiting, ...(await this.#due('delivered'))] : waiting;
      for (const share of due.filter(({ leaf }) => !this.#inFlight.has(leaf)).slice(0, room)) this.#start(share);
    }
    return this.#nextRound();
  }

  #start(share: DueShare): void {
    const push = this.#push(share).finally(() => {
      this.#inFlight.delete(share.leaf);
      if (!this.#stop.given) this.#wake();
    });
    this.#inFlight.set(share.leaf, push);
  }

  async #nextRound(): Promise<number | undefined> {
    const now = this.#needs.clock.now();
    const tables = this.#needs.database.tables<ExchangeTables>();
    const soonest = (state: 'due' | 'delivered') =>
      tables
        .selectFrom('exchange_shares')
        .select('next_at')
        .where('state', '=', state)
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst();
    const times = [await soonest('due'), await soonest('delivered')].flatMap((row) => (row ? [row.next_at] : []));
    // Whatever is in flight wakes us when it ends, and a partner that is down when it is back.
    if (times.length === 0 || this.#inFlight.size > 0 || this.#reach.state === 'down') return undefined;
    return Math.max(Math.min(...times) - now, 50);
  }

  async stop(): Promise<void> {
    this.#stop.give();
    await Promise.all(this.#inFlight.values());
  }

  /** A decision waits until its scan has gone out: the partner should know what it is about. */
  #due(state: 'due' | 'delivered'): Promise<DueShare[]> {
    return (
      this.#needs.database
        .tables<ExchangeTables>()
        .selectFrom('exchange_shares as share')
        .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
        .select([
          'share.leaf',
          'share.log_index',
          'share.state',
          'share.attempts',
          'share.next_at',
          'offer.item',
          'offer.subject',
          'offer.scan',
          'offer.payload',
          'offer.entry_index',
          'offer.entry_leaf',
          'offer.trust_list',
          'offer.facts',
        ])
        .where('share.state', '=', state)
        // The plus keeps SQLite from choosing the index by time, which would sort everything that waits.
        .where(sql<number>`+share.next_at`, '<=', this.#needs.clock.now())
        .where((where) =>
          where.or([
            where('offer.item', '=', 'scan'),
            where.not(
              where.exists(
                where
                  .selectFrom('exchange_shares as other')
                  .innerJoin('exchange_offers as about', 'about.id', 'other.offer')
                  .select('other.leaf')
                  .whereRef('about.subject', '=', 'offer.scan')
                  .where('other.state', '=', 'due'),
              ),
            ),
          ]),
        )
        .orderBy('share.log_index')
        .limit(PUSHES * 2)
        .execute() as Promise<DueShare[]>
    );
  }

  async #push(share: DueShare): Promise<void> {
    try {
      const body = await this.#pushOf(share);
      // Without the partner's cosignature it would refuse; the next round waits again.
      if (!body || this.#stop.given) return;
      // Asked last: hours may lie behind the entry. What was delivered is the partner's already.
      const reasons = share.state === 'due' ? await reasonsToStay(share, this.#needs) : [];
      if (!reasons) return await this.#retry(share, 'no agreement or no trust list is in force');
      if (reasons.length > 0) return await withholdShare(share, reasons, this.#needs);
      const answer = await this.#needs.link.call({
        method: 'POST',
        path: '/exchange/v1/shares',
        lane: 'small',
        body: { type: 'application/cbor', bytes: body },
        maxAnswerBytes: MAX_ANSWER_BYTES,
      });
      await this.#settle(share, answer.status, answer.body);
    } catch (error) {
      if (this.#stop.given) return;
      if (error instanceof PartnerLinkError) {
        // The link is at fault, not this share: it keeps its place in the order.
        await this.#later(share, `${error.code}: ${error.message}`, 0).catch(this.#needs.report);
      } else {
        this.#needs.report(error);
        await this.#retry(share, error instanceof Error ? error.message : String(error)).catch(this.#needs.report);
      }
    }
  }

  /** The push with proofs the partner's witness has cosigned; undefined while it has not. */
  async #pushOf(share: DueShare): Promise<Uint8Array | undefined> {
    const { log, own, crypto } = this.#needs;
    const wait = { cosigned: true, timeoutMs: COSIGNATURE_MS };
    const shareProof = await this.#stop.orUndefined(log.proof(share.log_index, wait));
    // Entries are cosigned in order, so the subject's own, which is older, is covered too.
    const admittedProof = shareProof === undefined ? undefined : await log.proof(share.entry_index, wait);
    if (shareProof === undefined || admittedProof === undefined) return undefined;
    const [admitted, shared] = await Promise.all([log.opening(share.entry_leaf), log.opening(share.leaf)]);
    if (!admitted || !shared) throw new Error(`the log does not hold the openings of share ${share.leaf}`);
    return makePush({
      item: share.item,
      subject: share.payload,
      admitted: admitted.opening,
      admittedProof,
      share: shared.opening,
      shareProof,
      trustList: share.trust_list === null ? null : storedHash(share.trust_list),
      descriptor: crypto.hasher.sha256(own.descriptor),
    });
  }

  async #settle(share: DueShare, status: number, body: Uint8Array): Promise<void> {
    const answer = pushAnswer.safeParse(jsonOf(body)).data;
    if (answer?.share === share.leaf) {
      if (status === 202) return this.#delivered(share);
      if (status === 422) return this.#refused(share, answer.reasons ?? []);
    }
    await this.#retry(share, wordsOf(status, body));
  }

  async #delivered(share: DueShare): Promise<void> {
    const { clock, log, note } = this.#needs;
    const at = clock.now();
    const first = share.state === 'due';
    const wait = first ? RECEIPT_MS : Math.min(RECEIPT_LONGEST_MS, RECEIPT_MS * 2 ** Math.min(share.attempts, 5));
    await log.append([], async (tx) => {
      const updated = await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_shares')
        .set({
          state: 'delivered',
          next_at: at + wait,
          last_error: null,
          attempts: share.attempts + 1,
          ...(first ? { delivered_at: at } : {}),
        })
        .where('leaf', '=', share.leaf)
        // The receipt may have overtaken the answer to the push.
        .where('state', '=', share.state)
        .executeTakeFirst();
      if (!first || share.item !== 'scan' || updated.numUpdatedRows === 0n) return;
      const { capturedAt, ...walk } = factsOf(share).walk;
      await note(tx, { ...walk, at, step: 'delivered', scan: share.scan, ms: Math.max(0, at - capturedAt) });
    });
  }

  /** The partner could not even take it for a share of ours: there will be no receipt, and trying again is no use. */
  async #refused(share: DueShare, reasons: readonly { code: string; detail: string }[]): Promise<void> {
    const { clock, log, note } = this.#needs;
    const at = clock.now();
    await log.append([], async (tx) => {
      await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_shares')
        .set({ state: 'refused', reasons: JSON.stringify(reasons), attempts: share.attempts + 1, closed_at: at })
        .where('leaf', '=', share.leaf)
        .where('state', '=', share.state)
        .execute();
      const { capturedAt, ...walk } = factsOf(share).walk;
      const ms = Math.max(0, at - capturedAt);
      await note(tx, { ...walk, at, step: 'partner-refused', scan: share.scan, reasons: [...reasons], ms });
    });
  }

  #retry(share: DueShare, why: string): Promise<void> {
    const { clock, random } = this.#needs;
    return this.#later(share, why, clock.now() + backoff(share.attempts, (random ?? Math.random)()));
  }

  async #later(share: DueShare, why: string, next_at: number): Promise<void> {
    const attempts = share.attempts + 1;
    await this.#needs.log.append([], async (tx) => {
      await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_shares')
        .set({ attempts, next_at, last_error: why.slice(0, 500) })
        .where('leaf', '=', share.leaf)
        .where('state', '=', share.state)
        .execute();
    });
  }
}
