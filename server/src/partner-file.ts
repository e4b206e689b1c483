import {
  type AgencyDescriptor,
  agencyId,
  bytesUpTo,
  DESCRIPTOR_MAX_BYTES,
  type Es256Signer,
  encodeCbor,
  identifier,
  list,
  type OpenedCose,
  officerNamed,
  oneOf,
  openCose,
  readDescriptor,
  readDocument,
  record,
  type Shape,
  type Shaped,
  sealCose,
  type TrustCrypto,
  TrustError,
  text,
  time,
  verifyCose,
} from '@garita/trust';
import { FolderError } from './folder-error.ts';
import { fingerprintOf, type PartnerCard, partnerEndpoints } from './partner-folder.ts';

const CONTENT_TYPE = 'application/garita-partner+cbor';
/** Two descriptors' worth and an agreement: what is larger is not one of ours. */
const MAX_BYTES = 262_144;
const AGREEMENT_MAX_BYTES = 65_536;

const shape = record({
  v: oneOf(1),
  kind: oneOf('invitation', 'acceptance'),
  from: agencyId,
  to: agencyId,
  officer: identifier,
  root: bytesUpTo(2048),
  descriptor: bytesUpTo(DESCRIPTOR_MAX_BYTES),
  endpoints: record({ machines: text(300), people: text(300) }),
  /** Agreement bytes. */
  agreement: bytesUpTo(AGREEMENT_MAX_BYTES),
  /** Detached COSE of the exchange officers: the inviter's; in an acceptance both, in the order of the parties. */
  signatures: list(bytesUpTo(4096), 2, 1),
  issuedAt: time,
  expiresAt: time,
});

type Payload = Shaped<typeof shape>;
export type PartnerFileKind = Payload['kind'];

