import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CALIBRATED,
  CALIBRATED_FACTORS,
  RATIO_DEPTHS,
  REFERENCE_MATERIALS,
  STEEL,
  STEEL_DENSITY,
} from '../scripts/reference-figures.ts';
import { sharedSpectra } from '../scripts/shared-spectra.ts';
import { compositionOfFormula } from './composition.ts';
import { fitCorrection } from './fit-correction.ts';
import { materialClassifier } from './material-at.ts';
import { MATERIALS, type MaterialId } from './materials.ts';
import { linacScanner, tubeScanner } from './scanner.ts';
import { type Spectrum, spectrumOf } from './spectrum.ts';
import { logTransmission, transmission } from './transmission.ts';
import { basisOf } from './transmission-table.ts';

const shared = sharedSpectra();
const iron = compositionOfFormula('Fe');
const linac = linacScanner();
const tube = tubeScanner(160);

describe.skipIf(shared === undefined)('with the semiZ spectra of detector 0', () => {
  const low = shared?.low[0].detected as Spectrum;
  const high = shared?.high[0].detected as Spectrum;

  test.each(STEEL)('%i mm of steel let through what the reference says, to its three digits', (mm, at6, at9) => {
    const layers = [{ composition: iron, arealDensity: (mm / 10) * STEEL_DENSITY }];
    expect(Math.abs(transmission(low, layers) / at6 - 1)).toBeLessThan(2e-3);
    expect(Math.abs(transmission(high, layers) / at9 - 1)).toBeLessThan(2e-3);
  });

  test.each(REFERENCE_MATERIALS.map((material) => [material.name, material] as const))(
    'R = alpha 6 MV / alpha 9 MV of %s is the reference, within 0.001',
    (_, { composition, ratio }) => {
      for (const [i, arealDensity] of RATIO_DEPTHS.entries()) {
        const layers = [{ composition, arealDensity }];
        expect(
          Math.abs(logTransmission(low, layers) / logTransmission(high, layers) - (ratio[i] as number)),
        ).toBeLessThan(1.6e-3);
      }
    },
  );

  test('calibrated on three steps, the other two come out as semiZ has them, within 2e-5', () => {
    for (const [energy, spectrum] of [
      ['high', high],
      ['low', low],
    ] as const) {
      const alphaOf = ([, , atHigh, atLow]: (typeof CALIBRATED)[number]) => (energy === 'high' ? atHigh : atLow);
      const layersOf = ([formula, arealDensity]: (typeof CALIBRATED)[number]) => [
        { composition: compositionOfFormula(formula), arealDensity },
      ];
      const steps = CALIBRATED.slice(0, 3).map((step) => ({ layers: layersOf(step), alpha: alphaOf(step) }));
      const correction = fitCorrection(spectrum, steps);
      const [a, b, c] = CALIBRATED_FACTORS[energy];
      expect(correction.photoelectric).toBeCloseTo(a, 3);
      expect(correction.compton).toBeCloseTo(b, 3);
      expect(correction.pair).toBeCloseTo(c, 3);
      for (const step of CALIBRATED) {
        expect(Math.abs(logTransmission(spectrum, layersOf(step), correction) - alphaOf(step))).toBeLessThan(2e-5);
      }
    }
  });
});

describe('transmission', () => {
  const material = fc.constantFrom(...(Object.keys(MATERIALS) as MaterialId[]));
  const amount = fc.double({ min: 0.01, max: 40, noNaN: true });
  const spectra = [...linac.channels, ...tube.channels].map(({ spectrum }) => spectrum);
  const spectrum = fc.constantFrom(...(spectra as [Spectrum, ...Spectrum[]]));
  const layer = (id: MaterialId, arealDensity: number) => ({ composition: MATERIALS[id].composition, arealDensity });

  test('falls with every gram', () => {
    fc.assert(
      fc.property(spectrum, material, amount, amount, (seen, id, first, more) => {
        const here = transmission(seen, [layer(id, first)]);
        expect(transmission(seen, [layer(id, first + more)])).toBeLessThan(here);
        expect(here).toBeLessThan(1);
      }),
      { numRuns: 30 },
    );
  });

  test('multiplies at one energy, so that alphas add; over a spectrum the beam hardens and they add to no more', () => {
    fc.assert(
      fc.property(spectrum, material, material, amount, amount, (seen, one, other, first, second) => {
        const apart = (s: Spectrum) =>
          logTransmission(s, [layer(one, first)]) + logTransmission(s, [layer(other, second)]);
        const together = (s: Spectrum) => logTransmission(s, [layer(one, first), layer(other, second)]);
        const single = spectrumOf([seen.energiesMev.at(-1) as number], [1]);
        expect(together(single)).toBeCloseTo(apart(single), 9);
        expect(together(seen)).toBeLessThanOrEqual(apart(seen) + 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the table of transmission', () => {
  // Tungsten's own K edge at 69.5 keV lies within a tube's spectrum and no basis has it.
  const known = (Object.keys(MATERIALS) as MaterialId[]).filter((id) => id !== 'tungsten');

  test.each([
    ['linac', linac, [2, 10, 50, 150]],
    ['160 kV', tube, [0.3, 2, 8, 20]],
  ] as const)(
    'of the %s answers within 0.8 % of the exact alpha for every material but tungsten',
    (_, scanner, depths) => {
      const spectra = scanner.channels.map(({ spectrum }) => spectrum);
      for (const id of known) {
        const [a, b, c] = basisOf(MATERIALS[id].composition, spectra);
        for (const { spectrum, table } of scanner.channels) {
          for (const depth of depths) {
            const exact = logTransmission(spectrum, [{ composition: MATERIALS[id].composition, arealDensity: depth }]);
            if (exact < 9)
              expect(Math.abs(table.alpha(a * depth, b * depth, c * depth) / exact - 1), id).toBeLessThan(8e-3);
          }
        }
      }
    },
  );
});

describe('a pair of alphas', () => {
  const seen = (scanner: typeof linac, id: MaterialId, arealDensity: number) => {
    const layers = [{ composition: MATERIALS[id].composition, arealDensity }];
    const [high, low] = scanner.channels.map(({ spectrum }) => logTransmission(spectrum, layers));
    return classifiers.get(scanner)?.(high as number, low as number);
  };
  const classifiers = new Map(
    [linac, tube].map((scanner) => [
      scanner,
      materialClassifier(scanner.channels[0].spectrum, scanner.channels[1].spectrum),
    ]),
  );

  test.each([
    ['organic', 'polyethylene', 'organic'],
    ['organic', 'paper', 'organic'],
    ['mixed', 'aluminium', 'mixed'],
    ['mixed', 'salt', 'mixed'],
    ['metal', 'steel', 'metal'],
    ['metal', 'brass', 'metal'],
  ] as const)('is %s for %s, at either scanner', (_, id, band) => {
    expect(seen(linac, id, 30)?.band).toBe(band);
    expect(seen(tube, id, 3)?.band).toBe(band);
  });

  test('gives back the element and its amount', () => {
    const found = seen(linac, 'aluminium', 50);
    expect(found?.z).toBeCloseTo(13, 1);
    expect(found?.arealDensity).toBeCloseTo(50, 0);
    expect(seen(tube, 'iron', 4)?.z).toBeCloseTo(26, 0);
  });

  test('is opaque when too little comes through, and clear when nothing is there', () => {
    expect(seen(linac, 'steel', 300)?.band).toBe('opaque');
    expect(seen(linac, 'paper', 0.1)?.band).toBe('clear');
  });
});
