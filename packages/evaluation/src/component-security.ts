import type { SecurityVector } from './records.ts';

/** The seven foundational requirements of IEC 62443, in their order. */
export const FOUNDATIONAL_REQUIREMENTS = ['iac', 'uc', 'si', 'dc', 'rdf', 'tre', 'ra'] as const;
export type FoundationalRequirement = (typeof FOUNDATIONAL_REQUIREMENTS)[number];

/** A level that is not reached, or not known (`found` null). */
export interface SecurityGap {
  readonly of: FoundationalRequirement;
  readonly asked: number;
  readonly found: number | null;
}

/**
 * Where a component’s SL-C vector (IEC 62443-4-2) stays below what is asked. Each of the seven stands for itself: a vector is never
 * reduced to one number, and a high level in one makes up for nothing in another. What is asked as `null` is not asked.
 */
export function securityGaps(asked: SecurityVector, found: SecurityVector): SecurityGap[] {
  return FOUNDATIONAL_REQUIREMENTS.flatMap((of) => {
    const level = asked[of];
    if (level === null || level === 0) return [];
    const reached = found[of];
    return reached !== null && reached >= level ? [] : [{ of, asked: level, found: reached }];
  });
}

/** A component requirement with the level that its base and then each enhancement in turn gives. */
export interface ComponentRequirement {
  readonly id: string;
  readonly base: number;
  readonly enhancements: readonly number[];
}

/** CR 1.7, strength of password-based authentication: none 0, base 2, with RE(1) 3, with RE(1) and RE(2) 4. Source: Microchip’s online documents. */
export const CR_1_7: ComponentRequirement = { id: 'CR 1.7', base: 2, enhancements: [3, 4] };

/**
 * The level that a component reaches in one requirement. An enhancement counts only on top of the base and of those before it;
 * `null` where the base is not known.
 */
export function levelReached(
  { base, enhancements }: ComponentRequirement,
  met: { readonly base: boolean | null; readonly enhancements: readonly boolean[] },
): number | null {
  if (met.base === null) return null;
  if (!met.base) return 0;
  const first = enhancements.findIndex((_, at) => met.enhancements[at] !== true);
  const taken = first === -1 ? enhancements.length : first;
  return enhancements[taken - 1] ?? base;
}

/** The level of a foundational requirement: the lowest of its component requirements; `null` where one is not known. */
export function lowestLevel(levels: readonly (number | null)[]): number | null {
  if (levels.length === 0) return null;
  return levels.reduce<number | null>(
    (lowest, level) => (lowest === null || level === null ? null : Math.min(lowest, level)),
    4,
  );
}
