import { EQUIPMENT_RECORDS } from '@garita/api';
import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, emptyResult } from './draft.ts';
import type { Draft } from './field.ts';
import { problemsIn, showsAtOnce, wholeBody } from './problems.ts';
import { RECORD_FIELDS } from './record-fields.ts';

const words = { es: 'palabras', en: 'words' };
const fixed = { configuration: 'portal-a' };
const trials = { ...emptyResult('trials', 5), threatClass: 'dense-organic', article: 'block 3', hits: 58, trials: 59 };

function evidence(changes: Draft = {}): Draft {
  return {
    ...emptyDraft(RECORD_FIELDS.evidence),
    title: words,
    issuer: 'A laboratory',
    issuedAt: 1000,
    confidenceReason: words,
    ...changes,
  };
}

const problems = (draft: Draft) => problemsIn('evidence', draft, wholeBody('evidence', draft, fixed));

describe('a form of a record', () => {
  it('is sent as the record keeps it', () => {
    const draft = evidence({ issuer: '  A laboratory ', testers: ['ana', ' '], results: [trials] });
    const body = wholeBody('evidence', draft, fixed);
    expect(EQUIPMENT_RECORDS.evidence.parse(body)).toMatchObject({
      issuer: 'A laboratory',
      testers: ['ana'],
      document: null,
      validUntil: null,
      results: [{ kind: 'trials', hits: 58, trials: 59, threatClass: 'dense-organic' }],
    });
    expect([...problems(draft)]).toEqual([]);
  });

  it('explains more hits than trials at the hits, before anybody tries to send it', () => {
    const problem = problems(evidence({ results: [{ ...trials, hits: 60 }] })).get('results.0.hits');
    expect(problem).toEqual({ code: 'moreHits', hits: 60, trials: 59 });
    expect(problem && showsAtOnce(problem)).toBe(true);
  });

  it.each([
    ['words in one language alone', { title: { es: '', en: 'words' } }, 'title', 'bothLanguages'],
    ['a line that is missing', { issuer: ' ' }, 'issuer', 'missing'],
    ['a validity that ends before it begins', { validUntil: 999 }, 'validUntil', 'endsFirst'],
    ['a line that is too long', { issuer: 'x'.repeat(301) }, 'issuer', 'tooLong'],
    [
      'a name of a measure with blanks',
      { results: [{ ...emptyResult('measure', 5), measure: 'per hour', value: 3 }] },
      'results.0.measure',
      'noId',
    ],
    [
      'an outage that ends first',
      { results: [{ ...emptyResult('outage', 5), from: 9, until: 8 }] },
      'results.0.until',
      'endsFirst',
    ],
  ])('points at %s', (_, changes, place, code) => {
    expect(problems(evidence(changes)).get(place)).toMatchObject({ code });
  });

  it('asks for parent and change together', () => {
    const draft = { ...emptyDraft(RECORD_FIELDS.configuration), parent: 'portal-a' };
    expect(problemsIn('configuration', draft, wholeBody('configuration', draft, {})).get('change')).toEqual({
      code: 'parentAndChange',
    });
  });

  it('begins a new version with the last one, and changes nothing by that', () => {
    const supplier = EQUIPMENT_RECORDS.supplier.parse({
      name: 'A maker',
      roles: ['maker'],
      ownership: [
        {
          owner: 'A parent',
          percent: null,
          ultimate: true,
          stateControl: 'unknown',
          basis: 'declared',
          evidence: null,
          at: 7,
        },
      ],
      performance: [],
      support: { text: words, untilAtLeast: null },
      qualification: 'not-assessed',
      qualificationReasons: words,
      sample: true,
    });
    const draft = draftOf(RECORD_FIELDS.supplier, supplier);
    expect(wholeBody('supplier', draft, {})).toEqual(supplier);
    expect(problemsIn('supplier', draft, supplier).size).toBe(0);
  });
});
