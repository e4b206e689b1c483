import { type OpenedStatement, openStatement, type Reason, type ScanStatement } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { JudgedScan } from '../ports/admitted-scan.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { PresentedAtLane } from './judge-scan.ts';
import type { ScanTables } from './scan-table.ts';
import { Upload } from './upload.ts';

export interface IntakeLimits {
  /** Largest object taken, bytes. */
  readonly objectBytes: number;
  /** What one sender may have in quarantine, bytes and scans, before it is told to wait for a person. */
  readonly quarantineBytes: number;
  readonly quarantineScans: number;
  /** Scans one sender may have open at the same time. */
  readonly openScans: number;
  /** An open scan nobody wrote to for this long lets go of its files, ms; its parts stay on disk. */
  readonly idleMs: number;
}

export const DEFAULT_LIMITS: IntakeLimits = {
  objectBytes: 8 * 2 ** 30,
  quarantineBytes: 20 * 2 ** 30,
  quarantineScans: 10_000,
  openScans: 32,
  idleMs: 10 * 60_000,
};

export interface IntakeNeeds {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly limits: IntakeLimits;
  /** Throws `Refusal` while the disk is nearly full; asked for every batch of bytes, so it must be cheap. */
  refuseWhenFull(): void;
  judge(presented: PresentedAtLane): Promise<JudgedScan>;
}

export interface ScanState {
  readonly scan: string;
  readonly state: 'receiving' | 'admitted' | 'quarantined';
  readonly objects: readonly { index: number; offset: number; complete: boolean }[];
  readonly reasons?: readonly Reason[];
}

/** A scan whose objects are still coming in. */
export interface ReceivingScan {
  readonly scan: string;
  /** Absent when it cannot be read. */
  readonly statement: ScanStatement | undefined;
  readonly sender: string;
  /** When its statement came, since the server started; milliseconds since 1970. */
  readonly since: number;
}

interface OpenScan {
  readonly scan: string;
  readonly statement: Uint8Array;
  readonly opened: OpenedStatement | undefined;
  readonly sender: string;
  readonly uploads: readonly Upload[];
  readonly since: number;
  touched: number;
  /** Set once, by whoever completes the last object; everybody waits for the same judgement. */
  judging: Promise<JudgedScan> | undefined;
}

/** The scans that are on their way in. Only parts on disk outlive a restart; the lane sends the statement again. */
export class Intake {
  readonly #needs: IntakeNeeds;
  readonly #open = new Map<string, OpenScan>();

  constructor(needs: IntakeNeeds) {
    this.#needs = needs;
  }

  /** Begins or continues a scan. Known already: its state, however often it is asked. */
  async open(scan: string, statement: Uint8Array, sender: string): Promise<ScanState> {
    const known = await this.#judged(scan, sender);
    if (known) return known;
    const open = this.#open.get(scan) ?? (await this.#begin(scan, statement, sender));
    if (open.sender !== sender) throw notYours();
    open.touched = this.#needs.clock.now();
    if (open.uploads.length === 0) return stateOf(await this.#judge(open));
    const objects = await Promise.all(
      open.uploads.map(async (upload, index) => ({
        index,
        offset: await upload.offset(),
        complete: upload.observed !== undefined,
      })),
    );
    return { scan, state: 'receiving', objects };
  }

  async offset(scan: string, index: number, sender: string): Promise<{ offset: number; complete: boolean }> {
    const judged = await this.#judged(scan, sender);
    if (judged) return this.#objectOf(scan, index);
    const upload = this.#upload(scan, index, sender);
    return { offset: await upload.offset(), complete: upload.observed !== undefined };
  }

  async take(
    scan: string,
    index: number,
    sender: string,
    part: { offset: number; complete: boolean; body: AsyncIterable<Uint8Array> },
  ): Promise<{ offset: number; complete: boolean; state: ScanState['state']; reasons?: readonly Reason[] }> {
    const judged = await this.#judged(scan, sender);
    if (judged) {
      const at = await this.#objectOf(scan, index);
      if (part.offset !== at.offset)
        throw new Refusal(409, 'UPLOAD_OFFSET_WRONG', 'this scan is complete', { 'upload-offset': String(at.offset) });
      return { ...at, state: judged.state, ...(judged.reasons ? { reasons: judged.reasons } : {}) };
    }
    const upload = this.#upload(scan, index, sender);
    const offset = await upload.take(part.offset, part.complete, part.body);
    const open = this.#open.get(scan);
    if (open) open.touched = this.#needs.clock.now();
    if (!open?.uploads.every((one) => one.observed !== undefined))
      return { offset, complete: upload.observed !== undefined, state: 'receiving' };
    const state = stateOf(await this.#judge(open));
    return { offset, complete: true, state: state.state, ...(state.reasons ? { reasons: state.reasons } : {}) };
  }

  /** What is on its way in at this moment. */
  receiving(): readonly ReceivingScan[] {
    return [...this.#open.values()].map(({ scan, opened, sender, since }) => ({
      scan,
      statement: opened?.statement,
      sender,
      since,
    }));
  }

