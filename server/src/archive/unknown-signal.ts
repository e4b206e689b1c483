import type { PictureEnergy } from '@garita/api';
import type { ImageHead } from '@garita/dicos';

/** What the head alone tells of the samples (PS3.3 C.8.11.3.1.2). */
export function unknownSignal({ kind, quantity, relationship, sign }: ImageHead): PictureEnergy['signal'] {
  const nothing = { air: null, airBasis: null, perUnit: null };
  const computed = /^(Z_EFFECTIVE|DENSITY|COMPTON|PHOTOELECTRIC|BASIS_MATERIAL_[12])$/.test(quantity);
  if (computed) return { kind: 'unknown', ...nothing };
  if (kind === 'volume') return { kind: 'ct', ...nothing };
  if (sign === -1) return { kind: 'attenuation', ...nothing };
  return { kind: relationship === 'LIN' ? 'transmission' : 'unknown', ...nothing };
}
