import { parseVerifierKey, verifyProof } from '@garita/transparency-log';
import { sameBytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import type { TrustCrypto } from './crypto.ts';
import { commit, type LogRecords, type Opening, opening, readRecord } from './log-entry.ts';
import { oneOf, prose, readDocument, record, type Shape } from './shape.ts';
import { refusingAs, TrustError, type TrustErrorCode } from './trust-error.ts';

export const ACKNOWLEDGEMENT_MAX_BYTES = 65_536;

/** The server's logged answer to a lane: what it recorded about a scan, and where in its log. */
export interface Acknowledgement {
  readonly opening: Opening;
  /** tlog-proof of the entry the opening makes. */
  readonly proof: string;
}

/** What became of a scan, as the log holds it. */
export type ScanRecord = LogRecords['scan-admitted'] | LogRecords['scan-quarantined'];

const acknowledgementShape = record({ v: oneOf(1), opening, proof: prose(ACKNOWLEDGEMENT_MAX_BYTES) });

export function encodeAcknowledgement({ opening: { salt, record }, proof }: Acknowledgement): Uint8Array {
  return encodeCbor({ v: 1, opening: { salt, record }, proof });
}

/** Parses an acknowledgement and trusts nothing in it. Throws `ACKNOWLEDGEMENT_MALFORMED`. */
export function readAcknowledgement(input: Uint8Array): Acknowledgement {
  const limits = { maxBytes: ACKNOWLEDGEMENT_MAX_BYTES };
  const shape: Shape<Acknowledgement> = acknowledgementShape;
  return readDocument(input, limits, shape, 'ACKNOWLEDGEMENT_MALFORMED');
}

/**
 * The record of a scan, proven to be in the agency's log: from here on the lane may delete its copy. Throws a
 * `TrustError` with an `ACKNOWLEDGEMENT_` code otherwise. The partner's cosignature is not asked for: a lane must not
 * wait for another country.
 */
export async function verifyAcknowledgement(
  crypto: TrustCrypto,
  input: Uint8Array,
  expected: {
    /** Statement hash. */
    readonly statement: Uint8Array;
    /** The log's verifier key, from the descriptor. */
    readonly vkey: string;
  },
): Promise<ScanRecord> {
  const { opening, proof } = readAcknowledgement(input);
  const event = refusingAs('ACKNOWLEDGEMENT_MALFORMED', () => readRecord(opening.record));
  if (event.kind !== 'scan-admitted' && event.kind !== 'scan-quarantined') {
    return refuse('ACKNOWLEDGEMENT_MALFORMED', `a record of kind ${event.kind}`);
  }
  if (!sameBytes(event.statement, expected.statement)) {
    refuse('ACKNOWLEDGEMENT_OTHER_SCAN', 'it is about another statement');
  }
  const verdict = await verifyProof(proof, commit(crypto.hasher, event.kind, opening), {
    hasher: crypto.hasher,
    verify: crypto.verifyEd25519,
    log: parseVerifierKey(crypto.hasher, expected.vkey),
    witnesses: [],
    requireWitnesses: false,
  });
  if (!verdict.ok) refuse('ACKNOWLEDGEMENT_PROOF_INVALID', `${verdict.code}: ${verdict.detail}`);
  return event;
}

function refuse(code: TrustErrorCode, message: string): never {
  throw new TrustError(code, message);
}
