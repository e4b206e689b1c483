import {
  classifierFrom,
  linacSpectra,
  type MaterialCurves,
  materialCurves,
  type Spectrum,
  sandwichSpectra,
  switchingSpectra,
} from '@garita/xray';
import type { MaterialModel } from './image.ts';
import { type MaterialGrid, materialGrid } from './material-table.ts';

/** What two radiographs say of their beam, kV (6000 for 6 MV); `null` when they do not. */
export interface BeamEnergies {
  readonly highKvp: number | null;
  readonly lowKvp: number | null;
}

/** From this on it is an accelerator, kV. */
const ACCELERATOR_KV = 1_000;
const CARGO = { high: 9, low: 6 };
const TUBE = { high: 160, low: 80 };
// What `linacSpectrum` and `tubeSpectrum` are made for.
const [LEAST_MEV, MOST_MEV] = [1.5, 20];
const [LEAST_KV, MOST_KV] = [50, 200];

/**
 * The curves of an assumed beam: an accelerator of the stated potentials (6/9 MV where only one or none is stated), a
 * tube that switches between the stated voltages, or where both are the same a sandwich of detectors. Takes 50 to 80 ms:
 * a thread of its own is the place for it.
 */
export function materialCurvesOf(beam: BeamEnergies): MaterialCurves {
  return materialCurves(...spectraOf(beam));
}

/** The model of curves; its grid is drawn out here unless it was elsewhere. */
export function modelFrom(
  curves: MaterialCurves,
  grid?: MaterialGrid,
): MaterialModel & { readonly grid: MaterialGrid } {
  const { clearBelow, opaqueAbove } = curves.limits;
  const model = { classify: classifierFrom(curves), limits: { clearBelow, opaqueAbove }, assumed: true };
  return { ...model, grid: grid ?? materialGrid(model) };
}

function spectraOf({ highKvp, lowKvp }: BeamEnergies): [high: Spectrum, low: Spectrum] {
  const most = Math.max(highKvp ?? 0, lowKvp ?? 0);
  if (most === 0 || most >= ACCELERATOR_KV) {
    const [high, low] = [highKvp, lowKvp].map((kvp) => held((kvp ?? 0) / 1e3, LEAST_MEV, MOST_MEV)) as [number, number];
    const stated = highKvp !== null && lowKvp !== null && high > low;
    return stated ? linacSpectra(high, low) : linacSpectra(CARGO.high, CARGO.low);
  }
  if (highKvp !== null && highKvp === lowKvp) return sandwichSpectra(held(highKvp, LEAST_KV, MOST_KV));
  const [high, low] = [held(highKvp ?? TUBE.high, LEAST_KV, MOST_KV), held(lowKvp ?? TUBE.low, LEAST_KV, MOST_KV)];
  return high > low ? switchingSpectra(high, low) : sandwichSpectra(TUBE.high);
}

function held(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
