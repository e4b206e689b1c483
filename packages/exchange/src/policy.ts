import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import { toHex } from '@garita/trust';
import type { Item } from './agreement.ts';
import { type CedarFunctions, SCHEMA_NAME, type SharingPolicyEngine } from './cedar.ts';
import { ExchangeError } from './exchange-error.ts';
import { policyExcess } from './policy-limits.ts';
import { SHARING_SCHEMA } from './sharing-schema.ts';
import type { SignedAgreement } from './signed-agreement.ts';

/** May this agency have this scan, or the decision about it? Words as in `SHARING_SCHEMA`. */
export interface SharingRequest {
  /** Agency that would receive it. */
  readonly recipient: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Statement hash, hex. */
  readonly scan: string;
  readonly item: Item;
  /** Agency whose scan it is. */
  readonly owner: string;
  readonly siteKind: string;
  readonly site: string;
  readonly lane: string;
  readonly direction: string;
  readonly ooiKind: string;
  readonly device: string;
  readonly configurationStatus: string;
  /** What the other agency makes of the configuration, as the owner's signed list says it. */
  readonly acceptedByPartner: string;
  readonly sample: boolean;
  readonly admitted: boolean;
  readonly capturedAt: number;
}

export interface SharingDecision {
  readonly permitted: boolean;
  /** The `@id` of the policies that decided; empty when none spoke and the default, no, stands. */
  readonly policies: readonly string[];
  /** Why nothing could be decided, and so nothing is permitted. */
  readonly errors: readonly string[];
}

/**
 * Throws `AGREEMENT_POLICY_INVALID` unless Cedar can read the text, it keeps to `SHARING_SCHEMA`, and every policy
 * has an `@id` of its own (which names it in records). To be called before a policy is signed or accepted.
 */
export function checkPolicy({ functions }: SharingPolicyEngine, policy: string): void {
  const excess = policyExcess(policy);
  if (excess) throw invalid([excess]);
  const policies = namedPolicies(functions, policy);
  const answer = attempt(() => functions.validate({ schema: SHARING_SCHEMA, policies: { staticPolicies: policies } }));
  if (answer.type === 'failure') throw invalid(answer.errors.map(wordsOf));
  const findings = [...answer.validationErrors, ...answer.validationWarnings];
  if (findings.length > 0) throw invalid(findings.map(({ policyId, error }) => `${policyId}: ${wordsOf(error)}`));
}

/**
 * Decides by the agreement. Never throws: outside its validity, for a stranger, for an item it does not name, and
 * when the policy cannot be evaluated, the answer is no, with the reason in `errors`.
 */
export function decideSharing(
  cedar: SharingPolicyEngine,
  { agreement, hash }: Pick<SignedAgreement, 'agreement' | 'hash'>,
  request: SharingRequest,
): SharingDecision {
  const { recipient, at, item } = request;
  if (!agreement.parties.some(({ agency }) => agency === recipient)) return no(`${recipient} is not a party`);
  if (at < agreement.validFrom || at >= agreement.validUntil) return no('the agreement is not in force');
  if (!agreement.items.includes(item)) return no(`the agreement does not name the item ${item}`);
  const name = toHex(hash);
  const unusable = prepare(cedar, name, agreement.policy);
  if (unusable !== undefined) return no(unusable);
  try {
    return evaluate(cedar.functions, name, request);
  } catch (error) {
    return no(`Cedar: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function evaluate(functions: CedarFunctions, name: string, request: SharingRequest): SharingDecision {
  const { recipient, at, scan, owner, ...attributes } = request;
  const attrs = { ...attributes, owner: { __entity: { type: 'Garita::Agency', id: owner } } };
  const answer = functions.statefulIsAuthorized({
    principal: { type: 'Garita::Agency', id: recipient },
    action: { type: 'Garita::Action', id: 'receive' },
    resource: { type: 'Garita::Scan', id: scan },
    context: { at },
    entities: [{ uid: { type: 'Garita::Scan', id: scan }, attrs, parents: [] }],
    preparsedSchemaName: SCHEMA_NAME,
    validateRequest: true,
    preparsedPolicySetId: name,
  });
  if (answer.type === 'failure') return no(...answer.errors.map(wordsOf));
  const { decision, diagnostics } = answer.response;
  const errors = diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${wordsOf(error)}`);
  // A forbid that fails to evaluate is skipped by Cedar; here it must not open the door it was to shut.
  return { permitted: decision === 'allow' && errors.length === 0, policies: diagnostics.reason, errors };
}

/** Parses a policy once; answers why it cannot be used. */
function prepare({ functions, prepared }: SharingPolicyEngine, name: string, policy: string): string | undefined {
  if (!prepared.has(name)) prepared.set(name, unusable(functions, name, policy));
  return prepared.get(name);
}

function unusable(functions: CedarFunctions, name: string, policy: string): string | undefined {
  const excess = policyExcess(policy);
  if (excess) return excess;
  try {
    const answer = functions.preparsePolicySet(name, { staticPolicies: namedPolicies(functions, policy) });
    return answer.type === 'failure' ? wordsOf(answer.errors[0]) : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Cedar numbers the policies of a text; decisions are to name them as the agreement does. */
function namedPolicies(functions: CedarFunctions, text: string): Record<string, string> {
  const parts = attempt(() => functions.policySetTextToParts(text));
  if (parts.type === 'failure') throw invalid(parts.errors.map(wordsOf));
  if (parts.policy_templates.length > 0) throw invalid(['a template has no place in an agreement']);
  const named = new Map<string, string>();
  for (const policy of parts.policies) {
    const json = attempt(() => functions.policyToJson(policy));
    const id = json.type === 'success' ? json.json.annotations?.id : undefined;
    if (!id || !/^[a-z][a-z0-9-]{0,63}$/.test(id))
      throw invalid(['every policy has an @id of small letters and hyphens']);
    if (named.has(id)) throw invalid([`two policies have the @id ${id}`]);
    named.set(id, policy);
  }
  if (named.size === 0) throw invalid(['there is no policy']);
  return Object.fromEntries(named);
}

function attempt<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw invalid([error instanceof Error ? error.message : String(error)]);
  }
}

function invalid(findings: readonly string[]): ExchangeError {
  return new ExchangeError('AGREEMENT_POLICY_INVALID', findings.join('; '));
}

function no(...errors: string[]): SharingDecision {
  return { permitted: false, policies: [], errors };
}

function wordsOf(error: DetailedError | undefined): string {
  return error ? [error.message, error.help].filter(Boolean).join(' ') : 'unknown';
}
