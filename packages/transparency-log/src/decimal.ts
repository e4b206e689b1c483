/** A size or index as the C2SP texts write it: ASCII decimal, no leading zero; `undefined` beyond 2^53-1. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
