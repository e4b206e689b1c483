import { LogError, type LogErrorCode, parseVerifierKey, verifyProof } from '@garita/transparency-log';
import { type AgencyDescriptor, CLOCK_SKEW_MS, type TrustCrypto } from '@garita/trust';

export interface LoggedClaim {
  /** Entry bytes. */
  readonly entry: Uint8Array;
  /** C2SP tlog-proof. */
  readonly proof: string;
  /** Agency whose log it is said to be in. */
  readonly descriptor: AgencyDescriptor;
  /** Verifier key of the other agency's witness. */
  readonly witness: string;
}

export type LoggedVerdict =
  | { readonly ok: true; readonly index: number /** Seconds since 1970. */; readonly cosignedAt: number }
  | { readonly ok: false; readonly detail: string };

/** An entry found in a log; whether a witness has seen it is another matter. */
export type EntryVerdict =
  | {
      readonly ok: true;
      readonly index: number;
      /** Entries of the log when its checkpoint was signed. */
      readonly size: number;
      /** Seconds since 1970; `undefined` while the witness has not cosigned. */
      readonly cosignedAt: number | undefined;
    }
  | { readonly ok: false; readonly code: LogErrorCode; readonly detail: string };

/**
 * Whether an entry is in an agency's log under a checkpoint that the other agency cosigned. Strict: a proof carries
 * these two signatures and nothing else, so that what is accepted today can be exported with every byte accounted for.
 */
export async function verifyLogged(crypto: TrustCrypto, claim: LoggedClaim): Promise<LoggedVerdict> {
  const verdict = await verifyEntry(crypto, { ...claim, mustBeCosigned: true });
  if (!verdict.ok) return { ok: false, detail: `${verdict.code}: ${verdict.detail}` };
  const { index, cosignedAt } = verdict;
  return cosignedAt === undefined ? { ok: false, detail: 'COSIGNATURE_MISSING' } : { ok: true, index, cosignedAt };
}

export interface EntryClaim extends Omit<LoggedClaim, 'witness'> {
  readonly witness: string | undefined;
  readonly mustBeCosigned?: boolean;
  /** Passes over lines that neither the log nor the witness signed. */
  readonly lenient?: boolean;
}

/** Whether an entry is in an agency's log, and when the witness saw it if it has. */
export async function verifyEntry(crypto: TrustCrypto, claim: EntryClaim): Promise<EntryVerdict> {
  const { log } = claim.descriptor;
  try {
    const verdict = await verifyProof(claim.proof, claim.entry, {
      hasher: crypto.hasher,
      verify: crypto.verifyEd25519,
      log: parseVerifierKey(crypto.hasher, log.vkey),
      origin: log.origin,
      witnesses: claim.witness === undefined ? [] : [parseVerifierKey(crypto.hasher, claim.witness)],
      requireWitnesses: claim.mustBeCosigned ?? false,
      strict: !claim.lenient,
    });
    if (!verdict.ok) return verdict;
    const { index, checkpoint, cosignatures } = verdict;
    return { ok: true, index, size: checkpoint.size, cosignedAt: cosignatures[0]?.time };
  } catch (error) {
    if (error instanceof LogError) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

/** Whether a record's own time contradicts the reader's clock or the witness's: it may be late, never early. */
export function isFuture(recordedAt: number, at: number): boolean {
  return recordedAt > at + CLOCK_SKEW_MS;
}
