import { describe, expect, test } from 'vitest';
import { exactBounds } from './detection-bounds.ts';
import { type DetectionTrials, judgeTrials } from './detection-trials.ts';

const line = (threatClass: string, testArticle: string, events: number, trials: number): DetectionTrials => ({
  threatClass,
  testArticle,
  laboratory: 'lab-1',
  date: '2026-05-04',
  events,
  trials,
});
const sheet = line('explosive', 'sheet', 12, 20);
const lines = [line('explosive', 'block', 59, 59), sheet, line('firearm', 'pistol', 40, 40)];

describe('trials of detection', () => {
  test('are judged line by line: nothing is pooled unasked', () => {
    const judged = judgeTrials(lines, 0.95, 'lower');
    expect(judged).toHaveLength(3);
    for (const [at, { bounds, members, pooledBecause }] of judged.entries()) {
      const { events, trials } = lines[at] as DetectionTrials;
      expect(bounds).toEqual(exactBounds(events, trials, 0.95, 'lower'));
      expect(members).toEqual([lines[at]]);
      expect(pooledBecause).toBeNull();
    }
  });

  test('are pooled over articles of a class, or over classes, with the reason and all they stand on', () => {
    const reason = 'both articles are one formulation in two shapes';
    const [explosive, firearm] = judgeTrials(lines, 0.95, 'lower', { over: 'articles', reason });
    expect(explosive).toMatchObject({ threatClass: 'explosive', events: 71, trials: 79, pooledBecause: reason });
    expect(explosive?.members).toEqual(lines.slice(0, 2));
    expect(firearm).toMatchObject({ threatClass: 'firearm', pooledBecause: null });
    const whole = judgeTrials(lines, 0.95, 'lower', { over: 'classes', reason });
    expect(whole).toEqual([expect.objectContaining({ threatClass: null, events: 111, trials: 119, members: lines })]);
    // What pooling hides: the sheet alone shows far less than the whole seems to.
    expect(whole[0]?.bounds.lower).toBeGreaterThan(0.85);
    expect(judgeTrials([sheet], 0.95, 'lower')[0]?.bounds.lower).toBeLessThan(0.4);
  });

  test.each(['', '   ', 'ok', 'n/a'])('are not pooled for the reason “%s”', (reason) => {
    for (const over of ['articles', 'classes'] as const)
      expect(() => judgeTrials(lines, 0.95, 'lower', { over, reason })).toThrow(
        expect.objectContaining({ code: 'POOLING_UNEXPLAINED' }),
      );
  });

  test('count once, and not more hits than trials', () => {
    for (const wrong of [[...lines, sheet], [line('explosive', 'block', 60, 59)]])
      expect(() => judgeTrials(wrong, 0.95)).toThrow(expect.objectContaining({ code: 'TRIALS_INVALID' }));
    expect(judgeTrials([], 0.95)).toEqual([]);
  });
});