  /** Lets go of what nobody writes to; called every minute. */
  async sweep(): Promise<void> {
    const before = this.#needs.clock.now() - this.#needs.limits.idleMs;
    for (const open of this.#open.values()) {
      if (open.touched > before || open.judging || open.uploads.some((upload) => upload.busy)) continue;
      this.#open.delete(open.scan);
      await Promise.all(open.uploads.map((upload) => upload.close()));
    }
  }

  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map((scan) => scan.judging));
    await Promise.all(open.flatMap((scan) => scan.uploads.map((upload) => upload.close())));
  }

  async #begin(scan: string, statement: Uint8Array, sender: string): Promise<OpenScan> {
    const opened = tryOpen(statement);
    // Not even into quarantine: a scan has one name, and its own device could never bring it any more.
    if (opened && opened.statement.device !== sender) throw notYours();
    await this.#refuseOverQuota(sender);
    const uploads = (opened?.statement.objects ?? []).map(
      (_object, index) =>
        new Upload(`${scan}-${index}`, this.#needs.blobs, this.#needs.limits.objectBytes, this.#needs.refuseWhenFull),
    );
    const open: OpenScan = {
      scan,
      statement,
      opened,
      sender,
      uploads,
      since: this.#needs.clock.now(),
      touched: this.#needs.clock.now(),
      judging: undefined,
    };
    // Between the check above and here another request may have begun the same scan: the first one stays.
    const first = this.#open.get(scan);
    if (first) return first;
    this.#open.set(scan, open);
    return open;
  }

  async #refuseOverQuota(sender: string): Promise<void> {
    const { limits, database } = this.#needs;
    const open = [...this.#open.values()].filter((one) => one.sender === sender).length;
    if (open >= limits.openScans)
      throw new Refusal(503, 'BUSY', `${open} scans of this device are still open`, { 'retry-after': '2' });
    const used = await database
      .tables<ScanTables>()
      .selectFrom('scans')
      .select((select) => [select.fn.sum<number>('bytes').as('bytes'), select.fn.countAll<number>().as('scans')])
      .where('sender', '=', sender)
      .where('state', '=', 'quarantined')
      .executeTakeFirstOrThrow();
    if ((used.bytes ?? 0) >= limits.quarantineBytes || used.scans >= limits.quarantineScans)
      throw new Refusal(507, 'QUOTA_EXCEEDED', `${used.scans} scans of this device are in quarantine`, {
        'retry-after': '60',
      });
  }

  #upload(scan: string, index: number, sender: string): Upload {
    const open = this.#open.get(scan);
    const upload = open?.sender === sender ? open.uploads[index] : undefined;
    if (!upload) throw new Refusal(404, 'UPLOAD_UNKNOWN', 'send the statement first');
    return upload;
  }

  async #judge(open: OpenScan): Promise<JudgedScan> {
    const objects = open.uploads.map((upload) => upload.observed);
    open.judging ??= this.#needs
      .judge({ scan: open.scan, statement: open.statement, opened: open.opened, sender: open.sender, objects })
      .finally(() => this.#open.delete(open.scan));
    return open.judging;
  }

  async #judged(scan: string, sender: string): Promise<ScanState | undefined> {
    const row = await this.#needs.database
      .tables<ScanTables>()
      .selectFrom('scans')
      .select(['state', 'reasons', 'sender'])
      .where('scan', '=', scan)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.sender !== sender) throw notYours();
    const reasons = JSON.parse(row.reasons) as Reason[];
    return { scan, state: row.state, objects: [], ...(reasons.length > 0 ? { reasons } : {}) };
  }

  async #objectOf(scan: string, index: number): Promise<{ offset: number; complete: boolean }> {
    const row = await this.#needs.database
      .tables<ScanTables>()
      .selectFrom('scan_objects')
      .select('size')
      .where('scan', '=', scan)
      .where('position', '=', index)
      .executeTakeFirst();
    if (!row) throw new Refusal(404, 'UPLOAD_UNKNOWN', 'this scan has no such object');
    return { offset: row.size, complete: true };
  }
}

function stateOf(judged: JudgedScan): ScanState {
  const quarantined = judged.reasons.length > 0;
  return {
    scan: judged.scan,
    state: quarantined ? 'quarantined' : 'admitted',
    objects: [],
    ...(quarantined ? { reasons: judged.reasons } : {}),
  };
}

function notYours(): Refusal {
  return new Refusal(403, 'SENDER_MISMATCH', 'another device signed this scan, or is sending it');
}

function tryOpen(statement: Uint8Array): OpenedStatement | undefined {
  try {
    return openStatement(statement);
  } catch {
    return undefined;
  }
}
