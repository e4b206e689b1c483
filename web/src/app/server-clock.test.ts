import { expect, test } from 'vitest';
import { noteServerTime, serverNow } from './server-clock.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');

test('a browser whose clock is wrong counts by the server’s; a second is no difference', () => {
  noteServerTime('Mon, 23 Nov 2026 12:00:00 GMT', NOON - 600_000);
  expect(serverNow(NOON - 600_000)).toBe(NOON + 500);
  noteServerTime(null, NOON);
  noteServerTime('nonsense', NOON);
  expect(serverNow(NOON - 600_000)).toBe(NOON + 500);
  noteServerTime('Mon, 23 Nov 2026 12:00:00 GMT', NOON + 900);
  expect(serverNow(NOON)).toBe(NOON);
});
