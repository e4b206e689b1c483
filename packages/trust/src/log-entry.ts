import type { Hasher } from '@garita/transparency-log';
import { sameBytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import {
  agencyId,
  bytes,
  bytesUpTo,
  identifier,
  list,
  oneOf,
  readDocument,
  reasonCode,
  record,
  type Shape,
  type Shaped,
  time,
  uint,
} from './shape.ts';
import { MAX_OBJECTS } from './statement.ts';
import { TrustError } from './trust-error.ts';

/** Kinds whose record stays private: the log holds a salted commitment. */
export const PRIVATE_KINDS = [
  'scan-admitted',
  'scan-quarantined',
  'decision',
  'share',
  'received',
  'receipted',
  'outcome',
  'question',
  'answer',
] as const;
/** Kinds whose document is published apart: the log holds its SHA-256. */
export const PUBLIC_KINDS = [
  'trust-list',
  'agreement',
  'descriptor',
  'equipment-record',
  'equipment-decision',
  'credential',
  'status-list',
] as const;

export type PrivateKind = (typeof PRIVATE_KINDS)[number];
export type PublicKind = (typeof PUBLIC_KINDS)[number];

/** What opens a commitment: without both nobody can tell what an entry says, with both anybody can. */
export interface Opening {
  /** 32 random bytes, fresh for every entry. */
  readonly salt: Uint8Array;
  /** CBOR of a `LogRecord`. */
  readonly record: Uint8Array;
}

export type LogEntry =
  | { readonly kind: PrivateKind; readonly commitment: Uint8Array }
  | { readonly kind: PublicKind; readonly digest: Uint8Array };

const MAX_ENTRY_BYTES = 256;
export const MAX_RECORD_BYTES = 8192;
const DOMAIN = new TextEncoder().encode('garita/commitment/v1\0');

const hash = bytes(32);
const reasons = list(reasonCode, 64);
const item = oneOf('scan', 'decision');
const head = <const K extends PrivateKind>(kind: K) => ({ v: oneOf(1), kind: oneOf(kind), at: time });

const RECORD_SHAPES = {
  'scan-admitted': record({
    ...head('scan-admitted'),
    statement: hash,
    device: identifier,
    deviceSeq: uint(),
    trustList: hash,
  }),
  /** `statement` is the hash of whatever bytes came; `sender` the device of the TLS certificate. */
  'scan-quarantined': record({ ...head('scan-quarantined'), statement: hash, sender: identifier, reasons }),
  /** `decision` is the hash of the signed decision, `scan` its statement's hash. */
  decision: record({ ...head('decision'), decision: hash, scan: hash }),
  /** `leaf` is the leaf hash of the subject's own entry. */
  share: record({
    ...head('share'),
    item,
    subject: hash,
    scan: hash,
    leaf: hash,
    agreement: hash,
    recipient: agencyId,
  }),
  /** `share` is the leaf hash of the sender's share entry. */
  received: record({
    ...head('received'),
    sender: agencyId,
    share: hash,
    item,
    subject: hash,
    objects: list(hash, MAX_OBJECTS),
    result: oneOf('verified', 'refused'),
    reasons,
  }),
  receipted: record({ ...head('receipted'), share: hash, receipt: hash, result: oneOf('verified', 'refused') }),
  /** `outcome` is the hash of the signed outcome, `scan` its statement's hash. */
  outcome: record({ ...head('outcome'), outcome: hash, scan: hash }),
  /** `question` is the hash of the question as it was sent, `from` the agency that asks; logged by both agencies. */
  question: record({ ...head('question'), question: hash, scan: hash, from: agencyId }),
  /** `answer` is the hash of the answer as it was sent; logged by both agencies. */
  answer: record({ ...head('answer'), question: hash, answer: hash }),
} as const;

/** The event records by kind. */
export type LogRecords = { readonly [K in PrivateKind]: Shaped<(typeof RECORD_SHAPES)[K]> };
export type LogRecord = LogRecords[PrivateKind];

const openingShape = record({ salt: bytes(32), record: bytesUpTo(MAX_RECORD_BYTES) });
const privateEntry = record({ v: oneOf(1), kind: oneOf(...PRIVATE_KINDS), commitment: hash });
const publicEntryShape = record({ v: oneOf(1), kind: oneOf(...PUBLIC_KINDS), digest: hash });

/** Shape of an opening inside another document. */
export const opening: Shape<Opening> = openingShape;

/** CBOR of an event record; throws `LOG_ENTRY_MALFORMED` when a field is not what its kind asks. */
export function encodeRecord(event: LogRecord): Uint8Array {
  const encoded = encodeCbor(event);
  readRecord(encoded);
  return encoded;
}

/** Throws `LOG_ENTRY_MALFORMED`. */
export function readRecord(bytes: Uint8Array): LogRecord {
  return readDocument(bytes, { maxBytes: MAX_RECORD_BYTES }, anyRecord, 'LOG_ENTRY_MALFORMED');
}

const anyRecord: Shape<LogRecord> = (value, path) => {
  const kind = oneOf(...PRIVATE_KINDS)(value instanceof Map ? value.get('kind') : undefined, 'kind');
  return RECORD_SHAPES[kind](value, path);
};

/** Entry bytes of a private event: the log shows its kind and nothing else of it. */
export function commit(hasher: Hasher, kind: PrivateKind, { salt, record }: Opening): Uint8Array {
  if (salt.length !== 32) throw new TrustError('LOG_ENTRY_MALFORMED', 'a salt has 32 bytes');
  return encodeCbor({ v: 1, kind, commitment: hasher.sha256(DOMAIN, salt, record) });
}

/** Entry bytes of a document that is published apart. */
export function publicEntry(kind: PublicKind, digest: Uint8Array): Uint8Array {
  if (digest.length !== 32) throw new TrustError('LOG_ENTRY_MALFORMED', 'a digest has 32 bytes');
  return encodeCbor({ v: 1, kind, digest });
}

/** Throws `LOG_ENTRY_MALFORMED`. */
export function readEntry(entry: Uint8Array): LogEntry {
  const shape: Shape<LogEntry> = (value, path) =>
    value instanceof Map && value.has('digest') ? publicEntryShape(value, path) : privateEntry(value, path);
  return readDocument(entry, { maxBytes: MAX_ENTRY_BYTES }, shape, 'LOG_ENTRY_MALFORMED');
}

/**
 * The record an entry commits to. Throws `LOG_ENTRY_OPENING_MISMATCH` when the opening is another one's or the
 * record is of another kind than the entry says, `LOG_ENTRY_MALFORMED` when either is unreadable.
 */
export function openEntry(hasher: Hasher, entry: Uint8Array, { salt, record }: Opening): LogRecord {
  const read = readEntry(entry);
  if (!('commitment' in read)) throw new TrustError('LOG_ENTRY_OPENING_MISMATCH', 'a public entry has no opening');
  if (!sameBytes(read.commitment, hasher.sha256(DOMAIN, salt, record))) {
    throw new TrustError('LOG_ENTRY_OPENING_MISMATCH', 'the entry commits to something else');
  }
  const event = readRecord(record);
  if (event.kind !== read.kind) throw new TrustError('LOG_ENTRY_OPENING_MISMATCH', 'the entry says another kind');
  return event;
}
