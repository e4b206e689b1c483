import { compositionOfFormula } from './composition.ts';
import { filtered, type Spectrum, spectrumOf } from './spectrum.ts';
import { XrayError } from './xray-error.ts';

const ELECTRON_MEV = 0.51099895;
const TUNGSTEN_Z = 74;
const BIN_MEV = 0.02;
const MAX_ENERGY_MEV = 20;

/**
 * Areal density of the target as its own filter (g/cm2): 2.3 mm of tungsten, of the order usual for a cargo linac, and
 * chosen once so that steel lets through what the reference figures say.
 */
export const LINAC_TARGET_G_PER_CM2 = 4.4;

/**
 * Photon spectrum of a linac: the thin-target bremsstrahlung of Schiff integrated over angle (Phys. Rev. 83,
 * 1951, 252; formula 3BS(e) of Koch & Motz, Rev. Mod. Phys. 31, 1959, 920), hardened by the tungsten target. Thin
 * target, because what leaves a thick one straight ahead comes from its first layers, before the electrons
 * scatter aside. How near it comes to a Monte Carlo spectrum is stated in docs/standards/xray.md.
 */
export function linacSpectrum(electronMev: number, targetGPerCm2 = LINAC_TARGET_G_PER_CM2): Spectrum {
  if (!(electronMev >= 1 && electronMev <= MAX_ENERGY_MEV)) {
    throw new XrayError('ENERGY_OUT_OF_RANGE', `${electronMev} MeV is no linac energy between 1 and ${MAX_ENERGY_MEV}`);
  }
  const energies = Float64Array.from({ length: Math.floor(electronMev / BIN_MEV) }, (_, i) => (i + 0.5) * BIN_MEV);
  const thin = spectrumOf(
    energies,
    energies.map((photon) => schiff(photon, electronMev)),
  );
  return filtered(thin, compositionOfFormula('W'), targetGPerCm2);
}

/**
 * Photons per energy, in arbitrary units, of one electron of kinetic energy `electronMev`:
 * 3BS(e) without its constant 2 Z^2 r0^2 / 137.
 */
export function schiff(photonMev: number, electronMev: number, z = TUNGSTEN_Z): number {
  const before = electronMev + ELECTRON_MEV;
  const after = before - photonMev;
  if (after <= ELECTRON_MEV) return 0;
  const screening = Math.cbrt(z) / 111;
  const recoil = (ELECTRON_MEV * photonMev) / (2 * before * after);
  const b = screening / recoil;
  const logM0 = -Math.log(recoil ** 2 + screening ** 2);
  const arc = Math.atan(b) / b;
  const ratio = after / before;
  const main = (1 + ratio ** 2 - (2 / 3) * ratio) * (logM0 + 1 - 2 * arc);
  const rest =
    (2 / b ** 2) * Math.log(1 + b ** 2) + ((4 * (2 - b ** 2)) / (3 * b ** 2)) * arc - 8 / (3 * b ** 2) + 2 / 9;
  return Math.max(0, main + ratio * rest) / photonMev;
}
