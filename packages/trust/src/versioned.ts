import { sameBytes } from './bytes.ts';
import { TrustError } from './trust-error.ts';

/** How far two agencies' clocks may differ before a document seems to come from the future. */
export const CLOCK_SKEW_MS = 600_000;

/** The newest version of a document that a reader has seen. */
export interface AtLeast {
  readonly version: number;
  readonly hash: Uint8Array;
}

interface Versioned {
  readonly version: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly previous: Uint8Array | null;
}

/** What makes a version impossible by itself; `undefined` when nothing does. */
export function contradictionIn(document: Versioned): string | undefined {
  if (document.expiresAt <= document.issuedAt) return 'it expires before it is issued';
  if ((document.version === 1) !== (document.previous === null)) return 'version 1, and no other, has no predecessor';
  return undefined;
}

/** Neither older than what was seen, nor another document under the same number, nor grown from another one. */
export function checkVersion(
  kind: 'DESCRIPTOR' | 'TRUST_LIST',
  document: Versioned,
  hash: Uint8Array,
  atLeast: AtLeast | undefined,
): void {
  if (!atLeast) return;
  const { version, previous } = document;
  if (version < atLeast.version) {
    throw new TrustError(`${kind}_ROLLED_BACK`, `version ${version}, version ${atLeast.version} was already seen`);
  }
  const same = version === atLeast.version && sameBytes(hash, atLeast.hash);
  const next = version === atLeast.version + 1 && previous !== null && sameBytes(previous, atLeast.hash);
  // Versions in between may have been missed: then the chain of hashes cannot be followed, only its order.
  const later = version > atLeast.version + 1;
  if (!same && !next && !later)
    throw new TrustError(`${kind}_FORKED`, `another document took the place of version ${atLeast.version}`);
}

/** Whether two items share an id: then the signer's meaning depends on who reads. */
export function hasDoubles(items: readonly { readonly id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size !== items.length;
}
