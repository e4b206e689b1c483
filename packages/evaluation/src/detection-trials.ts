import { checkTrials } from './check-numbers.ts';
import { type Bounds, exactBounds, type Sides } from './detection-bounds.ts';
import { EvaluationError } from './evaluation-error.ts';

/** What a detection claim is: so many hits of so many trials, of what, of which article, by whom, when. */
export interface DetectionTrials {
  readonly threatClass: string;
  readonly testArticle: string;
  readonly laboratory: string;
  /** Day of the test, ISO 8601. */
  readonly date: string;
  /** Detections of presentations; for false alarms, alarms of clean objects. */
  readonly events: number;
  readonly trials: number;
}

/** What is put together, and why that is legitimate here; the reason goes into the record. */
export interface Pooling {
  readonly over: 'articles' | 'classes';
  readonly reason: string;
}

export interface JudgedTrials {
  /** Null where classes were pooled. */
  readonly threatClass: string | null;
  readonly events: number;
  readonly trials: number;
  readonly rate: number;
  readonly bounds: Bounds;
  /** Every line it stands on; more than one only where it was pooled. */
  readonly members: readonly DetectionTrials[];
  readonly pooledBecause: string | null;
}

const MOST_LINES = 10_000;
/** Short enough to be no reason: "ok", "n/a". */
const SHORTEST_REASON = 10;

/**
 * Bounds for each line of trials by itself. Lines are put together only where asked for with a reason: strong classes hide weak ones
 * (Lukow & Weatherall, Sci. Rep. 12, 2022, doi 10.1038/s41598-021-03755-1). Throws TRIALS_INVALID (also for a line given twice, which
 * would count twice), CONFIDENCE_INVALID, POOLING_UNEXPLAINED.
 */
export function judgeTrials(
  lines: readonly DetectionTrials[],
  confidence: number,
  sides: Sides = 'two',
  pooling?: Pooling,
): JudgedTrials[] {
  if (lines.length > MOST_LINES) throw new EvaluationError('TRIALS_INVALID', `more than ${MOST_LINES} lines of trials`);
  for (const { events, trials } of lines) checkTrials(events, trials);
  const keys = lines.map(({ threatClass, testArticle, laboratory, date }) =>
    JSON.stringify([threatClass, testArticle, laboratory, date]),
  );
  const seen = new Set<string>();
  const twice = keys.find((key) => seen.has(key) || !seen.add(key));
  if (twice) throw new EvaluationError('TRIALS_INVALID', `given twice: ${twice}`);
  if (pooling && pooling.reason.trim().length < SHORTEST_REASON)
    throw new EvaluationError(
      'POOLING_UNEXPLAINED',
      `trials are pooled over ${pooling.over} for a written reason only`,
    );
  const groupOf = (line: DetectionTrials, at: number) =>
    pooling === undefined ? keys[at] : pooling.over === 'articles' ? line.threatClass : '';
  return [...Map.groupBy(lines.entries(), ([at, line]) => groupOf(line, at)).values()].map((group) => {
    const members = group.map(([, line]) => line);
    const [first] = members as [DetectionTrials];
    const events = members.reduce((sum, line) => sum + line.events, 0);
    const trials = members.reduce((sum, line) => sum + line.trials, 0);
    return {
      threatClass: members.every(({ threatClass }) => threatClass === first.threatClass) ? first.threatClass : null,
      events,
      trials,
      rate: events / trials,
      bounds: exactBounds(events, trials, confidence, sides),
      members,
      pooledBecause: members.length > 1 && pooling ? pooling.reason : null,
    };
  });
}
