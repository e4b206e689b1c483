/** A share of a whole as a bar of so many characters; anything above nothing shows. */
export function bar(share: number, width: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8));
  const rest = EIGHTHS[eighths % 8] ?? '';
  return `${'█'.repeat(Math.floor(eighths / 8))}${rest}`.padEnd(width);
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** An interval of the range 0 to 1 on a line, and where the middle of it lies. */
export function intervalLine(lower: number, upper: number, seen: number, width: number): string {
  const place = (value: number) => Math.min(width - 1, Math.floor(value * width));
  return Array.from({ length: width }, (_, at) => {
    if (at === place(seen)) return '●';
    return at >= place(lower) && at <= place(upper) ? '─' : '·';
  }).join('');
}

/** A field of marks with events upwards and trials to the right. */
export function fieldPlot(
  trials: number,
  events: number,
  width: number,
  mark: (trials: number, events: number) => string,
): string[] {
  const digits = String(events).length;
  const columns = Array.from({ length: width }, (_, at) => Math.max(1, Math.round(((at + 1) * trials) / width)));
  const lines = Array.from({ length: events + 1 }, (_, at) => {
    const row = events - at;
    return `${String(row).padStart(digits)} ${columns.map((column) => (row > column ? ' ' : mark(column, row))).join('')}`.trimEnd();
  });
  return [...lines, `${' '.repeat(digits)} 1${String(trials).padStart(width - 1)}`];
}
