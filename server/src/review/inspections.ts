import type { InspectionBody, InspectionCounts, InspectionDetail, InspectionState } from '@garita/api';
import type { Kysely } from 'kysely';
import { Refusal } from '../http/refusal.ts';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';

export interface Inspections {
  /** Opens the case of a scan, in the transaction that admits it. Opening twice changes nothing. */
  open(tx: Tx, scan: AdmittedScan, priority?: number): Promise<void>;
  list(state: InspectionState | undefined, limit: number): Promise<readonly InspectionBody[]>;
  counts(): Promise<InspectionCounts>;
  find(scan: string): Promise<InspectionDetail>;
  /** The most urgent, then oldest, case that nobody holds; `undefined` when the queue is empty. */
  claimNext(person: string, seconds: number): Promise<InspectionBody | undefined>;
  /** Holds a case for `seconds`; the holder prolongs by claiming again. Decided cases may be claimed for another decision. */
  claim(scan: string, person: string, seconds: number): Promise<InspectionBody>;
  /** Gives it back; not holding it changes nothing. */
  release(scan: string, person: string): Promise<InspectionBody>;
}

export function inspections({ database, clock }: { database: Database; clock: Clock }): Inspections {
  const hold = (tables: Kysely<ReviewTables>, scan: string, person: string, seconds: number) =>
    tables
      .updateTable('inspections')
      .set({ claimed_by: person, claimed_until: clock.now() + seconds * 1000 })
      .where('scan', '=', scan)
      .execute();

  const list = async (state: InspectionState | undefined, limit: number) => {
    const now = clock.now();
    const all = withDecision(database.tables<ReviewTables>());
    const chosen =
      state === 'decided'
        ? all.where('decided_at', 'is not', null).orderBy('decided_at', 'desc')
        : queued(state === undefined ? all : open(all, state, now));
    const rows = await chosen.limit(limit).execute();
    return rows.map((row) => shown(row, now));
  };

  return {
    list,
    async open(tx, { scan, parsed, at }, priority = 0) {
      const row: InspectionRow = {
        scan,
        scan_id: parsed.scanId,
        device: parsed.device,
        site: parsed.site,
        lane: parsed.lane,
        direction: parsed.direction,
        ooi_kind: parsed.ooi.kind,
        objects: parsed.objects.length,
        priority,
        opened_at: at,
        claimed_by: null,
        claimed_until: null,
        decided_at: null,
      };
      await tx
        .tables<ReviewTables>()
        .insertInto('inspections')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async counts() {
      const now = clock.now();
      const row = await database
        .tables<ReviewTables>()
        .selectFrom('inspections')
        .select((select) => [
          select.fn.countAll<number>().as('all'),
          select.fn.count<number>('decided_at').as('decided'),
          select.fn
            .countAll<number>()
            .filterWhere((where) => where.and([where('decided_at', 'is', null), where('claimed_until', '>', now)]))
            .as('claimed'),
        ])
        .executeTakeFirstOrThrow();
      return { waiting: row.all - row.decided - row.claimed, claimed: row.claimed, decided: row.decided };
    },
    async find(scan) {
      const tables = database.tables<ReviewTables>();
      const row = await one(tables, scan);
      const decisions = await tables
        .selectFrom('decisions')
        .selectAll()
        .where('scan', '=', scan)
        .orderBy('log_index')
        .limit(256)
        .execute();
      return {
        ...shown(row, clock.now()),
        decisions: decisions.map((decision) => ({
          decision: decision.decision,
          by: decision.by,
          verdict: decision.verdict as InspectionDetail['decisions'][number]['verdict'],
          signedAt: decision.signed_at,
          receivedAt: decision.received_at,
          logIndex: decision.log_index,
          cose: Buffer.from(decision.cose).toString('base64'),
        })),
      };
    },
    claimNext: (person, seconds) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<ReviewTables>();
        // Chosen inside: there is one writer at a time, so nobody else can take it in between.
        const next = await queued(open(withDecision(tables), 'waiting', clock.now()))
          .limit(1)
          .executeTakeFirst();
        if (!next) return undefined;
        await hold(tables, next.scan, person, seconds);
        return shown(await one(tables, next.scan), clock.now());
      }),
    claim: (scan, person, seconds) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<ReviewTables>();
        const by = holder(await one(tables, scan), clock.now());
        if (by !== undefined && by !== person) throw new Refusal(409, 'INSPECTION_CLAIMED', `${by} is looking at it`);
        await hold(tables, scan, person, seconds);
        return shown(await one(tables, scan), clock.now());
      }),
    release: (scan, person) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<ReviewTables>();
        await one(tables, scan);
        await tables
          .updateTable('inspections')
          .set({ claimed_by: null, claimed_until: null })
          .where('scan', '=', scan)
          .where('claimed_by', '=', person)
          .execute();
        return shown(await one(tables, scan), clock.now());
      }),
  };
}

/** Who holds the case now; nobody once the claim has lapsed. */
export function holder(row: InspectionRow, now: number): string | undefined {
  return row.claimed_by !== null && (row.claimed_until ?? 0) > now ? row.claimed_by : undefined;
}

type Row = InspectionRow & { readonly verdict: string | null };

/** Throws INSPECTION_UNKNOWN. */
export async function one(tables: Kysely<ReviewTables>, scan: string): Promise<Row> {
  const row = await withDecision(tables).where('scan', '=', scan).executeTakeFirst();
  if (!row) throw new Refusal(404, 'INSPECTION_UNKNOWN', `there is no inspection of scan ${scan.slice(0, 64)}`);
  return row;
}

function withDecision(tables: Kysely<ReviewTables>) {
  return tables
    .selectFrom('inspections')
    .selectAll()
    .select((select) =>
      select
        .selectFrom('decisions')
        .select('verdict')
        .whereRef('decisions.scan', '=', 'inspections.scan')
        .orderBy('log_index', 'desc')
        .limit(1)
        .as('verdict'),
    );
}

function open(query: ReturnType<typeof withDecision>, state: 'waiting' | 'claimed', now: number) {
  const undecided = query.where('decided_at', 'is', null);
  if (state === 'claimed') return undecided.where('claimed_until', '>', now);
  return undecided.where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now)]));
}

/** In the order in which cases are to be looked at. */
function queued(query: ReturnType<typeof withDecision>) {
  return query.orderBy('priority', 'desc').orderBy('opened_at').orderBy('scan');
}

export function shown(row: Row, now: number): InspectionBody {
  const by = holder(row, now) ?? null;
  return {
    scan: row.scan,
    scanId: row.scan_id,
    device: row.device,
    site: row.site,
    lane: row.lane,
    direction: row.direction,
    ooiKind: row.ooi_kind as InspectionBody['ooiKind'],
    priority: row.priority,
    openedAt: row.opened_at,
    state: row.decided_at !== null ? 'decided' : by === null ? 'waiting' : 'claimed',
    claimedBy: by,
    claimedUntil: by === null ? null : row.claimed_until,
    decision: row.verdict as InspectionBody['decision'],
    decidedAt: row.decided_at,
  };
}
