import type { RefusalCode } from '@garita/trust';
import type { ExchangeErrorCode } from './exchange-error.ts';
import type { ShareRefusalCode } from './share-verdict.ts';
import type { ReceiptRefusalCode } from './verify-receipt.ts';

/** What can be wrong with a bundle as such; what is wrong with what it says comes with its own codes. */
export const BUNDLE_PROBLEM_CODES = [
  'BUNDLE_MEMBER_MISSING',
  'BUNDLE_MEMBER_UNEXPECTED',
  'BUNDLE_MEMBER_DUPLICATED',
  'BUNDLE_MEMBER_MISPLACED',
  'BUNDLE_MEMBER_ALTERED',
  'BUNDLE_MEMBER_MALFORMED',
  'BUNDLE_MANIFEST_MISMATCH',
  'BUNDLE_ROOT_UNKNOWN',
  'BUNDLE_DOCUMENT_INVALID',
] as const;

export type BundleProblemCode =
  | (typeof BUNDLE_PROBLEM_CODES)[number]
  | ExchangeErrorCode
  | ShareRefusalCode
  | ReceiptRefusalCode
  | RefusalCode;

/** What was found: which member, and what about it. */
export interface Finding {
  /** Name of the member, or `end of the bundle`. */
  readonly member: string;
  readonly code: BundleProblemCode;
  /** Particulars, in English. */
  readonly detail: string;
}

/** Why a bundle is not believed, with a sentence in both languages. */
export interface BundleProblem extends Finding {
  readonly es: string;
  readonly en: string;
}

/** One sentence in both languages. */
export interface Sentence {
  readonly code: string;
  readonly es: string;
  readonly en: string;
}

/** The answer of the offline verifier. */
export interface BundleReport {
  readonly verified: boolean;
  /** What is proven; empty unless verified. */
  readonly facts: readonly Sentence[];
  /** Empty if and only if verified. */
  readonly problems: readonly BundleProblem[];
  /** What no bundle can prove: to be shown with every verdict. */
  readonly notProven: readonly Sentence[];
}
