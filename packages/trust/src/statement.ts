import type { Hasher } from '@garita/transparency-log';
import { hashLeaf, rootOf } from '@garita/transparency-log';
import { encodeCbor } from './cbor.ts';
import { type OpenedCose, openCose, sealCose } from './cose.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import {
  agencyId,
  bool,
  bytes,
  identifier,
  list,
  matching,
  nullable,
  oneOf,
  readDocument,
  record,
  type Shape,
  type Shaped,
  text,
  time,
  uint,
} from './shape.ts';
import { refusingAs, TrustError } from './trust-error.ts';

export const STATEMENT_CONTENT_TYPE = 'application/garita-scan-statement+cbor';
/** Longest statement, COSE and all. */
export const STATEMENT_MAX_BYTES = 8192;
/** 8 MiB: the partner fetches and checks objects chunk by chunk. */
export const CHUNK_SIZE = 8_388_608;
export const MAX_OBJECTS = 24;
// Largest object the protocol names: 1 TiB keeps the list of its chunk hashes at 4 MiB.
const MAX_OBJECT_BYTES = 2 ** 40;
// A clock worse than a day says nothing; a larger claim would only excuse times in the future.
const MAX_UNCERTAINTY_MS = 86_400_000;

const objectShape = record({
  /** What it is to the inspection: `image`, `spectrum`, `photo`... Becomes part of a file name. */
  role: matching(/^[a-z][a-z0-9-]{0,31}$/, 'a role'),
  mediaType: matching(/^[a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63}$/, 'a media type'),
  /** The captured file's own name, for people; never a path. */
  name: matching(/^[^/\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,128}$/u, 'a file name'),
  /** Bytes. */
  size: uint(MAX_OBJECT_BYTES),
  /** Of the exact bytes as captured. */
  sha256: bytes(32),
  chunkSize: oneOf(CHUNK_SIZE),
  chunkRoot: bytes(32),
});

const fields = {
  agency: agencyId,
  scanId: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a lower-case UUID'),
  device: identifier,
  configuration: identifier,
  /** Counts this device's statements from 1, without gaps. */
  deviceSeq: uint(Number.MAX_SAFE_INTEGER, 1),
  bootEpoch: uint(),
  /** `statementHash` of the statement before; `null` for the first alone. */
  prevStatementHash: nullable(bytes(32)),
  capturedAt: time,
  clock: record({ source: oneOf('ntp', 'gnss', 'ptp', 'local'), uncertaintyMs: uint(MAX_UNCERTAINTY_MS) }),
  site: identifier,
  lane: identifier,
  direction: oneOf('northbound', 'southbound', 'inbound', 'outbound', 'internal', 'unknown'),
  /** The object of inspection. */
  ooi: record({
    kind: oneOf('truck', 'container', 'rail-car', 'car', 'bag', 'parcel', 'person', 'other'),
    ids: list(record({ type: oneOf('plate', 'container', 'waybill', 'tag', 'other'), value: text(64) }), 8),
  }),
  keyProtection: oneOf('software', 'tpm'),
  /** Sample data, never a real inspection. */
  sample: bool,
  objects: list(objectShape, MAX_OBJECTS, 1),
  attestation: nullable(record({ quoteHash: bytes(32), at: time })),
  agreementHint: nullable(text(64)),
};

const statementShape = record({
  v: oneOf(2),
  ...fields,
  /** SHA-256 of the software that the device says it runs; `null` when it does not say. */
  software: nullable(bytes(32)),
});

/** As the first version of this protocol wrote it, without `software`. It is read for ever and made no more. */
const firstShape = record({ v: oneOf(1), ...fields });

const eitherShape: Shape<Shaped<typeof statementShape>> = (value, path) =>
  value instanceof Map && value.get('v') === 1
    ? { ...firstShape(value, path), v: 2, software: null }
    : statementShape(value, path);

/** One scan as its device states it. */
export type ScanStatement = Shaped<typeof statementShape>;
export type StatementObject = ScanStatement['objects'][number];

