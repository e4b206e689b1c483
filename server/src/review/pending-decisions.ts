import type { InspectionBody } from '@garita/api';
import { readDecision } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import { caseOf, shown } from './case-row.ts';
import type { InspectionRow, PendingDecisionRow, ReviewTables } from './inspection-table.ts';
import { AlreadyKept, type DecisionToLog, type LogDecisionNeeds, logDecision } from './log-decision.ts';
import { stepOf } from './walk-step.ts';

/** After a failure, and at most so long between two looks, ms: a clock may be set. */
const LOOK_AGAIN_MS = 1000;

export interface PendingDecisionsNeeds extends LogDecisionNeeds {
  readonly database: Database;
  readonly clock: Clock;
  /** Accidents, for the operator. */
  report(error: unknown): void;
}

/**
 * Decisions that are signed and can still be taken back. They are durable: what the server held when it stopped is
 * logged when it runs again. Nothing of them is in the log, and nothing went to the partner, before their time is over.
 */
export class PendingDecisions {
  readonly #needs: PendingDecisionsNeeds;
  #timer: NodeJS.Timeout | undefined;
  /** When that timer ends, by the process's own clock. */
  #lookAt = 0;
  #settling: Promise<void> | undefined;
  #running = false;

  constructor(needs: PendingDecisionsNeeds) {
    this.#needs = needs;
  }

  /** Takes up what an earlier run left. */
  start(): void {
    this.#running = true;
    this.#lookIn(0);
  }

  /** Resolves once nothing is being logged; what waits is taken up by the next start. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#settling;
  }

  /** Keeps a decision until it is due; the claim holds as long. Throws AlreadyKept, and what `mayStill` throws. */
  async add(
    { hash, cose, decision, scan, receivedAt }: DecisionToLog,
    dueAt: number,
    mayStill: (tx: Tx, row: InspectionRow) => Promise<void>,
  ): Promise<void> {
    await this.#needs.database.transaction(async (tx) => {
      const tables = tx.tables<ReviewTables>();
      for (const table of ['decisions', 'pending_decisions'] as const)
        if (await tables.selectFrom(table).select('decision').where('decision', '=', hash).executeTakeFirst())
          throw new AlreadyKept();
      await mayStill(tx, await caseOf(tables, scan));
      const row = { decision: hash, scan, by: decision.by, received_at: receivedAt, cose };
      await tables
        .insertInto('pending_decisions')
        .values({ ...row, due_at: dueAt, undone_at: null })
        .execute();
      await tables
        .updateTable('inspections')
        .set({ undo_until: dueAt, claimed_until: dueAt })
        .where('scan', '=', scan)
        .execute();
    });
    this.#lookIn(dueAt - this.#needs.clock.now());
  }

  /**
   * Takes a decision back; the case stays with whoever decided. Doing it again changes nothing. Throws
   * DECISION_STANDS once its time is over, DECISION_UNKNOWN, DECISION_OTHER_PERSON.
   */
  undo(scan: string, decision: string, person: string): Promise<InspectionBody> {
    const { database, clock, rules, note } = this.#needs;
    return database.transaction(async (tx) => {
      const tables = tx.tables<ReviewTables>();
      const now = clock.now();
      const row = await caseOf(tables, scan);
      const waiting = await tables
        .selectFrom('pending_decisions')
        .selectAll()
        .where('decision', '=', decision)
        .where('scan', '=', scan)
        .executeTakeFirst();
      if (!waiting) throw await notWaiting(tx, scan, decision);
      if (waiting.by !== person) throw new Refusal(403, 'DECISION_OTHER_PERSON', `it is ${waiting.by}’s`);
      if (waiting.undone_at !== null) return shown(row, now);
      if (waiting.due_at <= now) throw new Refusal(409, 'DECISION_STANDS', 'its time to be taken back is over');
      await tables.updateTable('pending_decisions').set({ undone_at: now }).where('decision', '=', decision).execute();
      const until = now + rules.leaseSeconds * 1000;
      await tables
        .updateTable('inspections')
        .set({ undo_until: null, claimed_until: until })
        .where('scan', '=', scan)
        .execute();
      await note(tx, stepOf(row, 'undone', now, { by: person, until }));
      return shown(await caseOf(tables, scan), now);
    });
  }

  /** Logs every decision whose time is over. One that cannot be logged now stays, is reported, and is tried again. */
  settle(): Promise<void> {
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  async #settle(): Promise<void> {
    const { database, clock, report } = this.#needs;
    const due = await database
      .tables<ReviewTables>()
      .selectFrom('pending_decisions')
      .selectAll()
      .where('undone_at', 'is', null)
      .where('due_at', '<=', clock.now())
      .orderBy('due_at')
      .execute();
    for (const row of due) await this.#log(row).catch(report);
  }

  async #log(row: PendingDecisionRow): Promise<void> {
    const { decision: hash, cose, scan, received_at: receivedAt } = row;
    const taken = { hash, cose, scan, receivedAt, decision: readDecision(cose), at: this.#needs.clock.now() };
    await logDecision(taken, this.#needs, async (tx) => {
      const still = await tx
        .tables<ReviewTables>()
        .selectFrom('pending_decisions')
        .select('undone_at')
        .where('decision', '=', hash)
        .executeTakeFirst();
      if (!still || still.undone_at !== null) throw new AlreadyKept();
    }).catch((error: unknown) => {
      if (!(error instanceof AlreadyKept)) throw error;
    });
  }

  #lookIn(ms: number): void {
    if (!this.#running) return;
    const wait = Math.max(0, Math.min(ms, LOOK_AGAIN_MS));
    const at = performance.now() + wait;
    // A decision that comes must not put off the look that an earlier one waits for.
    if (this.#timer && this.#lookAt <= at) return;
    clearTimeout(this.#timer);
    this.#lookAt = at;
    this.#timer = setTimeout(() => void this.#look(), wait);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const { clock, database, report } = this.#needs;
    this.#timer = undefined;
    try {
      await this.settle();
      const waits = await database
        .tables<ReviewTables>()
        .selectFrom('pending_decisions')
        .select('due_at')
        .where('undone_at', 'is', null)
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      // One that is due still could not be logged.
      const left = waits && waits.due_at - clock.now();
      if (left !== undefined) this.#lookIn(left > 0 ? left : LOOK_AGAIN_MS);
    } catch (error) {
      report(error);
      this.#lookIn(LOOK_AGAIN_MS);
    }
  }
}

async function notWaiting(tx: Tx, scan: string, decision: string): Promise<Refusal> {
  const logged = await tx
    .tables<ReviewTables>()
    .selectFrom('decisions')
    .select('decision')
    .where('decision', '=', decision)
    .where('scan', '=', scan)
    .executeTakeFirst();
  return logged
    ? new Refusal(409, 'DECISION_STANDS', 'it is in the log')
    : new Refusal(404, 'DECISION_UNKNOWN', 'this case has no such decision');
}
