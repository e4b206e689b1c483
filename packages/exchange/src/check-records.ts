import { type LogRecord, type LogRecords, type Opening, type PrivateKind, readRecord, sameBytes } from '@garita/trust';
import type { CheckedSubject } from './check-subject.ts';
import { isFuture, type LoggedVerdict } from './logged.ts';
import type { SharePush } from './share-push.ts';
import { type Refuse, type ShareContext, type ShareRefusalCode, wordsOf } from './share-verdict.ts';

/** The record of an opening, if it is of this kind; the reason why not goes to `refuse`. */
export function recordOf<K extends PrivateKind>(
  opening: Opening,
  kind: K,
  refuse: (detail: string) => void,
): LogRecords[K] | undefined {
  try {
    const event: LogRecord = readRecord(opening.record);
    if (event.kind === kind) return event as LogRecords[K];
    refuse(`it is a ${event.kind} record`);
  } catch (error) {
    refuse(wordsOf(error));
  }
  return undefined;
}

function sameness(
  admitted: LogRecords['scan-admitted'] | LogRecords['decision'],
  push: Pick<SharePush, 'trustList'>,
  subject: Uint8Array,
  checked: CheckedSubject | undefined,
): [string, boolean][] {
  if (admitted.kind === 'decision') {
    const ofScan = checked === undefined || sameBytes(admitted.scan, checked.scan);
    return [
      ['the decision', sameBytes(admitted.decision, subject)],
      ['the scan', ofScan],
    ];
  }
  const { statement } = checked ?? {};
  return [
    ['the statement', sameBytes(admitted.statement, subject)],
    ['the trust list', push.trustList !== null && sameBytes(admitted.trustList, push.trustList)],
    ['the device', statement === undefined || admitted.device === statement.device],
    ['the device’s count', statement === undefined || admitted.deviceSeq === statement.deviceSeq],
  ];
}

/** The subject's own record is about this subject. */
export function checkAdmitted(
  admitted: LogRecords['scan-admitted'] | LogRecords['decision'],
  push: Pick<SharePush, 'trustList'>,
  subject: Uint8Array,
  checked: CheckedSubject | undefined,
  refuse: Refuse,
): void {
  compare(refuse, 'ADMISSION_MISMATCH', 'the subject’s record', sameness(admitted, push, subject, checked));
}

/** The share record is about this subject and this entry. */
export function checkShared(
  share: LogRecords['share'],
  given: { readonly push: SharePush; readonly subject: Uint8Array; readonly admittedLeaf: Uint8Array },
  checked: CheckedSubject | undefined,
  refuse: Refuse,
): void {
  compare(refuse, 'SHARE_MISMATCH', 'the share record', [
    ['the item', share.item === given.push.item],
    ['the subject', sameBytes(share.subject, given.subject)],
    ['the scan', checked === undefined || sameBytes(share.scan, checked.scan)],
    ['the subject’s entry', sameBytes(share.leaf, given.admittedLeaf)],
  ]);
}

function compare(refuse: Refuse, code: ShareRefusalCode, what: string, same: readonly [string, boolean][]): void {
  for (const [field, isSame] of same) if (!isSame) refuse(code, `${what} names another than ${field} that came`);
}

/** What the two agencies agreed on. */
export function checkTerms(share: LogRecords['share'], sender: string, context: ShareContext, refuse: Refuse): void {
  const { agreement, hash } = context.agreement;
  if (share.recipient !== context.recipient) refuse('RECIPIENT_MISMATCH', `it was shared with ${share.recipient}`);
  if (!sameBytes(share.agreement, hash)) refuse('AGREEMENT_MISMATCH', 'the share was made under another agreement');
  const isParty = (id: string) => agreement.parties.some(({ agency }) => agency === id);
  if (sender === context.recipient || !isParty(sender) || !isParty(context.recipient)) {
    refuse('AGREEMENT_MISMATCH', `the agreement is not between ${sender} and ${context.recipient}`);
  }
  if (share.at < agreement.validFrom || share.at >= agreement.validUntil) {
    refuse('AGREEMENT_NOT_IN_FORCE', 'the agreement was not in force when it was shared');
  }
  if (!agreement.items.includes(share.item)) refuse('ITEM_NOT_COVERED', `the agreement does not name ${share.item}s`);
}

/** A record may reach us late, never early. */
export function checkTimes(
  given: {
    readonly admitted: { readonly at: number };
    readonly share: { readonly at: number };
    readonly shareProof: LoggedVerdict;
    readonly at: number;
  },
  refuse: Refuse,
): void {
  const { admitted, share, shareProof, at } = given;
  if (isFuture(share.at, at)) refuse('TIME_IMPLAUSIBLE', 'the share is recorded in the future');
  if (admitted.at > share.at) refuse('TIME_IMPLAUSIBLE', 'shared before it was admitted');
  if (shareProof.ok && isFuture(share.at, shareProof.cosignedAt * 1000)) {
    refuse('TIME_IMPLAUSIBLE', 'the witness saw it before it was recorded');
  }
}
