import type { DecisionKind, InspectionDetail, MarkBody, ReviewRules } from '@garita/api';
import type { DecisionContent } from '@garita/review';

/** What an analyst is about to sign. */
export interface DecisionDraft {
  readonly verdict: DecisionKind;
  readonly reason: string;
  /** What else such an object carries (a name on the page) is left behind. */
  readonly marks: readonly MarkBody[];
  /** Names of what the image was seen with beyond the plain one, each `[a-z0-9][a-z0-9.:=_-]{0,63}`, at most 32. */
  readonly enhancements: readonly string[];
}

/**
 * The bytes of the DICOS operator report that follows from a decision; `undefined` when none can be made of this scan.
 * `operatorReport` of `@garita/review` makes it.
 */
export type MakeReport = (decision: DecisionContent) => Promise<Uint8Array | undefined>;

/** Whether this person may decide a case now; the desk's `useClaim` keeps it. */
export type Claim =
  | { readonly state: 'none' | 'claiming' }
  | { readonly state: 'mine'; readonly until: number }
  | { readonly state: 'other'; readonly by: string }
  | { readonly state: 'failed'; readonly error: unknown };

/** The desk mounts `<DecisionDock {...} />` of `decision-dock.tsx`; drafts of marks are kept by `draftsOf(person)` of `drafts.ts`. */
export interface DecisionDockProps {
  readonly inspection: InspectionDetail;
  readonly rules: ReviewRules;
  readonly claim: Claim & { again(): void };
  readonly marks: readonly MarkBody[];
  /** Decisions that the image does not allow: what is not what was signed is not released. */
  readonly withheld?: readonly DecisionKind[];
  /** Asked at the moment of deciding. */
  readonly enhancements: () => readonly string[];
  /** Left out, the heads of the scan's files are read from the server. */
  readonly makeReport?: MakeReport;
  /**
   * The decision is signed and kept in the outbox, which gives the case back: the desk must not. `next` is the case that
   * was claimed after it, where to go; nowhere when the queue is empty or the person wants to stay.
   */
  readonly onDone: (next: string | undefined) => void;
}
