import { DESCRIPTOR_MAX_BYTES, decodeCbor, openCose, TrustError } from '@garita/trust';
import { isFuture } from './logged.ts';

/**
 * When to judge a descriptor of something done at `doneAt`. One that the root signed later, and that still names the
 * same keys, vouches for them just as well: an agency that renews its descriptor can still show last year's scans.
 */
export function laterIfIssuedLater(descriptor: Uint8Array | undefined, doneAt: number, now: number): number {
  const issuedAt = descriptor && issuedAtOf(descriptor);
  return issuedAt === undefined || isFuture(issuedAt, now) ? doneAt : Math.max(doneAt, issuedAt);
}

/** What a descriptor says about itself, not yet trusted. */
function issuedAtOf(descriptor: Uint8Array): number | undefined {
  try {
    const payload = openCose(descriptor, DESCRIPTOR_MAX_BYTES).payload ?? new Uint8Array();
    const fields = decodeCbor(payload, { maxBytes: DESCRIPTOR_MAX_BYTES });
    const issuedAt = fields instanceof Map ? fields.get('issuedAt') : undefined;
    return Number.isSafeInteger(issuedAt) ? issuedAt : undefined;
  } catch (error) {
    if (error instanceof TrustError) return undefined;
    throw error;
  }
}
