import { createHash } from 'node:crypto';
import {
  type AgencyDescriptor,
  readStatusList,
  type TrustCrypto,
  TrustError,
  toHex,
  verifyStatusList,
} from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import type { SigningTables, StatusListRow } from './signing-table.ts';

export interface StatusListsNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  descriptor(): AgencyDescriptor;
}

/** The status lists that were ever in force. */
export interface StatusLists {
  newest(): Promise<(StatusListRow & { readonly list: ReturnType<typeof readStatusList> }) | undefined>;
  /** Whether the descriptor in force still names enough of those who signed the newest; false before the first. */
  stands(): Promise<boolean>;
  /** Throws `TrustError`, also for a list that is not the next one. */
  putInForce(signed: Uint8Array, also: (tx: Tx, logIndex: number) => Promise<void>): Promise<void>;
}

export function statusLists({ clock, crypto, database, descriptor, log }: StatusListsNeeds): StatusLists {
  const newest: StatusLists['newest'] = async () => {
    const row = await database
      .tables<SigningTables>()
      .selectFrom('equipment_status_lists')
      .selectAll()
      .orderBy('log_index', 'desc')
      .limit(1)
      .executeTakeFirst();
    // Its signatures were checked when it came.
    return row && { ...row, list: readStatusList(row.bytes) };
  };
  return {
    newest,
    async stands() {
      const before = await newest();
      if (!before) return false;
      try {
        await verifyStatusList(crypto, before.bytes, descriptor(), clock.now());
        return true;
      } catch (error) {
        if (error instanceof TrustError) return false;
        throw error;
      }
    },
    async putInForce(signed, also) {
      const before = await newest();
      const next = (before?.list.version ?? 0) + 1;
      const list = await verifyStatusList(crypto, signed, descriptor(), clock.now(), next);
      const hash = createHash('sha256').update(signed).digest('hex');
      await log.append([{ kind: 'status-list', digest: list.payloadHash }], async (tx, [placed]) => {
        const { index } = placed as Placed;
        await tx
          .tables<SigningTables>()
          .insertInto('equipment_status_lists')
          .values({
            ...{ hash, id: toHex(list.payloadHash), bytes: signed, log_index: index },
            ...{ issued_at: list.validFrom, expires_at: list.validUntil },
          })
          .execute();
        await also(tx, index);
      });
    },
  };
}
