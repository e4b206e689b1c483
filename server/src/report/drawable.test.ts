import { expect, test } from 'vitest';
import { drawable } from './drawable.ts';

const latin = (codePoint: number) => codePoint < 0x250;

test.each([
  ['what the font has stays as it is', 'Cáñamo – 5', 'Cáñamo – 5', (codePoint: number) => codePoint < 0x2100],
  ['what it lacks stands as its code point', 'A 中 B', 'A [U+4E2D] B', latin],
  ['beyond the first plane, too', '😀', '[U+1F600]', latin],
  ['a mark that turns the direction is shown, never obeyed', 'abc\u202Ecba', 'abc[U+202E]cba', () => true],
  ['half of a pair is shown', 'a\uD800', 'a[U+D800]', () => true],
  ['letters come composed', 'e\u0301', 'é', latin],
  ['tabs are blanks and lines end alike', 'a\tb\r\nc', 'a b\nc', latin],
])('%s', (_, text, drawn, hasGlyph) => {
  expect(drawable(text, hasGlyph)).toBe(drawn);
});
