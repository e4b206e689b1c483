import type { DeviceView } from '@garita/api';
import { Refusal } from '../http/refusal.ts';
import type { DecisionBook } from './decision-book.ts';
import type { DeviceStanding } from './device-standing.ts';
import { type EffectNeeds, paceOf } from './effect.ts';
import { deviceState } from './installed-base.ts';
import { decisionBody } from './kept-decision.ts';
import { type RegisterNeeds, readLine } from './register-view.ts';

const DAY_MS = 86_400_000;
/** How far back the last scan is looked for. */
const LAST_SEEN_MS = 366 * DAY_MS;

export interface DeviceViewNeeds extends RegisterNeeds {
  readonly decisions: Pick<DecisionBook, 'chain' | 'chains' | 'of'>;
  /** What the gate makes of it now, in its own words. */
  standing(device: string, configuration: string): Promise<DeviceStanding>;
  /** Whether a certificate of it is in force. */
  isEnrolled(device: string): Promise<boolean>;
  countScans: (
    ...asked: Parameters<EffectNeeds['countScans']>
  ) => Promise<{ admitted: number; firstAt: number | null; lastAt: number | null; quarantined: number }>;
}

/** Everything that is known of one scanner. Throws RECORD_UNKNOWN. */
export async function readDevice(id: string, needs: DeviceViewNeeds): Promise<DeviceView> {
  const { clock, countScans, decisions, records } = needs;
  const device = await records.get('device', id);
  const configuration = device && (await records.get('configuration', device.body.configuration));
  if (!device || !configuration) throw new Refusal(404, 'RECORD_UNKNOWN', `device ${id}`);
  const about = await decisions.of({ kind: 'device', id });
  const newest = (await decisions.chain({ kind: 'device', id })).at(-1);
  const { reasons, standing } = await needs.standing(id, configuration.id);
  const made = { by: 'device', id } as const;
  const until = clock.now() + 1;
  const year = await countScans(made, { since: until - LAST_SEEN_MS, until });
  const day = await countScans(made, { since: until - DAY_MS, until });
  return {
    device,
    configuration: await readLine(configuration, needs),
    state: deviceState(device.body, newest?.decision.to),
    standing,
    reasons: reasons.map(({ code, detail, notice = [] }) => ({
      code,
      detail: detail.slice(0, 300),
      notice: notice.map(({ es, en }) => ({ es, en })),
    })),
    enrolled: await needs.isEnrolled(id),
    lastScanAt: year.lastAt,
    scansPerDay: (await paceOf(made, needs)).scansPerDay,
    quarantinedLastDay: day.quarantined,
    decisions: about.map(decisionBody),
  };
}
