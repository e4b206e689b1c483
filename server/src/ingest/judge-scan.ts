import {
  type AgencyDescriptor,
  advancesChain,
  type DeviceChain,
  encodeRecord,
  type ObservedObject,
  type OpenedStatement,
  type Reason,
  type ScanStatement,
  type TrustCrypto,
  type TrustList,
  toHex,
  type Verdict,
  verifyScan,
} from '@garita/trust';
import type { AdmittedScan, JudgedScan } from '../ports/admitted-scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { CheckedObject } from './check-objects.ts';
import type { KeyedLock } from './keyed-lock.ts';
import type { ScanObjectRow, ScanTables } from './scan-table.ts';

export interface JudgeNeeds {
  readonly crypto: TrustCrypto;
  readonly clock: Clock;
  readonly database: Database;
  readonly log: TransparencyLog;
  /** Judges the scans of one device one after the other: its chain is read and moved in between. */
  readonly devices: KeyedLock;
  descriptor(): AgencyDescriptor;
  trustList(): Promise<TrustedNow | undefined>;
  /** `mark` of what is in force as this transaction sees it. */
  trustMark(tx: Tx): Promise<string | undefined>;
  checkObject(object: { sha256: string; size: number; mediaType: string; position: number }): Promise<CheckedObject>;
  /** Runs in the transaction that admits or quarantines: what must be queued is queued with it. */
  admittedAlso(tx: Tx, scan: AdmittedScan): Promise<void>;
  quarantinedAlso(tx: Tx, scan: JudgedScan): Promise<void>;
}

/** What the gate goes by. */
export interface TrustedNow {
  readonly list: TrustList;
  /** Of the list as signed, hex. */
  readonly hash: string;
  /** Another one after every new list and every decision that takes trust away. */
  readonly mark: string;
}

/** How often a scan is judged again because what is trusted changed under it; that happens hours apart. */
const TRIES = 8;

export interface PresentedAtLane {
  readonly scan: string;
  readonly statement: Uint8Array;
  /** As read on arrival; undefined when it cannot be read. */
  readonly opened: OpenedStatement | undefined;
  readonly sender: string;
  readonly objects: readonly (ObservedObject | undefined)[];
}

/**
 * Verifies what a lane sent, then logs it and queues what follows in one transaction. The objects are durable in the
 * archive before; nobody is told anything before the transaction is. Admitted or quarantined, it is kept whole.
 */
