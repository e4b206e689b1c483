import { parseVerifierKey, verifyProof } from '@garita/transparency-log';
import { sameBytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import type { TrustCrypto } from './crypto.ts';
import { commit, type LogRecords, type Opening, opening, readRecord } from './log-entry.ts';
import { oneOf, prose, readDocument, record } from './shape.ts';

/** Longest acknowledgement: a proof of 64 hashes, its checkpoint, and an opening. */
const ACKNOWLEDGEMENT_MAX_BYTES = 32 * 1024;

/** The server's answer to a lane: the record it logged, and the proof that it is in the log. */
export interface Acknowledgement {
  readonly opening: Opening;
  /** C2SP tlog-proof. */
  readonly proof: string;
}

const shape = record({ v: oneOf(1), opening, proof: prose(16 * 1024) });

export function encodeAcknowledgement({ opening: { salt, record }, proof }: Acknowledgement): Uint8Array {
  return encodeCbor({ v: 1, opening: { salt, record }, proof });
}

/** Throws `LOG_ENTRY_MALFORMED`. */
export function readAcknowledgement(bytes: Uint8Array): Acknowledgement {
  return readDocument(bytes, { maxBytes: ACKNOWLEDGEMENT_MAX_BYTES }, shape, 'LOG_ENTRY_MALFORMED');
}

export type AcknowledgementVerdict =
  | {
      readonly ok: true;
      readonly record: LogRecords['scan-admitted'] | LogRecords['scan-quarantined'];
      readonly index: number;
    }
  | { readonly ok: false; readonly detail: string };

/**
 * Whether the agency has really logged this statement: only then may a lane forget its copy. Needs no witness, so a
 * lane empties its spool while the partner is away. Throws `LOG_ENTRY_MALFORMED` for bytes that are no acknowledgement.
 */
export async function verifyAcknowledgement(
  crypto: TrustCrypto,
  bytes: Uint8Array,
  expected: {
    /** Statement hash. */
    readonly statement: Uint8Array;
    /** The agency's log key, from its descriptor. */
    readonly logKey: string;
  },
): Promise<AcknowledgementVerdict> {
  const acknowledgement = readAcknowledgement(bytes);
  const event = readRecord(acknowledgement.opening.record);
  if (event.kind !== 'scan-admitted' && event.kind !== 'scan-quarantined')
    return { ok: false, detail: `it acknowledges a ${event.kind}, not a scan` };
  if (!sameBytes(event.statement, expected.statement))
    return { ok: false, detail: 'it acknowledges another statement' };
  const entry = commit(crypto.hasher, event.kind, acknowledgement.opening);
  const verdict = await verifyProof(acknowledgement.proof, entry, {
    hasher: crypto.hasher,
    verify: crypto.verifyEd25519,
    log: parseVerifierKey(crypto.hasher, expected.logKey),
    witnesses: [],
    requireWitnesses: false,
  });
  if (!verdict.ok) return { ok: false, detail: `${verdict.code}: ${verdict.detail}` };
  return { ok: true, record: event, index: verdict.index };
}
