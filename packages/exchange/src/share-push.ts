import {
  bytes,
  bytesUpTo,
  DECISION_MAX_BYTES,
  decodeCbor,
  encodeCbor,
  type LogRecords,
  nullable,
  type Opening,
  oneOf,
  opening,
  prose,
  readRecord,
  record,
  STATEMENT_MAX_BYTES,
} from '@garita/trust';
import type { Item } from './agreement.ts';
import { ExchangeError, refusingAs } from './exchange-error.ts';

/** Longest push, in bytes. */
export const LARGEST_PUSH = 64 * 1024;
/** Longest tlog-proof read, in UTF-16 units: 64 hashes, a checkpoint and two signatures take 3.5 KiB. */
export const PROOF_MAX_LENGTH = 16 * 1024;

/** What a sender pushes: the signed subject with everything that shows it was admitted and shared. */
export interface SharePush {
  readonly item: Item;
  /** COSE of the statement or of the decision, as signed. */
  readonly subject: Uint8Array;
  /** Of the subject's own entry: `scan-admitted` or `decision`. */
  readonly admitted: Opening;
  /** C2SP tlog-proof of that entry, cosigned by the recipient's witness. */
  readonly admittedProof: string;
  /** Of the `share` entry. */
  readonly share: Opening;
  readonly shareProof: string;
  /** Hash of the trust list the statement was admitted under; `null` for a decision. */
  readonly trustList: Uint8Array | null;
  /** Hash of the sender's descriptor. */
  readonly descriptor: Uint8Array;
}

const shape = record({
  v: oneOf(1),
  item: oneOf('scan', 'decision'),
  // A statement's own limit is lower still.
  subject: bytesUpTo(DECISION_MAX_BYTES),
  admitted: opening,
  admittedProof: prose(PROOF_MAX_LENGTH),
  share: opening,
  shareProof: prose(PROOF_MAX_LENGTH),
  trustList: nullable(bytes(32)),
  descriptor: bytes(32),
});

/** Push bytes. Throws `SHARE_MALFORMED` instead of making what nobody would read. */
export function makePush(push: SharePush): Uint8Array {
  const { admitted, share } = push;
  const made = encodeCbor({
    ...push,
    v: 1,
    admitted: { salt: admitted.salt, record: admitted.record },
    share: { salt: share.salt, record: share.record },
  });
  readPush(made);
  return made;
}

/** Parses a push and trusts nothing in it. Throws `SHARE_MALFORMED`. */
export function readPush(input: Uint8Array): SharePush {
  const push = refusingAs('SHARE_MALFORMED', () => shape(decodeCbor(input, { maxBytes: LARGEST_PUSH }), ''));
  if (push.item === 'scan' && push.subject.length > STATEMENT_MAX_BYTES)
    throw new ExchangeError('SHARE_MALFORMED', `a statement has at most ${STATEMENT_MAX_BYTES} bytes`);
  if ((push.item === 'scan') !== (push.trustList !== null)) {
    throw new ExchangeError('SHARE_MALFORMED', 'a scan, and no decision, names the trust list it was admitted under');
  }
  return push;
}

/**
 * What the push's share record says, not checked: enough to look up the agreement it names. Throws `SHARE_MALFORMED`.
 */
export function readShareRecord(push: SharePush): LogRecords['share'] {
  const event = refusingAs('SHARE_MALFORMED', () => readRecord(push.share.record));
  if (event.kind === 'share') return event;
  throw new ExchangeError('SHARE_MALFORMED', `a ${event.kind} record stands where a share record belongs`);
}
