import { elementOf, weightOf } from './elements.ts';
import { XrayError } from './xray-error.ts';

/** Mass fraction by atomic number; the fractions add up to 1. */
export type Composition = ReadonlyMap<number, number>;

const MAX_FORMULA_LENGTH = 64;
const PART = /([A-Z][a-z]?)(\d+(?:\.\d+)?)?/y;

/**
 * Mass fractions of a flat chemical formula such as `C22H29ClN2O` (no brackets; counts may be fractional).
 * Throws FORMULA_MALFORMED or ELEMENT_UNKNOWN.
 */
export function compositionOfFormula(formula: string): Composition {
  if (formula.length === 0 || formula.length > MAX_FORMULA_LENGTH) throw malformed(formula);
  const masses = new Map<number, number>();
  PART.lastIndex = 0;
  while (PART.lastIndex < formula.length) {
    const part = PART.exec(formula);
    if (part === null) throw malformed(formula);
    const element = elementOf(part[1] as string);
    const mass = element.weight * Number(part[2] ?? 1);
    masses.set(element.z, (masses.get(element.z) ?? 0) + mass);
  }
  return normalized(masses);
}

/** A mixture of formulas by mass, such as brass: `[['Cu', 0.7], ['Zn', 0.3]]`. */
export function compositionOfMixture(parts: readonly (readonly [formula: string, mass: number])[]): Composition {
  const masses = new Map<number, number>();
  for (const [formula, mass] of parts) {
    for (const [z, fraction] of compositionOfFormula(formula)) {
      masses.set(z, (masses.get(z) ?? 0) + fraction * mass);
    }
  }
  return normalized(masses);
}

/**
 * Effective atomic number (sum of f Z^2.94)^(1/2.94), f being the share of the electrons: the power law of
 * Spiers (Br. J. Radiol. 19, 1946, 52) that gives water 7.42.
 */
export function effectiveZ(composition: Composition, power = 2.94): number {
  let electrons = 0;
  let sum = 0;
  for (const [z, fraction] of composition) {
    const share = (fraction * z) / weightOf(z);
    electrons += share;
    sum += share * z ** power;
  }
  return (sum / electrons) ** (1 / power);
}

function normalized(masses: ReadonlyMap<number, number>): Composition {
  const total = [...masses.values()].reduce((sum, mass) => sum + mass, 0);
  if (!(total > 0)) throw new XrayError('FORMULA_MALFORMED', 'a composition without mass');
  return new Map([...masses].map(([z, mass]) => [z, mass / total]));
}

function malformed(formula: string): XrayError {
  return new XrayError('FORMULA_MALFORMED', `"${formula.slice(0, MAX_FORMULA_LENGTH)}" is no chemical formula`);
}
