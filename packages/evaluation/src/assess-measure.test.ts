import { describe, expect, test } from 'vitest';
import type { EvidenceRecord } from './records.ts';
import { DAY, evidence, HOUR, lineOf, measured, measures, NOW } from './submission.fixture.ts';

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
    expect(explanation.en).toContain('Measured 97.5% on 1 November 2026 (“record”');
    expect(explanation.en).toContain('Reckoned from the outages (1): 12 h of 480 h observed.');
  });
});
