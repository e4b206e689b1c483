import { createHash } from 'node:crypto';
import { type EvaluationAnswer, type EvaluationRecord, evaluationRecord } from '@garita/api';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { EquipmentEvaluationRow, RecordTables } from './record-table.ts';

/** As many of a configuration's as its page shows. */
const MAX_LISTED = 50;

export interface EvaluationsNeeds {
  readonly database: Database;
  readonly log: Pick<TransparencyLog, 'append'>;
}

/** The reasoned records, kept under the hash that decisions name. `from` reads as a transaction sees it. */
export interface Evaluations {
  /** Keeps a record and logs its digest, in one transaction; the same record again changes nothing. */
  keep(record: EvaluationRecord): Promise<EvaluationAnswer>;
  /** The newest of a configuration first. */
  of(configuration: string, from?: Tx): Promise<readonly EvaluationAnswer[]>;
  newest(configuration: string, from?: Tx): Promise<EvaluationAnswer | undefined>;
  /** As hashed. */
  bytesOf(hash: string): Promise<Uint8Array | undefined>;
}

export function evaluations({ database, log }: EvaluationsNeeds): Evaluations {
  const rows = (from: Tx) => from.tables<RecordTables>().selectFrom('equipment_evaluations').selectAll();
  const of = async (configuration: string, limit: number, from: Tx) => {
    const found = await rows(from)
      .where('configuration', '=', configuration)
      .orderBy('at', 'desc')
      .orderBy('log_index', 'desc')
      .limit(limit)
      .execute();
    return found.map(answerOf);
  };
  const find = (hash: string, from: Tx) => rows(from).where('hash', '=', hash).executeTakeFirst();

  const inTurn = oneAtATime();

  return {
    keep: (record) =>
      inTurn(async () => {
        const bytes = Buffer.from(JSON.stringify(record));
        const digest = createHash('sha256').update(bytes).digest();
        const hash = digest.toString('hex');
        const before = await find(hash, database);
        if (before) return answerOf(before);
        const { configuration, by, at } = record;
        const row = { hash, configuration, bytes, by, at };
        const insert = async (tx: Tx, { index }: Placed) => {
          const values = { ...row, log_index: index };
          await tx.tables<RecordTables>().insertInto('equipment_evaluations').values(values).execute();
        };
        const [placed] = await log.append([{ kind: 'equipment-record', digest }], (tx, [place]) =>
          insert(tx, place as Placed),
        );
        return { hash, logIndex: (placed as Placed).index, record };
      }),
    of: (configuration, from = database) => of(configuration, MAX_LISTED, from),
    newest: async (configuration, from = database) => (await of(configuration, 1, from))[0],
    async bytesOf(hash) {
      return (await find(hash, database))?.bytes;
    },
  };
}

function answerOf({ bytes, hash, log_index: logIndex }: EquipmentEvaluationRow): EvaluationAnswer {
  return { hash, logIndex, record: evaluationRecord.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))) };
}
