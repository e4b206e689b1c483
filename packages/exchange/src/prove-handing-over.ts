import { hashLeaf } from '@garita/transparency-log';
import { type AgencyDescriptor, commit, readRecord, readStatement, type TrustCrypto, toHex } from '@garita/trust';
import { isFuture, verifyEntry } from './logged.ts';
import type { ProofParts } from './proof-parts.ts';
import type { ProofStep, StepFacts, StepResult } from './proof-step.ts';
import { readReceipt } from './share-receipt.ts';
import { readSignedAgreement, type SignedAgreement } from './signed-agreement.ts';
import { type Against, stepOf, unchecked } from './step-results.ts';
import type { ProofGround } from './verify-proof.ts';
import { verifyReceipt } from './verify-receipt.ts';
import { verifyShare } from './verify-share.ts';

type Part = NonNullable<ProofParts['share']>;
interface Parties {
  readonly sender: AgencyDescriptor;
  readonly recipient: AgencyDescriptor;
}
interface Steps {
  readonly agreement: StepResult<StepFacts['agreement']>;
  readonly shared: StepResult<StepFacts['shared']>;
  readonly receipt: StepResult<StepFacts['receipt']>;
  readonly log: StepResult<StepFacts['partner-log']>;
}
const NOT_YET = { ok: 'not-yet' } as const;

/** From the agreement to the receipt in the partner's log. */
export async function handingOverSteps(crypto: TrustCrypto, ground: ProofGround): Promise<ProofStep[]> {
  const from = ground.parts.sender.agency;
  const to = ground.parts.recipient?.agency ?? null;
  const { agreement, shared, receipt, log } = await judged(crypto, ground);
  return [
    { step: 'agreement', agency: from, ...agreement },
    { step: 'shared', agency: from, ...shared },
    { step: 'receipt', agency: to, ...receipt },
    { step: 'partner-log', agency: to, ...log },
  ];
}

async function judged(crypto: TrustCrypto, ground: ProofGround): Promise<Steps> {
  const { parts, sender, recipient } = ground;
  const { share } = parts;
  const receipt = parts.recipient?.receipt ?? null;
  if (!share) {
    const answer = receipt ? unchecked('the share that the receipt answers') : NOT_YET;
    return { agreement: NOT_YET, shared: NOT_YET, receipt: answer, log: answer };
  }
  if (!sender || !recipient) {
    const result = unchecked('a descriptor');
    return { agreement: result, shared: result, receipt: receipt ? result : NOT_YET, log: receipt ? result : NOT_YET };
  }
  const parties = { sender, recipient };
  let signed: SignedAgreement | undefined;
  const agreement = await stepOf(async () => {
    const { at } = readRecord(share.record);
    signed = await readSignedAgreement(crypto, share.agreement, { parties: [sender, recipient], at });
    const { id, version, title } = signed.agreement;
    return { id, version, title, hash: toHex(signed.hash), signers: signed.signers };
  });
  const shared = signed ? await sharedStep(crypto, ground, parties, share, signed) : unchecked('the agreement');
  if (!receipt) return { agreement, shared, receipt: NOT_YET, log: NOT_YET };
  return { agreement, shared, ...(await receiptSteps(crypto, ground, parties, share, receipt)) };
}

