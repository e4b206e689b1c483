import { type Hasher, LogError, parseVerifierKey, type VerifierKey } from '@garita/transparency-log';
import { sameBytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import { type Certificate, readCertificate } from './certificates.ts';
import { type OpenedCose, openCose, sealCose, verifyCose } from './cose.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import {
  agencyId,
  bool,
  bytes,
  bytesUpTo,
  identifier,
  list,
  nullable,
  oneOf,
  readDocument,
  record,
  type Shape,
  type Shaped,
  text,
  time,
  uint,
} from './shape.ts';
import { refusingAs, TrustError, type TrustErrorCode } from './trust-error.ts';
import { verifyChain } from './verify-chain.ts';
import { type AtLeast, CLOCK_SKEW_MS, checkVersion, contradictionIn, hasDoubles } from './versioned.ts';

export const DESCRIPTOR_CONTENT_TYPE = 'application/garita-descriptor+cbor';
export const DESCRIPTOR_MAX_BYTES = 65_536;

export const ROLES = [
  'equipment-authority',
  'exchange-officer',
  'analyst',
  'supervisor',
  'official',
  'administrator',
  'evaluator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

const certificate = bytesUpTo(2048);

const fields = {
  agency: agencyId,
  name: record({ es: text(120), en: text(120) }),
  version: uint(Number.MAX_SAFE_INTEGER, 1),
  issuedAt: time,
  expiresAt: time,
  /** SHA-256 of the descriptor before; `null` for version 1 alone. */
  previous: nullable(bytes(32)),
  /** Certificates, DER. */
  nodeCa: certificate,
  deviceCa: certificate,
  log: record({ origin: text(200), vkey: text(400) }),
  /** Verifier key under which this agency cosigns its partner's log. */
  witness: text(400),
  officers: list(
    record({
      id: identifier,
      name: text(120),
      role: oneOf(...ROLES),
      /** SubjectPublicKeyInfo, DER, P-256. */
      key: bytesUpTo(256),
    }),
    256,
  ),
  sample: bool,
};

/** Most officers that an agency can ask for: a document has room for the first signature and eight more. */
const MOST_SIGNATURES = 8;

const descriptorShape = record({
  v: oneOf(2),
  ...fields,
  /** How many equipment authorities must sign a trust list, a credential, and a decision that grants trust. */
  signatures: record({ equipment: uint(MOST_SIGNATURES, 1) }),
});

/** As the first version of this protocol wrote it: one equipment authority was enough. Read for ever, made no more. */
const firstShape = record({ v: oneOf(1), ...fields });

const eitherShape: Shape<Shaped<typeof descriptorShape>> = (value, path) =>
  value instanceof Map && value.get('v') === 1
    ? { ...firstShape(value, path), v: 2, signatures: { equipment: 1 } }
    : descriptorShape(value, path);

/** What the root says about its agency. */
export type DescriptorPayload = Shaped<typeof descriptorShape>;
export type Officer = DescriptorPayload['officers'][number];

declare const verified: unique symbol;
/** A descriptor whose root signature was checked; only `readDescriptor` makes one. */
export type AgencyDescriptor = DescriptorPayload & {
  readonly [verified]: true;
  /** SHA-256 of the signed bytes. */
  readonly hash: Uint8Array;
  /** Root certificate, DER. */
  readonly root: Uint8Array;
};

export interface DescriptorMaking {
  readonly crypto: TrustCrypto;
  /** The agency's root key. */
  readonly signer: Es256Signer;
  readonly rootCertificate: Uint8Array;
}

export interface DescriptorTrust {
  /** The root certificate (DER) the reader was given by hand or by agreement. */
  readonly rootCertificate: Uint8Array;
  readonly at: number;
  /** The newest descriptor seen so far, if any. */
  readonly atLeast?: AtLeast;
}

/** Signs a descriptor of this version with the root key. Throws `DESCRIPTOR_MALFORMED`. */
export async function makeDescriptor(payload: DescriptorPayload, making: DescriptorMaking): Promise<Uint8Array> {
  const encoded = encodeCbor(payload);
  readPayload(making.crypto.hasher, encoded);
  return sealCose(making.crypto, making.signer, {
    contentType: DESCRIPTOR_CONTENT_TYPE,
    payload: encoded,
    chain: [making.rootCertificate],
  });
}

/**
 * A descriptor signed by the given root, valid at `at`, not older than the one known. Throws a `TrustError` with a
 * `DESCRIPTOR_` code otherwise.
 */
export async function readDescriptor(
  crypto: TrustCrypto,
  input: Uint8Array,
  trust: DescriptorTrust,
): Promise<AgencyDescriptor> {
  const { cose, payload } = open(crypto.hasher, input);
  const root = refusingAs('DESCRIPTOR_ROOT_MISMATCH', () => readCertificate(trust.rootCertificate));
  await checkRoot(crypto, cose, root, trust.at);
  if (!(await verifyCose(crypto, cose, root.subjectKey)))
    refuse('DESCRIPTOR_SIGNATURE_INVALID', 'not signed by the root');
  if (root.agency !== payload.agency) refuse('DESCRIPTOR_AGENCY_MISMATCH', `the root is of agency ${root.agency}`);
  await checkCa(crypto, payload.nodeCa, root, 'node', trust.at);
  await checkCa(crypto, payload.deviceCa, root, 'device', trust.at);
  if (trust.at >= payload.expiresAt) refuse('DESCRIPTOR_EXPIRED', `expired at ${payload.expiresAt}`);
  if (payload.issuedAt > trust.at + CLOCK_SKEW_MS) refuse('DESCRIPTOR_NOT_YET_VALID', `issued at ${payload.issuedAt}`);
  const hash = crypto.hasher.sha256(input);
  checkVersion('DESCRIPTOR', payload, hash, trust.atLeast);
  return { ...payload, hash, root: root.der } as AgencyDescriptor;
}

async function checkRoot(crypto: TrustCrypto, cose: OpenedCose, root: Certificate, at: number): Promise<void> {
  const { signer } = cose;
  if (signer.by !== 'certificate') return refuse('DESCRIPTOR_MALFORMED', 'a descriptor names its root certificate');
  const named = signer.chain.length === 1 && sameBytes(signer.chain[0] as Uint8Array, root.der);
  if (!named || !sameBytes(signer.x5t, crypto.hasher.sha256(root.der))) {
    refuse('DESCRIPTOR_ROOT_MISMATCH', 'it names another root certificate');
  }
  const [problem] = (await verifyChain(crypto, [], root.der, at, 'root')).problems;
  if (problem) refuse('DESCRIPTOR_CERTIFICATE_INVALID', `root: ${problem.detail}`);
}

async function checkCa(
  crypto: TrustCrypto,
  ca: Uint8Array,
  root: Certificate,
  use: 'node' | 'device',
  at: number,
): Promise<void> {
  const { problems } = await verifyChain(crypto, [ca], root.der, at, `${use}-ca`);
  // A CA past its time is reported where it is used, so that yesterday's descriptor can still be read.
  const problem = problems.find(({ code }) => code === 'CERTIFICATE_UNTRUSTED' || code === 'CERTIFICATE_WRONG_USE');
  if (problem) refuse('DESCRIPTOR_CERTIFICATE_INVALID', `${use} CA: ${problem.detail}`);
}

function open(hasher: Hasher, input: Uint8Array): { cose: OpenedCose; payload: DescriptorPayload } {
  const cose = refusingAs('DESCRIPTOR_MALFORMED', () => openCose(input, DESCRIPTOR_MAX_BYTES));
  if (cose.contentType !== DESCRIPTOR_CONTENT_TYPE || cose.payload === null || cose.claims) {
    return refuse('DESCRIPTOR_MALFORMED', 'not a descriptor');
  }
  return { cose, payload: readPayload(hasher, cose.payload) };
}

function readPayload(hasher: Hasher, payload: Uint8Array): DescriptorPayload {
  const limits = { maxBytes: DESCRIPTOR_MAX_BYTES };
  const shape = eitherShape as Shape<DescriptorPayload>;
  const descriptor = readDocument(payload, limits, shape, 'DESCRIPTOR_MALFORMED');
  const contradiction = contradictionIn(descriptor);
  if (contradiction) refuse('DESCRIPTOR_MALFORMED', contradiction);
  if (hasDoubles(descriptor.officers)) refuse('DESCRIPTOR_MALFORMED', 'two officers share an id');
  checkLogKeys(hasher, descriptor);
  return descriptor;
}

/** A log is known by its origin, which is also its key's name (C2SP tlog-checkpoint). */
function checkLogKeys(hasher: Hasher, { log, witness }: DescriptorPayload): void {
  const logKey = noteKey(hasher, log.vkey);
  if (logKey.type !== 'ed25519' || logKey.name !== log.origin) refuse('DESCRIPTOR_MALFORMED', 'not the key of its log');
  if (noteKey(hasher, witness).type !== 'cosignature-v1') refuse('DESCRIPTOR_MALFORMED', 'not the key of a witness');
}

function noteKey(hasher: Hasher, vkey: string): VerifierKey {
  try {
    return parseVerifierKey(hasher, vkey);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new TrustError('DESCRIPTOR_MALFORMED', error.message, { cause: error });
  }
}

function refuse(code: TrustErrorCode, message: string): never {
  throw new TrustError(code, message);
}
