const two = (value: number) => String(value).padStart(2, '0');

/** A moment as a date field of the browser has it, in the browser's zone. */
export function toDay(ms: number | null): string {
  if (ms === null) return '';
  const at = new Date(ms);
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The same with hours and minutes. */
export function toMinute(ms: number | null): string {
  if (ms === null) return '';
  const at = new Date(ms);
  return `${toDay(ms)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `null` for what is no date yet. A day alone begins at midnight of the browser's zone. */
export function fromInput(text: string): number | null {
  const ms = new Date(text.length === 10 ? `${text}T00:00` : text).getTime();
  return Number.isNaN(ms) || ms < 0 ? null : ms;
}
