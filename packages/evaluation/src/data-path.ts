import type { Destination, ResultOf } from './records.ts';
import { isFresh, type Weighed } from './weigh-evidence.ts';

/** What tests saw of where a device sends and from where it is reached. */
export interface DataPath {
  /** Tests that watched for some time, and the documents that hold them. */
  readonly tests: readonly { readonly document: Weighed; readonly result: ResultOf<'data-path'> }[];
  /** Seen, and declared neither in that test nor in a later one. */
  readonly undeclared: readonly (Destination & { readonly seenAt: number })[];
  /** Over all tests that count. */
  readonly hours: number;
}

/**
 * Declared and observed, held against each other. Every test that is recent enough counts, so that a short look later hides nothing; what is
 * in doubt counts for what it saw, and not as having looked.
 */
export function dataPath(evidence: readonly Weighed[], freshMonths: number | null, at: number): DataPath {
  const seen = evidence
    .filter(({ weight }) => weight === 'counts' || weight === 'doubted')
    .flatMap((document) =>
      document.kept.body.results.flatMap((result) =>
        result.kind === 'data-path' && isFresh(result.at, freshMonths, at) ? [{ document, result }] : [],
      ),
    );
  const undeclared = new Map<string, Destination & { seenAt: number }>();
  for (const { result } of seen) {
    const declared = new Set(
      seen.flatMap((later) => (later.result.at >= result.at ? later.result.declared.map(key) : [])),
    );
    for (const place of result.observed)
      if (!declared.has(key(place)) && !undeclared.has(key(place)))
        undeclared.set(key(place), { ...place, seenAt: result.at });
  }
  const tests = seen.filter(({ document, result }) => document.weight === 'counts' && result.observedHours > 0);
  return {
    tests,
    undeclared: [...undeclared.values()],
    hours: tests.reduce((hours, { result }) => hours + result.observedHours, 0),
  };
}

/** Sending to a place and being reached from it are two things, each to be declared. */
function key({ destination, direction }: Destination): string {
  return `${direction} ${destination.trim().toLowerCase()}`;
}
