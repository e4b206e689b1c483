import type { ReceivedBody, ScanBody, ShareBody, WalkEvent, WalkStep } from '@garita/api';

/** One scan on its way through both agencies, as this agency knows it. */
export interface Walk {
  readonly scan: string;
  readonly scanId: string;
  readonly side: 'own' | 'partner';
  readonly site: string;
  readonly lane: string;
  readonly device: string;
  readonly ooiKind: WalkEvent['ooiKind'];
  /** When each step was taken, ms since 1970. */
  readonly steps: Partial<Readonly<Record<WalkStep, number>>>;
  readonly reasons: readonly { readonly code: string; readonly detail: string }[];
  readonly decision: WalkEvent['decision'];
}

export type Walks = ReadonlyMap<string, Walk>;

/** Walks kept on screen and in memory. */
const KEPT = 60;
/** Events that may be younger than an answer that is on its way. */
const EVENTS_KEPT = 400;

/** What was known when the page opened: the newest scans, with what was handed over. */
export function walksOf(
  scans: readonly ScanBody[],
  shares: readonly ShareBody[],
  received: readonly ReceivedBody[],
): Walks {
  const walks = new Map<string, Walk>();
  for (const scan of scans.toReversed()) {
    if (scan.scanId === null || scan.site === null || scan.lane === null || scan.device === null) continue;
    const share = shares.find((one) => one.item === 'scan' && one.scan === scan.scan);
    walks.set(scan.scan, {
      scan: scan.scan,
      scanId: scan.scanId,
      side: 'own',
      site: scan.site,
      lane: scan.lane,
      device: scan.device,
      ooiKind: scan.ooiKind ?? 'other',
      steps: known({
        captured: scan.capturedAt,
        received: scan.receivedAt,
        admitted: scan.state === 'admitted' ? scan.settledAt : null,
        quarantined: scan.state === 'quarantined' ? scan.settledAt : null,
        shared: share?.sharedAt,
        delivered: share?.deliveredAt,
        receipted: share?.receiptedAt,
      }),
      reasons: scan.reasons,
      decision: undefined,
    });
  }
  // Of the partner's scans the events tell site and kind; until then only that they came.
  for (const one of received.filter(({ item, state }) => item === 'scan' && state === 'verified').toReversed()) {
    if (walks.has(one.scan)) continue;
    walks.set(one.scan, {
      scan: one.scan,
      scanId: '',
      side: 'partner',
      site: one.sender,
      lane: '',
      device: '',
      ooiKind: 'other',
      steps: known({ 'partner-received': one.settledAt ?? one.receivedAt }),
      reasons: [],
      decision: undefined,
    });
  }
  return trimmed(walks);
}

/** The walks after one more event. */
export function withEvent(walks: Walks, event: WalkEvent): Walks {
  const before = walks.get(event.scan);
  const fromPartner = event.step === 'partner-received' || event.step === 'partner-refused';
  const walk: Walk = {
    scan: event.scan,
    scanId: event.scanId,
    side: before?.side ?? (fromPartner ? 'partner' : 'own'),
    site: event.site,
    lane: event.lane,
    device: event.device,
    ooiKind: event.ooiKind,
    steps: {
      ...(event.ms !== undefined && before?.steps.captured === undefined ? { captured: event.at - event.ms } : {}),
      ...before?.steps,
      [event.step]: event.at,
    },
    reasons: event.reasons ?? before?.reasons ?? [],
    decision: event.decision ?? before?.decision,
  };
  const next = new Map(walks);
  next.set(event.scan, walk);
  return trimmed(next);
}

/** What is on screen, what it began with, and the last events it was made by. */
export interface WalksSeen {
  readonly known: Walks | undefined;
  readonly walks: Walks;
  readonly events: readonly WalkEvent[];
}

export const NOTHING_SEEN: WalksSeen = { known: undefined, walks: new Map(), events: [] };

/** One event more. */
export function seenAlso({ known, walks, events }: WalksSeen, event: WalkEvent): WalksSeen {
  return { known, walks: withEvent(walks, event), events: [...events.slice(1 - EVENTS_KEPT), event] };
}

/** What was asked for has come: the events, which may be younger, tell on from there. */
export function seenFrom(known: Walks, { events }: WalksSeen): WalksSeen {
  return { known, walks: events.reduce(withEvent, known), events };
}

/** The newest arrivals first. */
export function newestWalks(walks: Walks): readonly Walk[] {
  return [...walks.values()].toSorted((a, b) => arrivedAt(b) - arrivedAt(a));
}

/** When this agency first had it. */
export function arrivedAt({ steps }: Walk): number {
  return steps['partner-received'] ?? steps.received ?? steps.admitted ?? steps.quarantined ?? steps.captured ?? 0;
}

function known(steps: Partial<Record<WalkStep, number | null | undefined>>): Walk['steps'] {
  return Object.fromEntries(Object.entries(steps).filter(([, at]) => typeof at === 'number'));
}

function trimmed(walks: ReadonlyMap<string, Walk>): Walks {
  if (walks.size <= KEPT) return walks;
  const oldest = [...walks.values()].toSorted((a, b) => arrivedAt(a) - arrivedAt(b))[0];
  const rest = new Map(walks);
  if (oldest) rest.delete(oldest.scan);
  return trimmed(rest);
}
