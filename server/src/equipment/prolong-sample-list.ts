import {
  type AgencyDescriptor,
  counterSign,
  type Es256Signer,
  makeStatusList,
  makeTrustList,
  readTrustList,
  STATUS_LIST_MAX_BYTES,
  TRUST_LIST_MAX_BYTES,
  type TrustCrypto,
} from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { StatusLists } from './status-lists.ts';
import type { TrustLists } from './trust-lists.ts';

export interface ProlongNeeds {
  readonly crypto: TrustCrypto;
  readonly clock: Clock;
  readonly lists: Pick<TrustLists, 'current' | 'import'>;
  readonly statuses: StatusLists;
  readonly descriptor: AgencyDescriptor;
  /** The sample equipment authorities' keys, left in the folder on purpose. */
  readonly signers: readonly Es256Signer[];
}

/**
 * At start: signs a sample agency's lists again, saying the same, when less than half of their time is left. A real list
 * is never touched: there, letting it run out is a decision. Answers which it signed.
 */
export async function prolongSampleLists(needs: ProlongNeeds): Promise<readonly ('trust-list' | 'status-list')[]> {
  const { descriptor, signers } = needs;
  const [first, ...others] = signers.slice(0, descriptor.signatures.equipment);
  // With fewer keys than are needed nothing could come of it.
  if (!first || !descriptor.sample || others.length + 1 < descriptor.signatures.equipment) return [];
  const sign = async (sealed: Promise<Uint8Array>, maxBytes: number) => {
    let signed = await sealed;
    for (const signer of others) signed = await counterSign(needs.crypto, signer, signed, maxBytes);
    return signed;
  };
  const making = { crypto: needs.crypto, signer: first };
  const prolonged: ('trust-list' | 'status-list')[] = [];
  const list = await nextTrustList(needs);
  if (list) {
    await needs.lists.import(await sign(makeTrustList(list, making), TRUST_LIST_MAX_BYTES));
    prolonged.push('trust-list');
  }
  const status = await nextStatusList(needs);
  if (status) {
    const signed = await sign(makeStatusList(status, making), STATUS_LIST_MAX_BYTES);
    await needs.statuses.putInForce(signed, async () => undefined);
    prolonged.push('status-list');
  }
  return prolonged;
}

/** Decisions that the list before did not answer stay unanswered: nobody was asked. */
async function nextTrustList({ clock, crypto, descriptor, lists }: ProlongNeeds) {
  const current = await lists.current();
  const now = clock.now();
  if (!current?.asSigned.sample) return undefined;
  const { issuedAt: at } = current.asSigned;
  const { hash, v, agency, version, issuedAt, expiresAt, configurations, devices, sample, answers } =
    await readTrustList(crypto, current.bytes, descriptor, { at });
  if (!isHalfOver(issuedAt, expiresAt, now)) return undefined;
  const dates = { version: version + 1, issuedAt: now, expiresAt: now + (expiresAt - issuedAt), previous: hash };
  return { v, agency, ...dates, configurations, devices, sample, answers };
}

async function nextStatusList({ clock, statuses }: ProlongNeeds) {
  const before = (await statuses.newest())?.list;
  const now = clock.now();
  if (!before || !isHalfOver(before.validFrom, before.validUntil, now)) return undefined;
  const lasts = before.validUntil - before.validFrom;
  return { ...before, version: before.version + 1, validFrom: now, validUntil: now + lasts };
}

function isHalfOver(from: number, until: number, now: number): boolean {
  return until - now <= (until - from) / 2;
}
