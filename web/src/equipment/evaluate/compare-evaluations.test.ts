import type { AssessedRequirement, EvaluationRecord } from '@garita/api';
import { describe, expect, it } from 'vitest';
import { compareEvaluations } from './compare-evaluations.ts';

const words = { es: '', en: '' };
const assessed = (requirement: string, changes: Partial<AssessedRequirement> = {}): AssessedRequirement => ({
  ...{
    requirement,
    kind: 'detection',
    text: words,
    contexts: [],
    outcome: 'fail',
    threatClass: 'a',
    hits: 20,
    trials: 20,
  },
  ...{
    value: 1,
    unit: null,
    bound: 0.86,
    boundSide: 'lower',
    confidence: 0.95,
    atLeast: 0.95,
    atMost: null,
    gate: null,
  },
  ...{ evidence: [], reason: 'BOUND_NOT_MET', explanation: words, condition: null, ...changes },
});
const evaluation = (...requirements: AssessedRequirement[]) => ({ requirements }) as unknown as EvaluationRecord;

describe('two evaluations', () => {
  it('that found the same differ in nothing', () => {
    expect(compareEvaluations(evaluation(assessed('r1')), evaluation(assessed('r1')))).toEqual([]);
  });

  it('show what became better and what became worse', () => {
    const before = evaluation(assessed('r1'), assessed('r2', { outcome: 'pass' }));
    const after = evaluation(
      assessed('r1', { outcome: 'pass', bound: 0.951 }),
      assessed('r2', { outcome: 'not-assessed' }),
    );
    expect(compareEvaluations(before, after).map(({ key, direction }) => [key.trim(), direction])).toEqual([
      ['r1', 'better'],
      ['r2', 'worse'],
    ]);
  });

  it('show other evidence for the same outcome', () => {
    const evidence = [{ id: 'e', hash: 'f'.repeat(64), document: null, title: words, issuedAt: 1 }];
    const [change] = compareEvaluations(evaluation(assessed('r1')), evaluation(assessed('r1', { evidence })));
    expect(change?.direction).toBe('other');
  });

  it('keep the lines of one gate for different uses apart', () => {
    const roads = assessed('g', { contexts: ['roads'] });
    const ports = assessed('g', { contexts: ['ports'] });
    const after = evaluation(roads, { ...ports, outcome: 'pass' });
    expect(compareEvaluations(evaluation(roads, ports), after)).toHaveLength(1);
  });

  it('show what is asked no more, and what is asked anew', () => {
    const changes = compareEvaluations(evaluation(assessed('old')), evaluation(assessed('new')));
    expect(changes.map(({ before, after }) => [before?.requirement, after?.requirement])).toEqual([
      [undefined, 'new'],
      ['old', undefined],
    ]);
  });
});
