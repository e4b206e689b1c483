import type { ScanStatement } from '@garita/trust';
import type { BackoffLimits } from './backoff.ts';
import { type CapturedScan, captureScan, type ScanToCapture } from './capture.ts';
import { holdFolder } from './folder-lock.ts';
import type { GatewayEvent, GatewayStatus } from './gateway-events.ts';
import { type LaneIdentity, loadIdentity } from './identity.ts';
import { type BookedScan, LaneBook } from './lane-book.ts';
import { linkFor } from './server-link.ts';
import { Spool } from './spool.ts';
import { Uploader } from './uploader.ts';

export interface GatewayOptions {
  /** An enrolled lane's folder. */
  readonly folder: string;
  /** Another address of the same agency's server than the one enrolled with. */
  readonly server?: string;
  /** How far the clock can be trusted; `local`, 1000 ms, unless said. */
  readonly clock?: ScanStatement['clock'];
  /** Waits after failures; 250 ms doubling to 60 s, unless said. */
  readonly backoff?: BackoffLimits;
  /** Bytes that may wait in the spool; no limit but the disk, unless said. */
  readonly spoolLimitBytes?: number;
  /** Captures sample data; what the agency's descriptor says, unless said. */
  readonly sample?: boolean;
  /** SHA-256 of the software that the scanner runs, for every statement; not stated unless said. */
  readonly software?: Uint8Array;
  readonly now?: () => number;
  readonly random?: () => number;
  onEvent?(event: GatewayEvent): void;
}

export interface Gateway {
  readonly identity: LaneIdentity;
  /** Resolves once the scan is signed and durable. See `captureScan` for what it throws. */
  capture(scan: ScanToCapture): Promise<CapturedScan>;
  /** The scan made from this origin, if one was. */
  madeFrom(origin: string): BookedScan | undefined;
  startUploading(): void;
  stopUploading(): Promise<void>;
  /** The lane's own record, in the order of the chain, from `fromSeq` on. */
  scans(fromSeq: number, limit: number): readonly BookedScan[];
  /** Resolves when every captured scan is acknowledged; false when that took longer than `timeoutMs`. */
  settled(timeoutMs: number): Promise<boolean>;
  status(): GatewayStatus;
  close(): Promise<void>;
}

/**
 * Opens an enrolled lane: holds its folder, clears away what a crash left, and counts this start. Captures at once;
 * uploads only after `startUploading`. Throws LANE_NOT_ENROLLED, FOLDER_IN_USE, FOLDER_NEWER.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const identity = await loadIdentity(options.folder);
  const release = holdFolder(options.folder);
  try {
    return openHeld(identity, options, release);
  } catch (error) {
    release();
    throw error;
  }
}

function openHeld(identity: LaneIdentity, options: GatewayOptions, release: () => void): Gateway {
  const { folder, now = Date.now, random = Math.random } = options;
  const server = options.server ?? identity.server;
  const book = LaneBook.open(folder);
  const spool = new Spool(folder);
  spool.sweep(book);
  const link = linkFor(identity, server);
  let uploader: Uploader | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const settledWaiters = new Set<() => void>();

  const tell = (event: GatewayEvent) => {
    if (event.event === 'acknowledged' || event.event === 'quarantined') for (const check of settledWaiters) check();
    options.onEvent?.(event);
  };
  const needs = {
    identity,
    book,
    spool,
    now,
    bootEpoch: book.beginEpoch(now()),
    clock: options.clock ?? { source: 'local', uncertaintyMs: 1000 },
    sample: options.sample ?? identity.descriptor.sample,
    software: options.software ?? null,
    spoolLimitBytes: options.spoolLimitBytes ?? Number.POSITIVE_INFINITY,
    inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      const next = turn.then(work, work);
      turn = next.catch(() => undefined);
      return next;
    },
  };
  const unsettled = () => {
    const { spooled, delivered } = book.counts();
    return spooled + delivered > 0;
  };
  const stopUploading = async () => {
    const running = uploader;
    uploader = undefined;
    await running?.stop();
  };

  return {
    identity,
    async capture(scan) {
      const captured = await captureScan(scan, needs);
      const { seq, scanId, ooiKind, bytes } = captured;
      tell({
        event: 'captured',
        at: now(),
        seq,
        scan: captured.scan,
        scanId,
        ooiKind,
        bytes,
        objects: scan.objects.length,
      });
      uploader?.wake();
      return captured;
    },
    madeFrom: (origin) => book.madeFrom(origin),
    startUploading() {
      const backoff = options.backoff ?? { firstMs: 250, mostMs: 60_000 };
      uploader ??= new Uploader({ identity, book, spool, link, backoff, now, random, tell });
    },
    stopUploading,
    scans: (fromSeq, limit) => book.list(fromSeq, limit),
    settled: (timeoutMs) =>
      new Promise((resolve) => {
        const finish = (answer: boolean) => {
          settledWaiters.delete(check);
          clearTimeout(timer);
          resolve(answer);
        };
        const check = () => {
          if (!unsettled()) finish(true);
        };
        const timer = setTimeout(() => finish(!unsettled()), timeoutMs);
        settledWaiters.add(check);
        check();
      }),
    status() {
      const { sending, trouble } = uploader ?? {};
      const { agency, device, site, lane, expiresAt } = identity;
      return {
        at: now(),
        ...{ agency, device, site, lane, server, certificateExpiresAt: expiresAt },
        uploading: uploader !== undefined,
        ...book.counts(),
        ...(sending ? { sending } : {}),
        ...(trouble ? { trouble } : {}),
      };
    },
    async close() {
      await stopUploading();
      await turn;
      link.close();
      book.close();
      release();
    },
  };
}
