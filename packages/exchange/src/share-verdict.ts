import {
  type AgencyDescriptor,
  type Reason,
  type ScanStatement,
  TrustError,
  type TrustList,
  type VerifiedDecision,
} from '@garita/trust';
import type { Item } from './agreement.ts';
import type { SharePush } from './share-push.ts';
import type { SignedAgreement } from './signed-agreement.ts';

/** Why a share is refused before any object is fetched; a statement's own refusal codes come beside these. */
export const SHARE_REFUSAL_CODES = [
  'DESCRIPTOR_MISMATCH', // not the descriptor the push names
  'DESCRIPTOR_INVALID', // not signed by the sender's root, or not valid now
  'SHARE_MISMATCH', // the share record is not about this subject, or not about its entry
  'SHARE_PROOF_INVALID',
  'RECIPIENT_MISMATCH',
  'AGREEMENT_MISMATCH', // made under another agreement, or between others
  'AGREEMENT_NOT_IN_FORCE',
  'ITEM_NOT_COVERED',
  'ADMISSION_MISMATCH', // the subject's record is about something else
  'ADMISSION_PROOF_INVALID',
  'TRUST_LIST_MISMATCH', // not the list the scan was admitted under
  'TRUST_LIST_INVALID',
  'DECISION_INVALID',
  'TIME_IMPLAUSIBLE', // recorded in the future, or in the wrong order
] as const;
export type ShareRefusalCode = (typeof SHARE_REFUSAL_CODES)[number];

/** A share's own reason, or a statement's reason passed on as `verifyScan` gave it. */
export type ShareReason = Reason | { readonly code: ShareRefusalCode; readonly detail: string };

export interface ShareContext {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Root certificate (DER) of the agency whose connection brought it. */
  readonly senderRoot: Uint8Array;
  /** The descriptor the push names. */
  readonly descriptor: Uint8Array;
  /** The trust list the push names; `undefined` for a decision, or when it could not be had. */
  readonly trustList: Uint8Array | undefined;
  /** The agreement the share must have been made under. */
  readonly agreement: SignedAgreement;
  /** The reader's own agency. */
  readonly recipient: string;
  /** Verifier key of the reader's witness: it must have cosigned both proofs. */
  readonly witness: string;
}

declare const verified: unique symbol;
/** A share that passed `verifyShare`; nothing else can make one. Its objects are still unseen. */
export interface VerifiedShare {
  readonly [verified]: true;
  readonly push: SharePush;
  /** Leaf hash of the share entry: the name of the share on both sides. */
  readonly leaf: Uint8Array;
  readonly sender: string;
  readonly item: Item;
  /** Hash of the statement or of the decision. */
  readonly subject: Uint8Array;
  /** Statement hash of the scan it is about. */
  readonly scan: Uint8Array;
  /** By the sender's clock, milliseconds since 1970. */
  readonly admittedAt: number;
  readonly sharedAt: number;
  /** By the reader's witness, seconds since 1970: the share entry existed by then. */
  readonly cosignedAt: number;
  readonly descriptor: AgencyDescriptor;
  /** Of a scan. */
  readonly statement?: ScanStatement;
  readonly trustList?: TrustList;
  /** Of a decision. */
  readonly decision?: VerifiedDecision;
}

export type ShareVerdict =
  | { readonly ok: true; readonly share: VerifiedShare }
  | { readonly ok: false; readonly reasons: readonly [ShareReason, ...ShareReason[]] };

/** Notes a reason against a share. */
export type Refuse = (code: ShareRefusalCode, detail: string) => void;

/** What trust refuses is an answer; anything else is an accident and goes on. */
export function wordsOf(error: unknown): string {
  if (error instanceof TrustError) return `${error.code}: ${error.message}`;
  throw error;
}
