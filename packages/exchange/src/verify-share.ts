import { hashLeaf } from '@garita/transparency-log';
import { commit, type TrustCrypto } from '@garita/trust';
import { checkAdmitted, checkShared, checkTerms, checkTimes, recordOf } from './check-records.ts';
import { checkSubject, listOfPush, senderDescriptor } from './check-subject.ts';
import { verifyLogged } from './logged.ts';
import type { SharePush } from './share-push.ts';
import type { Refuse, ShareContext, ShareReason, ShareVerdict, VerifiedShare } from './share-verdict.ts';

/** Judges everything about a share that needs no object, and answers every reason against it. */
export async function verifyShare(crypto: TrustCrypto, push: SharePush, context: ShareContext): Promise<ShareVerdict> {
  const { hasher } = crypto;
  const { item } = push;
  const reasons: ShareReason[] = [];
  const refuse: Refuse = (code, detail) => reasons.push({ code, detail });

  const descriptor = await senderDescriptor(crypto, push, context, refuse);
  // Without the sender's keys nothing else can be checked.
  if (!descriptor) return { ok: false, reasons: reasons as [ShareReason] };

  const kind = item === 'scan' ? 'scan-admitted' : 'decision';
  const admitted = recordOf(push.admitted, kind, (detail) => refuse('ADMISSION_MISMATCH', detail));
  const share = recordOf(push.share, 'share', (detail) => refuse('SHARE_MISMATCH', detail));
  const admittedEntry = commit(hasher, kind, push.admitted);
  const shareEntry = commit(hasher, 'share', push.share);
  const claim = { descriptor, witness: context.witness };
  const admittedProof = await verifyLogged(crypto, { ...claim, entry: admittedEntry, proof: push.admittedProof });
  if (!admittedProof.ok) refuse('ADMISSION_PROOF_INVALID', admittedProof.detail);
  const shareProof = await verifyLogged(crypto, { ...claim, entry: shareEntry, proof: push.shareProof });
  if (!shareProof.ok) refuse('SHARE_PROOF_INVALID', shareProof.detail);

  // Validity is judged when the sender admitted it: what expired since was good then.
  const judgedAt = admitted?.at ?? context.at;
  const trustList = await listOfPush(crypto, push, context, descriptor, judgedAt, refuse);
  const checked = await checkSubject(crypto, push, { descriptor, trustList, judgedAt, reasons });
  const subject = hasher.sha256(push.subject);
  if (admitted) checkAdmitted(admitted, push, subject, checked, refuse);
  if (share) {
    checkShared(share, { push, subject, admittedLeaf: hashLeaf(hasher, admittedEntry) }, checked, refuse);
    checkTerms(share, descriptor.agency, context, refuse);
  }
  if (share && admitted) checkTimes({ admitted, share, shareProof, at: context.at }, refuse);

  const [first, ...more] = reasons;
  if (first) return { ok: false, reasons: [first, ...more] };
  const verified = {
    push,
    leaf: hashLeaf(hasher, shareEntry),
    sender: descriptor.agency,
    item,
    subject,
    scan: checked?.scan,
    admittedAt: admitted?.at,
    sharedAt: share?.at,
    cosignedAt: shareProof.ok && shareProof.cosignedAt,
    descriptor,
    ...(item === 'scan' ? { statement: checked?.statement, trustList } : { decision: checked?.decision }),
  };
  return { ok: true, share: verified as unknown as VerifiedShare };
}
