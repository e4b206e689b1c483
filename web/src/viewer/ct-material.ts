import type { MaterialModel } from './image.ts';

const WATER_Z = 7.42;
const LOWEST_Z = 5;
const HIGHEST_Z = 40;
/** Photoelectric share of water's attenuation at 70 and at 50 keV (NIST XCOM). */
const ASSUMED_SHARES = { high: 0.047, low: 0.12 };
const CLEAR_BELOW = 0.1;
const OPAQUE_ABOVE = 15.9;

/**
 * Materials of two CT volumes by the attenuation of each against water. What a substance attenuates is scatter, in
 * proportion to its density, and photoelectric absorption, which grows with the cube of the atomic number (Alvarez and
 * Macovski, Phys. Med. Biol. 21 (1976) 733): two energies tell the two apart.
 *
 * @param shares photoelectric share of water's attenuation at each energy; without a calibration those of 70 and
 *   50 keV are assumed, and the model says so
 */
export function ctMaterialModel(shares?: { readonly high: number; readonly low: number }): MaterialModel {
  const { high, low } = shares ?? ASSUMED_SHARES;
  return {
    assumed: shares === undefined,
    limits: { clearBelow: CLEAR_BELOW, opaqueAbove: OPAQUE_ABOVE },
    classify: (highValue, lowValue) => {
      if (!(highValue >= CLEAR_BELOW)) return { band: 'clear', z: 0, arealDensity: 0 };
      const ratio = lowValue / highValue;
      const rest = low - ratio * high;
      const cube = rest > 0 ? (ratio * (1 - high) - (1 - low)) / rest : Number.POSITIVE_INFINITY;
      const z = Math.min(HIGHEST_Z, Math.max(LOWEST_Z, WATER_Z * Math.cbrt(cube)));
      const band = highValue > OPAQUE_ABOVE ? 'opaque' : z < 10 ? 'organic' : z > 19 ? 'metal' : 'mixed';
      // A voxel has a density, no areal density.
      return { band, z, arealDensity: 0 };
    },
  };
}
