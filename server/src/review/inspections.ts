import type { InspectionBody, InspectionCounts, InspectionDetail, InspectionQuery } from '@garita/api';
import type { ReviewRules } from '@garita/review';
import type { Kysely } from 'kysely';
import { Refusal } from '../http/refusal.ts';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import { caseOf, holder, shown } from './case-row.ts';
import { type FlagsOf, noFlags } from './equipment-flags.ts';
import { findInspection } from './find-inspection.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';
import { countInspections, listInspections, listQueries, queued } from './list-inspections.ts';
import { noteFacts, openCase, type ScanFacts } from './open-case.ts';
import { notePartnerDecision, openPartnerCase, type PartnerDecision, type PartnerScan } from './partner-cases.ts';
import { type NoteStep, stepOf } from './walk-step.ts';

export interface Inspections {
  /** Opens the case of a scan, in the transaction that admits it. Opening twice changes nothing. */
  open(tx: Tx, scan: AdmittedScan, priority?: number): Promise<void>;
  /** Opens the case of a scan that the partner shared, in the transaction that verifies it. Twice changes nothing. */
  openPartner(tx: Tx, shared: PartnerScan): Promise<void>;
  /** Keeps what the partner decided, in the transaction that receives it. Twice changes nothing. */
  notePartnerDecision(tx: Tx, told: PartnerDecision): Promise<void>;
  /** Keeps what was found in the scan's objects; a scan without a case is passed over. */
  noteFacts(tx: Tx, scan: string, facts: ScanFacts): Promise<void>;
  list(
    query: Partial<InspectionQuery>,
  ): Promise<{ readonly inspections: readonly InspectionBody[]; readonly total: number }>;
  counts(): Promise<InspectionCounts>;
  find(scan: string): Promise<InspectionDetail>;
  /**
   * The most urgent, then oldest, case that nobody holds and on which this person is not the first of two pairs of eyes;
   * `undefined` when there is none.
   */
  claimNext(person: string, seconds: number): Promise<InspectionBody | undefined>;
  /** Holds a case for `seconds`; the holder prolongs by claiming again. Decided cases may be claimed for another decision. */
  claim(scan: string, person: string, seconds: number): Promise<InspectionBody>;
  /** Gives it back; not holding it changes nothing. Refused while a decision of the holder's can still be undone. */
  release(scan: string, person: string): Promise<InspectionBody>;
}

export interface InspectionsNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly rules: ReviewRules;
  readonly note: NoteStep;
  readonly flagsOf?: FlagsOf;
}

export function inspections({ database, clock, rules, note, flagsOf = noFlags }: InspectionsNeeds): Inspections {
  const hold = async (tx: Tx, row: InspectionRow, person: string, seconds: number) => {
    const tables = tx.tables<ReviewTables>();
    const now = clock.now();
    // A claim that carries a decision is not shortened: it ends when that is logged.
    const until = Math.max(now + seconds * 1000, row.undo_until ?? 0);
    await tables
      .updateTable('inspections')
      .set({ claimed_by: person, claimed_until: until })
      .where('scan', '=', row.scan)
      .execute();
    if (holder(row, now) !== person) await note(tx, stepOf(row, 'claimed', now, { by: person, until }));
    return shown(await caseOf(tables, row.scan), now);
  };

  return {
    open: (tx, { scan, parsed, statement, at, findings }, priority = 0) =>
      openCase(tx, rules, { scan, parsed, statement, origin: 'own', at, findings, priority }),
    openPartner: (tx, shared) => openPartnerCase(tx, rules, shared),
    notePartnerDecision: (tx, told) => notePartnerDecision(tx, told, note),
    noteFacts,
    list: (query) => listInspections(database, query, clock.now(), flagsOf),
    counts: () => countInspections(database, clock.now()),
    find: (scan) => findInspection(database, scan, clock.now(), flagsOf),
    claimNext: (person, seconds) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<ReviewTables>();
        // Chosen inside: there is one writer at a time, so nobody else can take it in between.
        const next = await nextFor(tables, person, clock.now());
        return next && hold(tx, await caseOf(tables, next.scan), person, seconds);
      }),
    claim: (scan, person, seconds) =>
      database.transaction(async (tx) => {
        const row = await caseOf(tx.tables<ReviewTables>(), scan);
        const by = holder(row, clock.now());
        if (by !== undefined && by !== person) throw new Refusal(409, 'INSPECTION_CLAIMED', `${by} is looking at it`);
        return hold(tx, row, person, seconds);
      }),
    release: (scan, person) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<ReviewTables>();
        const row = await caseOf(tables, scan);
        const now = clock.now();
        if (row.claimed_by === person && row.undo_until !== null)
          throw new Refusal(409, 'DECISION_PENDING', 'a decision of yours waits to be logged');
        const held = holder(row, now) === person;
        if (row.claimed_by === person)
          await tables
            .updateTable('inspections')
            .set({ claimed_by: null, claimed_until: null })
            .where('scan', '=', scan)
            .execute();
        if (held) await note(tx, stepOf(row, 'given-back', now, { by: person }));
        return shown(await caseOf(tables, scan), now);
      }),
  };
}

/** The first waiting case that this person may look at. */
export function nextFor(tables: Kysely<ReviewTables>, person: string, now: number) {
  const { queue } = listQueries(tables, { state: 'waiting' }, now);
  if (!queue) throw new Error('waiting cases are in the queue');
  const others = queue.where((where) =>
    where.or([where('second_after', 'is', null), where('second_after', '!=', person)]),
  );
  return queued(others).limit(1).executeTakeFirst();
}
