import { toHex } from '@garita/trust';
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of a file, hex; piece by piece, so that a large one is never whole in memory. */
export async function sha256OfFile(file: Blob): Promise<string> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  return toHex(hash.digest());
}
