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
  nullable,
  oneOf,
  prose,
  readDocument,
  record,
  type Shape,
  type Shaped,
  text,
  time,
  uint,
} from './shape.ts';
import { MAX_OBJECTS } from './statement.ts';
import { refusingAs, TrustError, type TrustErrorCode } from './trust-error.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

export const DECISION_CONTENT_TYPE = 'application/garita-decision+cbor';
export const DECISION_MAX_BYTES = 8192;

const pixels = uint(0xffff_ffff);

const decisionShape = record({
  v: oneOf(1),
  agency: agencyId,
  /** Statement hash. */
  scan: bytes(32),
  decision: oneOf('release', 'refer', 'hold', 'rescan'),
  reason: prose(2000),
  marks: list(
    record({
      /** Index into the statement's objects. */
      object: uint(MAX_OBJECTS - 1),
      x: pixels,
      y: pixels,
      width: pixels,
      height: pixels,
      threatCategory: nullable(text(64)),
    }),
    32,
  ),
  /** Officer's id. */
  by: identifier,
  at: time,
});

/** What an analyst decided about a scan. */
export type Decision = Shaped<typeof decisionShape>;

declare const verified: unique symbol;
/** A decision whose signer was entitled and whose signature was checked; only `verifyDecision` makes one. */
export type VerifiedDecision = Decision & {
  readonly [verified]: true;
  /** SHA-256 of the signed bytes. */
  readonly hash: Uint8Array;
};

/** Signs a decision with an analyst's or supervisor's key. Throws `DECISION_MALFORMED`. */
export async function makeDecision(
  decision: Decision,
  making: { readonly crypto: TrustCrypto; readonly signer: Es256Signer },
): Promise<Uint8Array> {
  const payload = encodeCbor(decision);
  const cose = await sealCose(making.crypto, making.signer, { contentType: DECISION_CONTENT_TYPE, payload });
  readDecision(cose);
  return cose;
}

/** Parses a decision and trusts nothing in it. Throws `DECISION_MALFORMED`. */
export function readDecision(input: Uint8Array): Decision {
  return open(input).decision;
}

/**
 * A decision signed by an analyst or supervisor of the descriptor, and by the one it names. Throws a `TrustError` with a
 * `DECISION_` code otherwise.
 */
export async function verifyDecision(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  at: number,
): Promise<VerifiedDecision> {
  const { cose, decision } = open(input);
  const officer = officerNamed(crypto, cose, descriptor, ['analyst', 'supervisor'], decision.by);
  if (!officer) return refuse('DECISION_SIGNER_NOT_ENTITLED', `not signed by analyst ${decision.by}`);
  if (!(await verifyCose(crypto, cose, officer.key)))
    refuse('DECISION_SIGNATURE_INVALID', `not signed by ${officer.id}`);
  if (decision.agency !== descriptor.agency) refuse('DECISION_AGENCY_MISMATCH', `of agency ${decision.agency}`);
  if (decision.at > at + CLOCK_SKEW_MS) refuse('DECISION_TIME_IMPLAUSIBLE', `taken at ${decision.at}`);
  return { ...decision, hash: crypto.hasher.sha256(input) } as VerifiedDecision;
}

function open(input: Uint8Array) {
  const cose = refusingAs('DECISION_MALFORMED', () => openCose(input, DECISION_MAX_BYTES));
  if (cose.contentType !== DECISION_CONTENT_TYPE || cose.payload === null || cose.claims) {
    return refuse('DECISION_MALFORMED', 'not a decision');
  }
  const shape = decisionShape as Shape<Decision>;
  const decision = readDocument(cose.payload, { maxBytes: DECISION_MAX_BYTES }, shape, 'DECISION_MALFORMED');
  return { cose, decision };
}

function refuse(code: TrustErrorCode, message: string): never {
  throw new TrustError(code, message);
}
