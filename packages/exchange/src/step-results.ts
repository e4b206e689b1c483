import { LogError } from '@garita/transparency-log';
import { type AgencyDescriptor, readDescriptor, sameBytes, type TrustCrypto, TrustError, toHex } from '@garita/trust';
import { ExchangeError } from './exchange-error.ts';
import type { ProofParts } from './proof-parts.ts';
import type { ProofProblem, ProofProblemCode, StepFacts, StepResult } from './proof-step.ts';

/** Notes what speaks against a step. */
export type Against = (code: ProofProblemCode, detail: string) => undefined;

/**
 * Runs a step: `judge` answers its facts, `undefined` when what it needs is not there, and notes what is wrong. What
 * our readers throw is an answer, too; anything else is an accident and goes on.
 */
export async function stepOf<Facts>(
  judge: (against: Against) => Promise<Facts | undefined>,
): Promise<StepResult<Facts>> {
  const problems: ProofProblem[] = [];
  let facts: Facts | undefined;
  try {
    facts = await judge((code, detail) => {
      problems.push({ code, detail });
      return undefined;
    });
  } catch (error) {
    if (!(error instanceof TrustError || error instanceof ExchangeError || error instanceof LogError)) throw error;
    problems.push({ code: error.code, detail: error.message });
  }
  const [first, ...more] = problems;
  if (first) return { ok: false, problems: [first, ...more] };
  return facts === undefined ? { ok: 'not-yet' } : { ok: true, facts };
}

/** A step that rests on others, which failed. */
export function unchecked(because: string): StepResult<never> {
  return { ok: false, problems: [{ code: 'PROOF_UNCHECKED', detail: `${because} does not hold` }] };
}

/** An agency's descriptor under one of the trusted roots; `seen` is a root that another agency has already shown. */
export async function agencyStep(
  crypto: TrustCrypto,
  part: ProofParts['sender'] | NonNullable<ProofParts['recipient']>,
  given: { readonly roots: readonly Uint8Array[]; readonly at: number; readonly seen?: Uint8Array },
): Promise<{
  readonly result: StepResult<StepFacts['descriptor']>;
  readonly descriptor: AgencyDescriptor | undefined;
}> {
  let descriptor: AgencyDescriptor | undefined;
  const result = await stepOf(async (against) => {
    const rootCertificate = given.roots.find((root) => sameBytes(root, part.root));
    if (!rootCertificate) return against('PROOF_ROOT_UNKNOWN', `${part.agency}: not one of the roots given`);
    if (given.seen && sameBytes(given.seen, part.root))
      return against('PROOF_ROOT_UNKNOWN', 'both agencies have the same root');
    const read = await readDescriptor(crypto, part.descriptor, { rootCertificate, at: given.at });
    if (read.agency !== part.agency) against('PROOF_MISMATCH', `the descriptor is of ${read.agency}`);
    if ('logOrigin' in part && part.logOrigin !== read.log.origin)
      against('PROOF_MISMATCH', `its log is ${read.log.origin}`);
    descriptor = read;
    const { name, version, issuedAt } = read;
    return { name, rootFingerprint: toHex(crypto.hasher.sha256(rootCertificate)), version, issuedAt };
  });
  return { result, descriptor: result.ok === true ? descriptor : undefined };
}
