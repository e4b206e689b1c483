import { LogError } from './log-error.ts';
import { TILE_WIDTH } from './tile.ts';

/** tlog-tiles, Log entries: the length of an entry is a uint16. */
export const MAX_ENTRY_BYTES = 0xffff;
const LENGTH_BYTES = 2;

/** Big-endian uint16 length, then the entry, 1 to 256 times. Throws ENTRY_TOO_LARGE, BUNDLE_MALFORMED. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  requireCount(entries.length);
  for (const { length } of entries) {
    if (length > MAX_ENTRY_BYTES)
      throw new LogError('ENTRY_TOO_LARGE', `an entry of ${length} bytes; 65,535 is the most`);
  }
  const bundle = new Uint8Array(entries.reduce((total, entry) => total + LENGTH_BYTES + entry.length, 0));
  const view = new DataView(bundle.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint16(at, entry.length);
    bundle.set(entry, at + LENGTH_BYTES);
    at += LENGTH_BYTES + entry.length;
  }
  return bundle;
}

/** The entries, as copies. The whole input is an attacker's: every length is checked against what is there. */
export function decodeEntryBundle(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    requireCount(entries.length + 1);
    const start = at + LENGTH_BYTES;
    if (start > bytes.length) throw new LogError('BUNDLE_MALFORMED', 'a length is cut off');
    const end = start + view.getUint16(at);
    if (end > bytes.length) throw new LogError('BUNDLE_MALFORMED', `entry ${entries.length} is cut off`);
    entries.push(bytes.slice(start, end));
    at = end;
  }
  requireCount(entries.length);
  return entries;
}

function requireCount(count: number): void {
  // Empty tiles MUST NOT be served, and neither are empty bundles.
  if (count < 1 || count > TILE_WIDTH)
    throw new LogError('BUNDLE_MALFORMED', `a bundle holds 1 to ${TILE_WIDTH} entries`);
}
