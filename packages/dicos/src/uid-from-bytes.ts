import { DicosError } from './dicos-error.ts';

/**
 * A UID under 2.25 made of 16 bytes (PS3.5 B.2): the first 16 of a hash or of a random source, for instance. The same
 * bytes always make the same UID. The bits by which RFC 9562 marks a version 8 UUID are set over them.
 *
 * @throws DicosError VALUE_INVALID when there are fewer than 16 bytes
 */
export function uidFromBytes(bytes: Uint8Array): string {
  if (bytes.length < 16) throw new DicosError('VALUE_INVALID', 'a UID is made of 16 bytes');
  let value = 0n;
  for (const [index, byte] of bytes.subarray(0, 16).entries()) {
    const marked = index === 6 ? (byte & 0x0f) | 0x80 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    value = (value << 8n) | BigInt(marked);
  }
  return `2.25.${value}`;
}
