import type { ScanProof } from '@garita/api';
import { readPush, readShareRecord } from '@garita/exchange';
import { parseCheckpoint, parseProof } from '@garita/transparency-log';
import type { Opening } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { AdmittedEntry } from '../ports/admitted-scan.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import { findDocument } from './documents.ts';
import type { AgreementInForce } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import type { Partner } from './partner.ts';
import { verifiedRows } from './verified-rows.ts';

/** A page waits for its reader: what is not published or cosigned within this time, ms, is told as not there yet. */
const PROOF_MS = 500;
const MAX_DECISIONS = 64;

export interface LoggedCose {
  /** The signed decision. */
  readonly cose: Uint8Array;
  /** Leaf hash of its entry in our log, hex. */
  readonly leaf: string;
}

export interface ScanProofNeeds {
  readonly database: Database;
  readonly log: Pick<TransparencyLog, 'proof' | 'opening'>;
  readonly own: {
    readonly agency: string;
    readonly root: Uint8Array;
    readonly logOrigin: string;
    /** As the root signed it. */
    readonly descriptor: Uint8Array;
  };
  /** Absent while there is none: then no other agency vouches for anything. */
  readonly partner?: Partner | undefined;
  agreementByHash(hash: string): Promise<AgreementInForce | undefined>;
  trustListByHash(hash: string): Promise<Uint8Array | undefined>;
  /** A scan of ours that was admitted. */
  admitted(scan: string): Promise<AdmittedEntry | undefined>;
  /** Our decisions about a scan, ours or the partner's, that stand in our log; oldest first. */
  decisions(scan: string): Promise<readonly LoggedCose[]>;
}

/** Everything but the objects that a reader needs to check a scan. Throws `Refusal` SCAN_UNKNOWN. */
export async function scanProof(scan: string, needs: ScanProofNeeds): Promise<ScanProof> {
  const proof = (await ownProof(scan, needs)) ?? (await receivedProof(scan, needs));
  if (!proof) throw new Refusal(404, 'SCAN_UNKNOWN', 'no admitted or verified scan of this name is here');
  return proof;
}

async function ownProof(scan: string, needs: ScanProofNeeds): Promise<ScanProof | undefined> {
  const { own, partner } = needs;
  const entry = await needs.admitted(scan);
  if (!entry) return undefined;
  const trustList = await needs.trustListByHash(entry.trustList);
  if (!trustList) throw new Error(`the trust list ${entry.trustList} of an admitted scan is gone`);
  const row = partner && (await sentRow(scan, needs.database));
  const [admitted, share, decisions] = await Promise.all([
    logged(entry.leaf, needs),
    row ? sharePart(row, await logged(row.leaf, needs), needs) : null,
    decisionsAbout(scan, needs),
  ]);
  return {
    scan,
    side: 'own',
    statement: base64(entry.statement),
    sender: { ...ownSide(needs), trustList: base64(trustList), logOrigin: own.logOrigin },
    admitted,
    share,
    recipient: partner
      ? {
          agency: partner.agency,
          root: base64(partner.root),
          descriptor: base64(partner.current().bytes),
          receipt: row?.receipt ? base64(row.receipt) : null,
        }
      : null,
    decisions,
  };
}

async function receivedProof(scan: string, needs: ScanProofNeeds): Promise<ScanProof | undefined> {
  const { partner } = needs;
  const row = partner && (await receivedRow(scan, needs.database));
  if (!row || row.trust_list === null) return undefined;
  const [trustList, descriptor] = await Promise.all([
    findDocument(needs.database, partner.agency, 'trust-list', row.trust_list),
    partner.descriptor(row.descriptor),
  ]);
  if (!trustList || !descriptor) throw new Error(`a document of share ${row.share} is gone`);
  const push = readPush(row.push);
  const { checkpoint } = parseProof(push.admittedProof);
  return {
    scan,
    side: 'received',
    statement: base64(push.subject),
    sender: {
      agency: partner.agency,
      root: base64(partner.root),
      descriptor: base64(descriptor),
      trustList: base64(trustList.bytes),
      logOrigin: parseCheckpoint(checkpoint).origin,
    },
    admitted: told(push.admitted, push.admittedProof),
    share: await sharePart({ ...row, leaf: row.share }, told(push.share, push.shareProof), needs),
    recipient: { ...ownSide(needs), receipt: row.receipt ? base64(row.receipt) : null },
    decisions: await decisionsAbout(scan, needs),
  };
}

type Logged = ScanProof['admitted'];

/** An entry of our own log, with the best proof there is by now. */
async function logged(leaf: string, { log }: ScanProofNeeds): Promise<Logged> {
  const entry = await log.opening(leaf);
  if (!entry) throw new Error(`the log does not hold the opening of ${leaf}`);
  const proof = async (cosigned: boolean) => log.proof(entry.index, { cosigned, timeoutMs: PROOF_MS });
  return { ...opened(entry.opening), index: entry.index, proof: (await proof(true)) ?? (await proof(false)) ?? null };
}

/** An entry of the partner's log, as it was told to us. */
function told(opening: Opening, proof: string): Logged {
  return { ...opened(opening), index: parseProof(proof).index, proof };
}

function opened({ salt, record }: Opening) {
  return { salt: base64(salt), record: base64(record) };
}

async function sharePart(
  row: { readonly leaf: string; readonly agreement: string; readonly sharedAt: number },
  entry: Logged,
  needs: ScanProofNeeds,
): Promise<ScanProof['share']> {
  const agreement = await needs.agreementByHash(row.agreement);
  if (!agreement) throw new Error(`the agreement ${row.agreement} of a share is gone`);
  return { ...entry, share: row.leaf, sharedAt: row.sharedAt, agreement: base64(agreement.file) };
}

/** Both countries' decisions: ours from our log, the partner's as it told them. */
async function decisionsAbout(scan: string, needs: ScanProofNeeds): Promise<ScanProof['decisions']> {
  const { own, partner } = needs;
  const ours = (await needs.decisions(scan)).slice(-MAX_DECISIONS / 2).map(async ({ cose, leaf }) => ({
    ...(await logged(leaf, needs)),
    agency: own.agency,
    cose: base64(cose),
  }));
  const theirs = partner ? await toldDecisions(scan, needs.database) : [];
  return [
    ...(await Promise.all(ours)),
    ...theirs.map(({ push }) => {
      const { subject, admitted, admittedProof } = readPush(push);
      return { ...told(admitted, admittedProof), agency: partner?.agency ?? '', cose: base64(subject) };
    }),
  ];
}

function ownSide({ own }: ScanProofNeeds) {
  return { agency: own.agency, root: base64(own.root), descriptor: base64(own.descriptor) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/** The newest handing over of a scan of ours that was not taken back. */
function sentRow(scan: string, database: Database) {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_shares as share')
    .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
    .select(['share.leaf', 'share.agreement', 'share.receipt', 'share.shared_at as sharedAt'])
    .where('offer.scan', '=', scan)
    .where('offer.item', '=', 'scan')
    .where('share.state', '!=', 'withheld')
    .orderBy('share.log_index', 'desc')
    .executeTakeFirst();
}

async function receivedRow(scan: string, database: Database) {
  const row = await verifiedRows(database, scan, 'scan').executeTakeFirst();
  if (!row) return undefined;
  const { share, agreement, descriptor, push, receipt, trust_list } = row;
  return { share, agreement, descriptor, push, receipt, trust_list, sharedAt: readShareRecord(readPush(push)).at };
}

function toldDecisions(scan: string, database: Database) {
  return verifiedRows(database, scan, 'decision')
    .limit(MAX_DECISIONS / 2)
    .execute();
}
