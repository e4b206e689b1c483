import type { ByteRange } from '../ports/blob-store.ts';

/**
 * One range of a `Range` header (RFC 9110 section 14.1.2) over a thing of `size` bytes. Undefined without a header,
 * `invalid` when it is malformed, several at once, or outside. A last byte beyond the end means the end.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'invalid' | undefined {
  if (header === undefined) return undefined;
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? [];
  if (first === '') {
    const suffix = Number(last);
    return last === '' || suffix === 0 || size === 0 ? 'invalid' : { start: Math.max(0, size - suffix), end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : 'invalid';
}
