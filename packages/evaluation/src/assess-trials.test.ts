import { describe, expect, test } from 'vitest';
import type { EvidenceRecord, Kept, Requirement } from './records.ts';
import { both, DAY, detects, evidence, inDoubt, lineOf, NOW, stronger, trials, weaker } from './submission.fixture.ts';

describe('detection', () => {
  const lab = evidence('lab', [trials(59, 59)]);

  test('is said in words that need no statistics, with the bound rounded to the side that claims less', () => {
    const { explanation, ...line } = lineOf(detects(), { evidence: [lab] });
    expect(explanation.en).toBe(
      'Found 59 of 59: with 95% confidence that shows that it finds at least 95.0%; asked: 90%.',
    );
    expect(explanation.es).toBe(
      'Detectó 59 de 59: con 95 % de confianza eso muestra que detecta al menos 95.0 %; se pide 90 %.',
    );
    expect(line).toMatchObject({
      outcome: 'pass',
      reason: 'BOUND_MET',
      hits: 59,
      trials: 59,
      value: 1,
      boundSide: 'lower',
      confidence: 0.95,
      atLeast: 0.9,
      contexts: ['land-port'],
      evidence: [{ id: 'lab', hash: lab.hash, document: lab.body.document?.sha256, title: both('lab') }],
    });
    // With no miss the bound is (1 - C)^(1/n).
    expect(line.bound).toBeCloseTo(0.05 ** (1 / 59), 12);
  });

  test.each([
    // Smallest numbers of trials for 95 % confidence with 0, 1, 2, 3 misses: the published table of zero-failure tests.
    ['29 of 29 shows 90 %', 29, 29, 0.9, 'pass'],
    ['28 of 28 does not', 28, 28, 0.9, 'fail'],
    ['45 of 46 shows 90 %', 45, 46, 0.9, 'pass'],
    ['44 of 45 does not', 44, 45, 0.9, 'fail'],
    ['59 of 59 shows 95 %', 59, 59, 0.95, 'pass'],
    ['20 of 20 does not', 20, 20, 0.95, 'fail'],
    ['298 of 298 does not show 99 %', 298, 298, 0.99, 'fail'],
    ['299 of 299 shows 99 %', 299, 299, 0.99, 'pass'],
  ] as const)('%s', (_, hits, n, atLeast, outcome) => {
    expect(lineOf(detects({ atLeast }), { evidence: [evidence('lab', [trials(hits, n)])] }).outcome).toBe(outcome);
  });

  test('that misses by little is never shown as what was asked', () => {
    // 58 of 58 shows 94.966 %.
    const { explanation, reason } = lineOf(detects({ atLeast: 0.95 }), {
      evidence: [evidence('lab', [trials(58, 58)])],
    });
    expect(reason).toBe('BOUND_NOT_MET');
    expect(explanation.en).toContain('at least 94.9%; asked: 95%');
  });

  const cases: readonly (readonly [string, readonly Kept<EvidenceRecord>[], string, string])[] = [
    ['without trials is not assessed', [], 'not-assessed', 'EVIDENCE_MISSING'],
    [
      'of another class says nothing',
      [evidence('lab', [trials(59, 59, { threatClass: 'firearm' })])],
      'not-assessed',
      'EVIDENCE_MISSING',
    ],
    [
      'of no class says nothing',
      [evidence('lab', [trials(59, 59, { threatClass: null })])],
      'not-assessed',
      'EVIDENCE_MISSING',
    ],
    [
      'is not helped by false alarms',
      [evidence('lab', [trials(59, 59, { outcome: 'false-alarm' })])],
      'not-assessed',
      'EVIDENCE_MISSING',
    ],
    [
      'of another configuration says nothing',
      [evidence('lab', [trials(59, 59)], { configuration: 'cfg-2' })],
      'not-assessed',
      'EVIDENCE_OTHER_CONFIGURATION',
    ],
    [
      'without a document does not count',
      [evidence('lab', [trials(59, 59)], { document: null })],
      'not-assessed',
      'EVIDENCE_WITHOUT_DOCUMENT',
    ],
    [
      'older than asked does not count',
      [evidence('lab', [trials(59, 59, { at: Date.UTC(2024, 10, 1) })])],
      'not-assessed',
      'EVIDENCE_STALE',
    ],
    [
      'on the last day counts',
      [evidence('lab', [trials(59, 59, { at: Date.UTC(2024, 10, 1) + 1 })])],
      'pass',
      'BOUND_MET',
    ],
    [
      'beyond its own validity does not count',
      [evidence('lab', [trials(59, 59)], { validUntil: NOW })],
      'not-assessed',
      'EVIDENCE_STALE',
    ],
    [
      'from tomorrow does not count',
      [evidence('lab', [trials(59, 59)], { issuedAt: NOW + DAY })],
      'not-assessed',
      'EVIDENCE_STALE',
    ],
    ['in doubt does not count for it', [lab, inDoubt], 'not-assessed', 'EVIDENCE_COUNTERED'],
    ['that stronger evidence speaks against does not count', [lab, stronger], 'not-assessed', 'EVIDENCE_COUNTERED'],
    ['that weaker evidence speaks against counts', [lab, weaker], 'pass', 'BOUND_MET'],
    ['in doubt still counts against it', [evidence('lab', [trials(40, 59)]), inDoubt], 'fail', 'BOUND_NOT_MET'],
    [
      'told twice counts once',
      [evidence('lab', [trials(20, 20)]), evidence('copy', [trials(20, 20)])],
      'fail',
      'BOUND_NOT_MET',
    ],
    [
      'adds up over documents of one class',
      [evidence('lab', [trials(20, 20)]), evidence('more', [trials(9, 9, { at: NOW - 19 * DAY })])],
      'pass',
      'BOUND_MET',
    ],
    [
      'is not hidden by the sum: an article that is not found fails',
      [evidence('lab', [trials(900, 900), trials(0, 3, { article: 'article-b' })])],
      'fail',
      'ARTICLE_WEAK',
    ],
  ];
  test.each(cases)('%s', (_, given, outcome, reason) => {
    expect(lineOf(detects(), { evidence: given })).toMatchObject({ outcome, reason });
  });

  test('names each line that was added up, and what was not counted and why', () => {
    const { explanation } = lineOf(detects(), {
      evidence: [
        evidence('lab', [trials(30, 30), trials(29, 30, { article: 'article-b' })]),
        evidence('loose', [trials(5, 5)], { document: null }),
      ],
    });
    expect(explanation.en).toContain('Trials of this class added up: article-a, 30 of 30; article-b, 29 of 30.');
    expect(explanation.en).toContain('Not counted: “loose” (without a document).');
    expect(explanation.es).toContain('Se sumaron los ensayos de esta clase: article-a, 30 de 30; article-b, 29 de 30.');
  });

  test('shows weaker evidence against what counted, in words and among the evidence', () => {
    const line = lineOf(detects(), { evidence: [lab, weaker] });
    expect(line.evidence.map(({ id }) => id)).toEqual(['counter', 'lab']);
    expect(line.explanation.en).toContain(
      '“lab” is spoken against by “counter”: it counts, as the other has less confidence.',
    );
  });

  test('what has been set aside itself sets nothing aside', () => {
    const judge = evidence('judge', [], { counters: ['counter'], confidence: 'high' });
    expect(lineOf(detects(), { evidence: [lab, inDoubt, judge] }).outcome).toBe('pass');
  });

  test('missed is conditional where the standard has a condition for it; unknown is not', () => {
    const condition = both('Second lane');
    const excused = detects({ conditionIfMissed: condition });
    expect(lineOf(excused, { evidence: [evidence('lab', [trials(20, 20)])] })).toMatchObject({
      outcome: 'conditional',
      reason: 'BOUND_NOT_MET',
      condition,
    });
    expect(lineOf(excused)).toMatchObject({ outcome: 'not-assessed', condition: null });
  });

  test('of more hits than trials is an accident', () => {
    expect(() => lineOf(detects(), { evidence: [evidence('lab', [trials(60, 59)])] })).toThrow(
      expect.objectContaining({ code: 'TRIALS_INVALID' }),
    );
  });
});

