import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIFE_CYCLE, type Transition } from './life-cycle.ts';
import { isReasonCode, REASON_CODES, REASONS, type ReasonCode } from './reason-codes.ts';

const page = readFileSync(new URL('../../../docs/standards/removal-triggers.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d+|–) \| (.{10,}?) \| (.*?) \| (.*?) \| (.*?) \|$/gm)];

/** What it is that a reason suspends, removes or refuses, as the page writes it. */
function subjectsOf(code: ReasonCode, to: Transition['to']): string {
  const subjects = LIFE_CYCLE.filter((row) => row.to === to && row.reasons.includes(code)).map(
    ({ subject }) => subject,
  );
  return [...new Set(subjects)].join(', ') || '–';
}
const takesTrust = REASON_CODES.filter((code) =>
  (['suspended', 'removed', 'refused'] as const).some((to) => subjectsOf(code, to) !== '–'),
);

describe('docs/standards/removal-triggers.md', () => {
  test('has every reason that takes trust away, and no other, the ten triggers of FAR 9.207(a) first', () => {
    expect(rows.map(([, code]) => code)).toEqual(takesTrust);
    expect(rows.slice(0, 10).map(([, , trigger]) => Number(trigger))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test.each(rows.map((row) => [...row] as string[]))('%s', (_, code = '', trigger = '', __ = '', ...effects) => {
    if (!isReasonCode(code)) throw new Error(`${code} is no reason`);
    expect(trigger).toBe(String(REASONS[code].trigger ?? '–'));
    expect(effects).toEqual((['suspended', 'removed', 'refused'] as const).map((to) => subjectsOf(code, to)));
  });
});

test('a code that every object has is no reason', () => {
  expect([isReasonCode('constructor'), isReasonCode('KEY_COMPROMISE')]).toEqual([false, true]);
});
