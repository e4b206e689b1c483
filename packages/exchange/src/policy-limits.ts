import { POLICY_MAX_LENGTH } from './agreement.ts';

// The partner writes the policy text. Cedar's parser recurses: some hundred nested brackets, sums or attribute
// accesses end in a WebAssembly trap (measured with 4.13.0: brackets at 200, sums at 500, accesses at 1000), and a
// trap leaves the module unusable for the rest of the process. So the text is bounded before Cedar sees it.
const MAX_POLICY_LENGTH = 4096;
const MAX_POLICIES = 64;
const MAX_DEPTH = 16;
const MAX_ARITHMETIC = 32;
const MAX_ACCESSES = 96;

// A string with escapes, a comment to the end of its line, or anything else one character at a time.
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|\/\/[^\n]*|[\s\S]/g;

/** Why a policy text is too long or too deep for Cedar, in English; `undefined` when it is neither. */
export function policyExcess(text: string): string | undefined {
  if (text.length > POLICY_MAX_LENGTH) return `longer than ${POLICY_MAX_LENGTH} characters`;
  // Strings become one letter: what they hold does not nest.
  const bare = text.replace(TOKEN, (token) => (token.startsWith('//') ? ' ' : token.length > 1 ? 's' : token));
  const policies = bare.split(';');
  if (policies.length - 1 > MAX_POLICIES) return `more than ${MAX_POLICIES} policies`;
  return policies.map(excessOf).find((excess) => excess !== undefined);
}

function excessOf(policy: string): string | undefined {
  if (policy.length > MAX_POLICY_LENGTH) return `a policy longer than ${MAX_POLICY_LENGTH} characters`;
  if (countOf(policy, /[-+*]/g) > MAX_ARITHMETIC) return `a policy with more than ${MAX_ARITHMETIC} + - *`;
  if (countOf(policy, /[.[]/g) > MAX_ACCESSES) return `a policy with more than ${MAX_ACCESSES} attribute accesses`;
  let depth = 0;
  for (const character of policy) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth > MAX_DEPTH) return `brackets nested deeper than ${MAX_DEPTH}`;
  }
  return undefined;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
