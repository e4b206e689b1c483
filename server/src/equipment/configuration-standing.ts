import type { ConfigurationView, Standing } from '@garita/api';
import type { TrustList } from '@garita/trust';

/** What the list in force makes of a configuration by itself, whatever it says of any device. `at` in ms since 1970. */
export function configurationStanding(list: TrustList | undefined, configuration: string, at: number): Standing {
  const listed = list?.configurations.find(({ id }) => id === configuration);
  if (!list || !listed) return 'unknown';
  if (listed.status === 'removed' || listed.status === 'refused') return 'refused';
  if (listed.status === 'suspended') return 'suspended';
  const isOver = at >= list.expiresAt || (listed.approvedUntil !== null && at >= listed.approvedUntil);
  return isOver ? 'expired' : listed.status;
}

/** `null`: not on the list. */
export function onTrustList(list: TrustList | undefined, configuration: string): ConfigurationView['onTrustList'] {
  const listed = list?.configurations.find(({ id }) => id === configuration);
  return list && listed ? { version: list.version, status: listed.status, approvedUntil: listed.approvedUntil } : null;
}
