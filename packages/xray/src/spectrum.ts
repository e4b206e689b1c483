import { massAttenuation } from './attenuation.ts';
import type { Composition } from './composition.ts';
import { XrayError } from './xray-error.ts';

/** Photons per bin on a grid of energies; only the ratios of the weights matter. */
export interface Spectrum {
  readonly energiesMev: Float64Array;
  readonly weights: Float64Array;
}

const MAX_BINS = 4096;

/** Checks and keeps a spectrum: 1..4096 ascending energies, weights finite and >= 0, not all zero. */
export function spectrumOf(energiesMev: ArrayLike<number>, weights: ArrayLike<number>): Spectrum {
  const bins = energiesMev.length;
  if (bins === 0 || bins > MAX_BINS || weights.length !== bins) {
    throw new XrayError('SPECTRUM_MALFORMED', `${bins} energies and ${weights.length} weights`);
  }
  const spectrum = { energiesMev: Float64Array.from(energiesMev), weights: Float64Array.from(weights) };
  const ascending = spectrum.energiesMev.every((energy, i) => i === 0 || energy > (energiesMev[i - 1] as number));
  const countable = spectrum.weights.every((weight) => weight >= 0 && Number.isFinite(weight));
  if (!ascending || !countable || !spectrum.weights.some((weight) => weight > 0)) {
    throw new XrayError('SPECTRUM_MALFORMED', 'energies must ascend; weights must be finite, >= 0, not all zero');
  }
  return spectrum;
}

/** The spectrum with each weight multiplied by a function of energy (MeV), such as a detector's response. */
export function weighted(spectrum: Spectrum, factor: (energyMev: number, bin: number) => number): Spectrum {
  return { ...spectrum, weights: spectrum.weights.map((w, i) => w * factor(spectrum.energiesMev[i] as number, i)) };
}

/** The spectrum behind a filter of so much areal density (g/cm2), without scatter. */
export function filtered(spectrum: Spectrum, filter: Composition, arealDensity: number): Spectrum {
  return weighted(spectrum, (energy) => Math.exp(-arealDensity * massAttenuation(filter, energy)));
}

/** Mean energy (MeV) of the weights. */
export function meanEnergyMev(spectrum: Spectrum): number {
  let sum = 0;
  let total = 0;
  for (const [bin, weight] of spectrum.weights.entries()) {
    sum += weight * (spectrum.energiesMev[bin] as number);
    total += weight;
  }
  return sum / total;
}
