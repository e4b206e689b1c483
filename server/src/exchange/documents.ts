import type { Database, Tx } from '../ports/database.ts';
import type { DocumentRow, ExchangeTables } from './exchange-table.ts';

type Kind = DocumentRow['kind'];

/** Keeps a signed document under its hash; keeping it twice changes nothing. */
export async function keepDocument(
  tx: Tx,
  document: Omit<DocumentRow, 'first_used_index' | 'first_used_at'>,
): Promise<void> {
  await tx
    .tables<ExchangeTables>()
    .insertInto('exchange_documents')
    .values({ ...document, first_used_index: null, first_used_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findDocument(
  database: Database,
  agency: string,
  kind: Kind,
  hash: string,
): Promise<DocumentRow | undefined> {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_documents')
    .selectAll()
    .where('hash', '=', hash)
    .where('agency', '=', agency)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

export async function newestDocument(database: Database, agency: string, kind: Kind): Promise<DocumentRow | undefined> {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_documents')
    .selectAll()
    .where('agency', '=', agency)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}
