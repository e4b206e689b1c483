import type { ScanStatement } from './statement.ts';
import type { ListedConfiguration, ListedDevice, Notice } from './trust-list.ts';

/** Every reason a scan can be quarantined for. Codes are API: documented, translated, never reused. */
export const REFUSAL_CODES = [
  'STATEMENT_MALFORMED',
  'STATEMENT_TOO_LARGE',
  'SIGNATURE_INVALID',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_WRONG_USE',
  'AGENCY_MISMATCH',
  'SENDER_MISMATCH',
  'TRUST_LIST_MISSING',
  'TRUST_LIST_EXPIRED',
  'DEVICE_UNKNOWN',
  'DEVICE_SUSPENDED',
  'DEVICE_REMOVED',
  'DEVICE_COMPROMISED',
  'CONFIGURATION_MISMATCH',
  'CONFIGURATION_UNKNOWN',
  'CONFIGURATION_SUSPENDED',
  'CONFIGURATION_REMOVED',
  'CONFIGURATION_REFUSED',
  'CONFIGURATION_EXPIRED',
  'CONFIGURATION_NOT_APPROVED',
  'SEQUENCE_REPLAYED',
  'SEQUENCE_GAP',
  'SEQUENCE_FORKED',
  'CAPTURE_TIME_IMPLAUSIBLE',
  'OBJECT_MISSING',
  'OBJECT_SIZE_MISMATCH',
  'OBJECT_HASH_MISMATCH',
  'OBJECT_CHUNK_ROOT_MISMATCH',
  'OBJECT_STRUCTURE',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Reason {
  readonly code: RefusalCode;
  readonly detail: string;
  /** Index of the object it is about. */
  readonly object?: number;
  /** Reasons as the signed trust list words them. */
  readonly notice?: readonly Notice[];
}

/** What was found out about an object's bytes by hashing them. */
export interface ObservedObject {
  readonly sha256: Uint8Array;
  readonly size: number;
  readonly chunkRoot: Uint8Array;
  readonly chunkHashes: readonly Uint8Array[];
}

declare const verified: unique symbol;
/** A scan that passed `verifyScan`; nothing else can make one. */
export interface VerifiedScan {
  readonly [verified]: true;
  readonly statement: ScanStatement;
  /** The signed statement as it came. */
  readonly bytes: Uint8Array;
  /** SHA-256 of those bytes. */
  readonly hash: Uint8Array;
  readonly objects: readonly ObservedObject[];
  /** Its entries in the trust list it was judged by. */
  readonly device: ListedDevice;
  readonly configuration: ListedConfiguration;
  /** Hash of that list. */
  readonly trustList: Uint8Array;
}

export type Verdict =
  | { readonly outcome: 'admitted'; readonly scan: VerifiedScan }
  | {
      readonly outcome: 'quarantined';
      /** All of them, in the order of `REFUSAL_CODES`. */
      readonly reasons: readonly [Reason, ...Reason[]];
      /** What it says, as far as it could be read. */
      readonly statement?: ScanStatement;
      /** Signed by an enrolled device of this agency, and brought by it: its chain may advance. */
      readonly authentic: boolean;
    };

/** Whether the device's chain moves on to this statement: never for a replay, a fork or a stranger's statement. */
export function advancesChain(verdict: Verdict): boolean {
  if (verdict.outcome === 'admitted') return true;
  const stays = verdict.reasons.some(({ code }) => code === 'SEQUENCE_REPLAYED' || code === 'SEQUENCE_FORKED');
  return verdict.authentic && !stays;
}
