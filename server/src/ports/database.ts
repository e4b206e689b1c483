import type { Kysely } from 'kysely';

/**
 * The relational store of one server.
 *
 * Durability: a transaction that resolved survives a power loss. Isolation: one writer at a time; readers see
 * the last commit and never wait. Each room sees only its own tables: it asks for them by its own table interface.
 */
export interface Database {
  /** For reading. Writing outside `transaction` is refused by the store. */
  tables<Tables>(): Kysely<Tables>;
  /** Commits when `work` resolves, rolls back when it throws. Transactions do not nest; keep other waits out of them. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The same tables, inside one transaction: for reading and writing. */
export interface Tx {
  tables<Tables>(): Kysely<Tables>;
}

/** One step from an earlier version of a room's tables to the next; run once, in order, by name. */
export interface Migration {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees tables as they were, which no current type describes.
  up(db: Kysely<any>): Promise<void>;
}
