import { commit, fromHex, sameBytes, type TrustCrypto, verifyDecision } from '@garita/trust';
import { recordOf } from './check-records.ts';
import { isFuture, verifyEntry } from './logged.ts';
import type { ProofParts } from './proof-parts.ts';
import type { ProofStep, StepFacts, StepResult } from './proof-step.ts';
import { stepOf, unchecked } from './step-results.ts';
import type { ProofGround } from './verify-proof.ts';

type Part = ProofParts['decisions'][number];

/** Each decision of either agency: signed by its analyst, about this scan, in its agency's log, seen by the other. */
export function decisionSteps(crypto: TrustCrypto, ground: ProofGround): Promise<ProofStep[]> {
  return Promise.all(
    ground.parts.decisions.map(async (decision) => ({
      step: 'decision' as const,
      agency: decision.agency,
      ...(await decisionStep(crypto, ground, decision)),
    })),
  );
}

async function decisionStep(
  crypto: TrustCrypto,
  { parts, trust, sender, recipient }: ProofGround,
  part: Part,
): Promise<StepResult<StepFacts['decision']>> {
  const isSenders = part.agency === parts.sender.agency;
  if (!isSenders && part.agency !== parts.recipient?.agency)
    return {
      ok: false,
      problems: [{ code: 'PROOF_MISMATCH', detail: `${part.agency} is neither of the two agencies` }],
    };
  const [agency, other] = isSenders ? [sender, recipient] : [recipient, sender];
  if (!agency || (parts.recipient && !other)) return unchecked('a descriptor');
  return stepOf(async (against) => {
    const record = recordOf(part, 'decision', (detail) => against('ADMISSION_MISMATCH', detail));
    const scan = fromHex(parts.scan) ?? new Uint8Array();
    const decision = await verifyDecision(crypto, part.cose, agency, record?.at ?? trust.at);
    if (!sameBytes(decision.scan, scan)) against('DECISION_INVALID', 'it is about another scan');
    if (record && !(sameBytes(record.decision, decision.hash) && sameBytes(record.scan, scan)))
      against('ADMISSION_MISMATCH', 'its record is of another decision or another scan');
    if (record && isFuture(record.at, trust.at)) against('TIME_IMPLAUSIBLE', 'it is recorded in the future');
    if (part.proof === null) return undefined;
    const entry = commit(crypto.hasher, 'decision', part);
    const claim = { entry, proof: part.proof, descriptor: agency, witness: other?.witness };
    const found = await verifyEntry(crypto, claim);
    if (!found.ok) return against(found.code, found.detail);
    if (found.index !== part.index) against('PROOF_MISMATCH', `it stands at ${found.index}`);
    const { cosignedAt } = found;
    if (other && cosignedAt === undefined) return undefined;
    const officer = agency.officers.find(({ id }) => id === decision.by);
    if (!officer) return undefined;
    const { by, at, decision: verdict } = decision;
    const { name, role } = officer;
    const seen = cosignedAt === undefined ? null : cosignedAt * 1000;
    return { by, name, role, decision: verdict, at, origin: agency.log.origin, index: found.index, cosignedAt: seen };
  });
}