describe('false alarms', () => {
  const few: Requirement = {
    ...detects(),
    kind: 'false-alarm',
    threatClass: null,
    atMost: 0.1,
  };
  const alarms = (k: number, n: number) => trials(k, n, { outcome: 'false-alarm', threatClass: null });

  test.each([
    // 0 of 10 at 95 %: at most 0.2588656; scipy's test_morestats.py (R 3.6.2).
    ['none of ten', 0, 10, 0.2588656, 'fail'],
    ['none of twenty-nine', 0, 29, 1 - 0.05 ** (1 / 29), 'pass'],
  ] as const)('%s', (_, k, n, bound, outcome) => {
    const line = lineOf(few, { evidence: [evidence('lab', [alarms(k, n)])] });
    expect(line).toMatchObject({ outcome, boundSide: 'upper', atMost: 0.1, hits: k, trials: n });
    expect(line.bound).toBeCloseTo(bound, 7);
  });

  test('are rounded up in words', () => {
    const { explanation } = lineOf(few, { evidence: [evidence('lab', [alarms(0, 10)])] });
    expect(explanation.en).toBe(
      'False alarms in 0 of 10: with 95% confidence that shows that they are at most 25.9%; allowed: 10%.',
    );
  });

  test('in doubt count only where there was an alarm', () => {
    const line = lineOf(few, { evidence: [evidence('lab', [alarms(3, 100)]), inDoubt] });
    expect(line).toMatchObject({ outcome: 'fail', hits: 3, trials: 3 });
  });
});
