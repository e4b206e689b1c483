import {
  type AgencyDescriptor,
  type AtLeast,
  applySuspensions,
  MAX_ANSWERS,
  openTrustList,
  readTrustList,
  type TrustCrypto,
  TrustError,
  type TrustList,
  type TrustListPayload,
  toHex,
} from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentTables, TrustListRow } from './trust-list-table.ts';

export interface KeptTrustList {
  /** What the gate goes by: as signed, less what decisions that it does not answer took away since. */
  readonly list: TrustList;
  readonly asSigned: TrustList;
  /** Another one after every new list and every decision that takes trust away. */
  readonly mark: string;
  /** As signed. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
}

export interface TrustListsNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly decisions: Pick<DecisionBook, 'takingAway' | 'countTakingAway'>;
  descriptor(): AgencyDescriptor;
  report(error: unknown): void;
}

export interface TrustLists {
  /**
   * Takes a signed list into force and logs its digest publicly, in one transaction. The list in force again changes
   * nothing. Throws `TrustError` for a list that is malformed, not an equipment authority's, expired, older than the one
   * in force (rolled back), or not its successor (forked). `also` runs in the same transaction.
   */
  import(bytes: Uint8Array, also?: (tx: Tx, logIndex: number) => Promise<void>): Promise<KeptTrustList>;
  /**
   * The newest list, even when it has run out: then each scan is refused for that reason. `undefined` when there is none,
   * or when the descriptor no longer names the officer who signed it.
   */
  current(): Promise<KeptTrustList | undefined>;
  /** `mark` of what is in force, as this transaction sees it; `undefined` before the first list. */
  newestMark(from: Tx): Promise<string | undefined>;
  /** The newest list as it was signed, whoever is an officer now; `undefined` before the first. */
  newest(): Promise<(TrustListPayload & { readonly hash: Uint8Array }) | undefined>;
  newestBytes(): Promise<{ readonly bytes: Uint8Array; readonly hash: string } | undefined>;
  /** Any list that was ever in force, as signed, by the hex of its hash. */
  bytesOf(hash: string): Promise<Uint8Array | undefined>;
}

export function trustLists(needs: TrustListsNeeds): TrustLists {
  const { clock, crypto, database, decisions, log } = needs;
  let known: { readonly kept: KeptTrustList; readonly descriptor: string } | undefined;

  const markOf = async (hash: string, from: Tx) => `${hash} ${await decisions.countTakingAway(from)}`;

  const keptOf = async (row: TrustListRow): Promise<KeptTrustList> => {
    // Before the decisions are read: should one come in between, the mark is too old and nobody relies on it.
    const mark = await markOf(row.hash, database);
    const taking = (await decisions.takingAway()).slice(-MAX_ANSWERS).map(({ decision }) => decision);
    // Its time was checked when it came; whether it has run out since is for `verifyScan` to say.
    const asSigned = await readTrustList(crypto, row.bytes, needs.descriptor(), { at: row.issued_at });
    return { list: applySuspensions(asSigned, taking), asSigned, mark, bytes: row.bytes, hash: row.hash };
  };

  const newestMark = async (from: Tx) => {
    const hash = await newestHash(from);
    return hash === undefined ? undefined : markOf(hash, from);
  };

  const current = async () => {
    const mark = await newestMark(database);
    const descriptor = toHex(needs.descriptor().hash);
    if (mark !== undefined && known?.kept.mark === mark && known.descriptor === descriptor) return known.kept;
    const row = await newest(database);
    if (!row) return undefined;
    try {
      const kept = await keptOf(row);
      known = { kept, descriptor };
      return kept;
    } catch (error) {
      if (!(error instanceof TrustError)) throw error;
      needs.report(error);
      return undefined;
    }
  };

  return {
    current,
    async import(bytes, also) {
      const at = clock.now();
      const hash = toHex(crypto.hasher.sha256(bytes));
      const before = await newest(database);
      if (before?.hash === hash) return keptOf(before);
      const atLeast = before && seen(before);
      const list = await readTrustList(crypto, bytes, needs.descriptor(), { at, ...(atLeast ? { atLeast } : {}) });
      if (!before && list.version !== 1) {
        // Without its forerunners nobody could check that none of them said otherwise; but a server that lost its
        // folder must be able to go on, and the log shows the jump.
        needs.report(new Error(`the first trust list here has version ${list.version}`));
      }
      const keep = async (tx: Tx, placed: Placed) => {
        const last = await newest(tx);
        if (last?.hash !== before?.hash)
          throw new TrustError('TRUST_LIST_FORKED', 'another list was imported at the same time');
        const row: TrustListRow = {
          hash,
          version: list.version,
          issued_at: list.issuedAt,
          expires_at: list.expiresAt,
          bytes,
          imported_at: at,
          log_index: placed.index,
        };
        await tx.tables<EquipmentTables>().insertInto('trust_lists').values(row).execute();
        await also?.(tx, placed.index);
      };
      await log.append([{ kind: 'trust-list', digest: list.hash }], (tx, [placed]) => keep(tx, placed as Placed));
      return keptOf((await newest(database)) as TrustListRow);
    },
    newestMark,
    async newest() {
      const row = await newest(database);
      return row && { ...openTrustList(row.bytes), hash: new Uint8Array(Buffer.from(row.hash, 'hex')) };
    },
    newestBytes: () => newest(database),
    async bytesOf(hash) {
      const row = await database
        .tables<EquipmentTables>()
        .selectFrom('trust_lists')
        .select('bytes')
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row?.bytes;
    },
  };
}

async function newestHash(from: Tx): Promise<string | undefined> {
  const row = await from
    .tables<EquipmentTables>()
    .selectFrom('trust_lists')
    .select('hash')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.hash;
}

function newest(from: Tx): Promise<TrustListRow | undefined> {
  return from
    .tables<EquipmentTables>()
    .selectFrom('trust_lists')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function seen(row: TrustListRow): AtLeast {
  return { version: row.version, hash: Buffer.from(row.hash, 'hex') };
}
