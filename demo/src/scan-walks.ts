import type { WalkEvent, WalkStep } from '@garita/api';

/** One scan as it walks from the lane to the receipt; times in ms since 1970. */
export interface Walk {
  readonly scan: string;
  readonly device: string;
  readonly lane: string;
  readonly site: string;
  readonly ooiKind: string;
  readonly steps: Readonly<Partial<Record<WalkStep, number>>>;
  readonly reasons: NonNullable<WalkEvent['reasons']>;
  /** Decided as: release, refer, hold or rescan. */
  readonly decision?: string;
}

export interface WalkSummary {
  readonly captured: number;
  readonly admitted: number;
  readonly shared: number;
  readonly receipted: number;
  /** Scans by the first of their reasons. */
  readonly quarantined: Readonly<Record<string, number>>;
}

/** Walks kept for looking at; the counts go on for ever. */
const WALKS_KEPT = 500;
/** Of them, these stay: who comes an hour later still wants to see why a scan was refused. */
const QUARANTINED_KEPT = 8;

/** What both agencies' event streams say, put together by scan. Repeated events (a stream that resumed) count once. */
export class ScanWalks {
  readonly #walks = new Map<string, Walk>();
  readonly #counts = { captured: 0, admitted: 0, shared: 0, receipted: 0 };
  readonly #quarantined = new Map<string, number>();
  /** Steps counted already, for scans that have left `#walks`. */
  readonly #seen = new Map<string, Set<WalkStep>>();
  #latest = 0;

  /** True when the event told something new. */
  take(event: Omit<WalkEvent, 'id'>): boolean {
    const seen = this.#seen.get(event.scan) ?? new Set<WalkStep>();
    if (seen.has(event.step)) return false;
    seen.add(event.step);
    this.#seen.set(event.scan, seen);
    this.#latest = Math.max(this.#latest, event.at);
    const before = this.#walks.get(event.scan);
    this.#walks.set(event.scan, {
      scan: event.scan,
      device: before?.device ?? event.device,
      lane: before?.lane ?? event.lane,
      site: before?.site ?? event.site,
      ooiKind: before?.ooiKind ?? event.ooiKind,
      steps: { ...before?.steps, [event.step]: event.at },
      reasons: before?.reasons.length ? before.reasons : (event.reasons ?? []),
      ...decisionOf(event.decision ?? before?.decision),
    });
    this.#count(event);
    this.#forgetOldest();
    return true;
  }

  summary(): WalkSummary {
    return { ...this.#counts, quarantined: Object.fromEntries(this.#quarantined) };
  }

  /** Newest first. */
  newest(count: number): readonly Walk[] {
    return [...this.#walks.values()].reverse().slice(0, count);
  }

  /** Newest first; kept however many scans came after them. */
  quarantined(count: number): readonly Walk[] {
    return [...this.#walks.values()]
      .filter(({ steps }) => steps.quarantined !== undefined)
      .reverse()
      .slice(0, count);
  }

  find(scan: string): Walk | undefined {
    return this.#walks.get(scan);
  }

  /** Scans receipted per minute over the last `minutes`. */
  receiptedPerMinute(now: number, minutes = 1): number {
    const since = now - minutes * 60_000;
    const recent = [...this.#walks.values()].filter((walk) => (walk.steps.receipted ?? 0) > since);
    return recent.length / minutes;
  }

  /** Median ms from capture to the partner's receipt, over the walks kept. */
  medianMsToReceipt(): number | undefined {
    const times = [...this.#walks.values()]
      .flatMap(({ steps }) => (steps.captured && steps.receipted ? [steps.receipted - steps.captured] : []))
      .sort((left, right) => left - right);
    return times[Math.floor(times.length / 2)];
  }

  #count(event: Omit<WalkEvent, 'id'>): void {
    switch (event.step) {
      case 'captured':
      case 'admitted':
      case 'shared':
      case 'receipted':
        this.#counts[event.step]++;
        return;
      case 'quarantined': {
        const code = event.reasons?.[0]?.code ?? 'UNKNOWN';
        this.#quarantined.set(code, (this.#quarantined.get(code) ?? 0) + 1);
      }
    }
  }

  #forgetOldest(): void {
    if (this.#walks.size <= WALKS_KEPT) return;
    const kept = new Set(this.quarantined(QUARANTINED_KEPT).map(({ scan }) => scan));
    const oldest = this.#walks.keys().find((scan) => !kept.has(scan));
    if (oldest !== undefined) this.#walks.delete(oldest);
    if (this.#seen.size <= WALKS_KEPT * 20) return;
    const first = this.#seen.keys().next().value;
    if (first !== undefined) this.#seen.delete(first);
  }
}

function decisionOf(decision: string | undefined): { readonly decision?: string } {
  return decision === undefined ? {} : { decision };
}
