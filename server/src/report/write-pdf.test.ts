import { beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_END, PAGE } from './pdf-style.ts';
import { type ReadPdf, readPdf, squeezed } from './read-pdf.fixture.ts';
import { HOSTILE, hostileReport, interval, sampleReport } from './sample-report.fixture.ts';
import { writePdf } from './write-pdf.ts';

describe('a report as PDF', () => {
  let bytes: Uint8Array;
  let pdf: ReadPdf;
  beforeAll(async () => {
    bytes = await writePdf(sampleReport());
    pdf = await readPdf(bytes);
  });
  const text = () => pdf.pages.map((page) => page.text).join('');

  test('says its title and language, and is tagged', () => {
    expect(pdf.info).toMatchObject({ Title: 'Cómo se evaluó el «Pórtico»', Author: 'Aduanas', Language: 'es' });
    expect(pdf.marked).toBe(true);
    expect(Buffer.from(bytes).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  test('has every sign in its own fonts', () => {
    expect(text()).toContain(squeezed('Qué se midió: ≥, –, ñ, ü, ¿'));
    expect(text()).not.toContain('[U+');
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
  });

  test('is a tree of what everything is, in reading order', () => {
    const roles = pdf.pages.flatMap(({ structure }) => structure);
    const kinds = roles.filter((role) =>
      /^(Document|H\d|P|L|LI|Lbl|LBody|Table|THead|TBody|TR|TH|TD|Figure|Link)$/.test(role),
    );
    expect(kinds.slice(0, 4)).toEqual(['Document', 'H1', 'P', 'H2']);
    for (const kind of ['L', 'LI', 'Lbl', 'LBody', 'Table', 'THead', 'TBody', 'TR', 'TH', 'TD', 'Figure', 'Link', 'H3'])
      expect(kinds).toContain(kind);
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/Scope \/Column[\s\S]*\/Scope \/Row/);
  });

  test('tells a drawing in words', () => {
    expect(pdf.pages.flatMap(({ alternatives }) => alternatives)).toEqual([interval.words]);
  });

  test('leads from a figure to its evidence and to an address', () => {
    const links = pdf.pages.flatMap((page) => page.links);
    expect(links).toEqual([
      { to: 'evidence-1', over: '59de59' },
      { to: 'https://mx.example/a', over: 'elservidor' },
      { to: 'evidence-1', over: '59' },
    ]);
    expect(pdf.destinations).toEqual(new Set(['measured', 'evidence-1']));
  });

  test('has bookmarks of two levels', () => {
    expect(pdf.outline).toEqual(['Qué se midió: ≥, –, ñ, ü, ¿', '  Números']);
  });

  test('names agency, kind, sample and number on each page', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => ({ cells: [[[`fila ${at}`]], [['b']]] }));
    const columns = [
      { title: 'Primera', share: 1 },
      { title: 'Segunda', share: 1 },
    ];
    const long = await readPdf(
      await writePdf(sampleReport({ blocks: [{ kind: 'table', title: 'T', columns, rows }] })),
    );
    expect(long.pages.length).toBeGreaterThan(3);
    for (const [at, page] of long.pages.entries())
      for (const word of ['Aduanas', 'Informe', 'MUESTRA', 'Primera', 'Segunda', `${at + 1}/${long.pages.length}`])
        expect(page.text).toContain(word);
  });

  test('has no sample mark where nothing is made up', async () => {
    const real = await readPdf(await writePdf(sampleReport({ sampleMark: null })));
    expect(real.pages[0]?.text).not.toContain('MUESTRA');
  });

  test('is the same bytes for the same report', async () => {
    expect(Buffer.compare(await writePdf(sampleReport()), bytes)).toBe(0);
  });

  test('does not lead to what is not there', async () => {
    const report = sampleReport({ blocks: [{ kind: 'paragraph', text: [{ text: 'x', to: { entry: 'nowhere' } }] }] });
    expect((await readPdf(await writePdf(report))).pages[0]?.links).toEqual([]);
  });
});

describe('a report by somebody who wants to break it', () => {
  let pdf: ReadPdf;
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await writePdf(hostileReport());
    pdf = await readPdf(bytes);
  });

  test('stays on its pages, between head and foot', () => {
    for (const { pieces } of pdf.pages)
      for (const { size, text, width, x, y } of pieces) {
        expect(x, text).toBeGreaterThanOrEqual(PAGE.left - 1);
        // A blank at the end of a line may stand beyond the edge.
        expect(x + width, text).toBeLessThanOrEqual(PAGE.width - PAGE.right + size * 0.35);
        const fromTop = PAGE.height - y;
        const isBody = fromTop > 56 && fromTop < PAGE.height - 46;
        if (isBody) expect(fromTop, text).toBeLessThanOrEqual(CONTENT_END + 2);
      }
  });

  test('writes nothing over something else', () => {
    for (const { pieces } of pdf.pages) {
      const shown = pieces.filter(({ text }) => text.trim() !== '');
      for (const [at, one] of shown.entries())
        for (const other of shown.slice(at + 1)) {
          const apart =
            one.x + one.width <= other.x + 1.5 ||
            other.x + other.width <= one.x + 1.5 ||
            Math.abs(one.y - other.y) >= Math.min(one.size, other.size) * 0.9;
          expect(apart, `${one.text} / ${other.text}`).toBe(true);
        }
    }
  });

  test('loses nothing of what was written, and shows what cannot be drawn', () => {
    const text = pdf.pages.map((page) => page.text).join('');
    expect(text).toContain(squeezed('<script>alert(1)</script> & "\'`</style>'));
    expect(text).toContain('[U+202E]');
    expect(text).toContain('[U+4E2D][U+6587]');
    expect(text.match(/A{20}/g)?.length ?? 0).toBeGreaterThan((7 * 3000) / 20 - 400);
    expect(text.split('á').length - 1).toBeGreaterThanOrEqual(7 * 200);
  });

  test('puts no markup into the metadata', () => {
    const raw = Buffer.from(bytes).toString('latin1');
    const metadata = raw.slice(raw.indexOf('<x:xmpmeta'), raw.indexOf('</x:xmpmeta>'));
    expect(metadata).toContain('dc:title');
    expect(metadata).not.toContain('<script');
    expect(HOSTILE).toContain('<script');
  });
});
