// The contract of this package; the implementation follows behind these same names.
import type {
  AgencyDescriptor,
  Es256Signer,
  ObservedObject,
  Opening,
  Reason,
  ScanStatement,
  TrustCrypto,
  TrustList,
  VerifiedScan,
} from '@garita/trust';

export declare const EXCHANGE_ERROR_CODES: readonly [
  'AGREEMENT_MALFORMED',
  'AGREEMENT_SIGNATURE_MISSING',
  'AGREEMENT_SIGNATURE_INVALID',
  'AGREEMENT_SIGNER_NOT_ENTITLED',
  'AGREEMENT_PARTY_MISMATCH',
  'AGREEMENT_NOT_YET_VALID',
  'AGREEMENT_EXPIRED',
  'AGREEMENT_POLICY_INVALID',
  'SHARE_MALFORMED',
  'RECEIPT_MALFORMED',
  'BUNDLE_MALFORMED', // what is asked to be written, or read, is no bundle
  'ROOTS_INVALID', // the verifier was not given two different root certificates
];
export type ExchangeErrorCode = (typeof EXCHANGE_ERROR_CODES)[number];
export declare class ExchangeError extends Error {
  override readonly name: 'ExchangeError';
  readonly code: ExchangeErrorCode;
  constructor(code: ExchangeErrorCode, message: string, options?: ErrorOptions);
}

// agreement
export type Item = 'scan' | 'decision';
export interface Bilingual {
  readonly es: string;
  readonly en: string;
}
export interface AgreementParty {
  readonly agency: string;
  /** SHA-256 of the agency's root certificate (DER). */
  readonly root: Uint8Array;
}
export interface Agreement {
  readonly id: string;
  readonly version: number;
  /** In order of agency id. */
  readonly parties: readonly AgreementParty[];
  readonly title: Bilingual;
  readonly purpose: Bilingual;
  readonly text: Bilingual;
  readonly items: readonly Item[];
  readonly retentionDays: number;
  /** Cedar. */
  readonly policy: string;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly previous: Uint8Array | null;
  readonly sample: boolean;
}
export interface SignedAgreement {
  readonly agreement: Agreement;
  /** SHA-256 of the agreement bytes: what shares refer to. */
  readonly hash: Uint8Array;
  /** The agreement bytes that both signed. */
  readonly bytes: Uint8Array;
  readonly signers: readonly { readonly agency: string; readonly officer: string }[];
}
export declare function makeAgreement(agreement: Agreement): Uint8Array;
/** Parse only, no signatures. */
export declare function readAgreement(bytes: Uint8Array): Agreement;
/** One exchange officer's detached COSE_Sign1 over the agreement bytes. */
export declare function signAgreement(crypto: TrustCrypto, agreement: Uint8Array, officer: Es256Signer): Promise<Uint8Array>;
/** Signed agreement bytes; `signatures` in the order of the parties. */
export declare function joinAgreement(agreement: Uint8Array, signatures: readonly Uint8Array[]): Uint8Array;
/** `parties`: both agencies' verified descriptors, in any order. Throws ExchangeError. */
export declare function readSignedAgreement(
  crypto: TrustCrypto,
  bytes: Uint8Array,
  context: { readonly parties: readonly AgencyDescriptor[]; readonly at: number },
): Promise<SignedAgreement>;

// policy
/** Cedar, loaded on first use (the wasm is 4 MB); one per process. */
export interface SharingPolicyEngine {
  readonly version: string;
}
export declare function loadCedar(): Promise<SharingPolicyEngine>;
export interface SharingRequest {
  readonly recipient: string;
  readonly at: number;
  /** Statement hash, hex. */
  readonly scan: string;
  readonly item: Item;
  readonly siteKind: string;
  readonly site: string;
  readonly lane: string;
  readonly direction: string;
  readonly ooiKind: string;
  readonly device: string;
  readonly configurationStatus: string;
  readonly sample: boolean;
  readonly admitted: boolean;
  readonly capturedAt: number;
}
export interface SharingDecision {
  readonly permitted: boolean;
  /** The `@id` of the policies that decided. */
  readonly policies: readonly string[];
  /** Why nothing could be decided (then it is not permitted): outside validity, item not covered, evaluation errors. */
  readonly errors: readonly string[];
}
/** Throws AGREEMENT_POLICY_INVALID with every finding of Cedar's parser and schema check. Before signing or accepting. */
export declare function checkPolicy(cedar: SharingPolicyEngine, policy: string): void;
/** Never throws; default deny. The policy set is parsed once per agreement hash. */
export declare function decideSharing(
  cedar: SharingPolicyEngine,
  agreement: Pick<SignedAgreement, 'agreement' | 'hash'>,
  request: SharingRequest,
): SharingDecision;
/** The demo's readable policy, comments in Spanish and English. */
export declare function defaultPolicy(parties: readonly string[]): string;

