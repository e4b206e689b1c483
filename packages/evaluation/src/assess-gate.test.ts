import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { FindingRecord, Kept } from './records.ts';
import { both, DAY, evidence, finding, gate, kept, lineOf, NOW, submission } from './submission.fixture.ts';

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
    expect(line.explanation.en).toBe('Passed. reviewer-1, 27 October 2026: “Judged in aggregate”');
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
