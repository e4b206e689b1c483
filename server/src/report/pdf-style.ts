import type { Run, Tone } from './report.ts';

/** US Letter, which both countries print on; points. */
export const PAGE = { width: 612, height: 792, left: 54, right: 54, top: 76, bottom: 64 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const CONTENT_END = PAGE.height - PAGE.bottom;

// Every colour of text has a contrast of at least 4.5 to 1 on white and on the tints (WCAG 2.2, 1.4.3).
export const INK = '#1b1f24';
export const QUIET = '#57606a';
export const LINK = '#0b4f9e';
export const RULE = '#d0d7de';
export const TONES: Readonly<Record<Tone, { readonly ink: string; readonly tint: string }>> = {
  good: { ink: '#0f6130', tint: '#e6f4ea' },
  attention: { ink: '#7a4a00', tint: '#fff3d6' },
  bad: { ink: '#a3141b', tint: '#fdeaea' },
  unknown: { ink: '#4c3a8a', tint: '#efebfa' },
};

export const SIZES = { body: 9.5, cell: 8.5, small: 7.5, title: 20, headings: { 1: 14, 2: 11.5, 3: 9.5 } } as const;
/** Height of a line by the size of its letters. */
export const LEADING = 1.38;

export function inkOf({ quiet, to, tone }: Run): string {
  if (to) return tone ? TONES[tone].ink : LINK;
  if (tone) return TONES[tone].ink;
  return quiet ? QUIET : INK;
}
