import { acknowledgementPending, type ReasonBody } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { parseProof } from '@garita/transparency-log';
import { readAcknowledgement, type ScanRecord, statementHash, TrustError, verifyAcknowledgement } from '@garita/trust';
import type { LaneIdentity } from './identity.ts';
import type { BookedScan, LaneVerdict } from './lane-book.ts';
import { LaneError } from './lane-error.ts';
import type { ServerLink } from './server-link.ts';
import { parse } from './upload-scan.ts';

/** How long the server may hold the question until its log is published, ms. */
const WAIT_MS = 15_000;

export interface LoggedAnswer {
  readonly verdict: LaneVerdict;
  readonly reasons: readonly ReasonBody[];
  readonly logIndex: number;
  /** As the server sent it. */
  readonly bytes: Uint8Array;
}

/**
 * Asks for a scan's acknowledgement; `undefined` while it is not in a published checkpoint. Throws
 * an ACKNOWLEDGEMENT_ code for one that does not prove that the agency's log holds this statement of this device.
 */
export async function askAcknowledgement(
  scan: BookedScan,
  identity: LaneIdentity,
  link: ServerLink,
  signal: AbortSignal,
): Promise<LoggedAnswer | undefined> {
  const path = `/ingest/v1/scans/${scan.scan}/acknowledgement?wait=${WAIT_MS}`;
  const answer = await link.send({ method: 'GET', path, idleMs: WAIT_MS + 30_000, signal });
  if (answer.status === 202) {
    parse(acknowledgementPending, answer);
    return undefined;
  }
  return checkAcknowledgement(scan, identity, answer.body);
}

async function checkAcknowledgement(
  scan: BookedScan,
  identity: LaneIdentity,
  bytes: Uint8Array,
): Promise<LoggedAnswer> {
  const statement = statementHash(trustCrypto.hasher, scan.statement);
  const record = await verified(bytes, { statement, vkey: identity.descriptor.log.vkey });
  const { index: logIndex } = parseProof(readAcknowledgement(bytes).proof);
  if (record.kind === 'scan-quarantined') {
    if (record.sender !== identity.device) throw otherScan(`it names the sender ${record.sender}`);
    return { verdict: 'quarantined', reasons: fuller(record.reasons, scan.reasons), logIndex, bytes };
  }
  if (record.device !== identity.device || record.deviceSeq !== scan.seq)
    throw otherScan(`it names ${record.device}, scan ${record.deviceSeq}`);
  return { verdict: 'admitted', reasons: [], logIndex, bytes };
}

/** What the server said on delivery is fuller than the log, which holds the codes alone; the log has the last word. */
function fuller(logged: readonly string[], said: readonly ReasonBody[]): readonly ReasonBody[] {
  const isSame = logged.length === said.length && logged.every((code, index) => said[index]?.code === code);
  return isSame ? said : logged.map((code) => said.find((reason) => reason.code === code) ?? { code, detail: '' });
}

async function verified(bytes: Uint8Array, expected: Parameters<typeof verifyAcknowledgement>[2]): Promise<ScanRecord> {
  try {
    return await verifyAcknowledgement(trustCrypto, bytes, expected);
  } catch (error) {
    if (error instanceof TrustError) throw new LaneError(error.code, error.message, { cause: error });
    throw error;
  }
}

function otherScan(detail: string): LaneError {
  return new LaneError('ACKNOWLEDGEMENT_OTHER_SCAN', detail);
}
