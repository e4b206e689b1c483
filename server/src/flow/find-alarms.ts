import { type AlarmBody, describeError, type ErrorCode, type SiteFlowList } from '@garita/api';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MIB = 2 ** 20;

/** A partner or a cosignature that is away this long is worth a look, and this long an alarm, ms. */
const COSIGNATURE_DUE_MS = MINUTE_MS;
const LASTING_MS = 10 * MINUTE_MS;
/** A signed document is told of this long before it runs out, or in the last third of its life if that is shorter. */
const EXPIRING_MS = 30 * DAY_MS;
/** Of the last hour's scans; fewer quarantined scans than this are chance. */
const QUARANTINED_AT_LEAST = 3;
const RATE_WARNING = 0.1;
const RATE_ALARM = 0.5;

export interface Dated {
  readonly version: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** How the house stands at one moment, gathered from its rooms. Times are milliseconds since 1970. */
export interface AlarmFacts {
  readonly at: number;
  readonly log: {
    readonly size: number;
    readonly cosigned: number;
    readonly uncosignedSince?: number;
    readonly halted?: string;
  };
  /** Absent while the agency has no partner. */
  readonly partner?: {
    readonly agency: string;
    readonly reach: 'up' | 'down' | 'unknown';
    readonly lastContactAt: number | null;
    /** When this server began to try. */
    readonly triedSince: number;
  };
  readonly trustList: Dated | undefined;
  /** Own first, then the partner's. */
  readonly descriptors: readonly (Dated & { readonly agency: string })[];
  readonly disk: { readonly freeBytes: number; readonly roomForPartner: boolean; readonly roomForLanes: boolean };
  readonly flow: SiteFlowList;
  /** Usual gap between two scans of a lane, ms. */
  readonly usualGapMs: ReadonlyMap<string, number>;
  readonly lastHour: { readonly admitted: number; readonly quarantined: ReadonlyMap<string, number> };
}

/**
 * What somebody should look at, worst first. Details are figures and codes alone: they stand beside the words of either
 * language.
 */
export function findAlarms(facts: AlarmFacts): AlarmBody[] {
  const found = [
    ...logAlarms(facts),
    ...partnerAlarms(facts),
    ...documentAlarms(facts),
    ...diskAlarms(facts),
    ...quarantineAlarms(facts),
    ...laneAlarms(facts),
    ...queueAlarms(facts),
  ];
  const rank = { alarm: 0, warning: 1, note: 2 };
  return found.sort((left, right) => rank[left.severity] - rank[right.severity]).slice(0, 200);
}

interface What {
  readonly subject?: string;
  readonly detail?: string;
  readonly since?: number | null;
}

function alarm(severity: AlarmBody['severity'], code: ErrorCode, what: What = {}): AlarmBody {
  const { message, wayOut } = describeError(code, '').error;
  const { detail = '', since = null, subject = '' } = what;
  return {
    code,
    severity,
    since,
    subject: subject.slice(0, 300),
    detail: detail.slice(0, 300),
    words: message,
    wayOut,
  };
}

function logAlarms({ at, log, partner }: AlarmFacts): AlarmBody[] {
  if (log.halted !== undefined) return [alarm('alarm', 'LOG_HALTED', { detail: log.halted })];
  const since = log.uncosignedSince;
  if (since === undefined || at - since <= COSIGNATURE_DUE_MS) return [];
  // While the partner is away this follows from that, and is no news.
  const severity = partner?.reach === 'down' ? 'note' : at - since > LASTING_MS ? 'alarm' : 'warning';
  return [alarm(severity, 'LOG_NOT_COSIGNED', { since, detail: `${log.cosigned} / ${log.size}` })];
}

function partnerAlarms({ at, partner }: AlarmFacts): AlarmBody[] {
  if (partner?.reach !== 'down') return [];
  const { agency, lastContactAt, triedSince } = partner;
  const since = lastContactAt ?? triedSince;
  return [alarm(at - since > LASTING_MS ? 'alarm' : 'warning', 'PARTNER_DOWN', { subject: agency, since })];
}

function documentAlarms({ at, descriptors, trustList, flow }: AlarmFacts): AlarmBody[] {
  const hasLanes = flow.sites.some(({ lanes }) => lanes.some(({ planned }) => planned === 'live'));
  const list = trustList
    ? dated(at, trustList, '', { over: 'TRUST_LIST_EXPIRED', soon: 'TRUST_LIST_EXPIRING' })
    : hasLanes
      ? [alarm('alarm', 'TRUST_LIST_MISSING')]
      : [];
  const codes = { over: 'DESCRIPTOR_EXPIRED', soon: 'DESCRIPTOR_EXPIRING' } as const;
  return [...list, ...descriptors.flatMap((descriptor) => dated(at, descriptor, descriptor.agency, codes))];
}

function dated(
  at: number,
  { version, issuedAt, expiresAt }: Dated,
  subject: string,
  { over, soon }: { readonly over: ErrorCode; readonly soon: ErrorCode },
): AlarmBody[] {
  const detail = `v${version} · ${new Date(expiresAt).toISOString()}`;
  if (at >= expiresAt) return [alarm('alarm', over, { subject, detail, since: expiresAt })];
  const told = Math.min(EXPIRING_MS, (expiresAt - issuedAt) / 3);
  if (expiresAt - at >= told) return [];
  return [alarm('warning', soon, { subject, detail, since: Math.round(expiresAt - told) })];
}

function diskAlarms({ disk }: AlarmFacts): AlarmBody[] {
  const detail = `${Math.floor(disk.freeBytes / MIB)} MiB`;
  if (!disk.roomForLanes) return [alarm('alarm', 'DISK_FULL', { detail })];
  return disk.roomForPartner ? [] : [alarm('warning', 'DISK_NEARLY_FULL', { detail })];
}

function quarantineAlarms({ lastHour }: AlarmFacts): AlarmBody[] {
  const codes = [...lastHour.quarantined].sort(([, left], [, right]) => right - left);
  const quarantined = codes.reduce((sum, [, count]) => sum + count, 0);
  const all = quarantined + lastHour.admitted;
  const rate = quarantined / all;
  if (quarantined < QUARANTINED_AT_LEAST || rate <= RATE_WARNING) return [];
  const [code, count] = codes[0] ?? ['', 0];
  const detail = `${quarantined} / ${all} · ${count} × ${code}`;
  return [alarm(rate > RATE_ALARM ? 'alarm' : 'warning', 'QUARANTINE_RATE_HIGH', { detail })];
}

function laneAlarms({ at, flow, usualGapMs }: AlarmFacts): AlarmBody[] {
  return flow.sites.flatMap(({ lanes }) =>
    lanes
      .filter(({ state }) => state === 'silent')
      .map(({ lane, lastScanAt }) => {
        const silent = Math.round((at - (lastScanAt ?? at)) / 1000);
        const gap = Math.round((usualGapMs.get(lane) ?? 0) / 1000);
        return alarm('warning', 'LANE_SILENT', {
          subject: lane,
          detail: `${silent} s ≫ ${gap} s`,
          since: lastScanAt,
        });
      }),
  );
}

function queueAlarms({ flow }: AlarmFacts): AlarmBody[] {
  return flow.sites
    .filter(({ late }) => late > 0)
    .map(({ late, oldestOpenedAt, site, waiting }) =>
      alarm('warning', 'CASES_LATE', { subject: site, detail: `${late} / ${waiting}`, since: oldestOpenedAt }),
    );
}
