import { askAcknowledgement } from './ask-acknowledgement.ts';
import { Backoff, type BackoffLimits } from './backoff.ts';
import type { GatewayEvent, GatewayStatus, Trouble } from './gateway-events.ts';
import type { LaneIdentity } from './identity.ts';
import type { BookedScan, LaneBook } from './lane-book.ts';
import { asLaneError, type LaneError } from './lane-error.ts';
import type { ServerLink } from './server-link.ts';
import type { Spool } from './spool.ts';
import { uploadScan } from './upload-scan.ts';
import { Bell, wait } from './wait.ts';

/** Acknowledgements asked for at the same time; each holds a connection while the server waits for its log. */
const ASKED_AT_ONCE = 8;
const PROGRESS_EVERY_MS = 250;
/** A smaller scan is gone before anybody could read how far it is. */
const TOLD_FROM_BYTES = 1_000_000;

export interface UploaderNeeds {
  readonly identity: LaneIdentity;
  readonly book: LaneBook;
  readonly spool: Spool;
  readonly link: ServerLink;
  readonly backoff: BackoffLimits;
  now(): number;
  random(): number;
  tell(event: GatewayEvent): void;
}

/**
 * Two loops: one sends scans in the order of their chain, one after the other; the other collects acknowledgements,
 * several at once, so that waiting for the log never holds up the next scan. Nothing but `stop` ends them.
 */
export class Uploader {
  readonly #needs: UploaderNeeds;
  readonly #stop = new AbortController();
  readonly #captured = new Bell();
  readonly #delivered = new Bell();
  readonly #asking = new Set<number>();
  readonly #loops: Promise<void>;
  #sending: GatewayStatus['sending'];
  #trouble: Trouble | undefined;

  constructor(needs: UploaderNeeds) {
    this.#needs = needs;
    this.#loops = Promise.all([this.#uploadAll(), this.#collectAll()]).then(() => undefined);
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  get sending(): GatewayStatus['sending'] {
    return this.#sending;
  }

  /** There is a new scan to send. */
  wake(): void {
    this.#captured.ring();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loops;
  }

  async #uploadAll(): Promise<void> {
    const { book, backoff: limits, random } = this.#needs;
    const { signal } = this.#stop;
    const backoff = new Backoff(limits, random);
    let keptBefore = { seq: 0, bytes: 0 };
    while (!signal.aborted) {
      const [scan] = book.inState('spooled', 1);
      if (!scan) {
        await this.#captured.heard(signal);
        continue;
      }
      const kept = (bytes: number) => {
        // A link that breaks again and again but moves on is not punished with ever longer waits.
        if (keptBefore.seq === scan.seq && bytes > keptBefore.bytes) backoff.reset();
        keptBefore = { seq: scan.seq, bytes };
      };
      try {
        await this.#upload(scan, kept);
        backoff.reset();
      } catch (error) {
        await this.#pause(error, backoff);
      }
    }
  }

  async #upload(scan: BookedScan, kept: (bytes: number) => void): Promise<void> {
    const { book, link, spool, now, tell } = this.#needs;
    const { seq, scanId } = scan;
    let toldAt = 0;
    const progress = (sent: number, total: number) => {
      this.#sending = { seq, scan: scan.scan, sent, total };
      if (total < TOLD_FROM_BYTES || now() - toldAt < PROGRESS_EVERY_MS) return;
      toldAt = now();
      tell({ event: 'uploading', at: toldAt, seq, scan: scan.scan, scanId, sent, total });
    };
    try {
      progress(0, scan.bytes);
      const { verdict, reasons } = await uploadScan(scan, { link, spool, progress, kept, signal: this.#stop.signal });
      book.delivered(seq, verdict, reasons);
      this.#trouble = undefined;
      tell({ event: 'delivered', at: now(), seq, scan: scan.scan, scanId, verdict, reasons });
      this.#delivered.ring();
    } finally {
      this.#sending = undefined;
    }
  }

  async #collectAll(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const candidates = this.#needs.book.inState('delivered', ASKED_AT_ONCE);
      for (const scan of candidates) {
        if (this.#asking.size >= ASKED_AT_ONCE) break;
        if (!this.#asking.has(scan.seq)) this.#collect(scan);
      }
      await this.#delivered.heard(signal);
    }
    while (this.#asking.size > 0) await wait(5, new AbortController().signal);
  }

  /** Runs by itself; rings when its place is free again. */
  #collect(scan: BookedScan): void {
    const backoff = new Backoff(this.#needs.backoff, this.#needs.random);
    const { signal } = this.#stop;
    const work = async () => {
      while (!signal.aborted) {
        const askedAt = this.#needs.now();
        try {
          if (await this.#askOnce(scan)) return;
          // The server holds the question; one that answers "not yet" at once must not be asked in a tight loop.
          if (this.#needs.now() - askedAt < 200) await wait(backoff.next(), signal);
        } catch (error) {
          await this.#pause(error, backoff);
        }
      }
    };
    this.#asking.add(scan.seq);
    work().finally(() => {
      this.#asking.delete(scan.seq);
      this.#delivered.ring();
    });
  }

  /** True when there is nothing more to ask. */
  async #askOnce({ seq, scan, scanId, ...rest }: BookedScan): Promise<boolean> {
    const { identity, book, link, spool, now, tell } = this.#needs;
    try {
      const answer = await askAcknowledgement({ seq, scan, scanId, ...rest }, identity, link, this.#stop.signal);
      if (!answer) return false;
      // Booked first: a crash between the two leaves files that the next start removes, never a scan without files.
      book.acknowledged(seq, { ...answer, at: now() });
      await spool.remove(seq);
      const { logIndex, reasons } = answer;
      this.#trouble = undefined;
      if (answer.verdict === 'admitted') tell({ event: 'acknowledged', at: now(), seq, scan, scanId, logIndex });
      else tell({ event: 'quarantined', at: now(), seq, scan, scanId, logIndex, reasons });
      return true;
    } catch (error) {
      if ((error as LaneError).code !== 'SCAN_UNKNOWN') throw error;
      // The server was set back to an older state; the files are still here, so the scan goes again.
      book.undelivered(seq);
      this.#captured.ring();
      return true;
    }
  }

  async #pause(failure: unknown, backoff: Backoff): Promise<void> {
    const { signal } = this.#stop;
    if (signal.aborted) return;
    const error = asLaneError(failure, 'UNEXPECTED');
    const { now, tell, backoff: limits } = this.#needs;
    // A refusal that only a person can lift is not asked about every second.
    const atLeast = error.retryAfterMs ?? (isLasting(error) ? limits.mostMs : 0);
    const pauseMs = backoff.next(atLeast);
    const at = now();
    const since = this.#trouble?.code === error.code ? this.#trouble.since : at;
    this.#trouble = { code: error.code, detail: error.message, since, nextTryAt: at + pauseMs };
    tell({ event: 'waiting', at, code: error.code, detail: error.message, nextTryAt: at + pauseMs });
    await wait(pauseMs, signal);
  }
}

function isLasting({ status, code }: LaneError): boolean {
  if (code.startsWith('ACKNOWLEDGEMENT_') || code === 'SERVER_UNTRUSTED') return true;
  const passing = code === 'UPLOAD_UNKNOWN' || code === 'UPLOAD_BUSY' || code === 'UPLOAD_OFFSET_WRONG';
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429 && !passing;
}
