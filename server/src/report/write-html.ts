import { intervalGeometry } from './interval-geometry.ts';
import {
  type Block,
  type Cell,
  entriesOf,
  type Interval,
  type Report,
  type Run,
  type Table,
  type Text,
} from './report.ts';
import { REPORT_POLICY, REPORT_STYLE } from './report-style.ts';

/** The report as one page of HTML: no script, nothing from elsewhere, every text escaped. */
export function writeHtml(report: Report): string {
  const known = entriesOf(report);
  const blocks = report.blocks.map((block) => blockHtml(block, known)).join('\n');
  const mark = report.sampleMark === null ? '' : `<span class="sample">${escaped(report.sampleMark)}</span>`;
  return `<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${escaped(REPORT_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(report.title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header><strong>${escaped(report.agency)}</strong><span class="kind">${escaped(report.kind)}</span>${mark}</header>
<main>
<h1>${escaped(report.title)}</h1>
<p class="quiet">${escaped(report.subtitle)}</p>
${blocks}
</main>
<footer>${escaped(report.foot)}</footer>
</body>
</html>
`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Also for attributes in quotation marks. Direction marks could make a text show something else than it says. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => SPECIAL[character] ?? '')
    .replaceAll(/[\p{Cf}\p{Cs}]|(?![\n\t])\p{Cc}/gu, (character) => {
      return `[U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`;
    });
}

function blockHtml(block: Block, known: ReadonlySet<string>): string {
  const html = (text: Text) => text.map((part) => runHtml(part, known)).join('');
  const paragraphs = (texts: readonly Text[]) => texts.map((text) => `<p>${html(text)}</p>`).join('');
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}${idOf(block.entry)}>${escaped(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return `<p${block.quiet ? ' class="quiet"' : ''}>${html(block.text)}</p>`;
    case 'note':
      return `<div class="note ${block.tone}">${paragraphs(block.text)}</div>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${html(item)}</li>`).join('')}</ul>`;
    case 'facts': {
      const rows = block.rows.map(
        ({ entry, label, value }) =>
          `<tr${idOf(entry)}><th scope="row">${escaped(label)}</th><td>${paragraphs(value)}</td></tr>`,
      );
      return `<table class="facts"><caption>${escaped(block.title)}</caption><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'table':
      return tableHtml(block, paragraphs);
  }
}

function tableHtml({ columns, rows, title }: Table, paragraphs: (texts: readonly Text[]) => string): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join('');
  const content = (cell: Cell) => ('interval' in cell ? intervalHtml(cell.interval) : paragraphs(cell));
  const body = rows.map(({ cells, entry }) => {
    const inside = cells.map((cell, at) =>
      at === 0 ? `<th scope="row">${content(cell)}</th>` : `<td>${content(cell)}</td>`,
    );
    return `<tr${idOf(entry)}>${inside.join('')}</tr>`;
  });
  return `<table><caption>${escaped(title)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function runHtml(part: string | Run, known: ReadonlySet<string>): string {
  const run = typeof part === 'string' ? { text: part } : part;
  const text = escaped(run.text).replaceAll('\n', '<br>');
  const classes = [run.quiet ? 'quiet' : '', run.tone ? `tone ${run.tone}` : ''].filter((one) => one !== '').join(' ');
  const styled = classes === '' ? text : `<span class="${classes}">${text}</span>`;
  const marked = run.bold ? `<b>${styled}</b>` : styled;
  const href = hrefOf(run, known);
  return href === undefined ? marked : `<a href="${escaped(href)}">${marked}</a>`;
}

/** Nothing but pages of the web: an address is made by us, and still looked at. */
function hrefOf({ to }: Run, known: ReadonlySet<string>): string | undefined {
  if (!to) return undefined;
  if ('entry' in to) return known.has(to.entry) ? `#${to.entry}` : undefined;
  return /^https?:\/\//.test(to.url) ? to.url : undefined;
}

function idOf(entry: string | undefined): string {
  return entry === undefined ? '' : ` id="${escaped(entry)}"`;
}

function intervalHtml(interval: Interval): string {
  const { bar, lines, open, seen, wanted } = intervalGeometry(interval);
  const at = (share: number) => `${(share * 100).toFixed(2)}%`;
  const line = (name: string, from: number, to: number, [y1, y2]: readonly [number, number]) =>
    `<line class="${name}" x1="${at(from)}" x2="${at(to)}" y1="${y1}" y2="${y2}"/>`;
  const parts = [
    `<rect class="wanted" x="${at(wanted.from)}" width="${at(Math.max(0, wanted.to - wanted.from))}" y="3" height="20"/>`,
    line('base', 0, 1, [13, 13]),
    open ? line('open', open.from, open.to, [13, 13]) : '',
    bar ? line('bar', bar.from, bar.to, [13, 13]) + line('end', bar.end, bar.end, [7, 19]) : '',
    ...lines.map((one) => line('line', one, one, [0, 26])),
    `<circle class="seen" cx="${at(seen)}" cy="13" r="4"/>`,
    `<text x="0" y="42">${escaped(interval.lowLabel)}</text>`,
    `<text x="100%" y="42" text-anchor="end">${escaped(interval.highLabel)}</text>`,
  ];
  return `<svg class="${interval.tone}" role="img" aria-label="${escaped(interval.words)}">${parts.join('')}</svg>`;
}
