import { decodeCbor, openCose } from '@garita/trust';

/** What a signed, versioned document says of itself. Nothing in it is trusted yet. */
export interface Claimed {
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly version: number;
}

/** Reads the head of a descriptor or trust list. Throws `TrustError` when it is not a signed document of ours. */
export function claimedBy(document: Uint8Array, maxBytes: number): Claimed {
  const { payload } = openCose(document, maxBytes, { countersigned: true });
  const map = payload && decodeCbor(payload, { maxBytes });
  const number = (key: string) => {
    const value: unknown = map instanceof Map ? map.get(key) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  return { issuedAt: number('issuedAt'), version: number('version') };
}

/** When a document says it was issued: the time at which one reads a document that may have run out since. */
export function issuedAtOf(document: Uint8Array, maxBytes: number): number {
  return claimedBy(document, maxBytes).issuedAt;
}
