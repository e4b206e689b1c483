import { createHash } from 'node:crypto';
import { DicosError } from '@garita/dicos';
import { operatorReport, readReportFacts } from '@garita/review';
import { type Decision, readStatement, type ScanStatement, type TrustCrypto } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Database, Tx } from '../ports/database.ts';
import { caseOf } from './case-row.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';

/** A report as it follows from a decision and the heads of the scan's images. */
export interface DerivedReport {
  readonly bytes: Uint8Array;
  /** SHA-256, hex. */
  readonly sha256: string;
  /** SHA-256 of the images it rests on, hex. */
  readonly derivedFrom: readonly string[];
}

/** Makes and keeps the DICOS reports of decisions; one at a time, since each may read 64 MiB of every image's head. */
export class OperatorReports {
  readonly #crypto: TrustCrypto;
  readonly #database: Database;
  readonly #blobs: BlobStore;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(needs: { readonly crypto: TrustCrypto; readonly database: Database; readonly blobs: BlobStore }) {
    this.#crypto = needs.crypto;
    this.#database = needs.database;
    this.#blobs = needs.blobs;
  }

  /** The report of a decision; `undefined` when the heads of the scan's images cannot be read, or there are none. */
  derive(decision: Decision, row: InspectionRow): Promise<DerivedReport | undefined> {
    const made = this.#turn.then(() => this.#derive(decision, row));
    this.#turn = made.catch(() => undefined);
    return made;
  }

  /** Makes a report durable in the archive; it is referred to by `refer`. Keeping it twice changes nothing. */
  async keep({ bytes, sha256 }: DerivedReport): Promise<void> {
    const writer = await this.#blobs.create();
    try {
      await writer.write([bytes]);
      await writer.commit(sha256);
    } finally {
      await writer.close();
    }
  }

  /** In the transaction that keeps the decision. */
  async refer(tx: Tx, scan: string, { bytes, sha256, derivedFrom }: DerivedReport): Promise<void> {
    const row = { report: sha256, scan, size: bytes.length, derived_from: JSON.stringify(derivedFrom) };
    await tx
      .tables<ReviewTables>()
      .insertInto('operator_reports')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /**
   * The report of one of a case's decisions: our own from the archive, the partner's made here from its decision.
   * Throws INSPECTION_UNKNOWN, DECISION_UNKNOWN, REPORT_UNKNOWN, REPORT_DIFFERS.
   */
  async find(scan: string, decision: string, read: (cose: Uint8Array) => Decision): Promise<Uint8Array> {
    const tables = this.#database.tables<ReviewTables>();
    const row = await caseOf(tables, scan);
    const [own, partners] = await Promise.all(
      (['decisions', 'partner_decisions'] as const).map((table) =>
        tables
          .selectFrom(table)
          .select('cose')
          .where('decision', '=', decision)
          .where('scan', '=', scan)
          .executeTakeFirst(),
      ),
    );
    const kept = own ?? partners;
    if (!kept) throw new Refusal(404, 'DECISION_UNKNOWN', 'this case has no such decision');
    const signed = read(kept.cose);
    if (signed.report === null) throw new Refusal(404, 'REPORT_UNKNOWN', 'the decision names no report');
    const named = Buffer.from(signed.report).toString('hex');
    const bytes = own && (await this.#archived(named));
    if (bytes) return bytes;
    const derived = await this.derive(signed, row);
    if (!derived) throw new Refusal(404, 'REPORT_UNKNOWN', 'the images it was made from cannot be read here');
    if (derived.sha256 !== named) throw new Refusal(409, 'REPORT_DIFFERS', `what follows from it is ${derived.sha256}`);
    return derived.bytes;
  }

  async #archived(sha256: string): Promise<Uint8Array | undefined> {
    const size = await this.#blobs.size(sha256);
    const bytes = size === undefined ? undefined : await this.#blobs.readBytes(sha256, 0, size);
    return bytes && sha256Of(bytes) === sha256 ? bytes : undefined;
  }

  async #derive(decision: Decision, row: InspectionRow): Promise<DerivedReport | undefined> {
    if (!row.statement) return undefined;
    const statement = readStatement(row.statement);
    const facts = await this.#facts(statement);
    if (!facts) return undefined;
    const bytes = operatorReport(decision, facts, (...parts) => this.#crypto.hasher.sha256(...parts));
    const derivedFrom = facts.images.map(({ object }) => hashOf(statement, object));
    return { bytes, sha256: sha256Of(bytes), derivedFrom };
  }

  async #facts(statement: ScanStatement) {
    const blobs = this.#blobs;
    try {
      return await readReportFacts(statement, (object) => ({
        size: statement.objects[object]?.size ?? 0,
        read: async (offset, length) =>
          (await blobs.readBytes(hashOf(statement, object), offset, length)) ?? new Uint8Array(),
      }));
    } catch (error) {
      // An object that is not in the archive whole.
      if (error instanceof DicosError) return undefined;
      throw error;
    }
  }
}

function hashOf(statement: ScanStatement, object: number): string {
  return Buffer.from(statement.objects[object]?.sha256 ?? []).toString('hex');
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
