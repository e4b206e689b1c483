import type { PublicKind } from '@garita/trust';
import { toHex } from '@garita/trust';
import type { Database, Migration } from './ports/database.ts';
import type { TransparencyLog } from './ports/transparency-log.ts';

interface PublishedTables {
  published_documents: { digest: string; kind: string; log_index: number };
}

export const publishedMigrations: readonly Migration[] = [
  {
    name: 'published-001-documents',
    up: async (db) => {
      await db.schema
        .createTable('published_documents')
        .addColumn('digest', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
    },
  },
];

export interface DocumentToPublish {
  readonly kind: PublicKind;
  /** SHA-256 of the document: of a descriptor as signed, of an agreement's own bytes. */
  readonly digest: Uint8Array;
}

/**
 * At start: logs the digest of each document of the folder that the log does not hold yet, so that nobody can show one
 * descriptor to the partner and another to an auditor. Answers how many were new; each is logged once, ever.
 */
export async function publishDocuments(
  documents: readonly DocumentToPublish[],
  { database, log }: { readonly database: Database; readonly log: Pick<TransparencyLog, 'append'> },
): Promise<number> {
  const rows = await database.tables<PublishedTables>().selectFrom('published_documents').select('digest').execute();
  const known = new Set(rows.map(({ digest }) => digest));
  const fresh = documents.filter(({ digest }) => {
    const hash = toHex(digest);
    return !known.has(hash) && known.add(hash);
  });
  if (fresh.length === 0) return 0;
  await log.append(fresh, async (tx, placed) => {
    const values = fresh.map(({ digest, kind }, nth) => ({
      digest: toHex(digest),
      kind,
      log_index: placed[nth]?.index ?? -1,
    }));
    await tx.tables<PublishedTables>().insertInto('published_documents').values(values).execute();
  });
  return fresh.length;
}
