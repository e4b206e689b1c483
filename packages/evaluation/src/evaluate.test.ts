import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { EvidenceRecord, FindingRecord, Kept, Requirement } from './records.ts';
import {
  both,
  DAY,
  detects,
  evidence,
  finding,
  gate,
  HOUR,
  kept,
  measured,
  measures,
  NOW,
  standardOf,
  submission,
  trials,
} from './submission.fixture.ts';

const lineOf = (requirement: Requirement, given: Parameters<typeof submission>[1] = {}) => {
  const [line] = evaluate(submission(requirement, given)).requirements;
  if (!line) throw new Error('nothing was assessed');
  return line;
};
const inDoubt = evidence('counter', [], { counters: ['lab'] });
const stronger = evidence('counter', [], { counters: ['lab'], confidence: 'high' });
const weaker = evidence('counter', [], { counters: ['lab'], confidence: 'low' });

describe('detection', () => {
  const lab = evidence('lab', [trials(59, 59)]);

  test('is said in words that need no statistics, with the bound rounded to the side that claims less', () => {
    const { explanation, ...line } = lineOf(detects(), { evidence: [lab] });
    expect(explanation.en).toBe(
      'Found 59 of 59: with 95 % confidence that shows that it finds at least 95.0 %; asked: 90 %.',
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
    expect(explanation.en).toContain('at least 94.9 %; asked: 95 %');
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
      'False alarms in 0 of 10: with 95 % confidence that shows that they are at most 25.9 %; allowed: 10 %.',
    );
  });

  test('in doubt count only where there was an alarm', () => {
    const line = lineOf(few, { evidence: [evidence('lab', [alarms(3, 100)]), inDoubt] });
    expect(line).toMatchObject({ outcome: 'fail', hits: 3, trials: 3 });
  });
});

describe('a measure', () => {
  const record = (results: Parameters<typeof evidence>[1], change: Partial<EvidenceRecord> = {}) =>
    evidence('record', results, { type: 'operational-record', ...change });
  const outage = (hoursAgo: number, hours: number) =>
    ({ kind: 'outage', from: NOW - hoursAgo * HOUR, until: NOW - (hoursAgo - hours) * HOUR, reason: 'fault' }) as const;
  const watched = (hours: number) => measured(hours, { measure: 'observed-hours', unit: 'h', at: NOW });

  test.each([
    ['that meets what is asked', [record([measured(96)])], 'pass', 'MEASURE_MET', 96],
    ['just at what is asked', [record([measured(95)])], 'pass', 'MEASURE_MET', 95],
    ['below it', [record([measured(94.9)])], 'fail', 'MEASURE_NOT_MET', 94.9],
    [
      'is the newest one, though an older is better',
      [record([measured(99, { at: NOW - 9 * DAY }), measured(90, { at: NOW - DAY })])],
      'fail',
      'MEASURE_NOT_MET',
      90,
    ],
    ['of one time is the worst', [record([measured(99), measured(90)])], 'fail', 'MEASURE_NOT_MET', 90],
    [
      'in another unit is not converted',
      [record([measured(0.96, { unit: '1' })])],
      'not-assessed',
      'UNIT_DIFFERS',
      null,
    ],
    ['that nobody took', [], 'not-assessed', 'EVIDENCE_MISSING', null],
    // 12 h of 480 h: 97.5 %.
    ['is reckoned from outages', [record([watched(480), outage(100, 12)])], 'pass', 'MEASURE_MET', 97.5],
    [
      'reckoned as worse than stated counts as reckoned',
      [record([measured(99, { at: NOW }), watched(480), outage(100, 48)])],
      'fail',
      'MEASURE_NOT_MET',
      90,
    ],
    [
      'counts outages that overlap once',
      [record([watched(480), outage(100, 12), outage(98, 10)])],
      'pass',
      'MEASURE_MET',
      97.5,
    ],
    [
      'is not reckoned from outages without the time watched',
      [record([outage(100, 12)])],
      'not-assessed',
      'EVIDENCE_MISSING',
      null,
    ],
  ] as const)('%s', (_, given, outcome, reason, value) => {
    expect(lineOf(measures(), { evidence: given })).toMatchObject({ outcome, reason, value });
  });

  test('reckoned says from what', () => {
    const { explanation } = lineOf(measures(), { evidence: [record([watched(480), outage(100, 12)])] });
    expect(explanation.en).toContain('Measured 97.5 % on 2026-11-01 (“record”');
    expect(explanation.en).toContain('Reckoned from the outages (1): 12 h of 480 h observed.');
  });
});

