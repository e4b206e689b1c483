import { solveLinear } from './solve-linear.ts';
import type { Spectrum } from './spectrum.ts';
import { type Correction, FREE_STREAMING, type Layer, logTransmission } from './transmission.ts';
import { XrayError } from './xray-error.ts';

/** One step of known material, and the -ln T that was measured behind it. */
export interface CalibrationStep {
  readonly layers: readonly Layer[];
  readonly alpha: number;
}

const ROUNDS = 20;
const NUDGE = 1e-4;
const SETTLED = 1e-10;

/**
 * The three factors that bring a model spectrum onto measurements, by least squares of alpha (Gauss-Newton from
 * free streaming), as Lalor & Danagoulian calibrate. Throws SPECTRUM_MALFORMED for fewer than three steps, or steps
 * that do not tell the three apart.
 */
export function fitCorrection(spectrum: Spectrum, steps: readonly CalibrationStep[]): Correction {
  if (steps.length < 3)
    throw new XrayError('SPECTRUM_MALFORMED', `${steps.length} calibration steps, three are needed`);
  let factors = asArray(FREE_STREAMING);
  for (let round = 0; round < ROUNDS; round++) {
    const normal = [0, 1, 2].map(() => [0, 0, 0, 0]);
    for (const { layers, alpha } of steps) {
      const here = logTransmission(spectrum, layers, asCorrection(factors));
      const slopes = factors.map((_, i) => {
        const nudged = factors.map((factor, j) => factor + (i === j ? NUDGE : 0));
        return (logTransmission(spectrum, layers, asCorrection(nudged)) - here) / NUDGE;
      });
      for (const [i, row] of normal.entries()) {
        const slope = slopes[i] as number;
        for (const [j, other] of [...slopes, alpha - here].entries()) row[j] = (row[j] as number) + slope * other;
      }
    }
    const change = solveLinear(normal);
    if (change === undefined) throw new XrayError('SPECTRUM_MALFORMED', 'the calibration steps are too much alike');
    factors = factors.map((factor, i) => factor + (change[i] as number));
    if (change.every((step) => Math.abs(step) < SETTLED)) break;
  }
  return asCorrection(factors);
}

function asArray({ photoelectric, compton, pair }: Correction): number[] {
  return [photoelectric, compton, pair];
}

function asCorrection([photoelectric = 1, compton = 1, pair = 1]: readonly number[]): Correction {
  return { photoelectric, compton, pair };
}
