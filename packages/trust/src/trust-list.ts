import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { type OfficerSigned, officerDocument } from './officer-document.ts';
import {
  agencyId,
  bool,
  bytes,
  identifier,
  list,
  nullable,
  oneOf,
  prose,
  reasonCode,
  record,
  type Shape,
  type Shaped,
  text,
  time,
  uint,
} from './shape.ts';
import { TrustError } from './trust-error.ts';
import { type AtLeast, CLOCK_SKEW_MS, checkVersion, contradictionIn, hasDoubles } from './versioned.ts';

export const TRUST_LIST_CONTENT_TYPE = 'application/garita-trust-list+cbor';
export const TRUST_LIST_MAX_BYTES = 1_048_576;

/** Why the equipment authority decided so, in both languages; shown to the lane and to the partner. */
const reasons = list(record({ code: reasonCode, es: prose(500), en: prose(500) }), 16);

const head = {
  agency: agencyId,
  version: uint(Number.MAX_SAFE_INTEGER, 1),
  issuedAt: time,
  /** From here on the list is worth nothing: who holds back a newer one gains little. */
  expiresAt: time,
  /** SHA-256 of the list before; `null` for version 1 alone. */
  previous: nullable(bytes(32)),
};

const configuration = {
  id: identifier,
  maker: text(120),
  model: text(120),
  name: record({ es: text(200), en: text(200) }),
  status: oneOf('approved', 'conditional', 'suspended', 'removed', 'refused'),
  approvedUntil: nullable(time),
  reasons,
};

const tail = {
  devices: list(
    record({
      id: identifier,
      serial: text(120),
      configuration: identifier,
      site: identifier,
      lane: identifier,
      status: oneOf('active', 'suspended', 'removed'),
      /** From when the status holds. */
      effectiveFrom: time,
      /** From when its key may have been in other hands. */
      compromisedSince: nullable(time),
      reasons,
    }),
    4096,
  ),
  sample: bool,
};

/** Most trust-taking decisions that a list can answer. */
export const MAX_ANSWERS = 4096;

const trustListShape = record({
  v: oneOf(2),
  ...head,
  configurations: list(
    record({
      ...configuration,
      /** SHA-256 of each approved software; a device that reports another is not believed. Empty: not stated. */
      software: list(bytes(32), 16),
      /** SHA-256 of the approval credential's payload. */
      credential: nullable(bytes(32)),
      /** Uses it is approved for; empty: not stated. */
      contexts: list(identifier, 16),
      acceptedByPartner: oneOf('accepted', 'refused', 'not-asked'),
    }),
    512,
  ),
  ...tail,
  /** Payload hashes of the decisions that take trust away which its makers knew and took into account. */
  answers: list(bytes(32), MAX_ANSWERS),
});

/** As the first version of this protocol wrote it. It is read for ever and made no more. */
const firstShape = record({ v: oneOf(1), ...head, configurations: list(record(configuration), 512), ...tail });

const eitherShape: Shape<Shaped<typeof trustListShape>> = (value, path) =>
  value instanceof Map && value.get('v') === 1 ? ofFirst(firstShape(value, path)) : trustListShape(value, path);

function ofFirst(first: Shaped<typeof firstShape>): Shaped<typeof trustListShape> {
  const configurations = first.configurations.map((listed) => ({
    ...listed,
    software: [],
    credential: null,
    contexts: [],
    acceptedByPartner: 'not-asked' as const,
  }));
  return { ...first, v: 2, configurations, answers: [] };
}

export type TrustListPayload = Shaped<typeof trustListShape>;
export type ListedDevice = TrustListPayload['devices'][number];
export type ListedConfiguration = TrustListPayload['configurations'][number];
/** A reason as the signed list words it. */
export type Notice = ListedDevice['reasons'][number];

declare const verified: unique symbol;
/** A list whose signer was entitled and whose signature was checked; only `readTrustList` makes one. */
export type TrustList = TrustListPayload & OfficerSigned & { readonly [verified]: true };

const trustListDocument = officerDocument<TrustListPayload>({
  called: 'a trust list',
  contentType: TRUST_LIST_CONTENT_TYPE,
  maxBytes: TRUST_LIST_MAX_BYTES,
  shape: eitherShape,
  roles: ['equipment-authority'],
  several: {
    needed: ({ signatures }) => signatures.equipment,
    refuse(message) {
      throw new TrustError('TRUST_LIST_SIGNATURES_MISSING', message);
    },
  },
  contradictionIn(trustList) {
    if (hasDoubles(trustList.devices)) return 'two devices share an id';
    if (hasDoubles(trustList.configurations)) return 'two configurations share an id';
    return contradictionIn(trustList);
  },
  refuse(problem, message, options) {
    throw new TrustError(`TRUST_LIST_${problem}`, message, options);
  },
});

/** The bytes that officers sign, one sealing and the others countersigning. Throws `TRUST_LIST_MALFORMED`. */
export const encodeTrustList = trustListDocument.encode;

/** Signs a list with one equipment authority's key; `counterSign` adds others. Throws `TRUST_LIST_MALFORMED`. */
export const makeTrustList = trustListDocument.seal;

/** Parses a list, of this version or the first, and trusts nothing in it. Throws `TRUST_LIST_MALFORMED`. */
export const openTrustList = trustListDocument.read;

/**
 * A list signed by as many equipment authorities as the descriptor asks for, valid at `at`, not older than the one known. Throws a
 * `TrustError` with a `TRUST_LIST_` code otherwise.
 */
export async function readTrustList(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  { at, atLeast }: { readonly at: number; readonly atLeast?: AtLeast },
): Promise<TrustList> {
  const trustList = await trustListDocument.verify(crypto, input, descriptor);
  if (at >= trustList.expiresAt) throw new TrustError('TRUST_LIST_EXPIRED', `expired at ${trustList.expiresAt}`);
  if (trustList.issuedAt > at + CLOCK_SKEW_MS)
    throw new TrustError('TRUST_LIST_NOT_YET_VALID', `issued at ${trustList.issuedAt}`);
  checkVersion('TRUST_LIST', trustList, trustList.hash, atLeast);
  return trustList as TrustList;
}