// share
export interface SharePush {
  readonly item: Item;
  /** COSE of the statement or the decision. */
  readonly subject: Uint8Array;
  readonly admitted: Opening;
  readonly admittedProof: string;
  readonly share: Opening;
  readonly shareProof: string;
  /** Hash of the trust list the statement was admitted under; null for a decision. */
  readonly trustList: Uint8Array | null;
  /** Hash of the sender's descriptor (COSE bytes). */
  readonly descriptor: Uint8Array;
}
export declare const LARGEST_PUSH: 65536;
export declare function makePush(push: SharePush): Uint8Array;
/** Throws SHARE_MALFORMED. */
export declare function readPush(bytes: Uint8Array): SharePush;
export declare const SHARE_REFUSAL_CODES: readonly [
  'DESCRIPTOR_INVALID', // not signed by the sender's root, or not the one the push names
  'DESCRIPTOR_MISMATCH',
  'AGREEMENT_MISMATCH', // the share names another agreement than the one in force
  'AGREEMENT_NOT_IN_FORCE',
  'ITEM_NOT_COVERED',
  'RECIPIENT_MISMATCH',
  'ADMISSION_PROOF_INVALID',
  'ADMISSION_MISMATCH', // the admitted record is not about this subject
  'SHARE_PROOF_INVALID',
  'SHARE_MISMATCH', // the share record is not about this subject or this entry
  'TRUST_LIST_MISSING',
  'TRUST_LIST_MISMATCH',
  'TRUST_LIST_INVALID',
  'DECISION_INVALID',
  'TIME_IMPLAUSIBLE',
];
export type ShareRefusalCode = (typeof SHARE_REFUSAL_CODES)[number];
/** A share's own reason, or trust's reason for the statement passed on as it is. */
export type ShareReason = Reason | { readonly code: ShareRefusalCode; readonly detail: string };
export interface ShareContext {
  readonly at: number;
  readonly senderRoot: Uint8Array;
  /** The descriptor the push names, as fetched or cached (COSE bytes). */
  readonly descriptor: Uint8Array;
  /** The trust list the push names; undefined for a decision, or when it could not be had. */
  readonly trustList: Uint8Array | undefined;
  /** The agreement in force here. */
  readonly agreement: SignedAgreement;
  /** My agency id. */
  readonly recipient: string;
  /** My witness's verifier key (`vkey` text), which must have cosigned both proofs. */
  readonly witness: string;
}
export interface VerifiedShare {
  readonly push: SharePush;
  /** Leaf hash of the share entry: the key of everything that follows. */
  readonly leaf: Uint8Array;
  readonly sender: string;
  readonly item: Item;
  /** Hash of the subject: of the statement or of the decision. */
  readonly subject: Uint8Array;
  /** Statement hash of the scan it is about. */
  readonly scan: Uint8Array;
  readonly admittedAt: number;
  readonly sharedAt: number;
  /** Seconds since 1970: when my witness cosigned. */
  readonly cosignedAt: number;
  readonly descriptor: AgencyDescriptor;
  /** For a scan. */
  readonly statement?: ScanStatement;
  readonly trustList?: TrustList;
}
/** Everything that needs no pixels. All reasons are reported. */
export declare function verifyShare(
  crypto: TrustCrypto,
  push: SharePush,
  context: ShareContext,
): Promise<{ ok: true; share: VerifiedShare } | { ok: false; reasons: readonly ShareReason[] }>;
/** The objects, once pulled: `objects` in statement order, undefined = not had. */
export declare function verifySharedObjects(
  crypto: TrustCrypto,
  share: VerifiedShare,
  objects: readonly (ObservedObject | undefined)[],
): Promise<{ ok: true; scan: VerifiedScan } | { ok: false; reasons: readonly Reason[] }>;

