import { describe, expect, test } from 'vitest';
import { ISO_4037, STEEL, STEEL_DENSITY } from '../scripts/reference-figures.ts';
import { sharedSpectra } from '../scripts/shared-spectra.ts';
import { compositionOfFormula } from './composition.ts';
import { CARGO_SCINTILLATOR, comptonElectronShare, depositedEnergyMev } from './detector-response.ts';
import { linacSpectrum, schiff } from './linac-spectrum.ts';
import { detected } from './scanner.ts';
import { filtered, meanEnergyMev, spectrumOf } from './spectrum.ts';
import { transmission } from './transmission.ts';
import { tubeSpectrum } from './tube-spectrum.ts';

const DENSITY = { Al: 2.699, Cu: 8.96, Sn: 7.287 } as const;

describe('the linac spectrum', () => {
  test('goes over into the unscreened formula where screening does not matter', () => {
    // Koch & Motz 1959, 3BN in the extreme relativistic limit: (1 + r^2 - 2r/3)(2 ln(2 E0 E / mu k) - 1) / k.
    const [photon, electron, mass] = [8.5, 9, 0.51099895];
    const [before, after] = [electron + mass, electron + mass - photon];
    const ratio = after / before;
    const unscreened = (1 + ratio ** 2 - (2 / 3) * ratio) * (2 * Math.log((2 * before * after) / (mass * photon)) - 1);
    expect(schiff(photon, electron, 1e-9) / (unscreened / photon)).toBeCloseTo(1, 4);
  });

  test('ends at the energy of the electrons', () => {
    expect(Math.max(...linacSpectrum(6).energiesMev)).toBeLessThan(6);
    expect(schiff(6.1, 6)).toBe(0);
  });

  test.each(STEEL)(
    'with our detector lets %i mm of steel pass as the Monte Carlo spectra do, within 1 percent',
    (mm, low, high) => {
      const layers = [{ composition: compositionOfFormula('Fe'), arealDensity: (mm / 10) * STEEL_DENSITY }];
      const share = (mev: number) => transmission(detected(linacSpectrum(mev), CARGO_SCINTILLATOR), layers);
      expect(Math.abs(share(6) / low - 1)).toBeLessThan(0.01);
      expect(Math.abs(share(9) / high - 1)).toBeLessThan(0.01);
    },
  );
});

describe('the tube spectrum', () => {
  test.each(ISO_4037)('has the mean energy ISO 4037-1 gives for %s, within 2 keV', (_, kilovolts, filters, meanKev) => {
    const metals = Object.entries({ Al: 4, ...filters }) as [keyof typeof DENSITY, number][];
    const spectrum = tubeSpectrum({
      kilovolts,
      filters: metals.map(([formula, mm]) => ({ formula, gPerCm2: (mm / 10) * DENSITY[formula] })),
    });
    expect(Math.abs(meanEnergyMev(spectrum) * 1e3 - meanKev)).toBeLessThan(2);
  });

  test('has the K lines of tungsten only when the voltage passes the K edge', () => {
    const near = (kilovolts: number) => {
      const { energiesMev, weights } = tubeSpectrum({ kilovolts, filters: [] });
      const at = (keV: number) => weights[energiesMev.findIndex((energy) => energy * 1e3 >= keV)] as number;
      return at(59.2) / at(56.2);
    };
    expect(near(69)).toBeLessThan(1);
    expect(near(120)).toBeGreaterThan(2);
  });

  test('of 100 kV behind 2.5 mm of aluminium is one tenth lines', () => {
    const filters = [{ formula: 'Al', gPerCm2: 0.675 }];
    const { energiesMev, weights } = tubeSpectrum({ kilovolts: 100, filters });
    const bin = (keV: number) => energiesMev.findIndex((energy) => Math.floor(energy * 1e3) === keV);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const lines = [57, 59, 67, 69].reduce((sum, keV) => {
      const beside = ((weights[bin(keV) - 1] as number) + (weights[bin(keV) + 1] as number)) / 2;
      return sum + (weights[bin(keV)] as number) - beside;
    }, 0);
    expect(lines / total).toBeCloseTo(0.1, 1);
  });

  test('refuses a voltage it has no constants for', () => {
    expect(() => tubeSpectrum({ kilovolts: 450, filters: [] })).toThrow(
      expect.objectContaining({ code: 'SPECTRUM_MALFORMED' }),
    );
  });
});

describe('the detector', () => {
  test('gives an electron the Klein-Nishina share: 13.8 % at 100 keV, 44.0 % at 1 MeV (Attix 1986, table)', () => {
    expect(comptonElectronShare(0.1)).toBeCloseTo(0.138, 3);
    expect(comptonElectronShare(1)).toBeCloseTo(0.44, 3);
  });

  test('never keeps more than the photon brought', () => {
    for (const energy of [0.02, 0.1, 0.5, 1, 3, 9]) {
      const kept = depositedEnergyMev(CARGO_SCINTILLATOR, energy);
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThanOrEqual(energy);
    }
  });

  const shared = sharedSpectra();
  test.skipIf(shared === undefined)('keeps what the Geant4 response keeps: within 9 % to 5 MeV, 17 % to 9 MeV', () => {
    for (const [bin, energy] of (shared?.energiesMev ?? []).entries()) {
      const ratio = depositedEnergyMev(CARGO_SCINTILLATOR, energy) / (shared?.response[bin] as number);
      expect(Math.abs(ratio - 1)).toBeLessThan(energy <= 5 ? 0.09 : 0.17);
    }
  });
});

describe('a spectrum', () => {
  test('hardens behind a filter', () => {
    const bare = linacSpectrum(6, 0.1);
    expect(meanEnergyMev(filtered(bare, compositionOfFormula('Fe'), 20))).toBeGreaterThan(meanEnergyMev(bare));
  });

  test.each([
    ['nothing', [], []],
    ['more weights than energies', [1], [1, 2]],
    ['energies out of order', [2, 1], [1, 1]],
    ['a negative weight', [1, 2], [1, -1]],
    ['only zeros', [1, 2], [0, 0]],
    ['a weight that is no number', [1, 2], [1, Number.NaN]],
  ])('of %s is refused', (_, energies, weights) => {
    expect(() => spectrumOf(energies, weights)).toThrow(expect.objectContaining({ code: 'SPECTRUM_MALFORMED' }));
  });
});
