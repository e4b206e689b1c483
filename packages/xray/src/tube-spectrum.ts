import { elementAttenuation } from './attenuation.ts';
import { compositionOfFormula } from './composition.ts';
import { filtered, type Spectrum, spectrumOf, weighted } from './spectrum.ts';
import { XrayError } from './xray-error.ts';

export interface Tube {
  /** Peak voltage, 40 to 200 kV. */
  readonly kilovolts: number;
  /** Angle between the target's face and the beam; 20 degrees unless said. */
  readonly anodeDegrees?: number;
  /** Filters in the order of passage; inherent filtration (such as 4 mm of aluminium) is one of them. */
  readonly filters: readonly { readonly formula: string; readonly gPerCm2: number }[];
}

const TUNGSTEN_Z = 74;
const ELECTRON_KEV = 510.99895;
const FIRST_KEV = 10;
// Tucker, Barnes & Chakraborty, Med. Phys. 18 (1991) 402: the polynomial in photon over electron energy.
const B = [1, -5.049, 10.847, -10.516, 3.842] as const;
const A1_OVER_A0 = 2.9e-5 / 3.685e-2;
// Mass stopping power of tungsten (keV cm2/g) as the same paper fits it.
const stoppingPower = (keV: number): number => 2024.1 + 10361 * Math.exp(-0.04695 * keV);
// Thomson-Whiddington constants (keV2 cm2/g) of Birch & Marshall, Phys. Med. Biol. 24 (1979) 505.
const WHIDDINGTON = [
  [50, 5.4e5],
  [75, 6.25e5],
  [100, 7e5],
  [150, 8.4e5],
  [200, 10e5],
] as const;
const K_EDGE_KEV = 69.5;
// K lines of tungsten (keV) and their shares (Tucker et al. 1991).
const K_LINES = [
  [59.32, 0.505],
  [57.98, 0.291],
  [67.2, 0.17],
  [69.1, 0.034],
] as const;
const K_GROWTH = 1.648;
// The yield of the lines against the continuum is set once: a tenth of the photons behind 2.5 mm of aluminium
// at 100 kV (Bushberg et al., The Essential Physics of Medical Imaging, ch. 6).
const K_SHARE_AT_100_KV = 0.1;
const ALUMINIUM_2_5_MM = 0.675;

/**
 * Spectrum of a tungsten tube in 1 keV bins by the semi-empirical model of Tucker, Barnes & Chakraborty: photons
 * arise at every depth as the electrons slow down, and the target absorbs its own. Fitted by its authors up to
 * 140 kV; above that it is an extrapolation. Scale is arbitrary. Compared with ISO 4037-1 qualities in the tests.
 */
export function tubeSpectrum(tube: Tube): Spectrum {
  const bare = bareTube(tube.kilovolts, tube.anodeDegrees ?? 20);
  const lines = lineScale() * Math.max(0, tube.kilovolts / K_EDGE_KEV - 1) ** K_GROWTH;
  let spectrum = withLines(bare, lines);
  for (const { formula, gPerCm2 } of tube.filters) {
    spectrum = filtered(spectrum, compositionOfFormula(formula), gPerCm2);
  }
  return spectrum;
}

function bareTube(kilovolts: number, anodeDegrees: number): Spectrum {
  if (!(kilovolts >= 40 && kilovolts <= 200) || !(anodeDegrees > 0 && anodeDegrees < 90)) {
    throw new XrayError('SPECTRUM_MALFORMED', `no tube of ${kilovolts} kV and ${anodeDegrees} degrees`);
  }
  const energies = Float64Array.from(
    { length: Math.ceil(kilovolts) - FIRST_KEV },
    (_, i) => (FIRST_KEV + i + 0.5) / 1e3,
  );
  const sine = Math.sin((anodeDegrees * Math.PI) / 180);
  const depth = whiddington(kilovolts) * sine;
  return spectrumOf(
    energies,
    energies.map((energy) => continuum(energy * 1e3, kilovolts, elementAttenuation(TUNGSTEN_Z, energy) / depth)),
  );
}

/** Sum over the electron's energies on its way down, per keV of photon energy. */
function continuum(photon: number, kilovolts: number, absorption: number): number {
  const steps = 100;
  const step = (kilovolts - photon) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const electron = photon + (i + 0.5) * step;
    const x = photon / electron;
    const yieldHere = B[0] + x * (B[1] + x * (B[2] + x * (B[3] + x * B[4])));
    const escaping = Math.exp(-absorption * (kilovolts ** 2 - electron ** 2));
    sum += ((yieldHere * (electron + ELECTRON_KEV)) / electron / stoppingPower(electron)) * escaping * step;
  }
  return Math.max(0, (sum * (1 + A1_OVER_A0 * kilovolts)) / photon);
}

function withLines(bare: Spectrum, amount: number): Spectrum {
  return weighted(bare, (energy, bin) => {
    let photons = bare.weights[bin] as number;
    for (const [line, share] of K_LINES) {
      if (Math.floor(line) === Math.floor(energy * 1e3)) photons += amount * share;
    }
    return photons / ((bare.weights[bin] as number) || 1);
  });
}

let knownLineScale: number | undefined;

/** The factor on (U - 1)^1.648 that gives the K lines their share at 100 kV. */
function lineScale(): number {
  if (knownLineScale !== undefined) return knownLineScale;
  const bare = bareTube(100, 20);
  const total = (spectrum: Spectrum) =>
    filtered(spectrum, compositionOfFormula('Al'), ALUMINIUM_2_5_MM).weights.reduce((sum, weight) => sum + weight, 0);
  const continuumPhotons = total(bare);
  const linePhotons = total(withLines(bare, 1)) - continuumPhotons;
  const growth = (100 / K_EDGE_KEV - 1) ** K_GROWTH;
  knownLineScale = ((K_SHARE_AT_100_KV / (1 - K_SHARE_AT_100_KV)) * continuumPhotons) / linePhotons / growth;
  return knownLineScale;
}

function whiddington(kilovolts: number): number {
  const above = Math.max(
    1,
    WHIDDINGTON.findIndex(([kv]) => kv >= kilovolts),
  );
  const [kv0, c0] = WHIDDINGTON[above - 1] as readonly [number, number];
  const [kv1, c1] = WHIDDINGTON[above] as readonly [number, number];
  return c0 + ((kilovolts - kv0) / (kv1 - kv0)) * (c1 - c0);
}