/** SHA-256 of the COSE bytes as sent: the name of a scan everywhere. */
export function statementHash(hasher: Hasher, cose: Uint8Array): Uint8Array {
  return hasher.sha256(cose);
}

/** RFC 6962 root over the SHA-256 of each 8 MiB chunk; an empty object has the empty root. */
export function chunkRootOf(hasher: Hasher, chunkHashes: readonly Uint8Array[]): Uint8Array {
  return rootOf(
    hasher,
    chunkHashes.map((hash) => hashLeaf(hasher, hash)),
  );
}

/** URN of a device, as in its certificate and as issuer of its statements. */
export function deviceUrn(agency: string, device: string): string {
  return `${agencyUrn(agency)}:device:${device}`;
}

export function agencyUrn(agency: string): string {
  return `urn:garita:agency:${agency}`;
}

export interface StatementMaking {
  readonly crypto: TrustCrypto;
  readonly signer: Es256Signer;
  /** Certificates (DER), the device's first, without the root. */
  readonly chain: readonly Uint8Array[];
}

/** Signs a statement. Throws `STATEMENT_MALFORMED` or `STATEMENT_TOO_LARGE` instead of making one nobody would take. */
export async function makeStatement(statement: ScanStatement, making: StatementMaking): Promise<Uint8Array> {
  const cose = await sealCose(making.crypto, making.signer, {
    contentType: STATEMENT_CONTENT_TYPE,
    payload: encodeCbor(statement),
    chain: making.chain,
    claims: claimsOf(statement),
  });
  readStatement(cose);
  return cose;
}

/** Parses a statement, of this version or the first, and trusts nothing in it. Throws `STATEMENT_MALFORMED` or `STATEMENT_TOO_LARGE`. */
export function readStatement(cose: Uint8Array): ScanStatement {
  return openStatement(cose).statement;
}

export interface OpenedStatement {
  readonly statement: ScanStatement;
  readonly cose: OpenedCose;
  /** Certificates (DER) it came with, the device's first. */
  readonly chain: readonly Uint8Array[];
  readonly x5t: Uint8Array;
}

/** The statement with its envelope, neither trusted. */
export function openStatement(bytes: Uint8Array): OpenedStatement {
  if (bytes.length > STATEMENT_MAX_BYTES) {
    throw new TrustError('STATEMENT_TOO_LARGE', `${bytes.length} bytes, the limit is ${STATEMENT_MAX_BYTES}`);
  }
  const cose = refusingAs('STATEMENT_MALFORMED', () => openCose(bytes, STATEMENT_MAX_BYTES));
  if (cose.contentType !== STATEMENT_CONTENT_TYPE) throw malformed(`content type ${cose.contentType}`);
  if (cose.signer.by !== 'certificate') throw malformed('a statement names its certificate');
  if (cose.payload === null) throw malformed('the payload is missing');
  const statement = readPayload(cose.payload);
  const claims = claimsOf(statement);
  if (cose.claims?.iss !== claims.iss || cose.claims.sub !== claims.sub || cose.claims.iat !== claims.iat) {
    throw malformed('the claims in the header differ from the payload');
  }
  return { statement, cose, chain: cose.signer.chain, x5t: cose.signer.x5t };
}

function readPayload(payload: Uint8Array): ScanStatement {
  const limits = { maxBytes: STATEMENT_MAX_BYTES };
  const statement = readDocument(payload, limits, eitherShape as Shape<ScanStatement>, 'STATEMENT_MALFORMED');
  if ((statement.deviceSeq === 1) !== (statement.prevStatementHash === null)) {
    throw malformed('the first statement of a device, and no other, has no predecessor');
  }
  return statement;
}

function claimsOf(statement: ScanStatement) {
  return {
    iss: deviceUrn(statement.agency, statement.device),
    sub: statement.scanId,
    iat: Math.floor(statement.capturedAt / 1000),
  };
}

function malformed(message: string): TrustError {
  return new TrustError('STATEMENT_MALFORMED', message);
}
