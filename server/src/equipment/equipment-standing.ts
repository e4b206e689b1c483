import type { ReasonBody } from '@garita/api';
import { equipmentReasons, type ScanStatement } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { TrustLists } from './trust-lists.ts';

export interface StandingNeeds {
  readonly lists: Pick<TrustLists, 'current'>;
  readonly clock: Clock;
  readonly agency: string;
}

type Standing =
  | { readonly state: 'good'; readonly configurationStatus: string; readonly acceptedByPartner: string }
  | { readonly state: 'lost'; readonly reasons: readonly ReasonBody[] }
  | { readonly state: 'unknown' };

/**
 * What the list in force says now of the equipment that made an admitted scan; `unknown` without a list in force. A
 * device that runs another configuration by now is no fault of the scan: each of the two is still judged by itself.
 */
export function equipmentStanding({ lists, clock, agency }: StandingNeeds) {
  return async (statement: ScanStatement): Promise<Standing> => {
    const current = await lists.current();
    const at = clock.now();
    if (!current || at >= current.list.expiresAt) return { state: 'unknown' };
    const found = equipmentReasons(statement, current.list, agency, at);
    const reasons = found.filter(({ code }) => code !== 'CONFIGURATION_MISMATCH');
    if (reasons.length > 0)
      return {
        state: 'lost',
        reasons: reasons.map(({ code, detail, notice }) => ({
          code,
          detail,
          ...(notice ? { notice: [...notice] } : {}),
        })),
      };
    const listed = current.list.configurations.find(({ id }) => id === statement.configuration);
    const { acceptedByPartner = 'not-asked', status: configurationStatus = 'unknown' } = listed ?? {};
    return { state: 'good', configurationStatus, acceptedByPartner };
  };
}
