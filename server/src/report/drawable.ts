/** Direction marks, with which a text could show something else than it says, and whatever has no shape. */
const WITHOUT_SHAPE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;

/**
 * A text as this font can draw it: what the font lacks, and what would not be seen, stands as its code point, `[U+4E2D]`. Nothing
 * that somebody wrote goes missing without a trace.
 */
export function drawable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  let drawn = '';
  for (const character of text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ')) {
    const code = character.codePointAt(0) as number;
    const isShown = character === '\n' || (!WITHOUT_SHAPE.test(character) && hasGlyph(code));
    drawn += isShown ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return drawn;
}
