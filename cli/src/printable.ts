/** Text out of a stranger's file or answer, fit for a terminal: nothing in it moves the cursor or turns the line around. */
export function printable(text: string, longest = 300): string {
  const safe = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
  return safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe;
}

/** Bytes as people read them; decimal units, as disks and networks are sold. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const [unit, factor] of UNITS) if (bytes >= factor) return `${(bytes / factor).toPrecision(3)} ${unit}`;
  return `${(bytes / 1000).toPrecision(3)} kB`;
}

const UNITS = [
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 999_500],
] as const;

/** Labels and values in two columns. */
export function inColumns(rows: readonly (readonly [label: string, value: string])[], indent = '  '): string[] {
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${indent}${label.padEnd(width)}  ${value}`.trimEnd());
}

/** A table without a head: each column as wide as its longest cell. */
export function inRows(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
