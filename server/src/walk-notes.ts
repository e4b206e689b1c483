import type { WalkEvent } from '@garita/api';
import type { JudgedScan } from './ports/admitted-scan.ts';
import type { LoggedDecision } from './review/log-decision.ts';

type WalkNote = Omit<WalkEvent, 'id'>;

/** The step a scan took when it was judged, as people see it. */
export function judgedNote(scan: JudgedScan, step: 'admitted' | 'quarantined'): WalkNote {
  const { parsed } = scan;
  return {
    at: scan.at,
    step,
    scan: scan.scan,
    scanId: parsed?.scanId ?? '',
    device: parsed?.device ?? scan.sender,
    lane: parsed?.lane ?? 'unknown',
    site: parsed?.site ?? 'unknown',
    ooiKind: parsed?.ooi.kind ?? 'other',
    ...(parsed ? { ms: scan.at - parsed.capturedAt } : {}),
    ...(step === 'quarantined' ? { reasons: reasonBodies(scan) } : {}),
  };
}

export function decidedNote(decided: LoggedDecision): WalkNote {
  const { at, scan, scanId, device, lane, site, ooiKind } = decided;
  return {
    at,
    step: 'decided',
    scan,
    scanId,
    device,
    lane,
    site,
    ooiKind,
    decision: decided.decision.decision,
    by: decided.decision.by,
  };
}

/** Within the bounds that the API gives to reasons. */
function reasonBodies(scan: JudgedScan) {
  return scan.reasons.map(({ code, detail, object, notice }) => ({
    code,
    detail: detail.slice(0, 2000),
    ...(object === undefined ? {} : { object }),
    ...(notice ? { notice: notice.slice(0, 16).map(({ code, es, en }) => ({ code, es, en })) } : {}),
  }));
}