describe('a document that is asked for', () => {
  const asks: Requirement = { ...gate(), kind: 'evidence', evidenceType: 'integrity-test' };
  const check = (met: 'yes' | 'no' | 'unknown', at = NOW - 20 * DAY) =>
    ({ kind: 'check', check: 'pixel-to-statement', met, text: both('Every pixel arrives'), at }) as const;
  const paper = (results: Parameters<typeof evidence>[1], change: Partial<EvidenceRecord> = {}) =>
    evidence('lab', results, { type: 'integrity-test', ...change });

  test.each([
    ['is there', [paper([])], 'pass', 'EVIDENCE_PRESENT'],
    ['is there and its check is met', [paper([check('yes')])], 'pass', 'EVIDENCE_PRESENT'],
    ['shows that a check is not met', [paper([check('no')])], 'fail', 'CHECK_NOT_MET'],
    ['leaves a check open', [paper([check('unknown')])], 'not-assessed', 'CHECK_UNKNOWN'],
    [
      'was met later',
      [paper([check('no')]), evidence('again', [check('yes', NOW - DAY)], { type: 'integrity-test' })],
      'pass',
      'EVIDENCE_PRESENT',
    ],
    [
      'was met before',
      [paper([check('yes')]), evidence('again', [check('no', NOW - DAY)], { type: 'integrity-test' })],
      'fail',
      'CHECK_NOT_MET',
    ],
    ['is of another type', [paper([], { type: 'sbom' })], 'not-assessed', 'EVIDENCE_MISSING'],
    ['has no file', [paper([], { document: null })], 'not-assessed', 'EVIDENCE_WITHOUT_DOCUMENT'],
    ['is too old', [paper([], { issuedAt: NOW - 800 * DAY })], 'not-assessed', 'EVIDENCE_STALE'],
    ['is in doubt', [paper([]), inDoubt], 'not-assessed', 'EVIDENCE_COUNTERED'],
  ] as const)('%s', (_, given, outcome, reason) => {
    expect(lineOf(asks, { evidence: given })).toMatchObject({ outcome, reason });
  });
});

