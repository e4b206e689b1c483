import {
  type AgencyDescriptor,
  type Reason,
  readDescriptor,
  readTrustList,
  type ScanStatement,
  sameBytes,
  type TrustCrypto,
  type TrustList,
  type VerifiedDecision,
  verifyDecision,
  verifyScan,
} from '@garita/trust';
import type { SharePush } from './share-push.ts';
import { type Refuse, type ShareContext, type ShareReason, wordsOf } from './share-verdict.ts';

/** The sender's descriptor, if it is the one the push names and its root signed it. */
export async function senderDescriptor(
  crypto: TrustCrypto,
  push: SharePush,
  { descriptor, senderRoot, at }: ShareContext,
  refuse: Refuse,
): Promise<AgencyDescriptor | undefined> {
  if (!sameBytes(crypto.hasher.sha256(descriptor), push.descriptor)) {
    refuse('DESCRIPTOR_MISMATCH', 'not the descriptor the push names');
    return undefined;
  }
  try {
    return await readDescriptor(crypto, descriptor, { rootCertificate: senderRoot, at });
  } catch (error) {
    refuse('DESCRIPTOR_INVALID', wordsOf(error));
    return undefined;
  }
}

/** `refused`: it is there and cannot be used, so it is not also missing. */
export type ListOfPush = TrustList | 'refused' | undefined;

/** The list a scan was admitted under. */
export async function listOfPush(
  crypto: TrustCrypto,
  push: SharePush,
  context: ShareContext,
  descriptor: AgencyDescriptor,
  at: number,
  refuse: Refuse,
): Promise<ListOfPush> {
  if (push.trustList === null || context.trustList === undefined) return undefined;
  if (!sameBytes(crypto.hasher.sha256(context.trustList), push.trustList)) {
    refuse('TRUST_LIST_MISMATCH', 'not the list the push names');
    return 'refused';
  }
  try {
    return await readTrustList(crypto, context.trustList, descriptor, { at });
  } catch (error) {
    refuse('TRUST_LIST_INVALID', wordsOf(error));
    return 'refused';
  }
}

/** What a statement or decision says, as far as it could be read. */
export interface CheckedSubject {
  /** Statement hash. */
  readonly scan: Uint8Array;
  readonly statement?: ScanStatement;
  readonly decision?: VerifiedDecision;
}

/** The statement without its objects, or the decision: every reason against it is noted. */
export async function checkSubject(
  crypto: TrustCrypto,
  push: SharePush,
  given: {
    readonly descriptor: AgencyDescriptor;
    readonly trustList: ListOfPush;
    readonly judgedAt: number;
    readonly reasons: ShareReason[];
  },
): Promise<CheckedSubject | undefined> {
  const { descriptor, judgedAt: at, reasons } = given;
  if (push.item === 'decision') {
    try {
      const decision = await verifyDecision(crypto, push.subject, descriptor, at);
      return { scan: decision.scan, decision };
    } catch (error) {
      reasons.push({ code: 'DECISION_INVALID', detail: wordsOf(error) });
      return undefined;
    }
  }
  const refused = given.trustList === 'refused';
  const trustList = given.trustList === 'refused' ? undefined : given.trustList;
  const verdict = await verifyScan(
    crypto,
    { statement: push.subject, objects: [] },
    { at, descriptor, trustList, chain: undefined },
  );
  if (verdict.outcome === 'admitted') return { scan: verdict.scan.hash, statement: verdict.scan.statement };
  // The objects come later, and a list refused above is not missing.
  const isExpected = ({ code }: Reason) => code === 'OBJECT_MISSING' || (refused && code === 'TRUST_LIST_MISSING');
  reasons.push(...verdict.reasons.filter((reason) => !isExpected(reason)));
  const { statement } = verdict;
  return statement && { scan: crypto.hasher.sha256(push.subject), statement };
}
