// The figures our physics is held against, each with where it comes from. For tests and the report alone.
import { type Composition, compositionOfFormula, compositionOfMixture } from '../src/composition.ts';

export interface ReferenceMaterial {
  readonly name: string;
  readonly composition: Composition;
  readonly zEffective: number;
  /** cm2/g at 60 and 120 keV, NIST XCOM. */
  readonly muRho: readonly [at60: number, at120: number];
  /** alpha at 6 MV over alpha at 9 MV behind 10, 50 and 100 g/cm2, semiZ detector 0. */
  readonly ratio: readonly [number, number, number];
}

const f = compositionOfFormula;
const row = (
  name: string,
  composition: Composition,
  zEffective: number,
  muRho: readonly [number, number],
  ratio: readonly [number, number, number],
): ReferenceMaterial => ({ name, composition, zEffective, muRho, ratio });

// Computed in NumPy from NIST XCOM and the spectra of plalor/semiZ @ 466ad60, detector 0, free streaming.
export const REFERENCE_MATERIALS: readonly ReferenceMaterial[] = [
  row('polyethylene', f('C2H4'), 5.44, [0.197, 0.1634], [1.229, 1.229, 1.224]),
  row('cellulose', f('C6H10O5'), 6.89, [0.1923, 0.1535], [1.222, 1.22, 1.213]),
  row('water', f('H2O'), 7.42, [0.2058, 0.1613], [1.221, 1.218, 1.211]),
  row('sucrose', f('C12H22O11'), 6.92, [0.193, 0.1539], [1.222, 1.22, 1.213]),
  row('fentanyl base', f('C22H28N2O'), 5.9, [0.1892, 0.1554], [1.226, 1.225, 1.219]),
  row('fentanyl HCl', f('C22H29ClN2O'), 8.39, [0.2134, 0.1578], [1.222, 1.22, 1.213]),
  row('4-ANPP', f('C19H24N2'), 5.78, [0.1889, 0.1556], [1.226, 1.225, 1.219]),
  row('NPP', f('C13H17NO'), 5.96, [0.1897, 0.1555], [1.226, 1.225, 1.219]),
  row('methamphetamine base', f('C10H15N'), 5.72, [0.1912, 0.1576], [1.227, 1.227, 1.221]),
  row('methamphetamine HCl', f('C10H16ClN'), 9.89, [0.2393, 0.162], [1.219, 1.215, 1.208]),
  row('cocaine HCl', f('C17H22ClNO4'), 8.78, [0.2158, 0.1566], [1.22, 1.217, 1.21]),
  row('aluminium', f('Al'), 13, [0.2778, 0.1549], [1.197, 1.186, 1.174]),
  row('iron', f('Fe'), 26, [1.205, 0.279], [1.158, 1.134, 1.116]),
  row(
    'brass 70/30',
    compositionOfMixture([
      ['Cu', 0.7],
      ['Zn', 0.3],
    ]),
    29.3,
    [1.643, 0.338],
    [1.15, 1.124, 1.105],
  ),
  row('lead', f('Pb'), 82, [5.02, 3.52], [1.13, 1.057, 1.032]),
];

export const RATIO_DEPTHS = [10, 50, 100] as const;

/** Transmission of steel as 7.87 g/cm3 of iron: thickness (mm), 6 MV, 9 MV; semiZ detector 0. */
export const STEEL = [
  [100, 3.93e-2, 5.6e-2],
  [200, 2.4e-3, 4.2e-3],
  [300, 1.65e-4, 3.42e-4],
  [350, 4.43e-5, 9.88e-5],
] as const;
export const STEEL_DENSITY = 7.87;

/** Mean energies (MeV): 6 MV, 9 MV, and both weighted with the response; the mean over the hundred detectors. */
export const FAN_MEAN_ENERGY = { low: 1.376, high: 1.839, lowDetected: 2.13, highDetected: 3.236 } as const;

/**
 * semiZ's own results at detector 0 after its calibration: element, g/cm2, alpha at 9 MV, alpha at 6 MV. The first
 * three serve as calibration here, the last two as the test of it.
 */
export const CALIBRATED = [
  ['C', 100, 3.12638, 3.79331],
  ['Fe', 100, 3.58678, 3.99945],
  ['Pb', 100, 4.63081, 4.75736],
  ['Al', 100, 3.27263, 3.83527],
  ['Fe', 50, 1.89118, 2.14232],
] as const;
/** What semiZ's own fit gives for detector 0 (run of semiZ @ 466ad60). */
export const CALIBRATED_FACTORS = { high: [1.0649, 0.9985, 0.9924], low: [0.9486, 0.995, 1.004] } as const;

/** ISO 4037-1 radiation qualities: kV, filters in mm besides 4 mm of aluminium, mean energy in keV. */
export const ISO_4037 = [
  ['N-60', 60, { Cu: 0.6 }, 47.9],
  ['N-80', 80, { Cu: 2 }, 65.2],
  ['N-100', 100, { Cu: 5 }, 83.3],
  ['N-120', 120, { Cu: 5, Sn: 1 }, 100],
  ['N-150', 150, { Sn: 2.5 }, 118],
  ['W-60', 60, { Cu: 0.3 }, 45],
  ['W-80', 80, { Cu: 0.5 }, 57],
  ['W-110', 110, { Cu: 2 }, 79],
  ['W-150', 150, { Sn: 1 }, 104],
  ['W-200', 200, { Sn: 2 }, 137],
] as const;
