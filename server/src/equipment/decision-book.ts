import type { DecisionSubject } from '@garita/api';
import type { Database, Tx } from '../ports/database.ts';
import { type KeptDecision, keptDecision } from './kept-decision.ts';
import type { RecordTables } from './record-table.ts';

/** As many of a subject's decisions as one answer lists. */
const MAX_LISTED = 500;
const MAX_RECENT = 1000;

/** What was decided about equipment, for reading. `from` reads as a transaction sees it. */
export interface DecisionBook {
  /** Every decision about it, those that wait or were withdrawn too: by place in the chain, then as they came. */
  of(subject: DecisionSubject, from?: Tx): Promise<readonly KeptDecision[]>;
  /** Those in force about it, all of them, oldest first: what was withdrawn, however often, hides none. */
  chain(subject: DecisionSubject, from?: Tx): Promise<readonly KeptDecision[]>;
  /** The chain of every subject of a kind that has one, by id: read at once, since a register asks for all of them. */
  chains(kind: DecisionSubject['kind'], from?: Tx): Promise<ReadonlyMap<string, readonly KeptDecision[]>>;
  /** The newest in force about it. */
  newest(subject: DecisionSubject, from?: Tx): Promise<KeptDecision | undefined>;
  one(hash: string, from?: Tx): Promise<KeptDecision | undefined>;
  /** The newest of all subjects, the newest first. */
  recent(from?: Tx): Promise<readonly KeptDecision[]>;
  /** The newest in force of every subject there is a decision about. */
  inForce(from?: Tx): Promise<readonly KeptDecision[]>;
  /** Everything ever in force that suspended or removed a subject; which of it a list answers is the list's matter. */
  takingAway(from?: Tx): Promise<readonly KeptDecision[]>;
  /** How many those are. */
  countTakingAway(from?: Tx): Promise<number>;
  /** Those that want more signatures, the oldest first. */
  waiting(from?: Tx): Promise<readonly KeptDecision[]>;
}

export function decisionBook(database: Database): DecisionBook {
  const rows = (from: Tx) => from.tables<RecordTables>().selectFrom('equipment_decisions').selectAll();
  return {
    async of({ kind, id }, from = database) {
      const found = await rows(from)
        .where('kind', '=', kind)
        .where('id', '=', id)
        .orderBy('seq', 'desc')
        .orderBy('at', 'desc')
        .limit(MAX_LISTED)
        .execute();
      return found.reverse().map(keptDecision);
    },
    async chain({ kind, id }, from = database) {
      const found = await rows(from)
        .where('kind', '=', kind)
        .where('id', '=', id)
        .where('state', '=', 'in-force')
        .orderBy('seq')
        .execute();
      return found.map(keptDecision);
    },
    async chains(kind, from = database) {
      const found = await rows(from).where('kind', '=', kind).where('state', '=', 'in-force').orderBy('seq').execute();
      return Map.groupBy(found.map(keptDecision), ({ decision }) => decision.subject.id);
    },
    async newest({ kind, id }, from = database) {
      const row = await rows(from)
        .where('kind', '=', kind)
        .where('id', '=', id)
        .where('state', '=', 'in-force')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && keptDecision(row);
    },
    async one(hash, from = database) {
      const row = await rows(from).where('hash', '=', hash).executeTakeFirst();
      return row && keptDecision(row);
    },
    async recent(from = database) {
      const found = await rows(from).orderBy('at', 'desc').orderBy('seq', 'desc').limit(MAX_RECENT).execute();
      return found.map(keptDecision);
    },
    async inForce(from = database) {
      const found = await from
        .tables<RecordTables>()
        .selectFrom('equipment_decisions as decision')
        .selectAll('decision')
        .where('decision.state', '=', 'in-force')
        .where('decision.seq', '=', (select) =>
          select
            .selectFrom('equipment_decisions as other')
            .select((of) => of.fn.max('other.seq').as('seq'))
            .where('other.state', '=', 'in-force')
            .whereRef('other.kind', '=', 'decision.kind')
            .whereRef('other.id', '=', 'decision.id'),
        )
        .orderBy('decision.kind')
        .orderBy('decision.id')
        .execute();
      return found.map(keptDecision);
    },
    async takingAway(from = database) {
      const found = await rows(from)
        .where('state', '=', 'in-force')
        .where('to_state', 'in', ['suspended', 'removed'])
        .orderBy('log_index')
        .execute();
      return found.map(keptDecision);
    },
    async countTakingAway(from = database) {
      const row = await from
        .tables<RecordTables>()
        .selectFrom('equipment_decisions')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('state', '=', 'in-force')
        .where('to_state', 'in', ['suspended', 'removed'])
        .executeTakeFirstOrThrow();
      return row.count;
    },
    async waiting(from = database) {
      const found = await rows(from).where('state', '=', 'waiting').orderBy('at').execute();
      return found.map(keptDecision);
    },
  };
}
