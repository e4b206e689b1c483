import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { isWorse, worstOf } from './outcome-order.ts';
import type { EvidenceRecord, EvidenceResult, FindingRecord, Kept, Outcome, Requirement } from './records.ts';
import {
  both,
  DAY,
  detects,
  evidence,
  finding,
  gate,
  measured,
  measures,
  NOW,
  standardOf,
  submission,
  trials,
} from './submission.fixture.ts';

const requirements: readonly Requirement[] = [
  detects(),
  { ...detects(), kind: 'false-alarm', id: 'false-alarms', threatClass: null, atMost: 0.1 },
  measures(),
  { ...gate(), kind: 'evidence', id: 'integrity', evidenceType: 'integrity-test' },
  gate(),
  gate({ id: 'destinations', gate: 'data-destinations' }),
];
const standard = standardOf(requirements);

const when = fc.integer({ min: 1, max: 1000 }).map((days) => NOW - days * DAY);
const result: fc.Arbitrary<EvidenceResult> = fc.oneof(
  fc
    .record({
      n: fc.integer({ min: 1, max: 80 }),
      misses: fc.integer({ min: 0, max: 3 }),
      at: when,
      article: fc.constantFrom('a', 'b'),
      alarm: fc.boolean(),
    })
    .map(({ n, misses, at, article, alarm }) => {
      const few = Math.min(n, misses);
      return alarm
        ? trials(few, n, { outcome: 'false-alarm', threatClass: null, at, article })
        : trials(n - few, n, { at, article });
    }),
  fc.record({ value: fc.integer({ min: 90, max: 100 }), at: when }).map(({ value, at }) => measured(value, { at })),
  fc
    .record({ met: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'unknown' as const), at: when })
    .map(({ met, at }) => ({ kind: 'check' as const, check: 'integrity', met, text: both('Whole'), at })),
  fc.record({ at: when, hours: fc.integer({ min: 0, max: 99 }) }).map(({ at, hours }) => ({
    kind: 'data-path' as const,
    declared: [{ destination: 'store', purpose: 'images', direction: 'out' as const }],
    observed: [],
    observedHours: hours,
    at,
  })),
);
const IDS = ['e0', 'e1', 'e2', 'e3', 'e4', 'e5'];
const documents: fc.Arbitrary<Kept<EvidenceRecord>[]> = fc
  .array(
    fc.record({
      results: fc.array(result, { maxLength: 4 }),
      issuedAt: when,
      validUntil: fc.option(when),
      confidence: fc.constantFrom('low', 'medium', 'high'),
      type: fc.constantFrom('integrity-test', 'lab-certificate'),
      counters: fc.array(fc.constantFrom(...IDS), { maxLength: 1 }),
      configuration: fc.constantFrom('cfg-1', 'cfg-1', 'cfg-1', 'cfg-2'),
    }),
    { maxLength: IDS.length },
  )
  .map((made) => made.map(({ results, ...change }, at) => evidence(`e${at}`, results, change)));
const findings: fc.Arbitrary<Kept<FindingRecord>[]> = fc
  .array(
    fc.record({
      gate: fc.constantFrom('ownership-and-control', 'data-destinations'),
      outcome: fc.constantFrom('pass', 'pass', 'conditional', 'fail', 'not-assessed'),
      conditions: fc.constantFrom([], [both('Closed')]),
      evidence: fc.subarray(['paper', ...IDS]),
      at: when,
    }),
    { maxLength: 4 },
  )
  .map((made) => made.map((change, at) => finding(`f${at}`, change)));
const submissions = fc.record({ evidence: documents, findings });

const judge = (given: { evidence: Kept<EvidenceRecord>[]; findings: Kept<FindingRecord>[] }) =>
  evaluate(submission(standard, given));

