import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { type OfficerSigned, officerDocument } from './officer-document.ts';
import {
  agencyId,
  bytes,
  identifier,
  list,
  nullable,
  oneOf,
  prose,
  reasonCode,
  record,
  type Shaped,
  time,
  uint,
} from './shape.ts';
import { TrustError } from './trust-error.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

export const EQUIPMENT_DECISION_CONTENT_TYPE = 'application/garita-equipment-decision+cbor';
/** Longest decision, COSE, conditions and all signatures included. */
export const EQUIPMENT_DECISION_MAX_BYTES = 65_536;

/** Where a configuration is listed. */
export const listingSection = oneOf('qualified', 'approved-conditional', 'grandfathered');

const equipmentDecisionShape = record({
  v: oneOf(1),
  agency: agencyId,
  subject: record({ kind: oneOf('configuration', 'device'), id: identifier }),
  /** Counts the decisions about this subject from 1. */
  seq: uint(Number.MAX_SAFE_INTEGER, 1),
  /** Payload hash of the decision before about this subject; `null` for the first alone. */
  previous: nullable(bytes(32)),
  /** States of the life cycle; which steps there are is the evaluation's table. */
  from: identifier,
  to: identifier,
  section: nullable(listingSection),
  reason: reasonCode,
  /** Why, in both languages. */
  es: prose(2000),
  en: prose(2000),
  /** SHA-256 of the evaluation record it rests on. */
  record: nullable(bytes(32)),
  /** SHA-256 of each piece of evidence. */
  evidence: list(bytes(32), 64),
  conditions: list(record({ es: prose(500), en: prose(500) }), 16),
  /** Uses it speaks of; empty: all. */
  contexts: list(identifier, 16),
  validFrom: nullable(time),
  validUntil: nullable(time),
  /** From when what the equipment signed is not to be believed. */
  compromisedSince: nullable(time),
  /** Id of the officer who signed first. */
  by: identifier,
  at: time,
});

/** A signed step in the life of a configuration or a device. */
export type EquipmentDecision = Shaped<typeof equipmentDecisionShape>;

declare const verified: unique symbol;
/** A decision all of whose signatures were checked; only `verifyEquipmentDecision` makes one. */
export type VerifiedEquipmentDecision = EquipmentDecision & OfficerSigned & { readonly [verified]: true };

const document = officerDocument<EquipmentDecision>({
  called: 'an equipment decision',
  contentType: EQUIPMENT_DECISION_CONTENT_TYPE,
  maxBytes: EQUIPMENT_DECISION_MAX_BYTES,
  shape: equipmentDecisionShape,
  roles: ['equipment-authority', 'evaluator'],
  signedBy: ({ by }) => by,
  // How many a step needs is the table's matter: a notice that takes trust away needs one, a grant needs several.
  several: {
    needed: () => 1,
    refuse(message) {
      throw new TrustError('EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED', message);
    },
  },
  contradictionIn({ previous, seq, validFrom, validUntil }) {
    if ((seq === 1) !== (previous === null)) return 'decision 1 about a subject, and no other, has no predecessor';
    if (validFrom !== null && validUntil !== null && validUntil <= validFrom) return 'it ends before it begins';
    return undefined;
  },
  refuse(problem, message, options) {
    throw new TrustError(`EQUIPMENT_DECISION_${problem}`, message, options);
  },
});

/** The bytes that officers sign, one sealing and the others countersigning. Throws `EQUIPMENT_DECISION_MALFORMED`. */
export const encodeEquipmentDecision = document.encode;

/** Signs a decision with the key of the officer it names. Throws `EQUIPMENT_DECISION_MALFORMED`. */
export const makeEquipmentDecision = document.seal;

/** Parses a decision and trusts nothing in it. Throws `EQUIPMENT_DECISION_MALFORMED`. */
export const readEquipmentDecision = document.read;

/**
 * A decision signed first by the officer it names, each signature an equipment authority's or an evaluator's of the
 * descriptor. Which of `signers` a step needs is for the caller to ask. Throws a `TrustError` with an
 * `EQUIPMENT_DECISION_` code otherwise.
 */
export async function verifyEquipmentDecision(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  at: number,
): Promise<VerifiedEquipmentDecision> {
  const decision = await document.verify(crypto, input, descriptor);
  if (decision.at > at + CLOCK_SKEW_MS)
    throw new TrustError('EQUIPMENT_DECISION_TIME_IMPLAUSIBLE', `taken at ${decision.at}`);
  return decision as VerifiedEquipmentDecision;
}

/** Whether a decision only takes trust away: it acts at once, without waiting for a list that says so. */
export function takesTrustAway({ to }: Pick<EquipmentDecision, 'to'>): boolean {
  return to === 'suspended' || to === 'removed';
}
