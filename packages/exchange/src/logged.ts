import { LogError, parseVerifierKey, verifyProof } from '@garita/transparency-log';
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

/**
 * Whether an entry is in an agency's log under a checkpoint that the other agency cosigned. Strict: a proof carries
 * these two signatures and nothing else, so that what is accepted today can be exported with every byte accounted for.
 */
export async function verifyLogged(crypto: TrustCrypto, claim: LoggedClaim): Promise<LoggedVerdict> {
  const { log } = claim.descriptor;
  try {
    const verdict = await verifyProof(claim.proof, claim.entry, {
      hasher: crypto.hasher,
      verify: crypto.verifyEd25519,
      log: parseVerifierKey(crypto.hasher, log.vkey),
      origin: log.origin,
      witnesses: [parseVerifierKey(crypto.hasher, claim.witness)],
      requireWitnesses: true,
      strict: true,
    });
    if (!verdict.ok) return { ok: false, detail: `${verdict.code}: ${verdict.detail}` };
    const cosignedAt = verdict.cosignatures[0]?.time;
    if (cosignedAt === undefined) return { ok: false, detail: 'COSIGNATURE_MISSING' };
    return { ok: true, index: verdict.index, cosignedAt };
  } catch (error) {
    if (error instanceof LogError) return { ok: false, detail: `${error.code}: ${error.message}` };
    throw error;
  }
}

/** Whether a record's own time contradicts the reader's clock or the witness's: it may be late, never early. */
export function isFuture(recordedAt: number, at: number): boolean {
  return recordedAt > at + CLOCK_SKEW_MS;
}
