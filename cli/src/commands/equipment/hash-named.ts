import type { ErrorCode } from '@garita/api';
import { Failure } from '../../failure.ts';

/** The whole hash of which at least the first four characters are given. Throws what `unknown` says, and USAGE. */
export function hashNamed(given: string, hashes: readonly string[], unknown: ErrorCode): string {
  const start = given.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(start)) return start;
  const found = /^[0-9a-f]{4,}$/.test(start) ? hashes.filter((hash) => hash.startsWith(start)) : [];
  const [hash, other] = found;
  if (!hash) throw new Failure(unknown, given);
  if (other) throw new Failure('USAGE', `${given} begins ${found.length} of them: give more of it`);
  return hash;
}
