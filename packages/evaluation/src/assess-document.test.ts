import { describe, expect, test } from 'vitest';
import type { EvidenceRecord, Requirement } from './records.ts';
import { both, DAY, evidence, gate, inDoubt, lineOf, NOW } from './submission.fixture.ts';

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
