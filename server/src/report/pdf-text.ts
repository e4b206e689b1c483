import { type Element, lineHeight, type Paper } from './pdf-paper.ts';
import { CONTENT_WIDTH, PAGE, RULE, SIZES, TONES } from './pdf-style.ts';
import type { Block, Text } from './report.ts';

type Of<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

/** As much of what follows as a heading takes with it to the next page. */
const FOLLOWING = 64;

export function drawHeading(paper: Paper, { entry, level, text }: Of<'heading'>): void {
  const size = SIZES.headings[level];
  const lines = paper.lines([{ text, bold: true }], CONTENT_WIDTH, size);
  paper.y += paper.y === PAGE.top ? 0 : level === 1 ? 20 : 12;
  paper.make(lines.length * lineHeight(size) + FOLLOWING);
  paper.mark(entry);
  const element = paper.begin(paper.root, `H${level + 1}`);
  if (level === 1)
    paper.decorate(() => {
      paper.doc
        .moveTo(PAGE.left, paper.y - 5)
        .lineTo(PAGE.left + CONTENT_WIDTH, paper.y - 5)
        .strokeColor(RULE)
        .stroke();
    });
  drawLines(paper, lines, { x: PAGE.left, size, into: element });
  element.end();
  paper.y += level === 1 ? 6 : 3;
}

export function drawParagraph(paper: Paper, { quiet, text }: Of<'paragraph'>): void {
  const size = quiet ? SIZES.cell : SIZES.body;
  const element = paper.begin(paper.root, 'P');
  const toned = quiet ? text.map(hushed) : text;
  drawLines(paper, paper.lines(toned, CONTENT_WIDTH, size), { x: PAGE.left, size, into: element });
  element.end();
  paper.y += 6;
}

export function drawList(paper: Paper, { items }: Of<'list'>): void {
  const list = paper.begin(paper.root, 'L');
  const size = SIZES.body;
  for (const item of items) {
    const lines = paper.lines(item, CONTENT_WIDTH - 14, size);
    paper.make(Math.min(2, lines.length) * lineHeight(size));
    const element = paper.begin(list, 'LI');
    const label = paper.begin(element, 'Lbl');
    const bullet = paper.lines(['•'], 14, size)[0] ?? [];
    paper.drawLine(bullet, { x: PAGE.left + 2, y: paper.y, size, into: label });
    label.end();
    const body = paper.begin(element, 'LBody');
    drawLines(paper, lines, { x: PAGE.left + 14, size, into: body });
    element.end();
    paper.y += 3;
  }
  list.end();
  paper.y += 4;
}

/** With a tint behind it, on each page that it needs. */
export function drawNote(paper: Paper, { text, tone }: Of<'note'>): void {
  const size = SIZES.body;
  const [padding, height] = [8, lineHeight(size)];
  const { ink, tint } = TONES[tone];
  const element = paper.begin(paper.root, 'Sect');
  const paragraphs = text.map((one) => paper.lines(one, CONTENT_WIDTH - 2 * padding - 4, size));
  const total = paragraphs.reduce((sum, lines) => sum + lines.length * height + 4, 2 * padding - 4);
  paper.make(Math.min(total, 120));
  paper.y += padding;
  for (const [at, lines] of paragraphs.entries()) {
    const paragraph = paper.begin(element, 'P');
    for (const [row, line] of lines.entries()) {
      paper.make(height + padding);
      const last = row === lines.length - 1;
      const above = at === 0 && row === 0 ? padding : 0;
      const below = !last ? 0 : at === paragraphs.length - 1 ? padding : 4;
      paper.decorate(() => {
        const [y, high] = [paper.y - above, height + above + below + 0.3];
        paper.doc.rect(PAGE.left, y, CONTENT_WIDTH, high).fill(tint).rect(PAGE.left, y, 3, high).fill(ink);
      });
      paper.drawLine(line, { x: PAGE.left + padding + 4, y: paper.y, size, into: paragraph });
      paper.y += height + (last && at < paragraphs.length - 1 ? 4 : 0);
    }
    paragraph.end();
  }
  element.end();
  paper.y += padding + 8;
}

export function drawLines(
  paper: Paper,
  lines: ReturnType<Paper['lines']>,
  { into, size, x }: { readonly x: number; readonly size: number; into: Element },
): void {
  for (const line of lines) {
    paper.make(lineHeight(size));
    paper.drawLine(line, { x, y: paper.y, size, into });
    paper.y += lineHeight(size);
  }
}

/** All of it in the colour of what is beside the point, but links, which stay found. */
function hushed(part: Text[number]): Text[number] {
  return typeof part === 'string' ? { text: part, quiet: true } : { ...part, quiet: true };
}
