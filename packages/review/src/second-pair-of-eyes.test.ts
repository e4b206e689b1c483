import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseFacts, type FourEyesRule, secondPairOfEyes } from './index.ts';

const quiet: CaseFacts = { machineAlarm: null, radiationAlarm: null, partnerDecision: null };
const alarmed: CaseFacts = { ...quiet, machineAlarm: true };
const onAlarm: FourEyesRule = { when: 'machine-alarm', decision: 'release' };
const by = (person: string, verdict: 'release' | 'refer' | 'hold' | 'rescan') => ({ by: person, verdict });

describe('a second pair of eyes', () => {
  test('is asked for when a rule says so, and never from the same person', () => {
    expect(secondPairOfEyes([onAlarm], alarmed, [by('ana', 'release')])).toEqual({
      outcome: 'second-needed',
      after: 'ana',
    });
    expect(secondPairOfEyes([onAlarm], alarmed, [by('ana', 'release'), by('ana', 'release')])).toEqual({
      outcome: 'second-needed',
      after: 'ana',
    });
    expect(secondPairOfEyes([onAlarm], alarmed, [by('ana', 'release'), by('beto', 'release')])).toEqual({
      outcome: 'decided',
      verdict: 'release',
    });
  });

  test('may see it otherwise: what no rule holds back is decided', () => {
    expect(secondPairOfEyes([onAlarm], alarmed, [by('ana', 'release'), by('beto', 'refer')])).toEqual({
      outcome: 'decided',
      verdict: 'refer',
    });
  });

  test('counts each person’s newest word: who changed their mind agrees no more', () => {
    const rules: FourEyesRule[] = [onAlarm, { when: 'always', decision: 'refer' }];
    const changed = [by('ana', 'release'), by('ana', 'refer'), by('beto', 'release')];
    expect(secondPairOfEyes(rules, alarmed, changed)).toEqual({ outcome: 'second-needed', after: 'beto' });
    expect(secondPairOfEyes(rules, alarmed, [...changed, by('ana', 'release')])).toMatchObject({ outcome: 'decided' });
  });

  test.each<[FourEyesRule['when'], CaseFacts, boolean]>([
    ['machine-alarm', quiet, false],
    ['machine-alarm', { ...quiet, machineAlarm: false }, false],
    ['radiation-alarm', { ...quiet, radiationAlarm: true }, true],
    ['radiation-alarm', alarmed, false],
    ['partner-disagrees', { ...quiet, partnerDecision: 'refer' }, true],
    ['partner-disagrees', { ...quiet, partnerDecision: 'release' }, false],
    ['partner-disagrees', quiet, false],
    ['always', quiet, true],
  ])('rule %s in case %o: %s', (when, facts, needed) => {
    const eyes = secondPairOfEyes([{ when, decision: 'release' }], facts, [by('ana', 'release')]);
    expect(eyes.outcome).toBe(needed ? 'second-needed' : 'decided');
  });

  test('a case without a decision is undecided, and without rules the newest decision decides', () => {
    expect(secondPairOfEyes([onAlarm], alarmed, [])).toEqual({ outcome: 'undecided' });
    const verdict = fc.constantFrom('release', 'refer', 'hold', 'rescan');
    const decision = fc.record({ by: fc.constantFrom('ana', 'beto', 'caro'), verdict }) as fc.Arbitrary<
      ReturnType<typeof by>
    >;
    fc.assert(
      fc.property(fc.array(decision, { minLength: 1 }), (decisions) => {
        expect(secondPairOfEyes([], alarmed, decisions)).toEqual({
          outcome: 'decided',
          verdict: decisions.at(-1)?.verdict,
        });
      }),
    );
  });
});
