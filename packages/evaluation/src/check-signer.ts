import type { Transition } from './life-cycle.ts';
import type { StepObjection } from './step-objection.ts';

/** Who wants to sign, first or second. */
export interface Signer {
  readonly id: string;
  /** Other names this person goes by in evidence: the person’s id, the full name. */
  readonly names: readonly string[];
  readonly roles: readonly string[];
}

/** What stands against this person signing this step: the role, having signed already, having tested what is decided on. */
export function checkSigner(
  { roles, needs }: Transition,
  signer: Signer,
  known: {
    /** Those who have signed it, by id and by the other names they go by. */
    readonly signers: readonly string[];
    /** Testers that evidence of the configuration names, by id or by name. */
    readonly testers: readonly string[];
  },
): StepObjection[] {
  const objections: StepObjection[] = [];
  if (!roles.some((role) => signer.roles.includes(role)))
    objections.push({ code: 'ROLE_MISSING', detail: `one of: ${roles.join(', ')}` });
  const own = new Set([signer.id, ...signer.names].map(plain));
  if (known.signers.some((id) => own.has(plain(id))))
    objections.push({ code: 'SELF_APPROVAL', detail: `${signer.id} has signed it` });
  const tester = known.testers.find((name) => own.has(plain(name)));
  if (needs.includes('not-a-tester') && tester !== undefined)
    objections.push({ code: 'DECIDER_IS_TESTER', detail: `evidence names ${tester} as a tester` });
  return objections;
}

/** The same name, however it is spaced and capitalised. */
function plain(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}
