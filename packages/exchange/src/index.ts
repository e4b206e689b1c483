export { type Agreement, type Item, makeAgreement, readAgreement } from './agreement.ts';
export {
  BUNDLE_PROBLEM_CODES,
  type BundleProblem,
  type BundleProblemCode,
  type BundleReport,
  type Sentence,
} from './bundle-report.ts';
export { loadCedar, type SharingPolicyEngine } from './cedar.ts';
export { type BundleCrypto, ENDING_NAME, type ObjectHasher } from './collect-bundle.ts';
export { defaultPolicy } from './default-policy.ts';
export { EXCHANGE_ERROR_CODES, ExchangeError, type ExchangeErrorCode } from './exchange-error.ts';
export { checkPolicy, decideSharing, type SharingDecision, type SharingRequest } from './policy.ts';
export { type PolicyClause, policyClauses } from './policy-clauses.ts';
export {
  type Answer,
  LARGEST_QUESTION,
  makeAnswer,
  makeQuestion,
  type Question,
  readAnswer,
  readQuestion,
} from './question.ts';
export { type BundleMember, readBundle } from './read-bundle.ts';
export { LARGEST_PUSH, makePush, readPush, readShareRecord, type SharePush } from './share-push.ts';
export { LARGEST_RECEIPT, makeReceipt, readReceipt, type ShareReceipt } from './share-receipt.ts';
export {
  SHARE_REFUSAL_CODES,
  type ShareContext,
  type ShareReason,
  type ShareRefusalCode,
  type ShareVerdict,
  type VerifiedShare,
} from './share-verdict.ts';
export { SHARING_SCHEMA } from './sharing-schema.ts';
export {
  AGREEMENT_CONTENT_TYPE,
  type AgreementContext,
  joinAgreement,
  readSignedAgreement,
  SIGNED_AGREEMENT_MAX_BYTES,
  type SignedAgreement,
  signAgreement,
  splitAgreement,
} from './signed-agreement.ts';
export { looksLikeBundle } from './ustar.ts';
export { verifyBundle } from './verify-bundle.ts';
export {
  RECEIPT_REFUSAL_CODES,
  type ReceiptContext,
  type ReceiptReason,
  type ReceiptRefusalCode,
  type ReceiptVerdict,
  type VerifiedReceipt,
  verifyReceipt,
} from './verify-receipt.ts';
export { verifyShare } from './verify-share.ts';
export { type SharedObjectsVerdict, verifySharedObjects } from './verify-shared-objects.ts';
export { type BundleParts, bundleSize, type OpenObject, writeBundle } from './write-bundle.ts';
