import { credentialDocument } from './credential-document.ts';
import {
  CREDENTIAL_CONTEXT,
  type CredentialIssuer,
  dateTime,
  dateTimeText,
  exactly,
  issuer,
  issuerText,
  listAddress,
} from './credential-parts.ts';
import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { encodeJson } from './json.ts';
import type { OfficerSigned } from './officer-document.ts';
import { matching, oneOf, record, type Shape, uint } from './shape.ts';
import { isBitSet, LONGEST_ENCODED, unpackBits } from './status-bits.ts';
import { TrustError } from './trust-error.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

export const STATUS_LIST_MAX_BYTES = 262_144;

/** Which of an agency's credentials are suspended or revoked: one bit for each place (Bitstring Status List v1.0). */
export interface StatusList extends CredentialIssuer {
  /** As the credentials name it. */
  readonly address: string;
  /** Counts the lists of this address from 1: a reader takes no older one than it has seen. */
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  /** From here on it says nothing about now: whoever holds back a newer one gains little. */
  readonly validUntil: number;
  /** As `packBits` makes it. */
  readonly encodedList: string;
}

declare const verified: unique symbol;
/** A status list all of whose signatures were checked; only `verifyStatusList` makes one. It may be past its time. */
export type VerifiedStatusList = StatusList &
  OfficerSigned & {
    readonly [verified]: true;
    /** Whether the bit at this place is set. A place outside the list throws `STATUS_LIST_MALFORMED`. */
    isSet(place: number): boolean;
  };

const TYPE = ['VerifiableCredential', 'BitstringStatusListCredential'];
const PURPOSES = ['revocation', 'suspension'];

const wire = record({
  '@context': exactly(CREDENTIAL_CONTEXT),
  id: listAddress,
  type: exactly(TYPE),
  issuer,
  validFrom: dateTime,
  validUntil: dateTime,
  credentialSubject: record({
    id: listSubject(),
    type: oneOf('BitstringStatusList'),
    statusPurpose: exactly(PURPOSES),
    encodedList: matching(new RegExp(`^u[A-Za-z0-9_-]{1,${LONGEST_ENCODED}}$`), 'base64url after a u'),
    version: uint(Number.MAX_SAFE_INTEGER, 1),
  }),
});

function listSubject(): Shape<string> {
  return matching(/^(?:https?:\/\/|urn:)[!-~]{1,500}#list$/, 'the address of the list and #list');
}

const shape: Shape<StatusList> = (value, path) => {
  const { id: address, issuer: by, validFrom, validUntil, credentialSubject } = wire(value, path);
  const { encodedList, id, version } = credentialSubject;
  if (id !== `${address}#list`) throw new TrustError('JSON_MALFORMED', 'credentialSubject.id: of another list');
  return { ...by, address, version, validFrom, validUntil, encodedList };
};

function encode(statusList: StatusList): Uint8Array {
  const { address, encodedList, validFrom, validUntil, version } = statusList;
  return encodeJson({
    '@context': CREDENTIAL_CONTEXT,
    id: address,
    type: TYPE,
    issuer: issuerText(statusList),
    validFrom: dateTimeText(validFrom),
    validUntil: dateTimeText(validUntil),
    credentialSubject: {
      id: `${address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: PURPOSES,
      encodedList,
      version,
    },
  });
}

const document = credentialDocument<StatusList>({
  called: 'a status list',
  codes: 'STATUS_LIST',
  encode,
  maxBytes: STATUS_LIST_MAX_BYTES,
  shape,
});

/** The JSON that officers sign, one sealing and the others countersigning. Throws `STATUS_LIST_MALFORMED`. */
export const encodeStatusList = document.encode;

/** Signs a status list with one equipment authority's key; `counterSign` adds others. Throws `STATUS_LIST_MALFORMED`. */
export const makeStatusList = document.seal;

/** Parses a status list and trusts nothing in it. Throws `STATUS_LIST_MALFORMED`. */
export const readStatusList = document.read;

/**
 * A status list signed by as many equipment authorities as the descriptor asks for, not from the future, not older than
 * the one known. Whether it is past its time is for whoever asks it. Throws a `TrustError` with a `STATUS_LIST_` code.
 */
export async function verifyStatusList(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  at: number,
  atLeast = 1,
): Promise<VerifiedStatusList> {
  const list = await document.verify(crypto, input, descriptor);
  if (list.validFrom > at + CLOCK_SKEW_MS)
    throw new TrustError('STATUS_LIST_NOT_YET_VALID', `issued at ${list.validFrom}`);
  if (list.version < atLeast)
    throw new TrustError('STATUS_LIST_ROLLED_BACK', `version ${list.version}, version ${atLeast} was already seen`);
  const bits = await unpackBits(list.encodedList);
  return { ...list, isSet: (place: number) => isBitSet(bits, place) } as VerifiedStatusList;
}
