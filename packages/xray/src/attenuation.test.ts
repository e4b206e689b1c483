import { describe, expect, test } from 'vitest';
import { REFERENCE_MATERIALS } from '../scripts/reference-figures.ts';
import { elementAttenuation, massAttenuation } from './attenuation.ts';
import { compositionOfFormula, compositionOfMixture, effectiveZ } from './composition.ts';

describe('attenuation of an element', () => {
  test('is the row of NIST XCOM at a tabulated energy', () => {
    expect(elementAttenuation(1, 1)).toBeCloseTo(0.1263, 10);
    expect(elementAttenuation(82, 0.06, 'photoelectric')).toBeCloseTo(4.432, 10);
    expect(elementAttenuation(82, 0.06, 'coherent')).toBeCloseTo(0.49, 10);
    expect(elementAttenuation(1, 3, 'triplet')).toBeCloseTo(2.411e-5, 10);
  });

  test('keeps to its own side of the K edge of lead at 88 keV', () => {
    const [below, at] = [elementAttenuation(82, 0.08799), elementAttenuation(82, 0.088)];
    expect(below).toBeCloseTo(1.91, 2);
    expect(at).toBeGreaterThan(7);
  });

  test('is log-log between rows: at the geometric mean of two energies, the geometric mean of both', () => {
    expect(elementAttenuation(26, Math.sqrt(3 * 4))).toBeCloseTo(
      Math.sqrt(elementAttenuation(26, 3) * elementAttenuation(26, 4)),
      12,
    );
  });

  test('adds up: every element, at every whole MeV, within the rounding of the tables', () => {
    for (let z = 1; z <= 100; z++) {
      for (let energy = 2; energy <= 20; energy++) {
        const parts = (['coherent', 'incoherent', 'photoelectric', 'pair', 'triplet'] as const).map((process) =>
          elementAttenuation(z, energy, process),
        );
        const sum = parts.reduce((total, part) => total + part, 0);
        expect(Math.abs(sum / elementAttenuation(z, energy) - 1)).toBeLessThan(4e-3);
      }
    }
  });

  test('has no pair production below its threshold', () => {
    expect(elementAttenuation(26, 1, 'pair')).toBe(0);
    expect(elementAttenuation(26, 1.25, 'pair')).toBeGreaterThan(0);
  });

  test.each([
    ['an energy below 1 keV', () => elementAttenuation(26, 5e-4), 'ENERGY_OUT_OF_RANGE'],
    ['an energy above 20 MeV', () => elementAttenuation(26, 20.1), 'ENERGY_OUT_OF_RANGE'],
    ['an energy that is no number', () => elementAttenuation(26, Number.NaN), 'ENERGY_OUT_OF_RANGE'],
    ['an element beyond fermium', () => elementAttenuation(101, 1), 'ELEMENT_UNKNOWN'],
  ])('refuses %s', (_, ask, code) => {
    expect(ask).toThrow(expect.objectContaining({ code }));
  });
});

describe('attenuation of a compound', () => {
  test.each(REFERENCE_MATERIALS.map((material) => [material.name, material] as const))(
    'of %s agrees with the reference at 60 and 120 keV and in effective Z, to the digits given',
    (_, { composition, muRho, zEffective }) => {
      expect(Math.abs(massAttenuation(composition, 0.06) / muRho[0] - 1)).toBeLessThan(5e-4);
      expect(Math.abs(massAttenuation(composition, 0.12) / muRho[1] - 1)).toBeLessThan(1e-3);
      expect(effectiveZ(composition)).toBeCloseTo(zEffective, zEffective === 29.3 ? 1 : 2);
    },
  );
});

describe('a composition', () => {
  test('of water is 11.19 % hydrogen by mass', () => {
    expect(compositionOfFormula('H2O').get(1)).toBeCloseTo(0.1119, 4);
  });

  test('counts an element once, however often it is written', () => {
    expect(compositionOfFormula('CH3CH3')).toEqual(compositionOfFormula('C2H6'));
  });

  test('of a mixture adds up to one', () => {
    const brass = compositionOfMixture([
      ['Cu', 7],
      ['Zn', 3],
    ]);
    expect([...brass.values()].reduce((sum, fraction) => sum + fraction, 0)).toBeCloseTo(1, 12);
    expect(brass.get(29)).toBeCloseTo(0.7, 12);
  });

  test.each([
    ['', 'FORMULA_MALFORMED'],
    ['(CH2)2', 'FORMULA_MALFORMED'],
    ['h2o', 'FORMULA_MALFORMED'],
    ['C2H4 ', 'FORMULA_MALFORMED'],
    ['C0', 'FORMULA_MALFORMED'],
    ['C'.repeat(65), 'FORMULA_MALFORMED'],
    ['Xx2', 'ELEMENT_UNKNOWN'],
  ])('"%s" is refused', (formula, code) => {
    expect(() => compositionOfFormula(formula)).toThrow(expect.objectContaining({ code }));
  });
});
