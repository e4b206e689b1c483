// A trust list as a test writes it: nothing but a server's own compilation becomes a list in earnest.
import {
  type AgencyDescriptor,
  type Es256Signer,
  makeTrustList,
  readTrustList,
  TRUST_LIST_MAX_BYTES,
  type TrustCrypto,
  type TrustList,
  type TrustListPayload,
} from '@garita/trust';
import { z } from 'zod';
import { claimedBy } from '../issued-at.ts';

const DAY_MS = 86_400_000;

/** Dates as people write them; in the signed list they are milliseconds. */
const day = z.iso.datetime({ offset: true }).or(z.iso.date());
const words = z.strictObject({ es: z.string().min(1).max(500), en: z.string().min(1).max(500) });
const reasons = z
  .array(words.extend({ code: z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/) }))
  .max(16)
  .default([]);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const line = z.string().min(1).max(120);

/** What an equipment authority writes; numbers, dates of issue and the link to the list before are filled in. */
const trustListDraft = z.strictObject({
  validForDays: z.int().min(1).max(366).default(30),
  configurations: z
    .array(
      z.strictObject({
        id,
        maker: line,
        model: line,
        name: z.strictObject({ es: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
        status: z.enum(['approved', 'conditional', 'suspended', 'removed', 'refused']),
        approvedUntil: day.nullable().default(null),
        reasons,
      }),
    )
    .max(512),
  devices: z
    .array(
      z.strictObject({
        id,
        serial: line,
        configuration: id,
        site: id,
        lane: id,
        status: z.enum(['active', 'suspended', 'removed']).default('active'),
        effectiveFrom: day.optional(),
        compromisedSince: day.nullable().default(null),
        reasons,
      }),
    )
    .max(4096),
});

export type TrustListDraft = z.input<typeof trustListDraft>;

export interface TrustListSigning {
  readonly crypto: TrustCrypto;
  readonly descriptor: AgencyDescriptor;
  readonly signer: Es256Signer;
  /** The list in force, as signed; `undefined` for the first. */
  readonly previous: Uint8Array | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Signs the next trust list from a draft. Throws `ZodError`, and `TrustError`:
 * TRUST_LIST_SIGNER_NOT_ENTITLED when the key is not an equipment authority's.
 */
export async function signTrustList(draft: unknown, signing: TrustListSigning): Promise<SignedTrustList> {
  const { crypto, descriptor, now } = signing;
  const { configurations, devices, validForDays } = trustListDraft.parse(draft);
  // Only its number and hash count here: the officer who signed it may have left since.
  const before = signing.previous && {
    ...claimedBy(signing.previous, TRUST_LIST_MAX_BYTES),
    hash: crypto.hasher.sha256(signing.previous),
  };
  const next = {
    v: 2 as const,
    agency: descriptor.agency,
    version: (before?.version ?? 0) + 1,
    issuedAt: now,
    expiresAt: now + validForDays * DAY_MS,
    previous: before?.hash ?? null,
    configurations: configurations.map(({ approvedUntil, ...configuration }) => ({
      ...configuration,
      ...{ software: [], credential: null, contexts: [], acceptedByPartner: 'not-asked' as const },
      approvedUntil: approvedUntil === null ? null : Date.parse(approvedUntil),
    })),
    devices: devices.map(({ effectiveFrom, compromisedSince, ...device }) => ({
      ...device,
      effectiveFrom: effectiveFrom === undefined ? now : Date.parse(effectiveFrom),
      compromisedSince: compromisedSince === null ? null : Date.parse(compromisedSince),
    })),
    sample: descriptor.sample,
    answers: [],
  };
  return seal(next, signing);
}

export interface SignedTrustList {
  readonly bytes: Uint8Array;
  readonly list: TrustList;
}

async function seal(
  payload: TrustListPayload,
  { crypto, descriptor, now, signer }: Omit<TrustListSigning, 'previous'>,
): Promise<SignedTrustList> {
  const bytes = await makeTrustList(payload, { crypto, signer });
  // Read as every gate will: who is not entitled learns it here.
  return { bytes, list: await readTrustList(crypto, bytes, descriptor, { at: now }) };
}
