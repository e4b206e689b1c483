import {
  type Agreement,
  joinAgreement,
  makeAgreement,
  readAgreement,
  readSignedAgreement,
  signAgreement,
} from '@garita/exchange';
import type { Es256Signer, TrustCrypto } from '@garita/trust';
import { z } from 'zod';
import { FolderError } from './folder-error.ts';
import { openPartnerFile, plainFingerprint, sealPartnerFile } from './partner-file.ts';
import { fingerprintOf, type KeptAgreement, type PartnerCard } from './partner-folder.ts';

const DAY_MS = 86_400_000;
/** How long an invitation waits for its answer, and an acceptance for being taken in. */
const FILE_LIFETIME_MS = 30 * DAY_MS;

const both = (max: number) => z.strictObject({ es: z.string().min(1).max(max), en: z.string().min(1).max(max) });
const day = z.iso.datetime({ offset: true }).or(z.iso.date());

/** The terms as the exchange officers write them; who the parties are follows from the invitation. */
const agreementTerms = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  version: z.int().min(1).default(1),
  /** Hash of the version before, hex. */
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  title: both(200),
  purpose: both(4000),
  text: both(8000),
  items: z
    .array(z.enum(['scan', 'decision']))
    .min(1)
    .max(2),
  retentionDays: z.int().min(1).max(36_525),
  /** Cedar. */
  policy: z.string().min(1).max(16_384),
  validFrom: day,
  validUntil: day,
});
export type AgreementTerms = z.input<typeof agreementTerms>;

/** One agency acting: who it is, and its exchange officer's key. */
export interface PartnerSide {
  readonly crypto: TrustCrypto;
  readonly own: PartnerCard;
  readonly officer: Es256Signer;
  readonly at: number;
  /** Throws when the policy cannot be read; before anything is signed. */
  checkPolicy(policy: string): void | Promise<void>;
}

export interface Invitee {
  readonly agency: string;
  /** SHA-256 of its root, as its people read it out. */
  readonly fingerprint: string;
}

/** First step: the terms become an agreement between the two roots, signed by this side. Answers the file to send. */
export async function invite(side: PartnerSide, to: Invitee, terms: unknown): Promise<Uint8Array> {
  const { at, crypto, officer, own } = side;
  if (to.agency === own.agency) throw new FolderError('PARTNER_IS_SELF', `${own.agency} cannot invite itself`);
  const theirRoot = Buffer.from(plainFingerprint(to.fingerprint), 'hex');
  const parties = [
    { agency: own.agency, root: crypto.hasher.sha256(own.root) },
    { agency: to.agency, root: new Uint8Array(theirRoot) },
  ].sort((left, right) => (left.agency < right.agency ? -1 : 1));
  const agreement = agreementFrom(terms, parties, own.descriptor.sample);
  await side.checkPolicy(agreement.policy);
  const bytes = makeAgreement(agreement);
  const signatures = [await signAgreement(crypto, bytes, officer)];
  const file = { kind: 'invitation' as const, to: to.agency, card: own, agreement: bytes, signatures };
  return sealPartnerFile({ ...file, issuedAt: at, expiresAt: at + FILE_LIFETIME_MS }, { crypto, signer: officer });
}

export interface Joined {
  readonly partner: PartnerCard;
  readonly agreement: KeptAgreement;
  readonly terms: Agreement;
}

/** What a person should see of an invitation before accepting. Throws as `accept` does. */
export async function readInvitation(
  side: Pick<PartnerSide, 'crypto' | 'own' | 'at' | 'checkPolicy'>,
  invitation: Uint8Array,
  fingerprint: string,
): Promise<{
  readonly partner: PartnerCard;
  readonly terms: Agreement;
  readonly signature: Uint8Array;
  readonly bytes: Uint8Array;
}> {
  const { at, crypto, own } = side;
  const file = await openPartnerFile(crypto, invitation, { kind: 'invitation', fingerprint, me: own.agency, at });
  const terms = readAgreement(file.agreement);
  refuseOtherParties(terms, [own, file.card]);
  await side.checkPolicy(terms.policy);
  const [signature] = file.signatures;
  if (!signature || file.signatures.length !== 1)
    throw new FolderError('PARTNER_FILE_MALFORMED', 'an invitation carries the one signature of its sender');
  return { partner: file.card, terms, signature, bytes: file.agreement };
}

