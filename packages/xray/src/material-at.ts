import type { Spectrum } from './spectrum.ts';
import { correctedAttenuation } from './transmission.ts';

/** What a pair of log-transmissions looks like: nothing there, three bands by atomic number, or no signal. */
export type MaterialBand = 'clear' | 'organic' | 'mixed' | 'metal' | 'opaque';

export interface BandLimits {
  /** Organic below, metal above, mixed between; makers differ, so they are settings. */
  readonly organicBelow: number;
  readonly metalAbove: number;
  /** -ln T (high energy) under which nothing can be told, and over which nothing comes through. */
  readonly clearBelow: number;
  readonly opaqueAbove: number;
}

export const DEFAULT_BAND_LIMITS: BandLimits = { organicBelow: 10, metalAbove: 19, clearBelow: 0.03, opaqueAbove: 8 };

export interface MaterialEstimate {
  readonly band: MaterialBand;
  /** Atomic number of the element that would look the same, held within 5..40. */
  readonly z: number;
  /** g/cm2 of it. */
  readonly arealDensity: number;
}

// Beyond zirconium the ratio turns back, and two elements look alike (arXiv 2301.05783): not to be told apart.
const LOWEST_Z = 5;
const HIGHEST_Z = 40;
const ELEMENTS = HIGHEST_Z - LOWEST_Z + 1;
const STEPS = 160;

/** Tables of alphaLow and areal density over alphaHigh for each element 5..40, one after the other: plain numbers. */
export interface MaterialCurves {
  readonly limits: BandLimits;
  readonly alphaLow: Float64Array;
  readonly arealDensity: Float64Array;
}

/**
 * Classifies pairs (alphaHigh, alphaLow) of -ln T, by tables made once for two spectra (weighted with the detector's
 * response).
 */
export function materialClassifier(
  high: Spectrum,
  low: Spectrum,
  limits: BandLimits = DEFAULT_BAND_LIMITS,
): (alphaHigh: number, alphaLow: number) => MaterialEstimate {
  return classifierFrom(materialCurves(high, low, limits));
}

/** The slow half of `materialClassifier` (25 to 55 ms), whose result can go from one thread to another. */
export function materialCurves(
  high: Spectrum,
  low: Spectrum,
  limits: BandLimits = DEFAULT_BAND_LIMITS,
): MaterialCurves {
  const step = limits.opaqueAbove / (STEPS - 1);
  const alphaLow = new Float64Array(ELEMENTS * STEPS);
  const arealDensity = new Float64Array(ELEMENTS * STEPS);
  for (let element = 0; element < ELEMENTS; element++) {
    const curve = curveOf(high, low, LOWEST_Z + element, step);
    alphaLow.set(curve.alphaLow, element * STEPS);
    arealDensity.set(curve.arealDensity, element * STEPS);
  }
  return { limits, alphaLow, arealDensity };
}

/** The quick half of `materialClassifier`. */
export function classifierFrom({
  limits,
  alphaLow: lows,
  arealDensity: densities,
}: MaterialCurves): (alphaHigh: number, alphaLow: number) => MaterialEstimate {
  const step = limits.opaqueAbove / (STEPS - 1);
  const at = (values: Float64Array, element: number, place: number): number => {
    const cell = Math.min(Math.floor(place), STEPS - 2);
    const from = values[element * STEPS + cell] as number;
    return from + (place - cell) * ((values[element * STEPS + cell + 1] as number) - from);
  };
  return (alphaHigh, alphaLow) => {
    if (!(alphaHigh >= limits.clearBelow)) return { band: 'clear', z: 0, arealDensity: 0 };
    const place = Math.min(alphaHigh, limits.opaqueAbove) / step;
    const index = crossing((element) => at(lows, element, place), alphaLow);
    const [lower, upper] = [Math.floor(index), Math.ceil(index)];
    const share = index % 1;
    const arealDensity = (1 - share) * at(densities, lower, place) + share * at(densities, upper, place);
    const z = LOWEST_Z + index;
    return { band: alphaHigh > limits.opaqueAbove ? 'opaque' : bandOf(z, limits), z, arealDensity };
  };
}

function bandOf(z: number, { organicBelow, metalAbove }: BandLimits): MaterialBand {
  if (z < organicBelow) return 'organic';
  return z > metalAbove ? 'metal' : 'mixed';
}

/** Where (fractional index, held inside) a value falls among elements whose values rise or fall throughout. */
function crossing(of: (element: number) => number, value: number): number {
  let low = 0;
  let high = ELEMENTS - 1;
  const rising = of(high) > of(low);
  const before = (entry: number) => (rising ? entry <= value : entry >= value);
  if (!before(of(low))) return 0;
  if (before(of(high))) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (before(of(middle))) low = middle;
    else high = middle;
  }
  const from = of(low);
  return low + (value - from) / (of(high) - from);
}

interface Curve {
  readonly alphaLow: Float64Array;
  readonly arealDensity: Float64Array;
}

/**
 * alphaLow and areal density of one element at equal steps of alphaHigh: both are computed over areal densities that
 * grow until alphaHigh is passed, then read off between them.
 */
function curveOf(high: Spectrum, low: Spectrum, z: number, step: number): Curve {
  const composition = new Map([[z, 1]]);
  const alphaHighAt = alphaOf(high, correctedAttenuation(composition, high.energiesMev));
  const alphaLowAt = alphaOf(low, correctedAttenuation(composition, low.energiesMev));
  const alphaLow = new Float64Array(STEPS);
  const arealDensity = new Float64Array(STEPS);
  let before = { amount: 0, high: 0, low: 0 };
  let after = before;
  for (let i = 1; i < STEPS; i++) {
    const wanted = i * step;
    while (after.high < wanted) {
      before = after;
      const slope = before.amount === 0 ? alphaHighAt(1e-3) / 1e-3 : before.high / before.amount;
      const amount = before.amount + step / slope;
      after = { amount, high: alphaHighAt(amount), low: alphaLowAt(amount) };
    }
    const share = (wanted - before.high) / (after.high - before.high);
    arealDensity[i] = before.amount + share * (after.amount - before.amount);
    alphaLow[i] = before.low + share * (after.low - before.low);
  }
  return { alphaLow, arealDensity };
}

function alphaOf({ weights }: Spectrum, mu: Float64Array): (amount: number) => number {
  const air = weights.reduce((sum, weight) => sum + weight, 0);
  return (amount) => {
    let signal = 0;
    for (let bin = 0; bin < mu.length; bin++)
      signal += (weights[bin] as number) * Math.exp(-amount * (mu[bin] as number));
    return -Math.log(signal / air);
  };
}