function sharedStep(
  crypto: TrustCrypto,
  { parts, trust, senderAt }: ProofGround,
  { sender, recipient }: Parties,
  share: Part,
  agreement: SignedAgreement,
): Promise<StepResult<StepFacts['shared']>> {
  return stepOf(async (against) => {
    if (share.proof === null || parts.admitted.proof === null) return undefined;
    const push = {
      item: 'scan' as const,
      subject: parts.statement,
      admitted: parts.admitted,
      admittedProof: parts.admitted.proof,
      share,
      shareProof: share.proof,
      trustList: crypto.hasher.sha256(parts.sender.trustList),
      descriptor: sender.hash,
    };
    const verdict = await verifyShare(crypto, push, {
      at: senderAt,
      senderRoot: sender.root,
      descriptor: parts.sender.descriptor,
      trustList: parts.sender.trustList,
      agreement,
      recipient: recipient.agency,
      witness: recipient.witness,
    });
    // Logged and not cosigned yet is missing, not wrong.
    const isWaiting = ({ code, detail }: { readonly code: string; readonly detail: string }) =>
      code.endsWith('_PROOF_INVALID') && detail.startsWith('COSIGNATURE_MISSING');
    if (!verdict.ok) {
      for (const reason of verdict.reasons) if (!isWaiting(reason)) against(reason.code, reason.detail);
      return undefined;
    }
    const { sharedAt, leaf, cosignedAt } = verdict.share;
    const entry = commit(crypto.hasher, 'share', share);
    const claim = { entry, proof: share.proof, descriptor: sender, witness: recipient.witness };
    const found = await verifyEntry(crypto, claim);
    if (!found.ok || found.index !== share.index) against('PROOF_MISMATCH', `it does not stand at ${share.index}`);
    if (sharedAt !== share.sharedAt) against('PROOF_MISMATCH', `it was shared at ${sharedAt}`);
    if (toHex(leaf) !== share.share) against('PROOF_MISMATCH', `its leaf hash is ${toHex(leaf)}`);
    if (isFuture(sharedAt, trust.at)) against('TIME_IMPLAUSIBLE', 'the share is recorded in the future');
    const { origin } = sender.log;
    const { index } = share;
    return { recipient: recipient.agency, sharedAt, share: toHex(leaf), origin, index, cosignedAt: cosignedAt * 1000 };
  });
}

/** One verdict for two steps: what the receipt says, and that it stands in the recipient's log. */
async function receiptSteps(
  crypto: TrustCrypto,
  { parts, trust }: ProofGround,
  { sender, recipient }: Parties,
  share: Part,
  bytes: Uint8Array,
): Promise<Pick<Steps, 'receipt' | 'log'>> {
  let log: StepResult<StepFacts['partner-log']> = unchecked('the receipt');
  const receipt = await stepOf(async (against) => {
    const answer = readReceipt(bytes);
    const { witness } = sender;
    const verdict = await verifyReceipt(crypto, answer, {
      at: trust.at,
      sender: sender.agency,
      recipient,
      witness,
      share: hashLeaf(crypto.hasher, commit(crypto.hasher, 'share', share)),
      item: 'scan',
      subject: crypto.hasher.sha256(parts.statement),
      objects: readStatement(parts.statement).objects.map(({ sha256 }) => sha256),
    });
    const isOfLog = ({ code }: { readonly code: string }) => code === 'RECEIPT_PROOF_INVALID';
    log = await stepOf(async (logAgainst: Against) => {
      if (!verdict.ok) for (const { code, detail } of verdict.reasons.filter(isOfLog)) logAgainst(code, detail);
      const entry = commit(crypto.hasher, 'received', answer.received);
      const found = await verifyEntry(crypto, { entry, proof: answer.proof, descriptor: recipient, witness });
      if (!found.ok || found.cosignedAt === undefined) return undefined;
      const { index, size, cosignedAt } = found;
      return { origin: recipient.log.origin, index, size, by: sender.agency, cosignedAt: cosignedAt * 1000 };
    });
    if (verdict.ok) {
      const { receivedAt, result, reasons } = verdict.receipt;
      return { receivedAt, result, reasons };
    }
    for (const { code, detail } of verdict.reasons.filter((reason) => !isOfLog(reason))) against(code, detail);
    // The receipt itself says the right thing; the log's step says that it is not shown.
    if (verdict.reasons.every(isOfLog)) against('PROOF_UNCHECKED', 'the partner’s log does not show it');
    return undefined;
  });
  return { receipt, log };
}
