// RFC 4648 section 4, read strictly: one text per byte string. A lenient reader (Buffer, atob) would let an attacker
// rewrite the unused bits or the padding of a signature line without anyone noticing.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const padding = Math.max(0, at + 3 - bytes.length);
    for (let sextet = 0; sextet < 4 - padding; sextet += 1) text += ALPHABET[(group >> (18 - 6 * sextet)) & 63];
    text += '='.repeat(padding);
  }
  return text;
}

/** The bytes, or `undefined` where the text is not the one canonical encoding of any bytes. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let at = 0; at < digits; at += 1) {
    const value = VALUE.get(text.charAt(at));
    if (value === undefined) return undefined;
    bits = ((bits & 0xff) << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[written] = (bits >> held) & 0xff;
    written += 1;
  }
  const unusedBits = bits & ((1 << held) - 1);
  return unusedBits === 0 ? bytes : undefined;
}
