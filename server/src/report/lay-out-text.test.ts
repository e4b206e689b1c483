import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutText } from './lay-out-text.ts';
import type { Run } from './report.ts';

/** Every sign is one wide, bold ones two. */
const measure = (text: string, { bold }: Run) => [...text].length * (bold ? 2 : 1);
const lay = (text: Parameters<typeof layOutText>[0], width: number) =>
  layOutText(text, width, measure).map((line) => line.map((piece) => piece.text).join('|'));

describe('a text in lines', () => {
  test('breaks after blanks', () => {
    expect(lay(['uno dos tres'], 8)).toEqual(['uno dos ', 'tres']);
  });
  test('keeps together what nothing separates, whatever its style', () => {
    expect(lay(['de ', { text: '29', bold: true }, '.'], 6)).toEqual(['de ', '29|.']);
  });
  test('breaks addresses after a slash, and leaves dates whole', () => {
    expect(lay(['https://a.example/abc'], 12)).toEqual(['https://', 'a.example/', 'abc']);
    expect(lay(['el 2026-10-12'], 11)).toEqual(['el ', '2026-10-12']);
  });
  test('tears what does not fit in any line', () => {
    expect(lay(['aaaaaaa'], 3)).toEqual(['aaa', 'aaa', 'a']);
  });
  test('begins a new line where the text does', () => {
    expect(lay(['a\nb'], 9)).toEqual(['a', 'b']);
  });

  test('loses nothing and never leaves its column, whoever wrote it', () => {
    const part = fc.record({
      text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '/', '-', '7', '\n'), maxLength: 60 }),
      bold: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = layOutText(text, width, measure);
        const written = lines.flatMap((line) => line.map((piece) => piece.text)).join('');
        expect(written).toBe(
          text
            .map((one) => one.text)
            .join('')
            .replaceAll('\n', ''),
        );
        for (const line of lines) {
          const end = line.reduce((sum, { run, text: piece }) => sum + measure(piece, run), 0);
          const last = line.at(-1);
          const blanks = last ? measure(last.text, last.run) - measure(last.text.trimEnd(), last.run) : 0;
          if (end - blanks > width) expect(squeezedToNothing(line)).toBe(true);
        }
      }),
    );
  });
});

/** Blanks alone may stand beyond the edge. */
function squeezedToNothing(line: readonly { readonly text: string }[]): boolean {
  return line.slice(1).every(({ text }) => text.trim() === '');
}
