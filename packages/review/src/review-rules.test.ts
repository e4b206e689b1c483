import { reviewRules } from '@garita/api';
import { expect, test } from 'vitest';
import { DEFAULT_REVIEW_RULES, priorityOf, targetAt } from './index.ts';

test('the default rules are rules as the API has them', () => {
  expect(reviewRules.parse(DEFAULT_REVIEW_RULES)).toEqual(DEFAULT_REVIEW_RULES);
});

test('a kind without a target of its own has that of the others', () => {
  const rules = { ...DEFAULT_REVIEW_RULES, targetSeconds: { truck: 100, other: 30 } };
  expect([targetAt(rules, 'truck', 1000), targetAt(rules, 'bag', 1000)]).toEqual([101_000, 31_000]);
  expect(targetAt({ ...rules, targetSeconds: {} }, 'bag', 0)).toBe(300_000);
});

test('a radiation alarm goes before a machine’s, and any before none', () => {
  const priorities = [
    { machineAlarm: true, radiationAlarm: true },
    { machineAlarm: null, radiationAlarm: true },
    { machineAlarm: true, radiationAlarm: false },
    { machineAlarm: false, radiationAlarm: null },
  ].map(priorityOf);
  expect(priorities).toEqual([...priorities].sort((one, other) => other - one));
  expect(new Set(priorities).size).toBe(4);
});
