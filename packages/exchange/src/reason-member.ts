import type { Reason } from '@garita/trust';
import type { DocumentName } from './bundle-members.ts';
import type { ShareReason, ShareRefusalCode } from './share-verdict.ts';
import type { ReceiptReason } from './verify-receipt.ts';

/** The member a share's refusal is about. */
const MEMBER_OF: Readonly<Record<ShareRefusalCode, DocumentName>> = {
  DESCRIPTOR_MISMATCH: 'sender/descriptor.cose',
  DESCRIPTOR_INVALID: 'sender/descriptor.cose',
  SHARE_MISMATCH: 'sender/share.cbor',
  SHARE_PROOF_INVALID: 'sender/share.tlog-proof',
  RECIPIENT_MISMATCH: 'sender/share.cbor',
  AGREEMENT_MISMATCH: 'agreement.cbor',
  AGREEMENT_NOT_IN_FORCE: 'agreement.cbor',
  ITEM_NOT_COVERED: 'agreement.cbor',
  ADMISSION_MISMATCH: 'sender/admitted.cbor',
  ADMISSION_PROOF_INVALID: 'sender/admitted.tlog-proof',
  TRUST_LIST_MISMATCH: 'sender/trust-list.cose',
  TRUST_LIST_INVALID: 'sender/trust-list.cose',
  DECISION_INVALID: 'decision.cose',
  TIME_IMPLAUSIBLE: 'sender/share.cbor',
};

/** When a proof does not fit its entry, either may be the altered one: both are named. */
const OPENING_OF: Partial<Record<ShareRefusalCode, DocumentName>> = {
  SHARE_PROOF_INVALID: 'sender/share.cbor',
  ADMISSION_PROOF_INVALID: 'sender/admitted.cbor',
};

/** Names of the members a reason speaks against. */
export function membersOf(reason: ShareReason | ReceiptReason | Reason, objectNames: readonly string[]): string[] {
  if (reason.code in MEMBER_OF) {
    const code = reason.code as ShareRefusalCode;
    const opening = reason.detail.startsWith('INCLUSION_INVALID') ? OPENING_OF[code] : undefined;
    return opening ? [opening, MEMBER_OF[code]] : [MEMBER_OF[code]];
  }
  if (reason.code.startsWith('RECEIPT_')) return ['recipient/receipt.cbor'];
  const object = 'object' in reason && reason.object !== undefined ? objectNames[reason.object] : undefined;
  return [object ?? 'statement.cose'];
}
