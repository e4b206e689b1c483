import type { ConfigurationState } from './life-cycle.ts';
import type { ListingSection } from './records.ts';

/** States in which the gate takes a configuration's scans. A pending change leaves what was approved in force. */
export const TRUSTED_STATES: readonly ConfigurationState[] = ['listed', 'change-pending'];

/** What of a decision in force says where its subject stands. */
export interface StandingDecision {
  readonly to: string;
  readonly section: ListingSection | null;
  readonly validUntil: number | null;
  readonly at: number;
}

export interface EffectiveState {
  readonly state: ConfigurationState;
  /** Of the listing, kept while a change is pending, suspended or expired. */
  readonly section: ListingSection | null;
  /** Until when the listing holds: its own end or its standard's, whichever comes first. */
  readonly validUntil: number | null;
  /** Since when it is in this state. */
  readonly since: number | null;
}

/**
 * Where a configuration stands at a time, by its decisions in force (oldest first): the last one's state, unless time has run out for
 * what was listed. From `validUntil` and from its standard's end on it is expired; nobody need do anything.
 */
export function effectiveState(
  decisions: readonly StandingDecision[],
  standardEndsAt: number | null,
  at: number,
): EffectiveState {
  const last = decisions.at(-1);
  if (!last) return { state: 'draft', section: null, validUntil: null, since: null };
  const state = last.to as ConfigurationState;
  const lists = TRUSTED_STATES.includes(state) || state === 'suspended';
  const listing = lists ? decisions.findLast(({ to }) => to === 'listed') : undefined;
  const ends = [listing?.validUntil, listing && standardEndsAt].filter((end) => typeof end === 'number');
  const validUntil = ends.length > 0 ? Math.min(...ends) : null;
  const section = listing?.section ?? null;
  // Who is suspended stays so: a suspension must not turn into something milder by waiting.
  if (validUntil !== null && at >= validUntil && TRUSTED_STATES.includes(state))
    return { state: 'expired', section, validUntil, since: Math.max(validUntil, listing?.at ?? validUntil) };
  return { state, section, validUntil, since: last.at };
}
