import type { EquipmentLine } from '@garita/api';
import type { PlainKey } from '../../i18n/language.tsx';

/** The key of what the state of a configuration means, for who has never heard of life cycles. */
export function stateSays({ state, section }: Pick<EquipmentLine, 'state' | 'section'>): PlainKey {
  if (state === 'listed' && section !== null) return `register.says.${section}`;
  return `register.says.${state}`;
}
