import { encodeCbor } from './cbor.ts';
import { openCose, sealCose, verifyCose } from './cose.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { officerNamed } from './officer.ts';
import {
  agencyId,
  bool,
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
  uint,
} from './shape.ts';
import { refusingAs, TrustError, type TrustErrorCode } from './trust-error.ts';
import { type AtLeast, CLOCK_SKEW_MS, checkVersion, contradictionIn, hasDoubles } from './versioned.ts';

export const TRUST_LIST_CONTENT_TYPE = 'application/garita-trust-list+cbor';
export const TRUST_LIST_MAX_BYTES = 1_048_576;

/** Why the equipment authority decided so, in both languages; shown to the lane and to the partner. */
const reasons = list(
  record({ code: matching(/^[A-Z][A-Z0-9_]{1,63}$/, 'a reason code'), es: prose(500), en: prose(500) }),
  16,
);

const trustListShape = record({
  v: oneOf(1),
  agency: agencyId,
  version: uint(Number.MAX_SAFE_INTEGER, 1),
  issuedAt: time,
  /** From here on the list is worth nothing: who holds back a newer one gains little. */
  expiresAt: time,
  /** SHA-256 of the list before; `null` for version 1 alone. */
  previous: nullable(bytes(32)),
  configurations: list(
    record({
      id: identifier,
      maker: text(120),
      model: text(120),
      name: record({ es: text(200), en: text(200) }),
      status: oneOf('approved', 'conditional', 'suspended', 'removed', 'refused'),
      approvedUntil: nullable(time),
      reasons,
    }),
    512,
  ),
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
});

export type TrustListPayload = Shaped<typeof trustListShape>;
export type ListedDevice = TrustListPayload['devices'][number];
export type ListedConfiguration = TrustListPayload['configurations'][number];
/** A reason as the signed list words it. */
export type Notice = ListedDevice['reasons'][number];

declare const verified: unique symbol;
/** A list whose signer was entitled and whose signature was checked; only `readTrustList` makes one. */
export type TrustList = TrustListPayload & {
  readonly [verified]: true;
  /** SHA-256 of the signed bytes. */
  readonly hash: Uint8Array;
};

/** Signs a list with an equipment authority's key. Throws `TRUST_LIST_MALFORMED`. */
export async function makeTrustList(
  payload: TrustListPayload,
  making: { readonly crypto: TrustCrypto; readonly signer: Es256Signer },
): Promise<Uint8Array> {
  const encoded = encodeCbor(payload);
  readPayload(encoded);
  return sealCose(making.crypto, making.signer, { contentType: TRUST_LIST_CONTENT_TYPE, payload: encoded });
}

/**
 * A list signed by an equipment authority of the descriptor, valid at `at`, not older than the one known. Throws a
 * `TrustError` with a `TRUST_LIST_` code otherwise.
 */
export async function readTrustList(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  { at, atLeast }: { readonly at: number; readonly atLeast?: AtLeast },
): Promise<TrustList> {
  const cose = refusingAs('TRUST_LIST_MALFORMED', () => openCose(input, TRUST_LIST_MAX_BYTES));
  if (cose.contentType !== TRUST_LIST_CONTENT_TYPE || cose.payload === null || cose.claims) {
    return refuse('TRUST_LIST_MALFORMED', 'not a trust list');
  }
  const payload = readPayload(cose.payload);
  const officer = officerNamed(crypto, cose, descriptor, ['equipment-authority']);
  if (!officer) return refuse('TRUST_LIST_SIGNER_NOT_ENTITLED', 'not signed by an equipment authority of this agency');
  if (!(await verifyCose(crypto, cose, officer.key)))
    refuse('TRUST_LIST_SIGNATURE_INVALID', `not signed by ${officer.id}`);
  if (payload.agency !== descriptor.agency) refuse('TRUST_LIST_AGENCY_MISMATCH', `a list of agency ${payload.agency}`);
  if (at >= payload.expiresAt) refuse('TRUST_LIST_EXPIRED', `expired at ${payload.expiresAt}`);
  if (payload.issuedAt > at + CLOCK_SKEW_MS) refuse('TRUST_LIST_NOT_YET_VALID', `issued at ${payload.issuedAt}`);
  const hash = crypto.hasher.sha256(input);
  checkVersion('TRUST_LIST', payload, hash, atLeast);
  return { ...payload, hash } as TrustList;
}

function readPayload(payload: Uint8Array): TrustListPayload {
  const limits = { maxBytes: TRUST_LIST_MAX_BYTES };
  const shape = trustListShape as Shape<TrustListPayload>;
  const trustList = readDocument(payload, limits, shape, 'TRUST_LIST_MALFORMED');
  const contradiction = contradictionIn(trustList);
  if (contradiction) refuse('TRUST_LIST_MALFORMED', contradiction);
  if (hasDoubles(trustList.devices)) refuse('TRUST_LIST_MALFORMED', 'two devices share an id');
  if (hasDoubles(trustList.configurations)) refuse('TRUST_LIST_MALFORMED', 'two configurations share an id');
  return trustList;
}

function refuse(code: TrustErrorCode, message: string): never {
  throw new TrustError(code, message);
}
