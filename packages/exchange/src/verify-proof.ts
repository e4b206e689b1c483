// What a reader's own machine checks of one scan. This entry of the package leaves Cedar out: a browser loads it.
import {
  type AgencyDescriptor,
  type LogRecords,
  type ObservedObject,
  readRecord,
  type TrustCrypto,
  TrustError,
} from '@garita/trust';
import { laterIfIssuedLater } from './descriptor-time.ts';
import type { ProofParts } from './proof-parts.ts';
import type { ProofStep } from './proof-step.ts';
import { admissionSteps } from './prove-admission.ts';
import { decisionSteps } from './prove-decisions.ts';
import { handingOverSteps } from './prove-handing-over.ts';
import { agencyStep } from './step-results.ts';

export { decodeProof, type EncodedProof, type ProofParts } from './proof-parts.ts';
export {
  PROOF_PROBLEM_CODES,
  type ProofProblem,
  type ProofProblemCode,
  type ProofStep,
  type StepFacts,
  type StepName,
} from './proof-step.ts';

export interface ProofTrust {
  /** Root certificates (DER) the reader compared with the agencies by another way: nothing else is trusted. */
  readonly roots: readonly Uint8Array[];
  /** Now, milliseconds since 1970: bounds what claims to come from the future. */
  readonly at: number;
  /** What the reader got by hashing the objects itself, in statement order; left out when it did not. */
  readonly objects?: readonly (ObservedObject | undefined)[];
}

/** What two agencies and the times of a proof come to, for the steps that rest on them. */
export interface ProofGround {
  readonly parts: ProofParts;
  readonly trust: ProofTrust;
  readonly sender: AgencyDescriptor | undefined;
  readonly recipient: AgencyDescriptor | undefined;
  /** When to judge the sender's descriptor in the light of the share. */
  readonly senderAt: number;
}

/**
 * Checks a scan step by step, in the order things happened, trusting the given roots alone. A step holds, or fails with
 * all its reasons, or is `not-yet` while what it needs is not there: missing is never ok. Never throws for what a
 * server sent.
 */
export async function verifyProof(crypto: TrustCrypto, parts: ProofParts, trust: ProofTrust): Promise<ProofStep[]> {
  const { at } = trust;
  const admittedAt = recordedAt(parts.admitted.record, 'scan-admitted') ?? at;
  const sharedAt = (parts.share && recordedAt(parts.share.record, 'share')) ?? admittedAt;
  const senderAt = laterIfIssuedLater(parts.sender.descriptor, sharedAt, at);
  const recipientAt = laterIfIssuedLater(parts.recipient?.descriptor, sharedAt, at);
  const { roots } = trust;
  const sender = await agencyStep(crypto, parts.sender, { roots, at: senderAt });
  const recipient =
    parts.recipient && (await agencyStep(crypto, parts.recipient, { roots, at: recipientAt, seen: parts.sender.root }));
  const ground: ProofGround = {
    parts,
    trust,
    sender: sender.descriptor,
    recipient: recipient?.descriptor,
    senderAt,
  };
  const admission = await admissionSteps(crypto, ground);
  const from = parts.sender.agency;
  const to = parts.recipient?.agency ?? null;
  return [
    { step: 'descriptor', agency: from, ...sender.result },
    { step: 'trust-list', agency: from, ...admission['trust-list'] },
    { step: 'statement', agency: from, ...admission.statement },
    { step: 'equipment', agency: from, ...admission.equipment },
    { step: 'objects', agency: from, ...admission.objects },
    { step: 'admitted-in-log', agency: from, ...admission['admitted-in-log'] },
    { step: 'descriptor', agency: to, ...(recipient?.result ?? { ok: 'not-yet' }) },
    { step: 'witnessed', agency: to, ...admission.witnessed },
    ...(await handingOverSteps(crypto, ground)),
    ...(await decisionSteps(crypto, ground)),
  ];
}

/** What a record says of its own time; judged again by the step it belongs to. */
function recordedAt(bytes: Uint8Array, kind: keyof LogRecords): number | undefined {
  try {
    const event = readRecord(bytes);
    return event.kind === kind ? event.at : undefined;
  } catch (error) {
    if (error instanceof TrustError) return undefined;
    throw error;
  }
}
