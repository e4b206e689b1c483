import type { ReasonBody, Standing } from '@garita/api';
import { equipmentReasons } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { TrustLists } from './trust-lists.ts';

export interface DeviceStandingNeeds {
  readonly lists: Pick<TrustLists, 'current'>;
  readonly clock: Clock;
  readonly agency: string;
}

export interface DeviceStanding {
  /** The one that was asked for, else the one the list gives the device; `null` for a device it does not name. */
  readonly configuration: string | null;
  readonly standing: Standing;
  /** Why a scan of it would not be believed now, in the gate's own words. */
  readonly reasons: readonly ReasonBody[];
}

/** What the list in force says now of a device, with the configuration it says it has where that is known. */
export function deviceStanding({ lists, clock, agency }: DeviceStandingNeeds) {
  return async (device: string, configuration?: string): Promise<DeviceStanding> => {
    const list = (await lists.current())?.list;
    const asked = configuration ?? list?.devices.find(({ id }) => id === device)?.configuration;
    if (!list || asked === undefined) {
      const code = list ? 'DEVICE_UNKNOWN' : 'TRUST_LIST_MISSING';
      const detail = list ? `device ${device} is not on the trust list` : 'no list was ever imported here';
      return { configuration: asked ?? null, standing: 'unknown', reasons: [{ code, detail }] };
    }
    const reasons = equipmentReasons({ device, configuration: asked }, list, agency, clock.now());
    return {
      configuration: asked,
      standing: worst(reasons.map(({ code }) => code)) ?? statusOf(list.configurations, asked),
      reasons: reasons.map(({ code, detail, notice }) => ({
        code,
        detail,
        ...(notice ? { notice: [...notice] } : {}),
      })),
    };
  };
}

/** The worst first: what a reason of the gate means for whoever looks at the device. */
const MEANING: readonly (readonly [Standing, readonly string[]])[] = [
  ['refused', ['CONFIGURATION_REFUSED', 'CONFIGURATION_REMOVED', 'DEVICE_REMOVED', 'DEVICE_COMPROMISED']],
  ['suspended', ['CONFIGURATION_SUSPENDED', 'DEVICE_SUSPENDED']],
  ['expired', ['TRUST_LIST_EXPIRED', 'CONFIGURATION_EXPIRED']],
];

function worst(codes: readonly string[]): Standing | undefined {
  if (codes.length === 0) return undefined;
  return MEANING.find(([, meant]) => codes.some((code) => meant.includes(code)))?.[0] ?? 'unknown';
}

function statusOf(
  configurations: readonly { readonly id: string; readonly status: string }[],
  id: string,
): 'approved' | 'conditional' {
  return configurations.find((listed) => listed.id === id)?.status === 'conditional' ? 'conditional' : 'approved';
}