describe('an evaluation', () => {
  test('is the same for the same records, in whatever order they come', () => {
    fc.assert(
      fc.property(
        submissions.chain((given) =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray(given.evidence, { minLength: given.evidence.length }),
            fc.shuffledSubarray(given.findings, { minLength: given.findings.length }),
          ),
        ),
        ([given, shuffled, alike]) => {
          expect(judge({ evidence: shuffled, findings: alike })).toEqual(judge(given));
        },
      ),
      { numRuns: 150 },
    );
  });

  const failing: readonly (readonly [string, EvidenceResult])[] = [
    ['trials that found nothing', trials(0, 7, { at: NOW - DAY })],
    ['false alarms alone', trials(7, 7, { outcome: 'false-alarm', threatClass: null, at: NOW - DAY })],
    ['a newer value that misses', measured(1, { at: NOW - 1 })],
    [
      'a newer check that is not met',
      { kind: 'check', check: 'integrity', met: 'no', text: both('Altered'), at: NOW - 1 },
    ],
  ];
  test.each(failing)('never gets better by %s', (_, bad) => {
    fc.assert(
      fc.property(submissions, fc.constantFrom('integrity-test', 'other'), (given, type) => {
        // A document of that type would be the one asked for, were it not for what it shows.
        const more = evidence('more', [bad], {
          type: bad.kind === 'check' ? 'integrity-test' : type === 'other' ? type : 'other',
        });
        expectNoBetter(given, { ...given, evidence: [...given.evidence, more] });
      }),
      { numRuns: 80 },
    );
  });

  // Without any test of the paths a reviewer's finding says nothing yet: so it is compared with the same test, had it seen nothing more.
  test('is no better for a test that saw a place nobody declared than for one that saw only what was declared', () => {
    const place = { destination: 'elsewhere', purpose: '', direction: 'out' } as const;
    const saw = (observed: (typeof place)[]): EvidenceResult => {
      return { kind: 'data-path', declared: [], observed, observedHours: 1, at: NOW - DAY };
    };
    fc.assert(
      fc.property(submissions, fc.constantFrom('data-path-test', 'other'), (given, type) => {
        const withTest = (result: EvidenceResult) => {
          return { ...given, evidence: [...given.evidence, evidence('more', [result], { type })] };
        };
        expectNoBetter(withTest(saw([])), withTest(saw([place])));
      }),
      { numRuns: 200 },
    );
  });

  test('never gets better by a newer finding that fails, with evidence or without', () => {
    fc.assert(
      fc.property(submissions, fc.subarray(['paper']), (given, papers) => {
        const worse = finding('more', { outcome: 'fail', evidence: papers, at: NOW - 1 });
        expectNoBetter(given, { ...given, findings: [...given.findings, worse] });
      }),
      { numRuns: 80 },
    );
  });

  test('never comes to pass by doubt about what there is', () => {
    fc.assert(
      fc.property(submissions, fc.constantFrom(...IDS), (given, doubted) => {
        const about = given.evidence.find(({ id }) => id === doubted);
        const equal = evidence('more', [], {
          counters: [doubted],
          confidence: about?.body.confidence ?? 'low',
          type: 'other',
        });
        // A doubt cast on a doubt gives back what that one took: left out here.
        fc.pre((about?.body.counters.length ?? 0) === 0);
        // Too few good trials fail; in doubt they are none, which is not known. Neither is a pass.
        expectNoBetter(given, { ...given, evidence: [...given.evidence, equal] }, 'not-assessed');
      }),
      { numRuns: 80 },
    );
  });

  test('never lets the unknown pass: each line that passes names evidence that counts', () => {
    fc.assert(
      fc.property(submissions, (given) => {
        for (const line of judge(given).requirements)
          if (line.outcome === 'pass' || line.outcome === 'conditional')
            expect(line.evidence, line.requirement).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('comes out for a use as the worst of its lines', () => {
    fc.assert(
      fc.property(submissions, (given) => {
        const record = judge(given);
        expect(record.outcome).toBe(worstOf(record.requirements.map(({ outcome }) => outcome)));
        expect(record.notAssessed).toBe(record.requirements.filter(({ outcome }) => outcome === 'not-assessed').length);
      }),
      { numRuns: 80 },
    );
  });

  test('stays within the bounds of its contract, whatever was written into the records', () => {
    const long = { es: 'ñ'.repeat(4000), en: 'x'.repeat(4000) };
    const many = Array.from({ length: 60 }, (_, at) =>
      evidence(`m${at}`, [trials(1, 1, { article: 'y'.repeat(300), at: NOW - at - 1 })], {
        title: long,
        issuer: 'z'.repeat(300),
        counters: ['m0'],
      }),
    );
    const record = evaluate(submission(standard, { evidence: many, findings: [finding('f', { reasons: long })] }));
    for (const { explanation } of record.requirements)
      expect(Math.max(explanation.es.length, explanation.en.length)).toBeLessThanOrEqual(4000);
  });
});

type Given = Parameters<typeof judge>[0];

/** Line by line. (Where the standard has a condition for a miss, a known miss may be better than not knowing; here none has.) */
function expectNoBetter(before: Given, after: Given, unless?: Outcome): void {
  const outcomes = (given: Given) =>
    judge(given).requirements.map((line): [string, Outcome] => [line.requirement, line.outcome]);
  const now = new Map(outcomes(after));
  for (const [requirement, outcome] of outcomes(before)) {
    const then = now.get(requirement) ?? 'pass';
    if (then !== unless) expect(isWorse(outcome, then), `${requirement} was ${outcome}, is ${then}`).toBe(false);
  }
}
