import { fromHex } from '@garita/trust';

/** Bytes of a hash as our own tables keep it. Throws when a row holds something else: the database was tampered with. */
export function storedHash(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (!bytes) throw new Error('a row of the exchange holds a hash that is none');
  return bytes;
}
