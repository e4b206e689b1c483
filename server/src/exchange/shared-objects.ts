import { readStatement, toHex } from '@garita/trust';
import type { Database } from '../ports/database.ts';
import type { ExchangeTables } from './exchange-table.ts';

/** Shares remembered, so that the many ranges of one object do not each read the statement again. */
const REMEMBERED = 256;

/** Which objects a share lets its recipient fetch. */
export class SharedObjects {
  readonly #database: Database;
  readonly #known = new Map<string, ReadonlyMap<string, number>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Size of the object, bytes, when this share hands it over; undefined otherwise. Both in hex. */
  async sizeOf(share: string, sha256: string): Promise<number | undefined> {
    // Asked every time: a share may be withheld after its statement went out and the answer was lost.
    if (await this.#isWithheld(share)) return undefined;
    return (this.#known.get(share) ?? (await this.#read(share)))?.get(sha256);
  }

  async #isWithheld(share: string): Promise<boolean> {
    const row = await this.#database
      .tables<ExchangeTables>()
      .selectFrom('exchange_shares')
      .select('state')
      .where('leaf', '=', share)
      .executeTakeFirst();
    return row?.state === 'withheld';
  }

  async #read(share: string): Promise<ReadonlyMap<string, number> | undefined> {
    const row = await this.#database
      .tables<ExchangeTables>()
      .selectFrom('exchange_shares as share')
      .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
      .select(['offer.payload'])
      .where('share.leaf', '=', share)
      .where('offer.item', '=', 'scan')
      .executeTakeFirst();
    if (!row) return undefined;
    const objects = new Map(readStatement(row.payload).objects.map(({ sha256, size }) => [toHex(sha256), size]));
    if (this.#known.size >= REMEMBERED) this.#known.delete(this.#known.keys().next().value ?? '');
    this.#known.set(share, objects);
    return objects;
  }
}
