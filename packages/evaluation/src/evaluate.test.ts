import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { finding, gate, kept, NOW, standardOf, submission } from './submission.fixture.ts';

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