/**
 * Second step, at the partner: checks everything in the invitation, signs the same agreement, and answers what to keep
 * and the file to send back. Accepting again gives the same agreement.
 */
export async function accept(
  side: PartnerSide,
  invitation: Uint8Array,
  fingerprint: string,
): Promise<Joined & { readonly acceptance: Uint8Array }> {
  const { at, crypto, officer, own } = side;
  const { bytes, partner, signature, terms } = await readInvitation(side, invitation, fingerprint);
  const mine = await signAgreement(crypto, bytes, officer);
  const signatures = terms.parties.map(({ agency }) => (agency === own.agency ? mine : signature));
  const agreement = await joined(side, bytes, signatures, partner);
  const file = { kind: 'acceptance' as const, to: partner.agency, card: own, agreement: bytes, signatures };
  const dates = { issuedAt: at, expiresAt: at + FILE_LIFETIME_MS };
  const acceptance = await sealPartnerFile({ ...file, ...dates }, { crypto, signer: officer });
  return { partner, agreement, terms, acceptance };
}

/**
 * Third step, back at the first side: takes the acceptance in. The fingerprint is the one that was invited, so the
 * agreement must name it; an answer to terms that were never proposed carries no signature of ours and is refused.
 */
export async function complete(
  side: Pick<PartnerSide, 'crypto' | 'own' | 'at'>,
  acceptance: Uint8Array,
  fingerprint: string,
): Promise<Joined> {
  const { at, crypto, own } = side;
  const file = await openPartnerFile(crypto, acceptance, { kind: 'acceptance', fingerprint, me: own.agency, at });
  const terms = readAgreement(file.agreement);
  refuseOtherParties(terms, [own, file.card]);
  return { partner: file.card, agreement: await joined(side, file.agreement, file.signatures, file.card), terms };
}

async function joined(
  { at, crypto, own }: Pick<PartnerSide, 'crypto' | 'own' | 'at'>,
  agreement: Uint8Array,
  signatures: readonly Uint8Array[],
  partner: PartnerCard,
): Promise<KeptAgreement> {
  const bytes = joinAgreement(agreement, signatures);
  const { validFrom } = readAgreement(agreement);
  // An agreement may be signed before its first day, never after its last.
  const signed = await readSignedAgreement(crypto, bytes, {
    parties: [own.descriptor, partner.descriptor],
    at: Math.max(at, validFrom),
  });
  return { hash: Buffer.from(signed.hash).toString('hex'), bytes };
}

function refuseOtherParties(terms: Agreement, sides: readonly PartnerCard[]): void {
  const named = terms.parties.map(({ agency, root }) => `${agency} ${Buffer.from(root).toString('hex')}`).sort();
  const here = sides.map(({ agency, root }) => `${agency} ${fingerprintOf(root)}`).sort();
  if (named.join() !== here.join())
    throw new FolderError('PARTNER_FILE_FOREIGN', 'the agreement names other agencies, or other roots, than these two');
}

function agreementFrom(terms: unknown, parties: Agreement['parties'], sample: boolean): Agreement {
  const parsed = agreementTerms.safeParse(terms);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'terms'}: ${message}`).join('; ');
    throw new FolderError('AGREEMENT_TERMS_INVALID', where.slice(0, 500));
  }
  const { policy, previous, validFrom, validUntil, ...rest } = parsed.data;
  return {
    v: 1,
    ...rest,
    parties,
    policy,
    validFrom: Date.parse(validFrom),
    validUntil: Date.parse(validUntil),
    previous: previous === null ? null : new Uint8Array(Buffer.from(previous, 'hex')),
    sample,
  };
}
