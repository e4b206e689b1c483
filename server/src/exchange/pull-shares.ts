import type { ReasonBody } from '@garita/api';
import { readPush, type VerifiedShare, verifyShare, verifySharedObjects } from '@garita/exchange';
import { type ObservedObject, toHex, type VerifiedScan } from '@garita/trust';
import { PartnerLinkError } from '../ports/partner-link.ts';
import { backoff } from './backoff.ts';
import { ChunkBuffers } from './chunk-buffers.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { KeyedTurns } from './keyed-turns.ts';
import { PullRefusal, pullObject } from './pull-object.ts';
import type { Reach } from './reach.ts';
import { noteReceived, type Received, receivedRecord } from './received.ts';
import { shareContext } from './share-context.ts';

/** Shares up to this size pass the large ones, in a lane of their own, bytes. */
const SMALL_BYTES = 8 * 1024 * 1024;
const SHARES = { small: 8, bulk: 3 } as const;
type Lane = keyof typeof SHARES;
/** While the disk is nearly full it is looked at again after this, ms. */
const FULL_MS = 2_000;
/** Rows looked at for one round. */
const LOOK_AHEAD = 32;
/** A sender that says so often, over minutes, that it has no such object will not find it. */
const MISSING_TRIES = 6;

/** What a share came to: the whole scan as signed, or why not. */
interface Brought {
  readonly scan?: VerifiedScan;
  readonly reasons: readonly ReasonBody[];
}

/** Fetches the objects of shares that were accepted, and settles each share with an entry in our log. */
export class SharePulls {
  readonly #needs: ExchangeNeeds;
  readonly #reach: Reach;
  readonly #wake: () => void;
  readonly #settled: () => void;
  /** The memory that all pulls of a lane take together. */
  readonly #buffers = { small: new ChunkBuffers(2 * SMALL_BYTES), bulk: new ChunkBuffers(6 * SMALL_BYTES) };
  readonly #inFlight = new Map<string, { readonly lane: Lane; readonly done: Promise<void> }>();
  /** One pull of an object at a time: two shares may bring the same bytes. */
  readonly #turns = new KeyedTurns();
  #stopped = false;

  constructor(needs: ExchangeNeeds, reach: Reach, wake: () => void, settled: () => void) {
    this.#needs = needs;
    this.#reach = reach;
    this.#wake = wake;
    this.#settled = settled;
  }

