import { createHash } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { RecordTables } from './record-table.ts';
import { configurationState } from './subject-state.ts';

export interface ExpiriesNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly records: Pick<EquipmentRecords, 'list'>;
  readonly decisions: Pick<DecisionBook, 'chains'>;
  readonly agency: string;
}

/** Listings that run out do so by the clock; that they did is logged once, when it is noticed. */
export interface Expiries {
  /** Logs each listing that ran out and was not noticed before. One at a time: callers that come together share one look. */
  notice(): Promise<void>;
}

export function expiries(needs: ExpiriesNeeds): Expiries {
  let looking: Promise<void> | undefined;
  return {
    notice() {
      looking ??= notice(needs).finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}

async function notice(needs: ExpiriesNeeds): Promise<void> {
  const { clock, database, decisions, records } = needs;
  const chains = await decisions.chains('configuration');
  if (chains.size === 0) return;
  const standards = new Map((await records.list('standard')).map((one) => [one.id, one]));
  for (const { id, body } of await records.list('configuration')) {
    const inForce = chains.get(id) ?? [];
    const { listing, state, validUntil } = configurationState(inForce, standards.get(body.standard), clock.now());
    if (state !== 'expired' || !listing || validUntil === null) continue;
    const noticed = await database
      .tables<RecordTables>()
      .selectFrom('equipment_expiries')
      .select('decision')
      .where('decision', '=', listing.hash)
      .executeTakeFirst();
    if (!noticed) await logExpiry({ configuration: id, decision: listing.hash, validUntil }, needs);
  }
}

async function logExpiry(
  { configuration, decision, validUntil }: { configuration: string; decision: string; validUntil: number },
  { agency, clock, log }: ExpiriesNeeds,
): Promise<void> {
  const at = clock.now();
  const expiry = {
    v: 1,
    agency,
    kind: 'expiry',
    configuration,
    decision,
    from: 'listed',
    to: 'expired',
    validUntil,
    noticedAt: at,
  };
  const bytes = Buffer.from(JSON.stringify(expiry));
  const digest = createHash('sha256').update(bytes).digest();
  const insert = async (tx: Tx, { index }: Placed) => {
    const row = { decision, configuration, hash: digest.toString('hex'), bytes, at, log_index: index };
    await tx.tables<RecordTables>().insertInto('equipment_expiries').values(row).execute();
  };
  await log.append([{ kind: 'equipment-record', digest }], (tx, [place]) => insert(tx, place as Placed));
}
