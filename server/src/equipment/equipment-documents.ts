import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { DocumentRef } from '@garita/api';
import { Refusal } from '../http/refusal.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { RecordTables } from './record-table.ts';

export const DOCUMENT_MAX_BYTES = 32 * 2 ** 20;

/** What reports, measurements and images come as; nothing that a browser would run. */
export const DOCUMENT_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/json',
  'application/xml',
  'application/zip',
  'application/dicom',
  'application/dicos',
  'application/cose',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.text',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'text/csv',
  'text/plain',
]);

export interface EquipmentDocumentsNeeds {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
}

/** Files that records name by their hash. */
export interface EquipmentDocuments {
  /** `undefined` when nobody brought it. */
  find(sha256: string): Promise<DocumentRef | undefined>;
  open(sha256: string): Promise<Readable | undefined>;
  /** Whether it is there as it was brought: hashed anew. */
  isSound(sha256: string): Promise<boolean>;
  /**
   * Hashes a file while it is written, and keeps it under its hash; the same file again is answered as it was named
   * first. Throws DOCUMENT_TOO_LARGE as soon as it is.
   */
  keep(
    body: AsyncIterable<Uint8Array>,
    named: { readonly mediaType: string; readonly name: string; readonly by: string },
  ): Promise<DocumentRef>;
}

export function equipmentDocuments({ blobs, clock, database }: EquipmentDocumentsNeeds): EquipmentDocuments {
  const find = async (sha256: string): Promise<DocumentRef | undefined> => {
    const row = await database
      .tables<RecordTables>()
      .selectFrom('equipment_documents')
      .selectAll()
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row && { sha256, size: row.size, mediaType: row.media_type, name: row.name };
  };

  return {
    find,
    open: (sha256) => blobs.read(sha256),
    async isSound(sha256) {
      const bytes = await blobs.read(sha256);
      if (!bytes) return false;
      const hash = createHash('sha256');
      for await (const piece of bytes) hash.update(piece);
      return hash.digest('hex') === sha256;
    },
    async keep(body, { mediaType, name, by }) {
      const { sha256, size } = await write(body, blobs);
      const row = { sha256, size, media_type: mediaType, name, by, at: clock.now() };
      await database.transaction(async (tx) => {
        const tables = tx.tables<RecordTables>();
        await tables
          .insertInto('equipment_documents')
          .values(row)
          .onConflict((conflict) => conflict.column('sha256').doNothing())
          .execute();
      });
      return (await find(sha256)) as DocumentRef;
    },
  };
}

async function write(
  body: AsyncIterable<Uint8Array>,
  blobs: BlobStore,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const writer = await blobs.create();
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of body) {
      size += piece.length;
      if (size > DOCUMENT_MAX_BYTES)
        throw new Refusal(413, 'DOCUMENT_TOO_LARGE', `more than ${DOCUMENT_MAX_BYTES} bytes`);
      hash.update(piece);
      await writer.write([piece]);
    }
    if (size === 0) throw new Refusal(400, 'BODY_MALFORMED', 'an empty document');
    const sha256 = hash.digest('hex');
    await writer.commit(sha256);
    return { sha256, size };
  } finally {
    // Safe after a commit; otherwise nothing of it stays.
    await writer.abort();
  }
}