  /** Starts as many pulls as may go in each lane; answers in how many ms something will be due again. */
  async round(): Promise<number | undefined> {
    if (this.#reach.state === 'down') return undefined;
    if (!this.#needs.hasRoom()) return FULL_MS;
    const waits: number[] = [];
    for (const lane of ['small', 'bulk'] as const) {
      const rows = await this.#pulling(lane);
      for (const row of rows) {
        const running = [...this.#inFlight.values()].filter((other) => other.lane === lane).length;
        if (this.#inFlight.has(row.share) || running >= SHARES[lane]) continue;
        const wait = row.next_at - this.#needs.clock.now();
        if (wait <= 0) this.#start(row, lane);
        else waits.push(wait);
      }
    }
    return waits.length > 0 ? Math.max(50, Math.min(...waits)) : undefined;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#inFlight.values()].map(({ done }) => done));
  }

  #start(row: Received, lane: Lane): void {
    const done = this.#pull(row, lane).finally(() => {
      this.#inFlight.delete(row.share);
      if (!this.#stopped) this.#wake();
    });
    this.#inFlight.set(row.share, { lane, done });
  }

  #pulling(lane: Lane): Promise<Received[]> {
    return this.#needs.database
      .tables<ExchangeTables>()
      .selectFrom('exchange_received')
      .selectAll()
      .where('state', '=', 'pulling')
      .where('bytes', lane === 'small' ? '<=' : '>', SMALL_BYTES)
      .orderBy('next_at')
      .orderBy('share_index')
      .limit(LOOK_AHEAD)
      .execute();
  }

  async #pull(row: Received, lane: Lane): Promise<void> {
    try {
      const brought = await this.#bring(row, lane);
      if (!this.#stopped) await this.#settle(row, brought);
    } catch (error) {
      if (this.#stopped) return;
      if (!(error instanceof PartnerLinkError || error instanceof PullRefusal)) this.#needs.report(error);
      await this.#later(row, error).catch(this.#needs.report);
    }
  }

  /** Brings all objects and judges them; the reasons are empty when every byte is what the device signed. */
  async #bring(row: Received, lane: Lane): Promise<Brought> {
    const judged = await this.#verifiedAgain(row);
    if ('reasons' in judged) return { reasons: judged.reasons };
    const { share } = judged;
    const observed: (ObservedObject | undefined)[] = [];
    const refusals: ReasonBody[] = [];
    for (const [index, object] of (share.statement?.objects ?? []).entries()) {
      try {
        const needs = { ...this.#needs, buffers: this.#buffers[lane] };
        const wanted = { share: row.share, index, object };
        observed.push(await this.#turns.run(toHex(object.sha256), () => pullObject(needs, wanted)));
      } catch (error) {
        if (!(error instanceof PullRefusal)) throw error;
        // An absent object may only not be there yet; one that is wrong is wrong.
        if (error.code === 'OBJECT_MISSING' && row.attempts < MISSING_TRIES) throw error;
        refusals.push({ code: error.code, detail: error.message, object: index });
        observed.push(undefined);
      }
    }
    if (refusals.length > 0) return { reasons: refusals };
    const verdict = await verifySharedObjects(this.#needs.crypto, share, observed);
    if (!verdict.ok) return { reasons: verdict.reasons.map(({ code, detail }) => ({ code, detail })) };
    return { scan: verdict.scan, reasons: [] };
  }

  /** What was accepted is judged again from the stored bytes, as of when it came: a restart lies in between perhaps. */
  async #verifiedAgain(row: Received): Promise<{ share: VerifiedShare } | { reasons: ReasonBody[] }> {
    const agreement = await this.#needs.agreementByHash(row.agreement);
    if (!agreement) throw new Error(`the agreement ${row.agreement} is not here any more`);
    const push = readPush(row.push);
    const known = await this.#needs.partner.descriptor(row.descriptor);
    const context = await shareContext(push, agreement, this.#needs, known);
    const judged = await verifyShare(this.#needs.crypto, push, { ...context, at: row.arrived_at });
    if (judged.ok) return { share: judged.share };
    return { reasons: judged.reasons.map(({ code, detail }) => ({ code, detail: detail.slice(0, 2000) })) };
  }

  async #settle(row: Received, { scan, reasons }: Brought): Promise<void> {
    const { clock, log, receivedAlso } = this.#needs;
    const at = clock.now();
    const objects = scan?.objects.map(({ sha256 }) => sha256) ?? [];
    await log.append([receivedRecord(this.#needs, row, objects, reasons)], async (tx, [placed]) => {
      if (!placed) throw new Error('a received entry has no place');
      const updated = await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_received')
        .set({
          state: reasons.length === 0 ? 'verified' : 'refused',
          reasons: JSON.stringify(reasons),
          entry_index: placed.index,
          entry_leaf: toHex(placed.leafHash),
          decided_at: at,
          last_error: null,
          receipt_state: 'due',
        })
        .where('share', '=', row.share)
        .where('state', '=', 'pulling')
        .executeTakeFirst();
      if (updated.numUpdatedRows !== 1n) throw new Error(`share ${row.share} was settled before`);
      await noteReceived(this.#needs, tx, row, at, reasons);
      if (!scan) return;
      const { bytes: statement, statement: parsed } = scan;
      await receivedAlso(tx, { scan: row.scan, statement, parsed, sender: row.sender, at, objects: scan.objects });
    });
    this.#settled();
  }

  async #later(row: Received, error: unknown): Promise<void> {
    const { clock, log, random } = this.#needs;
    const why = error instanceof Error ? error.message : String(error);
    // While the partner is down the share keeps its place; nothing is tried before the partner is back.
    const wait = this.#reach.state === 'down' ? 0 : backoff(row.attempts, (random ?? Math.random)());
    const next_at = wait === 0 ? row.next_at : clock.now() + wait;
    await log.append([], async (tx) => {
      await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_received')
        .set({ attempts: row.attempts + 1, next_at, last_error: why.slice(0, 500) })
        .where('share', '=', row.share)
        .where('state', '=', 'pulling')
        .execute();
    });
  }
}
