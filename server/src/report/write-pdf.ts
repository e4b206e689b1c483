import { setImmediate } from 'node:timers/promises';
import { openPaper, type Paper } from './pdf-paper.ts';
import { CONTENT_WIDTH, INK, LINK, PAGE, QUIET, RULE, SIZES, TONES } from './pdf-style.ts';
import { drawFacts, drawTable } from './pdf-table.ts';
import { drawHeading, drawLines, drawList, drawNote, drawParagraph } from './pdf-text.ts';
import type { Block, Report } from './report.ts';

/** After so many blocks others of the process have their turn. */
const BLOCKS_AT_ONCE = 8;

/**
 * The report as tagged PDF (ISO 32000-1, 14.8; PDF/UA as far as PDFKit goes), with bookmarks, its fonts in it, and page numbers. The
 * same report is the same bytes.
 */
export async function writePdf(report: Report): Promise<Uint8Array> {
  const paper = openPaper(report);
  const { doc } = paper;
  const pieces: Buffer[] = [];
  doc.on('data', (piece: Buffer) => pieces.push(piece));
  const written = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject));
  title(paper, report);
  const bookmarks = openBookmarks(paper);
  for (const [at, block] of report.blocks.entries()) {
    draw(paper, block);
    if (block.kind === 'heading') bookmarks(block.level, block.text);
    if (at % BLOCKS_AT_ONCE === BLOCKS_AT_ONCE - 1) await setImmediate();
  }
  paper.root.end();
  furnish(paper, report);
  doc.end();
  await written;
  return new Uint8Array(Buffer.concat(pieces));
}

function draw(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(paper, block);
      break;
    case 'paragraph':
      drawParagraph(paper, block);
      break;
    case 'note':
      drawNote(paper, block);
      break;
    case 'list':
      drawList(paper, block);
      break;
    case 'facts':
      drawFacts(paper, block);
      break;
    case 'table':
      drawTable(paper, block);
      break;
  }
}

function title(paper: Paper, { subtitle, title }: Report): void {
  const heading = paper.begin(paper.root, 'H1');
  const lines = paper.lines([{ text: title, bold: true }], CONTENT_WIDTH, SIZES.title);
  drawLines(paper, lines, { x: PAGE.left, size: SIZES.title, into: heading });
  heading.end();
  const under = paper.begin(paper.root, 'P');
  const rest = paper.lines([{ text: subtitle, quiet: true }], CONTENT_WIDTH, 11);
  drawLines(paper, rest, { x: PAGE.left, size: 11, into: under });
  under.end();
  paper.y += 12;
}

/** Bookmarks of the first two levels, the second under the first. */
function openBookmarks(paper: Paper) {
  const { outline } = paper.doc;
  let chapter = outline;
  return (level: number, text: string) => {
    if (level > 2) return;
    // PDFKit counts from the right.
    const place: object = { top: Math.max(0, paper.y - 40), left: PAGE.width };
    const item = (level === 1 ? outline : chapter).addItem(text, place);
    if (level === 1) chapter = item;
  };
}

/** Heads and feet, once the number of pages is known. */
function furnish({ clipped, doc }: Paper, { agency, foot, kind, sampleMark }: Report): void {
  const { count, start } = doc.bufferedPageRange();
  const right = (text: string, y: number, size: number) => {
    doc.fontSize(size).text(text, PAGE.width - PAGE.right - doc.widthOfString(text), y, { lineBreak: false });
  };
  doc.font('bold').fontSize(8);
  const name = clipped(agency, 200);
  const after = PAGE.left + doc.widthOfString(name) + 8;
  const mark = sampleMark === null ? '' : clipped(sampleMark, 150);
  doc.font('regular');
  const kindShown = clipped(kind, 120);
  doc.fontSize(7.5);
  const footShown = clipped(foot, 420);
  for (let page = 0; page < count; page++) {
    doc.switchToPage(start + page);
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('bold').fontSize(8).fillColor(INK);
    doc.text(name, PAGE.left, 36, { lineBreak: false });
    doc.font('regular').fillColor(QUIET).text(kindShown, after, 36, { lineBreak: false });
    if (mark !== '') {
      doc.font('bold').fontSize(8);
      const width = doc.widthOfString(mark) + 12;
      const x = PAGE.width - PAGE.right - width;
      doc.roundedRect(x, 31, width, 17, 3).fill(TONES.bad.tint);
      doc.fillColor(TONES.bad.ink).text(mark, x + 6, 35.5, { lineBreak: false });
    }
    doc
      .moveTo(PAGE.left, 54)
      .lineTo(PAGE.width - PAGE.right, 54)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke();
    doc.font('regular').fontSize(7.5).fillColor(QUIET);
    doc.text(footShown, PAGE.left, PAGE.height - 42, { lineBreak: false });
    doc.font('bold').fillColor(LINK);
    right(`${page + 1} / ${count}`, PAGE.height - 42, 8);
    doc.endMarkedContent();
  }
}