describe('a gate', () => {
  const cases: readonly (readonly [string, readonly Kept<FindingRecord>[], string, string])[] = [
    ['that nobody judged is not assessed', [], 'not-assessed', 'GATE_NOT_ASSESSED'],
    ['is passed by a finding with evidence', [finding('f')], 'pass', 'GATE_PASSED'],
    ['is not passed by one without', [finding('f', { evidence: [] })], 'not-assessed', 'GATE_WITHOUT_EVIDENCE'],
    [
      'is not passed by one whose evidence is not there',
      [finding('f', { evidence: ['gone'] })],
      'not-assessed',
      'GATE_WITHOUT_EVIDENCE',
    ],
    ['fails', [finding('f', { outcome: 'fail' })], 'fail', 'GATE_FAILED'],
    [
      'is judged by the newest finding',
      [finding('f', { outcome: 'fail' }), finding('g', { at: NOW - DAY })],
      'pass',
      'GATE_PASSED',
    ],
    [
      'is judged by the worst of the same time',
      [finding('f', { outcome: 'fail' }), finding('g')],
      'fail',
      'GATE_FAILED',
    ],
    [
      'is not lifted by a finding without evidence',
      [finding('f', { outcome: 'fail' }), finding('g', { at: NOW - DAY, evidence: [] })],
      'fail',
      'GATE_FAILED',
    ],
    ['is not judged by a finding to come', [finding('f', { at: NOW + DAY })], 'not-assessed', 'GATE_NOT_ASSESSED'],
    [
      'is not judged by another gate’s finding',
      [finding('f', { gate: 'trade-flow' })],
      'not-assessed',
      'GATE_NOT_ASSESSED',
    ],
    [
      'is not judged by a finding on another configuration',
      [finding('f', { configuration: 'cfg-2' })],
      'not-assessed',
      'GATE_NOT_ASSESSED',
    ],
    [
      'is not judged by a finding on another use',
      [finding('f', { contexts: ['airport'] })],
      'not-assessed',
      'GATE_NOT_ASSESSED',
    ],
    [
      'that a reviewer could not judge is not assessed',
      [finding('f', { outcome: 'not-assessed' })],
      'not-assessed',
      'GATE_NOT_ASSESSED',
    ],
    [
      'is passed under conditions',
      [finding('f', { outcome: 'conditional', conditions: [both('No link')] })],
      'conditional',
      'GATE_CONDITIONAL',
    ],
    [
      'is not passed under conditions that are not named',
      [finding('f', { outcome: 'conditional' })],
      'not-assessed',
      'CONDITIONS_MISSING',
    ],
    [
      'is not passed by a finding that is too old',
      [finding('f', { at: NOW - 800 * DAY })],
      'not-assessed',
      'EVIDENCE_STALE',
    ],
    ['fails however old the finding', [finding('f', { outcome: 'fail', at: NOW - 800 * DAY })], 'fail', 'GATE_FAILED'],
  ];
  test.each(cases)('%s', (_, findings, outcome, reason) => {
    expect(lineOf(gate(), { findings })).toMatchObject({ outcome, reason, gate: 'ownership-and-control' });
  });

  test('says who judged, when and why, and has no number', () => {
    const line = lineOf(gate(), { findings: [finding('f')] });
    expect(line.explanation.en).toBe('Passed. reviewer-1, 2026-10-27: “Judged in aggregate”');
    expect([line.value, line.bound, line.hits]).toEqual([null, null, null]);
  });

  test('that fails stays failed, whatever condition the standard has', () => {
    const excused = gate({ conditionIfMissed: both('Anything') });
    expect(lineOf(excused, { findings: [finding('f', { outcome: 'fail' })] }).outcome).toBe('fail');
  });

  test('is not passed on evidence that has been spoken against since', () => {
    const since = evidence('since', [], { counters: ['paper'], confidence: 'low', issuedAt: NOW - DAY });
    const line = lineOf(gate(), { evidence: [since], findings: [finding('f')] });
    expect(line).toMatchObject({ outcome: 'not-assessed', reason: 'EVIDENCE_COUNTERED' });
  });

  test('has a line for each group of uses that one finding decides: refused for one, under conditions for the other', () => {
    const asked = kept('cfg-1', { standard: 'std-1', contexts: ['land-port', 'airport'], sample: true });
    const record = evaluate(
      submission(
        gate(),
        {
          findings: [
            finding('f', { outcome: 'fail', contexts: ['airport'] }),
            finding('g', {
              outcome: 'conditional',
              contexts: ['land-port'],
              conditions: [both('Closed'), both('Logged')],
            }),
          ],
        },
        { configuration: asked },
      ),
    );
    expect(record.requirements.map(({ contexts, outcome }) => [contexts, outcome])).toEqual([
      [['land-port'], 'conditional'],
      [['airport'], 'fail'],
    ]);
    expect(record.contexts).toMatchObject([
      { context: 'land-port', outcome: 'conditional', conditions: [both('Closed'), both('Logged')] },
      { context: 'airport', outcome: 'fail', conditions: [] },
    ]);
    expect(record.outcome).toBe('fail');
  });
});

