import { massAttenuation } from './attenuation.ts';
import type { Composition } from './composition.ts';
import type { Spectrum } from './spectrum.ts';

/** What lies in a ray's way: a composition and its areal density (g/cm2). */
export interface Layer {
  readonly composition: Composition;
  readonly arealDensity: number;
}

/**
 * The semi-empirical correction of Lalor & Danagoulian (Nucl. Instrum. Methods A 1064, 2024, 169343;
 * arXiv 2307.12099): factors on photoelectric, Compton and pair production that absorb scatter and the errors
 * of an assumed spectrum. All 1 is free streaming.
 */
export interface Correction {
  readonly photoelectric: number;
  readonly compton: number;
  readonly pair: number;
}

export const FREE_STREAMING: Correction = { photoelectric: 1, compton: 1, pair: 1 };

/** mu' = mu + (a - 1) mu_PE + (b - 1) mu_CS + (c - 1) mu_PP (cm2/g) on each energy of a spectrum. */
export function correctedAttenuation(
  composition: Composition,
  energiesMev: Float64Array,
  correction: Correction = FREE_STREAMING,
): Float64Array {
  const { photoelectric, compton, pair } = correction;
  return energiesMev.map((energy) => {
    let mu = massAttenuation(composition, energy);
    if (photoelectric !== 1) mu += (photoelectric - 1) * massAttenuation(composition, energy, 'photoelectric');
    if (compton !== 1) mu += (compton - 1) * massAttenuation(composition, energy, 'incoherent');
    if (pair !== 1) mu += (pair - 1) * massAttenuation(composition, energy, 'pair');
    return mu;
  });
}

/**
 * Transmission S/S0 = sum of w exp(-sum of mu lambda) / sum of w through layers; `weights` already hold the
 * detector's response.
 */
export function transmission(spectrum: Spectrum, layers: readonly Layer[], correction?: Correction): number {
  const alphas = new Float64Array(spectrum.energiesMev.length);
  for (const { composition, arealDensity } of layers) {
    const mu = correctedAttenuation(composition, spectrum.energiesMev, correction);
    for (let bin = 0; bin < mu.length; bin++)
      alphas[bin] = (alphas[bin] as number) + arealDensity * (mu[bin] as number);
  }
  let signal = 0;
  let air = 0;
  for (const [bin, weight] of spectrum.weights.entries()) {
    signal += weight * Math.exp(-(alphas[bin] as number));
    air += weight;
  }
  return signal / air;
}

/** alpha = -ln of the transmission. */
export function logTransmission(spectrum: Spectrum, layers: readonly Layer[], correction?: Correction): number {
  return -Math.log(transmission(spectrum, layers, correction));
}
