import { drawInterval, INTERVAL_HEIGHT } from './pdf-interval.ts';
import { type Element, lineHeight, type Paper } from './pdf-paper.ts';
import { CONTENT_END, CONTENT_WIDTH, PAGE, RULE, SIZES } from './pdf-style.ts';
import type { Block, Cell, Interval, Table } from './report.ts';

const PADDING = { x: 4, y: 4 } as const;
const PARAGRAPH_GAP = 2;
const SIZE = SIZES.cell;

/** What a cell is drawn from, piece by piece, so that it can go on on the next page. */
type Piece =
  | { readonly line: ReturnType<Paper['lines']>[number]; readonly height: number }
  | { readonly interval: Interval; readonly height: number };

/** Head again on each page; a row that fits on a page is not torn. */
export function drawTable(paper: Paper, { columns, rows, title }: Table): void {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / total) * CONTENT_WIDTH);
  const table = paper.begin(paper.root, 'Table', { title });
  const head = columns.map((column, at) =>
    piecesOf(paper, [[{ text: column.title, bold: true }]], widths[at] as number),
  );
  const headHeight = heightOf(head);

  paper.make(headHeight + 48);
  const header = paper.begin(table, 'THead');
  const headRow = paper.begin(header, 'TR');
  const headCells = columns.map(() => paper.begin(headRow, 'TH', { scope: 'Column' }));
  drawRow(paper, { pieces: head, widths, into: headCells, again() {} });
  header.end();

  // Whoever reads the tree has read the head; a head drawn again is for the eye.
  const again = () => {
    const pieces = head.flatMap((cell, at) => ({ cell, x: xOf(widths, at) }));
    paper.decorate(() => {
      for (const { cell, x } of pieces) {
        let y = paper.y + PADDING.y;
        for (const piece of cell) {
          if ('line' in piece)
            for (const { text, x: offset } of piece.line)
              paper.doc
                .font('bold')
                .fontSize(SIZE)
                .fillColor('#1b1f24')
                .text(text, x + PADDING.x + offset, y, { lineBreak: false });
          y += piece.height;
        }
      }
      rule(paper, paper.y + headHeight);
    });
    paper.y += headHeight;
  };

  const body = paper.begin(table, 'TBody');
  for (const { cells, entry } of rows) {
    const pieces = cells.map((cell, at) => piecesOf(paper, cell, widths[at] as number, at === 0));
    const height = heightOf(pieces);
    const fits = height <= CONTENT_END - PAGE.top - headHeight;
    if (paper.make(fits ? height : 48)) again();
    paper.mark(entry);
    const row = paper.begin(body, 'TR');
    const into = cells.map((_, at) => (at === 0 ? paper.begin(row, 'TH', { scope: 'Row' }) : paper.begin(row, 'TD')));
    drawRow(paper, { pieces, widths, into, again });
    row.end();
  }
  table.end();
  paper.y += 10;
}

/** A label and what belongs to it, without a head. */
export function drawFacts(paper: Paper, { rows, title }: Extract<Block, { kind: 'facts' }>): void {
  const widths = [CONTENT_WIDTH * 0.25, CONTENT_WIDTH * 0.75];
  const table = paper.begin(paper.root, 'Table', { title });
  for (const { entry, label, value } of rows) {
    const pieces = [
      piecesOf(paper, [[{ text: label, quiet: true }]], widths[0] as number),
      piecesOf(paper, value, widths[1] as number),
    ];
    const height = heightOf(pieces);
    paper.make(height <= CONTENT_END - PAGE.top ? height : 48);
    paper.mark(entry);
    const row = paper.begin(table, 'TR');
    const into = [paper.begin(row, 'TH', { scope: 'Row' }), paper.begin(row, 'TD')];
    drawRow(paper, { pieces, widths, into, again() {} });
    row.end();
  }
  table.end();
  paper.y += 8;
}

interface Row {
  readonly pieces: readonly (readonly Piece[])[];
  readonly widths: readonly number[];
  readonly into: readonly Element[];
  /** The head, at the top of a new page. */
  again(): void;
}

function drawRow(paper: Paper, { again, into, pieces, widths }: Row): void {
  const left = pieces.map((cell) => [...cell]);
  for (let slice = 0; slice === 0 || left.some((cell) => cell.length > 0); slice++) {
    if (slice > 0) {
      rule(paper, CONTENT_END);
      paper.newPage();
      again();
    }
    const top = paper.y + PADDING.y;
    let lowest = top;
    for (const [at, cell] of left.entries()) {
      let y = top;
      // A page takes one piece at least, or a row would never end.
      while (cell[0] && (y === top || y + cell[0].height <= CONTENT_END - PADDING.y)) {
        const piece = cell.shift() as Piece;
        draw(paper, piece, {
          x: xOf(widths, at) + PADDING.x,
          y,
          width: (widths[at] as number) - 2 * PADDING.x,
          into: into[at] as Element,
        });
        y += piece.height;
      }
      lowest = Math.max(lowest, y);
    }
    paper.y = lowest + PADDING.y;
  }
  rule(paper, paper.y);
}

function draw(
  paper: Paper,
  piece: Piece,
  { into, width, x, y }: { readonly x: number; readonly y: number; readonly width: number; into: Element },
): void {
  if ('line' in piece) paper.drawLine(piece.line, { x, y, size: SIZE, into });
  else drawInterval(paper, piece.interval, { x, y, width, into });
}

function piecesOf(paper: Paper, cell: Cell, width: number, isName = false): Piece[] {
  if ('interval' in cell) return [{ interval: cell.interval, height: INTERVAL_HEIGHT }];
  return cell.flatMap((text, at) => {
    const lines = paper.lines(isName && at === 0 ? text.map(bold) : text, width - 2 * PADDING.x, SIZE);
    const gap = (row: number) => (row === lines.length - 1 && at < cell.length - 1 ? PARAGRAPH_GAP : 0);
    return lines.map((line, row) => ({ line, height: lineHeight(SIZE) + gap(row) }));
  });
}

const bold = (part: Extract<Cell, readonly unknown[]>[number][number]) =>
  typeof part === 'string' ? { text: part, bold: true } : { bold: true, ...part };

function heightOf(pieces: readonly (readonly Piece[])[]): number {
  const heights = pieces.map((cell) => cell.reduce((sum, { height }) => sum + height, 0));
  return Math.max(0, ...heights) + 2 * PADDING.y;
}

function xOf(widths: readonly number[], column: number): number {
  return widths.slice(0, column).reduce((sum, width) => sum + width, PAGE.left);
}

function rule(paper: Paper, y: number): void {
  paper.decorate(() => {
    paper.doc
      .moveTo(PAGE.left, y)
      .lineTo(PAGE.left + CONTENT_WIDTH, y)
      .strokeColor(RULE)
      .lineWidth(0.5)
      .stroke();
  });
}
