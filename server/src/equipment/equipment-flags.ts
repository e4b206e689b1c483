import type { EquipmentFlag } from '@garita/api';
import type { DecisionBook } from './decision-book.ts';
import type { KeptDecision } from './kept-decision.ts';

/** Who made a scan, and when it came: `at` by this server's clock, `capturedAt` as stated; ms since 1970. */
export interface FlaggedScan {
  readonly agency: string;
  readonly device: string;
  readonly configuration: string;
  readonly capturedAt: number;
  readonly at: number;
}

/** States in which equipment is believed again. */
const BELIEVED: ReadonlySet<string> = new Set(['listed', 'active']);

/** What this agency's own decisions that took trust away touch, the newest first. */
export async function ownFlags(
  agency: string,
  decisions: Pick<DecisionBook, 'takingAway' | 'chain'>,
): Promise<readonly EquipmentFlag[]> {
  const taking = (await decisions.takingAway()).toReversed();
  return Promise.all(
    taking.map(async (one) => {
      const about = await decisions.chain(one.decision.subject);
      const back = about.find(({ decision: { seq, to } }) => seq > one.decision.seq && BELIEVED.has(to));
      return flagOf(agency, one, back?.inForceAt ?? null);
    }),
  );
}

function flagOf(agency: string, { decision, hash, inForceAt }: KeptDecision, restoredAt: number | null): EquipmentFlag {
  const { compromisedSince, reason, es, en, subject, to } = decision;
  return {
    ...{ agency, subject, state: to === 'removed' ? 'removed' : 'suspended', reason, words: { es, en } },
    ...{ since: inForceAt ?? decision.at, compromisedSince, restoredAt, decision: hash },
  };
}

/**
 * Flags that touch a scan: its equipment lost trust, and the scan came since the equipment was in doubt. A statement can
 * claim any time of capture, so this server's own clock says from when; what was captured after trust was given back is
 * not touched.
 */
export function flagsOf(scan: FlaggedScan, flags: readonly EquipmentFlag[]): EquipmentFlag[] {
  return flags.filter(
    ({ agency, compromisedSince, restoredAt, since, subject }) =>
      agency === scan.agency &&
      subject.id === (subject.kind === 'device' ? scan.device : scan.configuration) &&
      scan.at >= Math.min(compromisedSince ?? since, since) &&
      Math.min(scan.at, scan.capturedAt) < (restoredAt ?? Number.POSITIVE_INFINITY),
  );
}
