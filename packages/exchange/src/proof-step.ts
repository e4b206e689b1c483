import type { LogErrorCode } from '@garita/transparency-log';
import type { ListedConfiguration, RefusalCode, ScanStatement, TrustErrorCode } from '@garita/trust';
import type { ExchangeErrorCode } from './exchange-error.ts';
import type { ShareRefusalCode } from './share-verdict.ts';
import type { ReceiptRefusalCode } from './verify-receipt.ts';

/** What can be wrong with a proof as such; what is wrong with its parts comes with their own codes. */
export const PROOF_PROBLEM_CODES = [
  'PROOF_ROOT_UNKNOWN', // not one of the roots the reader trusts
  'PROOF_MISMATCH', // the proof says one thing and what was signed another
  'PROOF_UNCHECKED', // rests on a step that failed
] as const;

export type ProofProblemCode =
  | (typeof PROOF_PROBLEM_CODES)[number]
  | RefusalCode
  | TrustErrorCode
  | LogErrorCode
  | ExchangeErrorCode
  | ShareRefusalCode
  | ReceiptRefusalCode;

export interface ProofProblem {
  readonly code: ProofProblemCode;
  /** Particulars, in English. */
  readonly detail: string;
}

type Two = { readonly es: string; readonly en: string };

/** What each step has shown when it holds. Times in milliseconds since 1970. */
export interface StepFacts {
  /** The agency's root, one of those trusted, signed who it is and which keys are its. */
  descriptor: {
    readonly name: Two;
    readonly rootFingerprint: string;
    readonly version: number;
    readonly issuedAt: number;
  };
  'trust-list': { readonly version: number; readonly issuedAt: number; readonly expiresAt: number };
  /** Signed by the enrolled device's key. */
  statement: Pick<ScanStatement, 'scanId' | 'device' | 'site' | 'lane' | 'capturedAt' | 'clock' | 'keyProtection'> & {
    readonly objects: number;
    /** Of all objects together. */
    readonly bytes: number;
    readonly sample: boolean;
  };
  /** The device and its configuration were on the agency's signed list when the scan was admitted. */
  equipment: {
    readonly device: string;
    readonly serial: string;
    readonly configuration: string;
    readonly name: Two;
    readonly maker: string;
    readonly model: string;
    readonly status: ListedConfiguration['status'];
    readonly approvedUntil: number | null;
  };
  /** Every byte that the reader hashed is the one that was signed. */
  objects: { readonly objects: number; readonly bytes: number };
  'admitted-in-log': {
    readonly origin: string;
    readonly index: number;
    /** Entries of the log under the checkpoint shown. */
    readonly size: number;
    readonly recordedAt: number;
  };
  /** The other agency's witness cosigned that checkpoint: the entry existed by then. */
  witnessed: { readonly by: string; readonly size: number; readonly cosignedAt: number };
  agreement: {
    readonly id: string;
    readonly version: number;
    readonly title: Two;
    readonly hash: string;
    readonly signers: readonly { readonly agency: string; readonly officer: string }[];
  };
  shared: {
    readonly recipient: string;
    readonly sharedAt: number;
    readonly share: string;
    readonly origin: string;
    readonly index: number;
    readonly cosignedAt: number;
  };
  receipt: {
    readonly receivedAt: number;
    readonly result: 'verified' | 'refused';
    readonly reasons: readonly string[];
  };
  /** The receipt stands in the recipient's log, and the sender's witness has seen it there. */
  'partner-log': {
    readonly origin: string;
    readonly index: number;
    readonly size: number;
    readonly by: string;
    readonly cosignedAt: number;
  };
  decision: {
    readonly by: string;
    readonly name: string;
    readonly role: string;
    readonly decision: 'release' | 'refer' | 'hold' | 'rescan';
    readonly at: number;
    readonly origin: string;
    readonly index: number;
    /** `null` for an agency without a partner: then there is no witness. */
    readonly cosignedAt: number | null;
  };
}

export type StepName = keyof StepFacts;

/** One step of a proof; facts are given only of a step that holds, and only what was signed or hashed is a fact. */
export type ProofStep = {
  [Name in StepName]: {
    readonly step: Name;
    /** Whose step it is; `null` while there is no such agency. */
    readonly agency: string | null;
  } & StepResult<StepFacts[Name]>;
}[StepName];

export type StepResult<Facts> =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly problems: readonly [ProofProblem, ...ProofProblem[]] }
  /** What it needs is not there (yet): not shared, not cosigned, not hashed by this reader. */
  | { readonly ok: 'not-yet' };
