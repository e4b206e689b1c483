import type { NextDecision } from '@garita/api';
import { describe, expect, it } from 'vitest';
import { beginDecision, objectionsTo, type Step, sectionsOf } from './decision-draft.ts';

const evidence = 'a'.repeat(64);
const NOW = 1_000_000;
const step = (to: string, ...reasons: string[]): Step => ({
  to,
  roles: ['equipment-authority'],
  needed: 2,
  reasons,
  against: [],
});
const list = step('listed', 'REQUIREMENTS_MET');
const next: NextDecision = {
  agency: 'mx',
  subject: { kind: 'configuration', id: 'portal-a' },
  seq: 7,
  previous: 'b'.repeat(64),
  from: 'operational-test',
  record: 'c'.repeat(64),
  evidence: [evidence],
  conditions: [],
  contexts: ['road'],
  latestValidUntil: NOW + 1000,
  steps: [list],
};
const words = { es: 'Cumple con todo.', en: 'It meets everything.' };
const codes = (changes: object, of: NextDecision = next, by: Step = list) =>
  objectionsTo({ ...beginDecision(of, by, null, NOW), words, ...changes }, of, null, NOW).map(({ code }) => code);

describe('a decision that is being written', () => {
  it('begins so that only words are missing', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ words: { es: '', en: '' } })).toEqual(['REASON_WORDS_MISSING']);
  });

  it('cannot last longer than its standard', () => {
    expect(codes({ validUntil: NOW + 1001 })).toEqual(['APPROVAL_BEYOND_STANDARD']);
    expect(codes({ validUntil: NOW })).toEqual(['VALIDITY_MISSING']);
  });

  it('names uses and evidence', () => {
    expect(codes({ contexts: [], evidence: [] })).toEqual(['EVIDENCE_MISSING', 'CONTEXT_MISSING']);
  });

  it('says since when a key may have been in other hands', () => {
    const suspend = step('suspended', 'KEY_COMPROMISE');
    const listed = { ...next, from: 'listed', steps: [suspend] };
    expect(codes({}, listed, suspend)).toEqual(['COMPROMISED_SINCE_MISSING']);
    expect(codes({ compromisedSince: NOW - 1 }, listed, suspend)).toEqual([]);
  });

  it('lists under conditions where there are any, and as grandfathered only what was', () => {
    const one = { es: 'una', en: 'one' };
    expect(sectionsOf({ ...next, conditions: [one] }, list, null)).toEqual(['approved-conditional', 'qualified']);
    const restore = { ...next, from: 'suspended' };
    expect(sectionsOf(restore, list, null)).toEqual(['qualified', 'approved-conditional']);
    expect(sectionsOf(restore, list, 'grandfathered')[0]).toBe('grandfathered');
  });
});
