import { type Face, fontFile } from './report-fonts.ts';

/** A font as PDFKit has opened it, as far as we go into it. Its types do not show it. */
interface OpenFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  layoutRun(text: string, features?: Readonly<Record<string, boolean>>): unknown;
}

/**
 * A sign stands for itself: Inter's contextual forms would print the x of a name as a multiplication sign. Texts come composed (NFC),
 * so nothing has to be put together either; kerning stays. It also makes five times as many words in a second.
 */
const PLAIN = { calt: false, ccmp: false, clig: false, liga: false, locl: false, rclt: false, rlig: false } as const;

/** Both faces, and whether they can draw a sign: both have the same. */
export function openFonts(doc: PDFKit.PDFDocument): (codePoint: number) => boolean {
  const [open] = (['regular', 'bold'] as const).map((face: Face) => {
    doc.registerFont(face, fontFile(face)).font(face);
    const font = (doc as unknown as { readonly _font: OpenFont })._font;
    const layoutRun = font.layoutRun.bind(font);
    font.layoutRun = (text) => layoutRun(text, PLAIN);
    return font;
  });
  return (codePoint) => open?.font.hasGlyphForCodePoint(codePoint) ?? false;
}
