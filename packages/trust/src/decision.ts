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
  uint,
} from './shape.ts';
import { MAX_OBJECTS } from './statement.ts';
import { TrustError } from './trust-error.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

export const DECISION_CONTENT_TYPE = 'application/garita-decision+cbor';
/** Longest decision, COSE and all: 32 marks with their texts, and a reason. */
export const DECISION_MAX_BYTES = 16_384;
export const MAX_MARKS = 32;
export const MAX_ENHANCEMENTS = 32;
/** Corners of a polygon at most. */
export const MAX_CORNERS = 24;

const pixel = uint(0xffff_ffff);
const object = uint(MAX_OBJECTS - 1);
const verdict = oneOf('release', 'refer', 'hold', 'rescan');

const markShape = record({
  /** Index into the statement's objects. */
  object,
  /** Frame of a volume, from 0; `null` in a radiograph. */
  frame: nullable(pixel),
  shape: oneOf('box', 'ellipse', 'polygon'),
  /** x, y, x, y…: columns and rows from 0. Of box and ellipse two opposite corners, both within; of a polygon its corners. */
  points: list(pixel, 2 * MAX_CORNERS, 4),
  /** Category of DICOS, where one was named. */
  threatCategory: nullable(text(64)),
  /** The agency's own kind of contraband. */
  contraband: nullable(identifier),
  certainty: nullable(oneOf('possible', 'likely', 'certain')),
  text: prose(300),
});

/** What an analyst pointed at. */
export type Mark = Shaped<typeof markShape>;

const decisionShape = record({
  v: oneOf(2),
  agency: agencyId,
  /** Statement hash. */
  scan: bytes(32),
  decision: verdict,
  reason: prose(2000),
  marks: list(markShape, MAX_MARKS),
  /** What the image was seen with, beyond the plain one. */
  enhancements: list(matching(/^[a-z0-9][a-z0-9.:=_-]{0,63}$/, 'the name of an enhancement'), MAX_ENHANCEMENTS),
  /** SHA-256 of the DICOS operator report made of the rest; `null` when there is none. */
  report: nullable(bytes(32)),
  /** Officer's id. */
  by: identifier,
  at: time,
});

/** As the first version of this protocol wrote it: boxes alone, no report. It is read for ever and made no more. */
const firstShape = record({
  v: oneOf(1),
  agency: agencyId,
  scan: bytes(32),
  decision: verdict,
  reason: prose(2000),
  marks: list(
    record({ object, x: pixel, y: pixel, width: pixel, height: pixel, threatCategory: nullable(text(64)) }),
    MAX_MARKS,
  ),
  by: identifier,
  at: time,
});

/** What an analyst decided about a scan. */
export type Decision = Shaped<typeof decisionShape>;

declare const verified: unique symbol;
/** A decision whose signer was entitled and whose signature was checked; only `verifyDecision` makes one. */
export type VerifiedDecision = Decision & OfficerSigned & { readonly [verified]: true };

const decisionDocument = officerDocument<Decision>({
  called: 'a decision',
  contentType: DECISION_CONTENT_TYPE,
  maxBytes: DECISION_MAX_BYTES,
  shape: (value, path) =>
    value instanceof Map && value.get('v') === 1 ? ofFirst(firstShape(value, path)) : decisionShape(value, path),
  roles: ['analyst', 'supervisor'],
  signedBy: ({ by }) => by,
  contradictionIn({ marks }) {
    const odd = marks.findIndex((mark) => !hasItsPoints(mark));
    return odd < 0 ? undefined : `marks[${odd}]: not the points of a ${marks[odd]?.shape}`;
  },
  refuse(problem, message, options) {
    throw new TrustError(`DECISION_${problem}`, message, options);
  },
});

/** Signs a decision with an analyst's or supervisor's key. Throws `DECISION_MALFORMED`. */
export const makeDecision = decisionDocument.seal;

/** Parses a decision, of this version or the first, and trusts nothing in it. Throws `DECISION_MALFORMED`. */
export const readDecision = decisionDocument.read;

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
  const decision = await decisionDocument.verify(crypto, input, descriptor);
  if (decision.at > at + CLOCK_SKEW_MS) throw new TrustError('DECISION_TIME_IMPLAUSIBLE', `taken at ${decision.at}`);
  return decision as VerifiedDecision;
}

function ofFirst(first: Shaped<typeof firstShape>): Decision {
  const marks = first.marks.map(({ object, x, y, width, height, threatCategory }) => ({
    object,
    frame: null,
    shape: 'box' as const,
    points: [x, y, lastOf(x, width), lastOf(y, height)],
    threatCategory,
    contraband: null,
    certainty: null,
    text: '',
  }));
  return { ...first, v: 2, marks, enhancements: [], report: null };
}

/** Last pixel of a stretch; one without extent is its first pixel. */
function lastOf(first: number, extent: number): number {
  return Math.min(0xffff_ffff, first + Math.max(1, extent) - 1);
}

/** Two corners, or three and more. */
function hasItsPoints({ shape, points }: Mark): boolean {
  return shape === 'polygon' ? points.length >= 6 && points.length % 2 === 0 : points.length === 4;
}