describe('where a device sends', () => {
  const place = (destination: string, direction: 'out' | 'in' = 'out') => ({ destination, purpose: 'test', direction });
  const path = (declared: readonly string[], observed: readonly ReturnType<typeof place>[], change = {}) =>
    ({
      kind: 'data-path',
      declared: declared.map((name) => place(name)),
      observed,
      observedHours: 72,
      at: NOW - 8 * DAY,
      ...change,
    }) as const;
  const test72 = (...results: Parameters<typeof evidence>[1]) => evidence('watch', results, { type: 'data-path-test' });
  const destinations = gate({ gate: 'data-destinations' });
  const judged = (change: Partial<FindingRecord> = {}) =>
    finding('f', { gate: 'data-destinations', evidence: ['watch'], ...change });
  const conditional = { outcome: 'conditional', conditions: [both('Blocked')] } as const;

  test.each([
    ['declared and seen alike', [test72(path(['store'], [place('Store ')]))], judged(), 'pass', 'GATE_PASSED'],
    [
      'seen and not declared',
      [test72(path(['store'], [place('elsewhere')]))],
      judged(),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'declared as sending, seen as being reached',
      [test72(path(['store'], [place('store', 'in')]))],
      judged(),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'seen, and declared by the next test',
      [test72(path([], [place('store')]), path(['store'], [], { at: NOW - DAY }))],
      judged(),
      'pass',
      'GATE_PASSED',
    ],
    [
      'seen once, and not in a short look later',
      [test72(path([], [place('store')]), path([], [], { at: NOW - DAY }))],
      judged(),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'seen, and a reviewer who saw it set conditions',
      [test72(path([], [place('store')]))],
      judged(conditional),
      'conditional',
      'UNDECLARED_DESTINATION',
    ],
    [
      'seen after the reviewer set conditions',
      [test72(path([], [place('store')], { at: NOW - DAY }))],
      judged(conditional),
      'fail',
      'UNDECLARED_DESTINATION',
    ],
    [
      'not watched at all',
      [test72(path(['store'], [], { observedHours: 0 }))],
      judged(),
      'not-assessed',
      'DATA_PATH_NOT_OBSERVED',
    ],
    ['only declared', [test72()], judged(), 'not-assessed', 'DATA_PATH_NOT_OBSERVED'],
  ] as const)('%s', (_, given, found, outcome, reason) => {
    expect(lineOf(destinations, { evidence: given, findings: [found] })).toMatchObject({ outcome, reason });
  });

  test('is named where it was not declared', () => {
    const line = lineOf(destinations, { evidence: [test72(path([], [place('203.0.113.9')]))], findings: [judged()] });
    expect(line.explanation.en).toContain('Observed and not declared: it sends to 203.0.113.9.');
    expect(line.explanation.es).toContain('Observado y no declarado: envía a 203.0.113.9.');
  });

  test('and from where it is reached stands against remote access, too', () => {
    const given = [test72(path([], [place('maker', 'in')]))];
    const remote = judged({ gate: 'remote-access' });
    expect(lineOf(gate({ gate: 'remote-access' }), { evidence: given, findings: [remote] }).reason).toBe(
      'UNDECLARED_DESTINATION',
    );
    const out = [test72(path([], [place('maker')]))];
    expect(lineOf(gate({ gate: 'remote-access' }), { evidence: out, findings: [remote] }).outcome).toBe('pass');
  });
});