export async function judgeScan(presented: PresentedAtLane, needs: JudgeNeeds): Promise<JudgedScan> {
  return needs.devices.run(presented.sender, async () => {
    const checked = await checkAll(presented, presented.opened?.statement, needs);
    for (let tries = 1; ; tries++) {
      try {
        return await judgeNow(presented, checked, needs);
      } catch (error) {
        if (!(error instanceof TrustChanged) || tries === TRIES) throw error;
        // Lets whoever changed it finish first.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  });
}

/**
 * A new list or a suspension came between verdict and log entry: no admission may stand in the log behind one that
 * refuses it.
 */
class TrustChanged extends Error {
  override readonly name = 'TrustChanged';
}

async function judgeNow(
  presented: PresentedAtLane,
  checked: readonly CheckedObject[],
  needs: JudgeNeeds,
): Promise<JudgedScan> {
  const newest = await needs.trustMark(needs.database);
  const trusted = await needs.trustList();
  if (trusted && trusted.mark !== newest) throw new TrustChanged();
  const at = needs.clock.now();
  const verdict = await verifyScan(needs.crypto, presented, {
    at,
    descriptor: needs.descriptor(),
    trustList: trusted?.list,
    chain: (await chainOf(needs.database, presented.opened)) ?? null,
    structure: checked.flatMap((object) => object.reasons),
  });
  const parsed = presented.opened?.statement;
  return record(presented, { parsed, trusted, newest, checked, verdict, at }, needs);
}

interface Judgement {
  readonly parsed: ScanStatement | undefined;
  readonly trusted: TrustedNow | undefined;
  /** Mark of what was in force when it was judged. */
  readonly newest: string | undefined;
  readonly checked: readonly CheckedObject[];
  readonly verdict: Verdict;
  readonly at: number;
}

async function record(presented: PresentedAtLane, judgement: Judgement, needs: JudgeNeeds): Promise<JudgedScan> {
  const { verdict, parsed, trusted, at } = judgement;
  const admitted = verdict.outcome === 'admitted' && parsed !== undefined && trusted !== undefined;
  const reasons: readonly Reason[] = verdict.outcome === 'quarantined' ? verdict.reasons : [];
  const statementHash = Buffer.from(presented.scan, 'hex');
  const event = admitted
    ? {
        kind: 'scan-admitted' as const,
        record: encodeRecord({
          v: 1,
          kind: 'scan-admitted',
          at,
          statement: statementHash,
          device: parsed.device,
          deviceSeq: parsed.deviceSeq,
          trustList: Buffer.from(trusted.hash, 'hex'),
        }),
      }
    : {
        kind: 'scan-quarantined' as const,
        record: encodeRecord({
          v: 1,
          kind: 'scan-quarantined',
          at,
          statement: statementHash,
          sender: presented.sender,
          reasons: reasons.map((reason) => reason.code),
        }),
      };
  let judged: JudgedScan | undefined;
  await needs.log.append([event], async (tx, [log]) => {
    if (!log) throw new Error('the log placed nothing');
    if ((await needs.trustMark(tx)) !== judgement.newest) throw new TrustChanged();
    judged = { ...presented, parsed, at, log, reasons };
    await insertScan(tx, judged, judgement);
    if (presented.opened && advancesChain(verdict)) await moveChain(tx, presented.opened, statementHash);
    if (!admitted) return needs.quarantinedAlso(tx, judged);
    const configuration = trusted.list.configurations.find((one) => one.id === parsed.configuration);
    await needs.admittedAlso(tx, {
      ...judged,
      parsed,
      trustList: trusted.hash,
      configurationStatus: configuration?.status ?? 'unknown',
      findings: judgement.checked.reduce((sum, object) => sum + object.findings.length, 0),
    });
  });
  if (!judged) throw new Error('the log did not run its transaction');
  return judged;
}

function checkAll(presented: PresentedAtLane, parsed: ScanStatement | undefined, needs: JudgeNeeds) {
  return Promise.all(
    presented.objects.map((object, position): Promise<CheckedObject> => {
      const claimed = parsed?.objects[position];
      if (!object || !claimed) return Promise.resolve({ findings: [], reasons: [] });
      const sha256 = Buffer.from(object.sha256).toString('hex');
      return needs.checkObject({ sha256, size: object.size, mediaType: claimed.mediaType, position });
    }),
  );
}

async function chainOf(database: Database, opened: OpenedStatement | undefined): Promise<DeviceChain | undefined> {
  if (!opened) return undefined;
  const row = await database
    .tables<ScanTables>()
    .selectFrom('device_chains')
    .selectAll()
    .where('certificate', '=', toHex(opened.x5t))
    .executeTakeFirst();
  return row && { lastSeq: row.last_seq, lastStatement: row.last_statement };
}

async function moveChain(tx: Tx, { statement, x5t }: OpenedStatement, hash: Uint8Array): Promise<void> {
  const head = { last_seq: statement.deviceSeq, last_statement: hash };
  await tx
    .tables<ScanTables>()
    .insertInto('device_chains')
    .values({ certificate: toHex(x5t), device: statement.device, ...head })
    .onConflict((conflict) => conflict.column('certificate').doUpdateSet(head))
    .execute();
}

async function insertScan(tx: Tx, judged: JudgedScan, judgement: Judgement): Promise<void> {
  const tables = tx.tables<ScanTables>();
  const bytes = judged.objects.reduce((sum, object) => sum + (object?.size ?? 0), judged.statement.length);
  await tables
    .insertInto('scans')
    .values({
      scan: judged.scan,
      state: judgement.verdict.outcome === 'admitted' ? 'admitted' : 'quarantined',
      statement: judged.statement,
      sender: judged.sender,
      scan_id: judged.parsed?.scanId ?? null,
      device: judged.parsed?.device ?? null,
      site: judged.parsed?.site ?? null,
      configuration: judged.parsed?.configuration ?? null,
      at: judged.at,
      log_index: judged.log.index,
      leaf_hash: Buffer.from(judged.log.leafHash).toString('hex'),
      reasons: JSON.stringify(judged.reasons),
      trust_list: judgement.trusted?.hash ?? null,
      bytes,
    })
    .execute();
  const rows = judged.objects.flatMap((object, position): ScanObjectRow[] => {
    const claimed = judged.parsed?.objects[position];
    if (!object || !claimed) return [];
    return [
      {
        scan: judged.scan,
        position,
        role: claimed.role,
        media_type: claimed.mediaType,
        name: claimed.name,
        size: object.size,
        sha256: Buffer.from(object.sha256).toString('hex'),
        chunk_hashes: Buffer.concat(object.chunkHashes),
        findings: JSON.stringify(judgement.checked[position]?.findings ?? []),
      },
    ];
  });
  if (rows.length > 0) await tables.insertInto('scan_objects').values(rows).execute();
}
