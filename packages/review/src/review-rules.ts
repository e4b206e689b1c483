import type { ScanStatement } from '@garita/trust';
import type { FourEyesRule } from './second-pair-of-eyes.ts';

type OoiKind = ScanStatement['ooi']['kind'];

/** What an agency asks of its analysts. */
export interface ReviewRules {
  /** Seconds from opening to decision by kind of object; `other` for kinds that are not named. */
  readonly targetSeconds: Readonly<Partial<Record<OoiKind, number>>>;
  readonly leaseSeconds: number;
  /** A decision can be taken back for so long at most. */
  readonly undoSeconds: number;
  readonly referNeedsMark: boolean;
  readonly fourEyes: readonly FourEyesRule[];
  readonly sample: boolean;
}

/** In force where an agency has written no rules: no four eyes, since only an agency knows how many people it has. */
export const DEFAULT_REVIEW_RULES = {
  targetSeconds: { car: 60, bag: 60, parcel: 60, person: 60, truck: 180, container: 300, 'rail-car': 300, other: 300 },
  leaseSeconds: 120,
  undoSeconds: 10,
  referNeedsMark: false,
  fourEyes: [],
  sample: false,
} as const satisfies ReviewRules;

/** When a case should be decided, ms since 1970. */
export function targetAt(rules: ReviewRules, kind: OoiKind, openedAt: number): number {
  const { targetSeconds } = rules;
  return openedAt + (targetSeconds[kind] ?? targetSeconds.other ?? DEFAULT_REVIEW_RULES.targetSeconds.other) * 1000;
}

/** Larger goes first: a radiation alarm before a machine's before none. */
export function priorityOf(alarms: {
  readonly machineAlarm: boolean | null;
  readonly radiationAlarm: boolean | null;
}): number {
  return (alarms.radiationAlarm ? 20 : 0) + (alarms.machineAlarm ? 10 : 0);
}