/** One agency's half of becoming partners: who it is, where it answers, and the agreement it has signed. */
export interface PartnerFile {
  readonly kind: PartnerFileKind;
  readonly to: string;
  readonly card: PartnerCard;
  readonly agreement: Uint8Array;
  readonly signatures: readonly Uint8Array[];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface PartnerFileSigning {
  readonly crypto: TrustCrypto;
  readonly signer: Es256Signer;
}

/** Seals the file with an exchange officer's key. Throws OFFICER_NOT_ENTITLED for any other key. */
export async function sealPartnerFile(file: PartnerFile, { crypto, signer }: PartnerFileSigning): Promise<Uint8Array> {
  const { card } = file;
  const officer = exchangeOfficer(card.descriptor, signer);
  const payload: Payload = {
    v: 1,
    kind: file.kind,
    from: card.agency,
    to: file.to,
    officer,
    root: card.root,
    descriptor: card.descriptorBytes,
    endpoints: card.endpoints,
    agreement: file.agreement,
    signatures: file.signatures,
    issuedAt: file.issuedAt,
    expiresAt: file.expiresAt,
  };
  return sealCose(crypto, signer, { contentType: CONTENT_TYPE, payload: encodeCbor({ ...payload }) });
}

export interface PartnerFileReading {
  readonly kind: PartnerFileKind;
  /** SHA-256 of the sender's root, hex, as they read it out over another channel. */
  readonly fingerprint: string;
  /** The agency that reads. */
  readonly me: string;
  readonly at: number;
}

/**
 * Opens a file of the other side. Nothing in it is believed before its root has the fingerprint that a person was told
 * and that root's descriptor names the exchange officer who sealed it. Throws `FolderError` with a PARTNER_ code.
 */
export async function openPartnerFile(
  crypto: TrustCrypto,
  bytes: Uint8Array,
  reading: PartnerFileReading,
): Promise<PartnerFile> {
  const { cose, payload } = parse(bytes);
  if (payload.kind !== reading.kind)
    throw new FolderError('PARTNER_FILE_FOREIGN', `this is an ${payload.kind}, an ${reading.kind} was expected`);
  if (payload.from === reading.me) throw new FolderError('PARTNER_IS_SELF', `it comes from ${reading.me}`);
  if (payload.to !== reading.me)
    throw new FolderError('PARTNER_FILE_FOREIGN', `it is meant for ${payload.to}, this agency is ${reading.me}`);
  const found = fingerprintOf(payload.root);
  if (found !== plainFingerprint(reading.fingerprint))
    throw new FolderError('PARTNER_FINGERPRINT_MISMATCH', `the file’s root is ${readableFingerprint(found)}`);
  const descriptor = await descriptorOf(crypto, payload, reading.at);
  const officer = officerNamed(crypto, cose, descriptor, ['exchange-officer']);
  if (officer?.id !== payload.officer || !(await verifyCose(crypto, cose, officer.key)))
    throw new FolderError('PARTNER_FILE_MALFORMED', `not sealed by an exchange officer of ${payload.from}`);
  if (reading.at >= payload.expiresAt)
    throw new FolderError('PARTNER_FILE_EXPIRED', `it was good until ${new Date(payload.expiresAt).toISOString()}`);
  const { agreement, expiresAt, issuedAt, kind, signatures, to } = payload;
  const card = {
    agency: payload.from,
    root: payload.root,
    descriptor,
    descriptorBytes: payload.descriptor,
    endpoints: partnerEndpoints.parse(payload.endpoints),
  };
  return { kind, to, card, agreement, signatures, issuedAt, expiresAt };
}

/** What a file says of its sender, to be shown to a person who then compares the fingerprint. Nothing is verified. */
export function glancePartnerFile(bytes: Uint8Array): {
  kind: PartnerFileKind;
  from: string;
  to: string;
  fingerprint: string;
} {
  const { from, kind, root, to } = parse(bytes).payload;
  return { kind, from, to, fingerprint: fingerprintOf(root) };
}

/** In groups of four, as one reads it out. */
export function readableFingerprint(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

/** As typed by a person: blanks, colons and capitals do not count. Throws PARTNER_FINGERPRINT_MISMATCH when it is none. */
export function plainFingerprint(typed: string): string {
  const plain = typed.replace(/[\s:]/g, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(plain)) return plain;
  throw new FolderError('PARTNER_FINGERPRINT_MISMATCH', 'a fingerprint is 64 digits of 0-9 and a-f');
}

function parse(bytes: Uint8Array): { cose: OpenedCose; payload: Payload } {
  try {
    const cose = openCose(bytes, MAX_BYTES);
    if (cose.contentType !== CONTENT_TYPE || cose.payload === null) throw malformed('not a file of a partner');
    const payload = readDocument(cose.payload, { maxBytes: MAX_BYTES }, shape as Shape<Payload>, 'CBOR_MALFORMED');
    const endpoints = partnerEndpoints.safeParse(payload.endpoints);
    if (!endpoints.success) throw malformed('its addresses are not addresses');
    return { cose, payload };
  } catch (error) {
    if (error instanceof TrustError) throw malformed(error.message, error);
    throw error;
  }
}

async function descriptorOf(crypto: TrustCrypto, payload: Payload, at: number): Promise<AgencyDescriptor> {
  const descriptor = await readDescriptor(crypto, payload.descriptor, { rootCertificate: payload.root, at });
  if (descriptor.agency !== payload.from) throw malformed(`its descriptor is of ${descriptor.agency}`);
  return descriptor;
}

function exchangeOfficer(descriptor: AgencyDescriptor, signer: Es256Signer): string {
  const officers = descriptor.officers.filter(({ key }) => Buffer.compare(key, signer.spki) === 0);
  if (officers.length === 0) throw new FolderError('OFFICER_UNKNOWN', `${descriptor.agency} names no such key`);
  const entitled = officers.find(({ role }) => role === 'exchange-officer');
  if (entitled) return entitled.id;
  throw new FolderError('OFFICER_NOT_ENTITLED', `${officers[0]?.id} is no exchange-officer`);
}

function malformed(message: string, cause?: Error): FolderError {
  return new FolderError('PARTNER_FILE_MALFORMED', message, { cause });
}
