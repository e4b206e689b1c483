import type { DecisionKind, InspectionDetail, MarkBody, ReviewRules } from '@garita/api';
import type { DecisionContent } from '@garita/review';

/** A mark as it goes into a decision. What else an object carries (a name on the page) is left behind. */
export type DeskMark = MarkBody;

/** What an analyst is about to sign. */
export interface DecisionDraft {
  readonly verdict: DecisionKind;
  readonly reason: string;
  readonly marks: readonly DeskMark[];
  /** Names of what the image was seen with beyond the plain one, each `[a-z0-9][a-z0-9.:=_-]{0,63}`, at most 32. */
  readonly enhancements: readonly string[];
}

/**
 * The bytes of the DICOS operator report that follows from a decision; `undefined` when none can be made of this scan.
 * `operatorReport` of `@garita/review` makes it.
 */
export type MakeReport = (decision: DecisionContent) => Promise<Uint8Array | undefined>;

/** Who may decide a case now; `useLease` of this room keeps it. */
export interface Lease {
  /**
   * `mine`: held by this person, prolonged while somebody is at work here. `asking`: not known yet. `other`: somebody else
   * holds it. `lapsed`: it was mine and came back to the queue. `not-mine`: nobody asked for it: a decided case, the first
   * of two pairs of eyes, or a role that does not decide.
   */
  readonly state: 'asking' | 'mine' | 'other' | 'lapsed' | 'not-mine';
  /** Who holds it, when somebody does. */
  readonly by: string | null;
  /** Until when, ms since 1970. */
  readonly until: number | null;
  /** Asks for the case, or asks for it again. */
  take(): void;
  /** Puts it back into the queue. */
  giveBack(): Promise<void>;
}

/** The desk mounts `<DecisionDock {...} />` of `decision-dock.tsx`; marks can be drawn while `lease.state` is `mine`. */
export interface DecisionDockProps {
  readonly inspection: InspectionDetail;
  readonly rules: ReviewRules;
  readonly lease: Lease;
  readonly marks: readonly DeskMark[];
  /** Asked at the moment of deciding. */
  readonly enhancements: () => readonly string[];
  /** Left out, the heads of the scan's files are read from the server. */
  readonly makeReport?: MakeReport;
  /** The decision is signed and kept; `next` is the case that was claimed after it, if any. Not called when it failed. */
  readonly onDone: (next: string | undefined) => void;
}
