import { describe, expect, it, test } from 'vitest';
import { firstPage, ownPath } from './first-page.ts';

test('everybody begins where their work is', () => {
  expect(firstPage(['official', 'analyst'])).toBe('/worklist');
  expect(firstPage(['auditor'])).toBe('/log-book');
  expect(firstPage([])).toBe('/overview');
});

describe('after signing in', () => {
  it('goes to a page of this application, with its filters', () => {
    expect(ownPath('/worklist?state=waiting&q=AB-12')).toBe('/worklist?state=waiting&q=AB-12');
  });
  it.each([
    '//evil.example/',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/sign-in?to=/x',
    '',
    '/a\tb',
  ])('never goes to %j', (to) => expect(ownPath(to)).toBeUndefined());
});
