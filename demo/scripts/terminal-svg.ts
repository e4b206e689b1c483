import { isReason } from '@garita/demo';

// One line of the terminal as one line of text, in the colours of `colourView`.
const [CHARACTER_WIDTH, LINE_HEIGHT, FONT_SIZE, MARGIN] = [7.8, 19, 13, 18];

/** Lines of a rendered view as an SVG picture, `columns` characters wide. */
export function terminalSvg(lines: readonly string[], columns: number, title: string): string {
  const width = Math.ceil(columns * CHARACTER_WIDTH + 2 * MARGIN);
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  const texts = lines.flatMap((line, nth) => (line.trim() === '' ? [] : [textOf(line, nth)]));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:${FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d7dce2;white-space:pre}.strong{font-weight:700;fill:#fff}.dim{fill:#8b949e}.red{fill:#ff8f87}.green{fill:#7ee2a0}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#12161c"/>`,
    ...texts,
    '</svg>',
  ].join('\n')}\n`;
}

function textOf(line: string, nth: number): string {
  const text = line.trimEnd();
  const indent = text.length - text.trimStart().length;
  const x = (MARGIN + indent * CHARACTER_WIDTH).toFixed(1);
  const y = (MARGIN + nth * LINE_HEIGHT + FONT_SIZE).toFixed(0);
  // The length is fixed, so that columns stand under each other whatever font the reader has.
  const length = ((text.length - indent) * CHARACTER_WIDTH).toFixed(1);
  return `<text x="${x}" y="${y}" textLength="${length}" xml:space="preserve"${classOf(text, nth)}>${escaped(text.trimStart())}</text>`;
}

function classOf(text: string, nth: number): string {
  if (nth === 0) return ' class="strong"';
  if (nth === 1) return ' class="dim"';
  if (isReason(text)) return ' class="red"';
  return text.endsWith('✓') ? ' class="green"' : '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
