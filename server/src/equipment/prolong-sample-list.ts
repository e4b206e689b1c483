import type { AgencyDescriptor, Es256Signer, TrustCrypto } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import { prolongTrustList } from './sign-trust-list.ts';
import type { TrustLists } from './trust-lists.ts';

export interface ProlongNeeds {
  readonly crypto: TrustCrypto;
  readonly clock: Clock;
  readonly lists: TrustLists;
  readonly descriptor: AgencyDescriptor;
  /** The sample equipment authority's key, left in the folder on purpose. */
  readonly signer: Es256Signer;
}

/**
 * At start: signs a sample agency's list again when less than half of its time is left. A real list is never touched:
 * there, letting it run out is a decision. Answers whether it did.
 */
export async function prolongSampleList({ clock, crypto, descriptor, lists, signer }: ProlongNeeds): Promise<boolean> {
  const current = await lists.current();
  if (!current?.list.sample || !descriptor.sample) return false;
  const now = clock.now();
  const { expiresAt, issuedAt } = current.list;
  if (expiresAt - now > (expiresAt - issuedAt) / 2) return false;
  const { bytes } = await prolongTrustList(current.bytes, { crypto, descriptor, now, signer });
  await lists.import(bytes);
  return true;
}
