import type { DecisionBody, InspectionDetail, ReceivedBody, ShareBody } from '@garita/api';
import { describe, expect, test } from 'vitest';
import { compareDecisions, marksByKind } from './compare-decisions.ts';
import { alignSeries, peakOf } from './series-of.ts';
import { timelineOf } from './timeline.ts';

const hash = (digit: string) => digit.repeat(64);

function decision(verdict: DecisionBody['verdict'], signedAt: number, agency = 'mx'): DecisionBody {
  return {
    ...{
      decision: hash(String(signedAt % 10)),
      agency,
      by: 'a.diaz',
      verdict,
      reason: '',
      marks: [],
      enhancements: [],
    },
    ...{ signedAt, receivedAt: signedAt, logIndex: signedAt, report: null, cose: '' },
  };
}

const detail = {
  ...{ scan: hash('a'), device: 'xr-1', capturedAt: 10, openedAt: 30, outcome: null },
  ...{ decisions: [decision('hold', 40), decision('release', 60)], partnerDecisions: [decision('refer', 50, 'us')] },
  outcomes: [],
} as unknown as InspectionDetail;

const share = {
  ...{ share: hash('b'), item: 'scan', recipient: 'us', sharedAt: 35, deliveredAt: 36, receiptedAt: null },
} as ShareBody;

describe('the timeline of a case', () => {
  test('is in the order of time, of both agencies together', () => {
    const events = timelineOf({ detail, shares: [share], received: [], questions: [] });
    expect(events.map(({ kind, at }) => [kind, at])).toEqual([
      ['captured', 10],
      ['opened', 30],
      ['shared', 35],
      ['delivered', 36],
      ['decided', 40],
      ['decided', 50],
      ['decided', 60],
    ]);
  });

  test('of a received scan says what was found here', () => {
    const received = { share: hash('c'), sender: 'us', item: 'scan', state: 'refused', receivedAt: 20, settledAt: 25 };
    const events = timelineOf({ detail, shares: [], received: [received as ReceivedBody], questions: [] });
    expect(events.slice(0, 3).map(({ kind }) => kind)).toEqual(['captured', 'arrived', 'refused-here']);
  });
});

describe('both countries’ decisions', () => {
  test.each([
    ['none', [], []],
    ['own-only', [decision('hold', 1)], []],
    ['partner-only', [], [decision('hold', 1)]],
    ['agree', [decision('hold', 1), decision('refer', 2)], [decision('refer', 3)]],
    ['differ', [decision('refer', 1), decision('release', 2)], [decision('refer', 3)]],
  ] as const)('%s: the newest of each counts', (relation, decisions, partnerDecisions) => {
    const compared = compareDecisions({ decisions: [...decisions], partnerDecisions: [...partnerDecisions] });
    expect(compared.relation).toBe(relation);
  });

  test('marks are counted by kind and certainty', () => {
    const mark = (contraband: string | null, certainty: 'likely' | 'certain' | null) =>
      ({ contraband, certainty }) as DecisionBody['marks'][number];
    expect(marksByKind([mark('firearm', 'likely'), mark(null, null), mark('firearm', 'likely')])).toEqual([
      { kind: 'firearm', certainty: 'likely', count: 2 },
      { kind: null, certainty: null, count: 1 },
    ]);
  });
});

describe('counts over time', () => {
  const gamma = { detector: 'a', kind: 'gamma' as const, seconds: [0, 1, 3], counts: [5, 9, 7] };
  const neutron = { detector: 'b', kind: 'neutron' as const, seconds: [1, 2], counts: [0, 1] };

  test('of several detectors stand on one axis', () => {
    const { seconds, lines } = alignSeries([gamma, neutron]);
    expect(seconds).toEqual([0, 1, 2, 3]);
    expect(lines.map(({ values }) => values)).toEqual([
      [5, 9, null, 7],
      [null, 0, 1, null],
    ]);
  });

  test('have a peak', () => {
    expect(peakOf(gamma)).toEqual({ second: 1, count: 9 });
    expect(peakOf({ ...gamma, seconds: [], counts: [] })).toBeUndefined();
  });
});
