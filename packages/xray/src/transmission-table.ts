import { type Composition, compositionOfFormula } from './composition.ts';
import { solveLinear } from './solve-linear.ts';
import type { Spectrum } from './spectrum.ts';
import { type Correction, correctedAttenuation } from './transmission.ts';

/** Areal densities (g/cm2) of the three basis materials on a ray. */
export type Basis = readonly [polyethylene: number, iron: number, lead: number];

const BASIS: readonly [Composition, Composition, Composition] = [
  compositionOfFormula('C2H4'),
  compositionOfFormula('Fe'),
  compositionOfFormula('Pb'),
];
const STEPS = [48, 64, 24] as const;

/**
 * One gram of a composition as so many grams of polyethylene, iron and lead: the least-squares fit of its attenuation
 * over the spectra, relative at each energy. Three processes make the attenuation of anything, so three bases carry
 * it; edges between their own are lost (the error is in docs/standards/xray.md). An amount may be negative, as
 * copper is more iron than there is of it, less some polyethylene.
 */
export function basisOf(composition: Composition, spectra: readonly Spectrum[]): Basis {
  const normal = Array.from({ length: 3 }, () => [0, 0, 0, 0]);
  for (const spectrum of spectra) {
    const wanted = correctedAttenuation(composition, spectrum.energiesMev);
    const bases = BASIS.map((basis) => correctedAttenuation(basis, spectrum.energiesMev));
    const total = spectrum.weights.reduce((sum, weight) => sum + weight, 0);
    for (const [bin, weight] of spectrum.weights.entries()) {
      const mu = wanted[bin] as number;
      const columns = [...bases.map((basis) => (basis[bin] as number) / mu), 1];
      for (const [i, row] of normal.entries()) {
        for (const [j, column] of columns.entries())
          row[j] = (row[j] as number) + (weight / total) * (columns[i] as number) * column;
      }
    }
  }
  return (solveLinear(normal) ?? [0, 0, 0]) as unknown as Basis;
}

/**
 * alpha = -ln T of any amounts of the three bases, read from a table made once for a spectrum (weights with the
 * detector's response). The grid is quadratic, since the beam hardens most in the first millimetres; beyond its ends
 * alpha goes on straight.
 */
export class TransmissionTable {
  private readonly alphas: Float64Array;
  private readonly limits: Basis;

  /** `limits`: the areal densities (g/cm2) at which the table ends. */
  constructor(spectrum: Spectrum, limits: Basis, correction?: Correction) {
    this.limits = limits;
    this.alphas = new Float64Array(STEPS[0] * STEPS[1] * STEPS[2]);
    const bins = spectrum.weights.length;
    const air = spectrum.weights.reduce((sum, weight) => sum + weight, 0);
    const [light, iron, lead] = BASIS.map((basis, axis) => {
      const mu = correctedAttenuation(basis, spectrum.energiesMev, correction);
      return Array.from({ length: STEPS[axis] as number }, (_, i) => {
        const amount = this.node(axis as 0 | 1 | 2, i);
        return mu.map((value) => Math.exp(-value * amount));
      });
    }) as [Float64Array[], Float64Array[], Float64Array[]];
    const behind = new Float64Array(bins);
    let at = 0;
    for (const first of light) {
      for (const second of iron) {
        for (let bin = 0; bin < bins; bin++) {
          behind[bin] = (spectrum.weights[bin] as number) * (first[bin] as number) * (second[bin] as number);
        }
        for (const third of lead) {
          let signal = 0;
          for (let bin = 0; bin < bins; bin++) signal += (behind[bin] as number) * (third[bin] as number);
          this.alphas[at++] = -Math.log(Math.max(signal / air, 1e-300));
        }
      }
    }
  }

  /** Trilinear between the nodes. */
  alpha(polyethylene: number, iron: number, lead: number): number {
    const i = this.cell(0, polyethylene);
    const j = this.cell(1, iron);
    const k = this.cell(2, lead);
    const u = this.share(0, i, polyethylene);
    const v = this.share(1, j, iron);
    const w = this.share(2, k, lead);
    const strideJ = STEPS[2];
    const strideI = STEPS[1] * STEPS[2];
    const at = i * strideI + j * strideJ + k;
    const near = this.plane(at, strideJ, v, w);
    return near + u * (this.plane(at + strideI, strideJ, v, w) - near);
  }

  private plane(at: number, strideJ: number, v: number, w: number): number {
    const a = this.alphas;
    const low = (a[at] as number) + w * ((a[at + 1] as number) - (a[at] as number));
    const high = (a[at + strideJ] as number) + w * ((a[at + strideJ + 1] as number) - (a[at + strideJ] as number));
    return low + v * (high - low);
  }

  private node(axis: 0 | 1 | 2, index: number): number {
    const share = index / (STEPS[axis] - 1);
    return this.limits[axis] * share * share;
  }

  private cell(axis: 0 | 1 | 2, amount: number): number {
    const last = STEPS[axis] - 1;
    return Math.min(Math.floor(Math.sqrt(Math.max(0, amount) / this.limits[axis]) * last), last - 1);
  }

  private share(axis: 0 | 1 | 2, cell: number, amount: number): number {
    const from = this.node(axis, cell);
    return (amount - from) / (this.node(axis, cell + 1) - from);
  }
}
