import type * as evaluation from '@garita/evaluation';
import {
  CONFIGURATION_STATES,
  GATES,
  LIFE_CYCLE,
  REASON_CODES,
  STEP_OBJECTION_CODES,
  UNFAVOURABLE_REASONS,
} from '@garita/evaluation';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type EvaluationRecord, gateId, isErrorCode, type KeptRecord, lifeState, type RecordOf } from './index.ts';

describe('what the evaluation package reads and writes', () => {
  test('are the records of this contract, field by field', () => {
    expectTypeOf<RecordOf<'standard'>>().toExtend<evaluation.StandardRecord>();
    expectTypeOf<RecordOf<'configuration'>>().toExtend<evaluation.ConfigurationRecord>();
    expectTypeOf<RecordOf<'evidence'>>().toExtend<evaluation.EvidenceRecord>();
    expectTypeOf<RecordOf<'finding'>>().toExtend<evaluation.FindingRecord>();
    expectTypeOf<Extract<KeptRecord, { kind: 'evidence' }>>().toExtend<evaluation.Kept<evaluation.EvidenceRecord>>();
    expectTypeOf<evaluation.EvaluationRecord>().toExtend<Frozen<EvaluationRecord>>();
  });

  test('know the same gates and the same states', () => {
    expect([...GATES]).toEqual(gateId.options);
    expect([...CONFIGURATION_STATES]).toEqual(lifeState.options);
  });

  test('explain every code: what stands against a step, and why a requirement is not met', () => {
    expect([...STEP_OBJECTION_CODES, ...UNFAVOURABLE_REASONS].filter((code) => !isErrorCode(code))).toEqual([]);
  });

  test('fit the bounds of the next decision', () => {
    expect(Math.max(...LIFE_CYCLE.map(({ reasons }) => reasons.length))).toBeLessThanOrEqual(40);
    expect(REASON_CODES.every((code) => code.length <= 64)).toBe(true);
  });
});

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;
