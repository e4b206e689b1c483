import { createHash } from 'node:crypto';
import type { Hasher } from '@garita/transparency-log';

/** SHA-256 by node:crypto; the parts are hashed one after the other without joining them. */
export const hasher: Hasher = {
  sha256(...parts) {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
};