// receipt
export interface ShareReceipt {
  /** Leaf hash of the share entry. */
  readonly share: Uint8Array;
  readonly received: Opening;
  readonly proof: string;
}
export declare const LARGEST_RECEIPT: 16384;
export declare function makeReceipt(receipt: ShareReceipt): Uint8Array;
/** Throws RECEIPT_MALFORMED. */
export declare function readReceipt(bytes: Uint8Array): ShareReceipt;
export declare const RECEIPT_REFUSAL_CODES: readonly [
  'RECEIPT_SHARE_UNKNOWN', // it names another share
  'RECEIPT_PROOF_INVALID',
  'RECEIPT_MISMATCH', // its record is not about what was shared
  'RECEIPT_OBJECTS_MISMATCH',
  'TIME_IMPLAUSIBLE',
];
export type ReceiptRefusalCode = (typeof RECEIPT_REFUSAL_CODES)[number];
export interface ReceiptContext {
  readonly at: number;
  /** My agency id: the sender of the share. */
  readonly sender: string;
  /** The recipient's descriptor, verified. */
  readonly recipient: AgencyDescriptor;
  /** My witness's verifier key, which must have cosigned the recipient's log. */
  readonly witness: string;
  readonly share: Uint8Array;
  readonly item: Item;
  readonly subject: Uint8Array;
  /** SHA-256 of the objects in statement order; empty for a decision. */
  readonly objects: readonly Uint8Array[];
}
export interface VerifiedReceipt {
  readonly result: 'verified' | 'refused';
  readonly reasons: readonly string[];
  readonly receivedAt: number;
  readonly cosignedAt: number;
}
export declare function verifyReceipt(
  crypto: TrustCrypto,
  receipt: ShareReceipt,
  context: ReceiptContext,
): Promise<
  | { ok: true; receipt: VerifiedReceipt }
  | { ok: false; reasons: readonly { readonly code: ReceiptRefusalCode; readonly detail: string }[] }
>;

// bundle
export interface BundleParts {
  readonly agreement: Uint8Array;
  readonly sender: {
    readonly root: Uint8Array;
    readonly descriptor: Uint8Array;
    readonly trustList: Uint8Array;
    readonly admitted: Opening;
    readonly admittedProof: string;
    readonly share: Opening;
    readonly shareProof: string;
  };
  readonly statement: Uint8Array;
  readonly recipient: { readonly root: Uint8Array; readonly descriptor: Uint8Array; readonly receipt: Uint8Array };
  readonly decision?: { readonly cose: Uint8Array; readonly opening: Opening; readonly proof: string };
}
/** Opens an object's bytes by its place in the statement. */
export type OpenObject = (index: number) => AsyncIterable<Uint8Array>;
/** Exact length of the file `writeBundle` makes, in bytes (for Content-Length). */
export declare function bundleSize(crypto: TrustCrypto, parts: BundleParts): number;
/** The bundle's bytes, streamed. Throws BUNDLE_MALFORMED when an object is not as long as the statement says. */
export declare function writeBundle(crypto: TrustCrypto, parts: BundleParts, open: OpenObject): AsyncGenerator<Uint8Array>;
export interface BundleMember {
  readonly name: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}
export declare function readBundle(source: AsyncIterable<Uint8Array>): AsyncGenerator<BundleMember>;
/** Hashing of objects too large to hold: what `ChunkHasher` of @garita/node-crypto does. */
export interface ObjectHasher {
  update(bytes: Uint8Array): void;
  finish(): ObservedObject;
}
export interface BundleCrypto extends TrustCrypto {
  hashObject(): ObjectHasher;
}
export interface BundleFact {
  readonly code: string;
  readonly es: string;
  readonly en: string;
}
export interface BundleProblem {
  readonly member: string;
  readonly code: string;
  readonly detail: string;
}
export interface BundleReport {
  readonly verified: boolean;
  readonly facts: readonly BundleFact[];
  readonly problems: readonly BundleProblem[];
  readonly notProven: readonly BundleFact[];
}
/** `roots`: the two agencies' root certificates (DER), the only thing trusted. */
export declare function verifyBundle(
  crypto: BundleCrypto,
  members: AsyncIterable<BundleMember>,
  roots: readonly Uint8Array[],
  at: number,
): Promise<BundleReport>;
