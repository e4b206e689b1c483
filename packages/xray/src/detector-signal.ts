import type { Random } from './random.ts';

/** What turns transmission into numbers. All spreads are standard deviations. */
export interface Detector {
  /** Mean detected photons of one pixel in air (N0). */
  readonly airPhotons: number;
  /** Electronic noise, in photons. */
  readonly electronicNoise: number;
  /** Relative spread of the dose from pulse to pulse that the reference detector leaves over. */
  readonly doseSpread: number;
  /** Value of air in the 16-bit image. */
  readonly airValue: number;
}

const FULL_SCALE = 0xffff;

/** Fixed pattern: what is left of each channel's own gain after air correction, 1 on average. */
export function channelGains(channels: number, spread: number, random: Random): Float64Array {
  return Float64Array.from({ length: channels }, () => 1 + spread * random.normal());
}

/** sd of alpha = -ln T by propagation: sqrt(1 / (N0 T) + sigma^2 / (N0 T)^2). */
export function alphaDeviation(detector: Detector, transmission: number): number {
  const photons = detector.airPhotons * transmission;
  return Math.sqrt(1 / photons + (detector.electronicNoise / photons) ** 2);
}

/**
 * The 16-bit image of a transmission image (row by row): value = airValue x gain x (Poisson(N0 T dose) + noise) / N0,
 * rounded and held within 0..65535. One dose for each column: a line scanner takes a column with each pulse.
 */
export function digitize(
  transmission: Float32Array,
  rows: number,
  detector: Detector,
  gains: Float64Array,
  random: Random,
): Uint16Array {
  const columns = transmission.length / rows;
  const doses = Float64Array.from({ length: columns }, () => 1 + detector.doseSpread * random.normal());
  const pixels = new Uint16Array(transmission.length);
  for (let row = 0, at = 0; row < rows; row++) {
    const scale = ((gains[row] as number) * detector.airValue) / detector.airPhotons;
    for (let column = 0; column < columns; column++, at++) {
      const mean = (transmission[at] as number) * detector.airPhotons * (doses[column] as number);
      const photons = random.poisson(mean) + detector.electronicNoise * random.normal();
      pixels[at] = Math.min(FULL_SCALE, Math.max(0, Math.round(photons * scale)));
    }
  }
  return pixels;
}
