import { afterEach, expect, test, vi } from 'vitest';
import { consoleLogger } from './logger.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function written(): string[] {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  return lines;
}

test('what a partner answers cannot write a line of its own, nor speak to the terminal', () => {
  const lines = written();
  consoleLogger.alarm('the witness refused: 422 no\n2026-11-23T00:00:00.000Z info all is well\u001b[2J\u202e');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\S+ ALARM the witness refused: 422 no·2026\S+ info all is well·\[2J·\n$/);
});

test('an error keeps its stack, each line of it marked as one', () => {
  const lines = written();
  consoleLogger.error(new Error('the partner says\n2026-11-23T00:00:00.000Z info all is well'));
  const [first, ...rest] = (lines[0] ?? '').trimEnd().split('\n');
  expect(first).toMatch(/ error Error: the partner says$/);
  expect(rest.length).toBeGreaterThan(1);
  for (const line of rest) expect(line).toMatch(/^ {4}/);
});
