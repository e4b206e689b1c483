import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { type OfficerSigned, officerDocument } from './officer-document.ts';
import {
  agencyId,
  bytes,
  identifier,
  list,
  matching,
  nullable,
  oneOf,
  prose,
  record,
  type Shaped,
  text,
  time,
} from './shape.ts';
import { TrustError } from './trust-error.ts';
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
export type VerifiedOutcome = Outcome & OfficerSigned & { readonly [verified]: true };

const outcomeDocument = officerDocument<Outcome>({
  called: 'an outcome',
  contentType: OUTCOME_CONTENT_TYPE,
  maxBytes: OUTCOME_MAX_BYTES,
  shape: outcomeShape,
  roles: ['analyst', 'supervisor'],
  signedBy: ({ by }) => by,
  contradictionIn({ finds, result }) {
    if (result === 'found' && finds.length === 0) return 'found, and nothing is listed';
    if (result === 'nothing' && finds.length > 0) return 'nothing found, and something is listed';
    return undefined;
  },
  refuse(problem, message, options) {
    throw new TrustError(`OUTCOME_${problem}`, message, options);
  },
});

/** Signs an outcome with an analyst's or supervisor's key. Throws `OUTCOME_MALFORMED`. */
export const makeOutcome = outcomeDocument.seal;

/** Parses an outcome and trusts nothing in it. Throws `OUTCOME_MALFORMED`. */
export const readOutcome = outcomeDocument.read;

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
  const outcome = await outcomeDocument.verify(crypto, input, descriptor);
  if (outcome.at > at + CLOCK_SKEW_MS) throw new TrustError('OUTCOME_TIME_IMPLAUSIBLE', `recorded at ${outcome.at}`);
  return outcome as VerifiedOutcome;
}
