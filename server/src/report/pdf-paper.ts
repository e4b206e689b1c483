import PDFDocument from 'pdfkit';
import { drawable } from './drawable.ts';
import { type Line, layOutText, type Measure } from './lay-out-text.ts';
import { openFonts } from './pdf-fonts.ts';
import { CONTENT_END, INK, inkOf, LEADING, PAGE } from './pdf-style.ts';
import { entriesOf, type Report, type Run, type Target, type Text } from './report.ts';
import type { Face } from './report-fonts.ts';

export type Element = PDFKit.PDFStructureElement;

/** `scope`, `bbox` and `placement` PDFKit knows and its types do not. */
export interface ElementOptions extends PDFKit.Mixins.StructureElementOptions {
  readonly scope?: 'Row' | 'Column';
  readonly bbox?: readonly [number, number, number, number];
  readonly placement?: 'Block';
}

/** What is being written on: pages with a place to go on at, text in lines, and the tree of what everything is. */
export interface Paper {
  readonly doc: PDFKit.PDFDocument;
  /** Where the next thing goes, from the top of the page. */
  y: number;
  readonly root: Element;
  /** An element of the tree, in another. End it when nothing more comes into it. */
  begin(parent: Element, type: string, options?: ElementOptions): Element;
  lines(text: Text, width: number, size: number): Line[];
  drawLine(line: Line, at: { readonly x: number; readonly y: number; readonly size: number; into: Element }): void;
  /** Draws what is no content: rules, tints, heads of pages. */
  decorate(draw: () => void): void;
  /** As it can be drawn, in one line, cut to this width in the font that is set. */
  clipped(text: string, width: number): string;
  /** A new page where not so much room is left; true when one was begun. */
  make(room: number): boolean;
  newPage(): void;
  /** From here on this entry is found here. */
  mark(entry: string | undefined): void;
}

/** Of what stands in one line; more would not fit in any. */
const LONGEST_LABEL = 160;

export const lineHeight = (size: number) => size * LEADING;

export function openPaper(report: Report): Paper {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: report.language,
    displayTitle: true,
    info: {
      // It also goes into XML that is not escaped.
      Title: plain(report.title),
      Author: plain(report.agency),
      Creator: 'Garita',
      Producer: 'Garita (PDFKit)',
      CreationDate: new Date(report.at),
    },
  });
  const draws = openFonts(doc);
  const known = entriesOf(report);
  const marked = new Set<string>();
  const measure =
    (size: number): Measure =>
    (text, run) =>
      doc.font(faceOf(run)).fontSize(size).widthOfString(text);

  let decorating = false;
  const root = doc.struct('Document');
  doc.addStructure(root);

  const paper: Paper = {
    doc,
    root,
    y: PAGE.top,
    begin(parent, type, options = {}) {
      const element = doc.struct(type, options);
      parent.add(element);
      return element;
    },
    lines: (text, width, size) =>
      layOutText(
        text.map((part) => asDrawn(part, draws)),
        width,
        measure(size),
      ),
    drawLine(line, { into, size, x, y }) {
      for (const { run, text, width, x: offset } of line) {
        const draw = () =>
          doc
            .font(faceOf(run))
            .fontSize(size)
            .fillColor(inkOf(run))
            .text(text, x + offset, y, { lineBreak: false });
        const leads = run.to && (!('entry' in run.to) || known.has(run.to.entry)) ? run.to : undefined;
        const element = leads ? paper.begin(into, 'Link') : into;
        const content = doc.markStructureContent(leads ? 'Link' : 'Span');
        draw();
        doc.endMarkedContent();
        element.add(content);
        if (!leads) continue;
        link(doc, leads, { x: x + offset, y, width, height: lineHeight(size) }, { element, text });
        // While its page is the one being written: the tree names the page it is on.
        element.end();
      }
    },
    decorate(draw) {
      // An artifact in an artifact would close the outer one.
      if (decorating) return draw();
      decorating = true;
      doc.markContent('Artifact', { type: 'Layout' });
      draw();
      doc.endMarkedContent();
      decorating = false;
    },
    clipped(text, width) {
      let shown = drawable(text.slice(0, LONGEST_LABEL), draws).replaceAll('\n', ' ');
      while (shown !== '…' && doc.widthOfString(shown) > width) shown = `${shown.slice(0, -2).trimEnd()}…`;
      return shown;
    },
    make(room) {
      if (paper.y + room <= CONTENT_END || paper.y === PAGE.top) return false;
      paper.newPage();
      return true;
    },
    newPage() {
      doc.addPage();
      doc.fillColor(INK).lineWidth(0.5);
      paper.y = PAGE.top;
    },
    mark(entry) {
      if (entry === undefined || marked.has(entry)) return;
      marked.add(entry);
      doc.addNamedDestination(entry, 'XYZ', 0, Math.max(0, paper.y - 12), null as unknown as number);
    },
  };
  paper.newPage();
  return paper;
}

const faceOf = ({ bold }: Run): Face => (bold ? 'bold' : 'regular');

function asDrawn(part: string | Run, draws: (codePoint: number) => boolean): Run {
  const run = typeof part === 'string' ? { text: part } : part;
  return { ...run, text: drawable(run.text, draws) };
}

function plain(text: string): string {
  return text.replaceAll(/[<>&\p{C}]/gu, ' ');
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function link(doc: PDFKit.PDFDocument, to: Target, area: Area, { element, text }: { element: Element; text: string }) {
  const { height, width, x, y } = area;
  // ISO 14289-1, 7.18.5: a link says in words where it leads.
  const options = {
    structParent: element,
    Contents: new String(text.trim()),
  } as unknown as PDFKit.Mixins.AnnotationOption;
  if ('entry' in to) doc.goTo(x, y - 1, width, height, to.entry, options);
  else doc.link(x, y - 1, width, height, to.url, options);
}
