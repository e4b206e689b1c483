import type { ConfigurationView, KeptRecord } from '@garita/api';
import { describe, expect, test } from 'vitest';
import { findingsAt, worstOf } from './gate-lines.ts';

const finding = (id: string, at: number, contexts: readonly string[], gate = 'remote-access') =>
  ({ kind: 'finding', id, body: { gate, at, contexts } }) as unknown as KeptRecord;

describe('a gate', () => {
  test('comes out as its worst line, and unknown is worse than a condition', () => {
    expect(worstOf(['pass', 'conditional', 'fail'])).toBe('fail');
    expect(worstOf(['pass', 'not-assessed', 'conditional'])).toBe('not-assessed');
    expect(worstOf(['pass', 'pass'])).toBe('pass');
    expect(worstOf([])).toBe('not-assessed');
  });

  test('has its newest finding for each set of uses in force, and the others behind it', () => {
    const findings = [
      finding('old', 1, ['a', 'b']),
      finding('new', 3, ['b', 'a']),
      finding('other-use', 2, ['c']),
      finding('elsewhere', 9, [], 'trade-flow'),
    ];
    const { current, earlier } = findingsAt({ findings } as unknown as ConfigurationView, 'remote-access');
    expect(current.map(({ id }) => id)).toEqual(['new', 'other-use']);
    expect(earlier.map(({ id }) => id)).toEqual(['old']);
  });
});
