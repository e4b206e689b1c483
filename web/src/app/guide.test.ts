import { describe, expect, it } from 'vitest';
import { guideStage } from './guide.ts';

describe('the guided path', () => {
  it('goes from entering to a verified copy, one thing at a time', () => {
    expect(guideStage({}, false)).toBe('enter');
    expect(guideStage({}, true)).toBe('open');
    expect(guideStage({ scan: 'a' }, true)).toBe('decide');
    expect(guideStage({ scan: 'a', decided: true }, true)).toBe('verify');
    expect(guideStage({ scan: 'a', decided: true, verified: true }, true)).toBe('done');
  });
});
