import { encodeCbor } from './cbor.ts';
import { openCose, sealCose, verifyCose } from './cose.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { officerNamed } from './officer.ts';
import {
  agencyId,
  bytes,
  identifier,
  list,
  matching,
  nullable,
  oneOf,
  prose,
  readDocument,
  record,
  type Shape,
  type Shaped,
  text,
  time,
} from './shape.ts';
import { refusingAs, TrustError, type TrustErrorCode } from './trust-error.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

export const OUTCOME_CONTENT_TYPE = 'application/garita-outcome+cbor';
export const OUTCOME_MAX_BYTES = 16_384;
export const MAX_FINDS = 16;

const outcomeShape = record({
  v: oneOf(1),
  agency: agencyId,
  /** Statement hash. */
  scan: bytes(32),
  result: oneOf('found', 'nothing', 'inconclusive'),
  finds: list(
    record({
      /** The agency's kind of contraband. */
      contraband: identifier,
      description: prose(300),
      /** A decimal number as text: a weight in evidence is not rounded by whoever reads it. */
      quantity: nullable(matching(/^(?:0|[1-9]\d{0,15})(?:\.\d{1,9})?$/, 'a decimal number')),
      unit: nullable(text(16)),
      /** Where in the load. */
      place: prose(300),
    }),
    MAX_FINDS,
  ),
  note: prose(2000),
  /** Officer's id. */
  by: identifier,
  at: time,
});

/** What the examination of an object found. */
export type Outcome = Shaped<typeof outcomeShape>;

declare const verified: unique symbol;
/** An outcome whose signer was entitled and whose signature was checked; only `verifyOutcome` makes one. */
export type VerifiedOutcome = Outcome & {
  readonly [verified]: true;
  /** SHA-256 of the signed bytes. */
  readonly hash: Uint8Array;
};

/** Signs an outcome with an analyst's or supervisor's key. Throws `OUTCOME_MALFORMED`. */
export async function makeOutcome(
  outcome: Outcome,
  making: { readonly crypto: TrustCrypto; readonly signer: Es256Signer },
): Promise<Uint8Array> {
  const payload = encodeCbor(outcome);
  const cose = await sealCose(making.crypto, making.signer, { contentType: OUTCOME_CONTENT_TYPE, payload });
  readOutcome(cose);
  return cose;
}

/** Parses an outcome and trusts nothing in it. Throws `OUTCOME_MALFORMED`. */
export function readOutcome(input: Uint8Array): Outcome {
  return open(input).outcome;
}

/**
 * An outcome signed by an analyst or supervisor of the descriptor, and by the one it names. Throws a `TrustError` with an
 * `OUTCOME_` code otherwise.
 */
export async function verifyOutcome(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  at: number,
): Promise<VerifiedOutcome> {
  const { cose, outcome } = open(input);
  const officer = officerNamed(crypto, cose, descriptor, ['analyst', 'supervisor'], outcome.by);
  if (!officer) return refuse('OUTCOME_SIGNER_NOT_ENTITLED', `not signed by analyst ${outcome.by}`);
  if (!(await verifyCose(crypto, cose, officer.key)))
    refuse('OUTCOME_SIGNATURE_INVALID', `not signed by ${officer.id}`);
  if (outcome.agency !== descriptor.agency) refuse('OUTCOME_AGENCY_MISMATCH', `of agency ${outcome.agency}`);
  if (outcome.at > at + CLOCK_SKEW_MS) refuse('OUTCOME_TIME_IMPLAUSIBLE', `recorded at ${outcome.at}`);
  return { ...outcome, hash: crypto.hasher.sha256(input) } as VerifiedOutcome;
}

function open(input: Uint8Array) {
  const cose = refusingAs('OUTCOME_MALFORMED', () => openCose(input, OUTCOME_MAX_BYTES));
  if (cose.contentType !== OUTCOME_CONTENT_TYPE || cose.payload === null || cose.claims) {
    return refuse('OUTCOME_MALFORMED', 'not an outcome');
  }
  const shape = outcomeShape as Shape<Outcome>;
  const outcome = readDocument(cose.payload, { maxBytes: OUTCOME_MAX_BYTES }, shape, 'OUTCOME_MALFORMED');
  if (outcome.result === 'found' && outcome.finds.length === 0)
    refuse('OUTCOME_MALFORMED', 'found, and nothing is listed');
  if (outcome.result === 'nothing' && outcome.finds.length > 0)
    refuse('OUTCOME_MALFORMED', 'nothing found, and something is listed');
  return { cose, outcome };
}

function refuse(code: TrustErrorCode, message: string): never {
  throw new TrustError(code, message);
}
