import type { KeyObject } from 'node:crypto';

// An attacker chooses the keys we are asked to check with: the cache forgets its oldest, it never grows.
const CACHED_KEYS = 256;

/** Remembers parsed public keys; parsing costs about as much as checking a signature. */
export function keyCache(parse: (bytes: Uint8Array) => KeyObject): (bytes: Uint8Array) => KeyObject {
  const known = new Map<string, KeyObject>();
  return (bytes) => {
    const name = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const found = known.get(name);
    if (found) return found;
    const key = parse(bytes);
    if (known.size >= CACHED_KEYS) known.delete(known.keys().next().value as string);
    known.set(name, key);
    return key;
  };
}
