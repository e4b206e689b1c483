import { createHash } from 'node:crypto';
import { EQUIPMENT_RECORDS, type Kept, type KeptRecord, type RecordKind } from '@garita/api';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { EquipmentRecordRow, RecordTables } from './record-table.ts';

/** As many of a kind as one answer lists. */
const MAX_OF_A_KIND = 5000;

export interface EquipmentRecordsNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly agency: string;
}

export interface NewVersion<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly id: string;
  /** The version it was made from; 0 for the first. */
  readonly after: number;
  readonly body: Kept<K>['body'];
  readonly by: string;
}

/** What is known of equipment, version after version; nothing is deleted. */
export interface EquipmentRecords {
  /** The newest version, or one of them; `undefined` when there is none. `from` reads as a transaction sees it. */
  get<K extends RecordKind>(kind: K, id: string, version?: number, from?: Tx): Promise<Kept<K> | undefined>;
  /** The newest version of each, by id; of evidence, findings, assertions and devices those of one configuration, if asked. */
  list<K extends RecordKind>(kind: K, configuration?: string, from?: Tx): Promise<readonly Kept<K>[]>;
  /** Oldest first. */
  versions<K extends RecordKind>(kind: K, id: string): Promise<readonly Kept<K>[]>;
  /** Any version as hashed, by the hex of its hash. */
  bytesOf(hash: string): Promise<Uint8Array | undefined>;
  /**
   * Keeps a new version and logs its digest, in one transaction. `mayStill` is asked inside it and throws when it may
   * not be. Throws RECORD_STALE when another version came in between.
   */
  put(version: NewVersion, mayStill?: (tx: Tx) => Promise<void>): Promise<KeptRecord>;
}

export function equipmentRecords({ agency, clock, database, log }: EquipmentRecordsNeeds): EquipmentRecords {
  const inTurn = oneAtATime();
  const keep = async ({ kind, id, after, body, by }: NewVersion, mayStill?: (tx: Tx) => Promise<void>) => {
    await demandNext(database, kind, id, after);
    const at = clock.now();
    const version = after + 1;
    const bytes = Buffer.from(JSON.stringify({ v: 1, agency, kind, id, version, by, at, body }));
    const digest = createHash('sha256').update(bytes).digest();
    const row = { kind, id, version, configuration: configurationOf(body), hash: digest.toString('hex'), by, at };
    const insert = async (tx: Tx, placed: Placed) => {
      await demandNext(tx, kind, id, after);
      await mayStill?.(tx);
      await tx
        .tables<RecordTables>()
        .insertInto('equipment_records')
        .values({ ...row, bytes, log_index: placed.index })
        .execute();
    };
    const [placed] = await log.append([{ kind: 'equipment-record', digest }], (tx, [place]) =>
      insert(tx, place as Placed),
    );
    return keptOf({ ...row, bytes, log_index: (placed as Placed).index });
  };

  return {
    async get<K extends RecordKind>(kind: K, id: string, version?: number, from: Tx = database) {
      let query = from
        .tables<RecordTables>()
        .selectFrom('equipment_records')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', '=', id)
        .orderBy('version', 'desc')
        .limit(1);
      if (version !== undefined) query = query.where('version', '=', version);
      const row = await query.executeTakeFirst();
      return row && keptOf<K>(row);
    },

    async list<K extends RecordKind>(kind: K, configuration?: string, from: Tx = database) {
      let query = newest(from, kind);
      if (configuration !== undefined) query = query.where('record.configuration', '=', configuration);
      return (await query.execute()).map((row) => keptOf<K>(row));
    },

    async versions<K extends RecordKind>(kind: K, id: string) {
      const rows = await database
        .tables<RecordTables>()
        .selectFrom('equipment_records')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', '=', id)
        .orderBy('version')
        .limit(MAX_OF_A_KIND)
        .execute();
      return rows.map((row) => keptOf<K>(row));
    },

    async bytesOf(hash) {
      const row = await database
        .tables<RecordTables>()
        .selectFrom('equipment_records')
        .select('bytes')
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row?.bytes;
    },

    // One at a time: the same version twice at the same moment would be one entry of the log twice.
    put: (version, mayStill) => inTurn(() => keep(version, mayStill)),
  };
}

function newest(from: Tx, kind: RecordKind) {
  return from
    .tables<RecordTables>()
    .selectFrom('equipment_records as record')
    .selectAll('record')
    .where('record.kind', '=', kind)
    .where('record.version', '=', (select) =>
      select
        .selectFrom('equipment_records as other')
        .select((of) => of.fn.max('other.version').as('version'))
        .where('other.kind', '=', kind)
        .whereRef('other.id', '=', 'record.id'),
    )
    .orderBy('record.id')
    .limit(MAX_OF_A_KIND);
}

/** The version it was made from is still the newest, and there is room for one more id. */
async function demandNext(tx: Tx, kind: RecordKind, id: string, after: number): Promise<void> {
  const rows = tx.tables<RecordTables>().selectFrom('equipment_records').where('kind', '=', kind);
  const last = await rows
    .where('id', '=', id)
    .select((select) => select.fn.max('version').as('version'))
    .executeTakeFirst();
  const stands = last?.version ?? 0;
  if (stands !== after) throw new Refusal(409, 'RECORD_STALE', `${kind} ${id} stands at version ${stands}`);
  if (after > 0) return;
  const first = await rows
    .where('version', '=', 1)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (first.count >= MAX_OF_A_KIND)
    throw new Refusal(409, 'RECORDS_TOO_MANY', `there are ${first.count} of kind ${kind}`);
}

/** Older versions are read by today's schema; a field that came later has to have a default there. */
function keptOf<K extends RecordKind>(row: EquipmentRecordRow): Kept<K> {
  const { kind, id, version, hash, by, at, log_index: logIndex } = row;
  const { body } = JSON.parse(Buffer.from(row.bytes).toString('utf8'));
  return { kind, id, version, hash, by, at, logIndex, body: EQUIPMENT_RECORDS[kind].parse(body) } as Kept<K>;
}

function configurationOf(body: KeptRecord['body']): string | null {
  if ('about' in body) return body.about.kind === 'configuration' ? body.about.id : null;
  return 'configuration' in body ? body.configuration : null;
}