describe('checklists and security levels', () => {
  const checklist = [
    { id: 'one', text: both('One'), textPublic: true, source: 'a notice' },
    { id: 'two', text: both('Two'), textPublic: true, source: 'a notice' },
    { id: 'three', text: both('Three'), textPublic: false, source: 'a notice' },
  ];
  const cyber = standardOf([gate({ gate: 'cyber-requirements' })], { checklist });
  const met = (item: string, papers: readonly string[] = ['paper']) =>
    ({ item, status: 'met', evidence: papers }) as const;
  const answered = (...answers: FindingRecord['checklist']) =>
    finding('f', { gate: 'cyber-requirements', checklist: answers });
  const bridged = { outcome: 'conditional', conditions: [both('Until corrected')] } as const;
  const notMet = { item: 'two', status: 'not-met', evidence: [] } as const;

  test.each([
    ['all met', answered(met('one'), met('two')), 'pass', 'GATE_PASSED'],
    ['one not answered', answered(met('one')), 'not-assessed', 'CHECKLIST_INCOMPLETE'],
    ['one met without evidence', answered(met('one'), met('two', [])), 'not-assessed', 'CHECKLIST_INCOMPLETE'],
    [
      'one not applicable',
      answered(met('one'), { item: 'two', status: 'not-applicable', evidence: [] }),
      'pass',
      'GATE_PASSED',
    ],
    ['one not met, and said to pass', answered(met('one'), notMet), 'fail', 'CHECKLIST_ITEM_NOT_MET'],
    [
      'one not met, and bridged by a condition',
      kept('f', { ...answered(met('one'), notMet).body, ...bridged }),
      'conditional',
      'GATE_CONDITIONAL',
    ],
  ] as const)('%s', (_, found, outcome, reason) => {
    const record = evaluate(submission(cyber, { findings: [found] }));
    expect(record.requirements[0]).toMatchObject({ outcome, reason });
    if (outcome === 'pass')
      expect(record.requirements[0]?.explanation.en).toContain(
        'Of 3 requirements 1 are not public and were not judged.',
      );
  });

  const level = (iac: number | null) => ({ iac, uc: 2, si: 2, dc: 2, rdf: 2, tre: 2, ra: 2 });
  test.each([
    ['reached', level(2), 'pass', 'GATE_PASSED'],
    ['not reached, though others are higher', level(1), 'fail', 'SECURITY_LEVEL_NOT_REACHED'],
    ['not known', level(null), 'not-assessed', 'SECURITY_LEVEL_UNKNOWN'],
    ['not given at all', null, 'not-assessed', 'SECURITY_LEVEL_UNKNOWN'],
  ] as const)('a security level %s', (_, componentSecurity, outcome, reason) => {
    const asks = gate({ gate: 'component-security', securityLevels: level(2) });
    const found = finding('f', { gate: 'component-security', componentSecurity });
    expect(lineOf(asks, { findings: [found] })).toMatchObject({ outcome, reason });
  });
});

describe('the record', () => {
  test('of an expired standard fails for that, whatever else is met', () => {
    const over = standardOf([gate()], { endsAt: NOW });
    const record = evaluate(submission(over, { findings: [finding('f')] }));
    expect(record.outcome).toBe('fail');
    expect(record.requirements.map(({ reason }) => reason)).toEqual(['STANDARD_EXPIRED', 'GATE_PASSED']);
  });

  test('of a standard to come fails for that', () => {
    const early = standardOf([gate()], { validFrom: NOW + 1 });
    expect(evaluate(submission(early)).requirements[0]?.reason).toBe('STANDARD_NOT_YET_VALID');
  });

  test('leaves a use that the standard does not know unassessed', () => {
    const record = evaluate(submission(gate(), { findings: [finding('f')] }, { contexts: ['land-port', 'moon'] }));
    expect(record.contexts.map(({ context, outcome }) => [context, outcome])).toEqual([
      ['land-port', 'pass'],
      ['moon', 'not-assessed'],
    ]);
    expect(record).toMatchObject({ outcome: 'not-assessed', notAssessed: 1 });
  });

  test('leaves a use of which nothing is asked unassessed', () => {
    const elsewhere = gate({ contexts: ['airport'] });
    expect(evaluate(submission(elsewhere, { findings: [finding('f')] }))).toMatchObject({
      requirements: [],
      outcome: 'not-assessed',
    });
  });

  test('names what it judged, by hash', () => {
    const given = submission(gate());
    expect(evaluate(given)).toMatchObject({
      v: 1,
      agency: 'mx',
      configuration: 'cfg-1',
      configurationHash: given.configuration.hash,
      standardHash: given.standard.hash,
      at: NOW,
      by: 'evaluator-1',
      sample: true,
    });
  });

  test('is not made against another standard than the configuration names', () => {
    const other = kept('cfg-1', { standard: 'std-2', contexts: ['land-port'], sample: true });
    expect(() => evaluate(submission(gate(), {}, { configuration: other }))).toThrow(
      expect.objectContaining({ code: 'RECORDS_MISMATCHED' }),
    );
  });
});
