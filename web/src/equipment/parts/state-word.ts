import { lifeState } from '@garita/api';
import type { Say } from '../../i18n/language.tsx';

const DEVICE_STATES = ['planned', 'active', 'suspended', 'removed', 'retired'] as const;

/** The word for a state that a decision leads from or to; a newer server's state says itself. */
export function stateWord(kind: 'configuration' | 'device', state: string, say: Say): string {
  if (kind === 'device') {
    const known = DEVICE_STATES.find((one) => one === state);
    return known ? say(`deviceView.state.${known}`) : state;
  }
  const known = lifeState.safeParse(state);
  return known.success ? say(`eq.state.${known.data}`) : state;
}
