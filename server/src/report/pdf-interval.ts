import { intervalGeometry } from './interval-geometry.ts';
import type { Element, Paper } from './pdf-paper.ts';
import { INK, QUIET, RULE, TONES } from './pdf-style.ts';
import type { Interval } from './report.ts';

export const INTERVAL_HEIGHT = 30;
const LABEL = 6;

/** A figure of the tree, with its words for who does not see it. */
export function drawInterval(
  paper: Paper,
  interval: Interval,
  { into, width, x, y }: { readonly x: number; readonly y: number; readonly width: number; into: Element },
): void {
  const { doc } = paper;
  const { bar, lines, open, seen, wanted } = intervalGeometry(interval);
  const { ink, tint } = TONES[interval.tone];
  const box: [number, number, number, number] = [x, y, x + width, y + INTERVAL_HEIGHT];
  const figure = paper.begin(into, 'Figure', { alt: interval.words, bbox: box, placement: 'Block' });
  const content = doc.markStructureContent('Figure');
  const at = (share: number) => x + 3 + share * (width - 6);
  const middle = y + 9;
  const stroke = (from: number, to: number, thick: number, colour: string) =>
    doc.moveTo(at(from), middle).lineTo(at(to), middle).lineWidth(thick).strokeColor(colour).stroke();
  doc.rect(at(wanted.from), y + 2, (wanted.to - wanted.from) * (width - 6), 14).fill(tint);
  stroke(0, 1, 0.5, RULE);
  if (open) stroke(open.from, open.to, 1, ink);
  if (bar) {
    stroke(bar.from, bar.to, 3, ink);
    doc
      .moveTo(at(bar.end), middle - 4)
      .lineTo(at(bar.end), middle + 4)
      .lineWidth(1)
      .strokeColor(ink)
      .stroke();
  }
  for (const line of lines)
    doc
      .moveTo(at(line), y)
      .lineTo(at(line), y + 18)
      .lineWidth(1.2)
      .strokeColor(INK)
      .stroke();
  doc.circle(at(seen), middle, 2.4).fill(ink);
  doc.font('regular').fontSize(LABEL).fillColor(QUIET);
  const low = paper.clipped(interval.lowLabel, width / 2);
  const high = paper.clipped(interval.highLabel, width / 2);
  doc.text(low, x, y + 19, { lineBreak: false });
  doc.text(high, x + width - doc.widthOfString(high), y + 19, { lineBreak: false });
  doc.endMarkedContent();
  figure.add(content);
  figure.end();
}
