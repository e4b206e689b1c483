import { decodeBase64, encodeBase64 } from './base64.ts';
import { HASH_BYTES } from './merkle-tree.ts';

/** tlog-witness: the client MUST NOT send more than 63 proof lines; no tree is deeper for inclusion either. */
export const MAX_PROOF_HASHES = 63;

/** One base64 hash a line; `undefined` where one is not 32 bytes or there are too many. */
export function formatHashLines(hashes: readonly Uint8Array[]): string | undefined {
  if (hashes.length > MAX_PROOF_HASHES || hashes.some(({ length }) => length !== HASH_BYTES)) return undefined;
  return hashes.map((hash) => `${encodeBase64(hash)}\n`).join('');
}

export function parseHashLines(lines: readonly string[]): Uint8Array[] | undefined {
  if (lines.length > MAX_PROOF_HASHES) return undefined;
  const hashes: Uint8Array[] = [];
  for (const line of lines) {
    const hash = decodeBase64(line);
    if (hash?.length !== HASH_BYTES) return undefined;
    hashes.push(hash);
  }
  return hashes;
}
