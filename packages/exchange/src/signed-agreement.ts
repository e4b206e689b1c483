import {
  type AgencyDescriptor,
  bytesUpTo,
  type CborValue,
  decodeCbor,
  type Es256Signer,
  encodeCbor,
  list,
  officerNamed,
  oneOf,
  openCose,
  record,
  sameBytes,
  sealCose,
  type TrustCrypto,
  verifyCose,
} from '@garita/trust';
import { AGREEMENT_MAX_BYTES, type Agreement, readAgreement } from './agreement.ts';
import { ExchangeError, refusingAs } from './exchange-error.ts';

export const AGREEMENT_CONTENT_TYPE = 'application/garita-agreement+cbor';
const MAX_SIGNATURE_BYTES = 1024;
/** Longest signed agreement read. */
export const SIGNED_AGREEMENT_MAX_BYTES = AGREEMENT_MAX_BYTES + 4096;

const signedShape = record({
  v: oneOf(1),
  agreement: bytesUpTo(AGREEMENT_MAX_BYTES),
  signatures: list(bytesUpTo(MAX_SIGNATURE_BYTES), 2),
});

declare const verified: unique symbol;
/** An agreement both parties' exchange officers signed; only `readSignedAgreement` makes one. */
export interface SignedAgreement {
  readonly [verified]: true;
  readonly agreement: Agreement;
  /** SHA-256 of the agreement bytes: what shares refer to. */
  readonly hash: Uint8Array;
  /** The agreement bytes that both signed. */
  readonly bytes: Uint8Array;
  /** Who signed for whom, in the order of the parties. */
  readonly signers: readonly { readonly agency: string; readonly officer: string }[];
}

export interface AgreementContext {
  /** The parties' verified descriptors, in any order. */
  readonly parties: readonly AgencyDescriptor[];
  /** Milliseconds since 1970 at which the agreement must be in force. */
  readonly at: number;
}

/** One officer's COSE_Sign1 over agreement bytes, detached: both sign the same bytes, kept once. */
export function signAgreement(crypto: TrustCrypto, agreement: Uint8Array, officer: Es256Signer): Promise<Uint8Array> {
  readAgreement(agreement);
  return sealCose(crypto, officer, { contentType: AGREEMENT_CONTENT_TYPE, payload: agreement, detached: true });
}

/** Signed agreement bytes; `signatures` in the order of the parties. One signature alone is a proposal. */
export function joinAgreement(agreement: Uint8Array, signatures: readonly Uint8Array[]): Uint8Array {
  return encodeCbor({ v: 1, agreement, signatures } as unknown as CborValue);
}

/** The agreement bytes and the signatures so far, nothing trusted. Throws `AGREEMENT_MALFORMED`. */
export function splitAgreement(input: Uint8Array): { agreement: Uint8Array; signatures: readonly Uint8Array[] } {
  const { agreement, signatures } = refusingAs('AGREEMENT_MALFORMED', () =>
    signedShape(decodeCbor(input, { maxBytes: SIGNED_AGREEMENT_MAX_BYTES }), ''),
  );
  return { agreement, signatures };
}

/**
 * Reads a signed agreement: one valid signature of an exchange officer of each party, made with a key that the
 * party's own descriptor names, and in force at `at`. Throws an `ExchangeError` (`AGREEMENT_…`).
 * Whether the policy text can be evaluated is `checkPolicy`'s matter: a verifier offline needs no Cedar.
 */
export async function readSignedAgreement(
  crypto: TrustCrypto,
  input: Uint8Array,
  context: AgreementContext,
): Promise<SignedAgreement> {
  const { agreement: bytes, signatures } = splitAgreement(input);
  const agreement = readAgreement(bytes);
  const signers = [];
  for (const [index, party] of agreement.parties.entries()) {
    const descriptor = context.parties.find(({ agency }) => agency === party.agency);
    if (!descriptor)
      throw new ExchangeError('AGREEMENT_PARTY_MISMATCH', `${party.agency} is not one of the two agencies`);
    if (!sameBytes(crypto.hasher.sha256(descriptor.root), party.root)) {
      throw new ExchangeError('AGREEMENT_PARTY_MISMATCH', `${party.agency} has another root certificate`);
    }
    const signature = signatures[index];
    if (!signature) throw new ExchangeError('AGREEMENT_SIGNATURE_MISSING', `${party.agency} has not signed`);
    signers.push({ agency: party.agency, officer: await officerWhoSigned(crypto, bytes, signature, descriptor) });
  }
  if (context.at < agreement.validFrom) {
    throw new ExchangeError('AGREEMENT_NOT_YET_VALID', `begins ${new Date(agreement.validFrom).toISOString()}`);
  }
  if (context.at >= agreement.validUntil) {
    throw new ExchangeError('AGREEMENT_EXPIRED', `ended ${new Date(agreement.validUntil).toISOString()}`);
  }
  return { agreement, hash: crypto.hasher.sha256(bytes), bytes, signers } as unknown as SignedAgreement;
}

async function officerWhoSigned(
  crypto: TrustCrypto,
  agreement: Uint8Array,
  signature: Uint8Array,
  descriptor: AgencyDescriptor,
): Promise<string> {
  const { agency } = descriptor;
  const cose = refusingAs('AGREEMENT_SIGNATURE_INVALID', () => openCose(signature, MAX_SIGNATURE_BYTES));
  if (cose.contentType !== AGREEMENT_CONTENT_TYPE || cose.payload !== null || cose.claims) {
    throw new ExchangeError('AGREEMENT_SIGNATURE_INVALID', `${agency}: not a detached signature of an agreement`);
  }
  const officer = officerNamed(crypto, cose, descriptor, ['exchange-officer']);
  if (!officer) throw new ExchangeError('AGREEMENT_SIGNER_NOT_ENTITLED', `${agency}: not an exchange officer’s key`);
  if (await verifyCose(crypto, cose, officer.key, agreement)) return officer.id;
  throw new ExchangeError('AGREEMENT_SIGNATURE_INVALID', `${agency}: ${officer.id} did not sign these bytes`);
}
