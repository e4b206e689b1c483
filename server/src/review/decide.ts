import type { DecisionAnswer } from '@garita/api';
import { type AgencyDescriptor, type Decision, type TrustCrypto, verifyDecision } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import { caseOf, holder, shown } from './case-row.ts';
import { demandOwn } from './demand-own.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';
import { AlreadyKept, type DecisionToLog, type LogDecisionNeeds, logDecision } from './log-decision.ts';
import type { DerivedReport, OperatorReports } from './operator-reports.ts';
import type { PendingDecisions } from './pending-decisions.ts';

export interface DecideNeeds extends LogDecisionNeeds {
  readonly crypto: TrustCrypto;
  readonly clock: Clock;
  readonly reports: OperatorReports;
  readonly pending: Pick<PendingDecisions, 'add'>;
  descriptor(): AgencyDescriptor;
}

export interface SignedDecision {
  readonly scan: string;
  /** Whose session or API key it came with. */
  readonly person: string;
  readonly cose: Uint8Array;
  /** How long it can be taken back before it is logged; cut to what the rules allow. */
  readonly undoSeconds: number;
}

/**
 * Keeps a decision made by the person who holds the case, and logs it: at once, or when the time to undo it is over.
 * Sent again, it is answered as it stands; a second decision needs a claim of its own, and both stay.
 */
export async function decide(signed: SignedDecision, needs: DecideNeeds): Promise<DecisionAnswer> {
  const { database, clock, rules } = needs;
  const { scan, cose } = signed;
  const at = clock.now();
  const decision = await demandOwn('DECISION', signed, () =>
    verifyDecision(needs.crypto, signed.cose, needs.descriptor(), at),
  );
  const hash = Buffer.from(decision.hash).toString('hex');
  const before = await answered(database, scan, hash, at);
  if (before) return before;
  const row = await caseOf(database.tables<ReviewTables>(), scan);
  demandTaken(row, decision, at);
  if (rules.referNeedsMark && decision.decision === 'refer' && decision.marks.length === 0)
    throw new Refusal(422, 'REFER_NEEDS_MARK', 'referred, and nothing is marked');
  const report = await keptReport(decision, row, needs);

  const taken: DecisionToLog = { hash, cose, decision, scan, receivedAt: at, at };
  const mayStill = async (tx: Tx, now: InspectionRow) => {
    demandTaken(now, decision, at);
    if (report) await needs.reports.refer(tx, scan, report);
  };
  const undoSeconds = Math.min(signed.undoSeconds, rules.undoSeconds);
  const kept =
    undoSeconds > 0 ? needs.pending.add(taken, at + undoSeconds * 1000, mayStill) : logDecision(taken, needs, mayStill);
  await kept.catch((error: unknown) => {
    if (!(error instanceof AlreadyKept)) throw error;
  });
  const answer = await answered(database, scan, hash, clock.now());
  if (!answer) throw new Error(`decision ${hash} was kept and is not there`);
  return answer;
}

/** The case is theirs, nothing else of theirs waits, and every mark is on one of its objects. */
function demandTaken(row: InspectionRow, decision: Decision, at: number): void {
  const by = holder(row, at);
  if (by === undefined) throw new Refusal(409, 'INSPECTION_NOT_CLAIMED', 'nobody holds this inspection');
  if (by !== decision.by) throw new Refusal(409, 'INSPECTION_CLAIMED', `${by} is looking at it`);
  if (row.undo_until !== null) throw new Refusal(409, 'DECISION_PENDING', 'another decision waits to be logged');
  const outside = decision.marks.find((mark) => mark.object >= row.objects);
  if (outside) throw new Refusal(422, 'DECISION_MALFORMED', `a mark names object ${outside.object} of ${row.objects}`);
}

/** The report that the decision names, made here and durable; `undefined` when it names none. */
async function keptReport(
  decision: Decision,
  row: InspectionRow,
  { reports }: DecideNeeds,
): Promise<DerivedReport | undefined> {
  if (decision.report === null) return undefined;
  const derived = await reports.derive(decision, row);
  if (!derived) throw new Refusal(422, 'REPORT_DIFFERS', 'no report can be made of this scan’s files');
  if (derived.sha256 !== Buffer.from(decision.report).toString('hex'))
    throw new Refusal(422, 'REPORT_DIFFERS', `what follows from the decision is ${derived.sha256}`);
  await reports.keep(derived);
  return derived;
}

/** What was answered to this decision before. Throws DECISION_UNDONE when it was taken back. */
async function answered(
  database: Database,
  scan: string,
  hash: string,
  now: number,
): Promise<DecisionAnswer | undefined> {
  const tables = database.tables<ReviewTables>();
  const find = (table: 'decisions' | 'pending_decisions') =>
    tables.selectFrom(table).where('decision', '=', hash).where('scan', '=', scan);
  // In this order: between the two looks a decision can only go from waiting to logged.
  const waiting = await find('pending_decisions').select('undone_at').executeTakeFirst();
  const logged = await find('decisions').select('log_index').executeTakeFirst();
  if (!logged && !waiting) return undefined;
  if (!logged && waiting?.undone_at !== null)
    throw new Refusal(409, 'DECISION_UNDONE', 'it was taken back before it was logged');
  return {
    inspection: shown(await caseOf(tables, scan), now),
    decision: hash,
    logIndex: logged?.log_index ?? null,
  };
}
