// Credentials, trust lists and status lists, judged offline. As with bundles, nothing here needs a server, a schema or a
// newer Node than 20: the single-file verifier is bundled from here.
import { open } from 'node:fs/promises';
import { ExchangeError } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import {
  type AgencyDescriptor,
  CREDENTIAL_CONTENT_TYPE,
  DESCRIPTOR_MAX_BYTES,
  openCose,
  readDescriptor,
  readStatusList,
  readTrustList,
  STATUS_LIST_MAX_BYTES,
  TRUST_LIST_CONTENT_TYPE,
  TRUST_LIST_MAX_BYTES,
  TrustError,
  verifyApprovalCredential,
  verifyStatusList,
} from '@garita/trust';
import { credentialFacts, statusListFacts, trustListFacts } from './equipment-facts.ts';
import type { EquipmentFact, EquipmentProblem, EquipmentReport, EquipmentState } from './equipment-report.ts';
import { readRoots } from './verify-bundle.ts';

export interface EquipmentFileToVerify {
  /** Path of an approval credential, a trust list or a status list. */
  readonly file: string;
  /** Paths of root certificates, DER or PEM; one of them must be the agency's. */
  readonly roots: readonly string[];
  /** Path of the agency's descriptor: it says whose keys sign for the agency, and how many must. */
  readonly descriptor: string;
  /** Path of the status list that a credential is to be asked in. */
  readonly status?: string | undefined;
  /** Now, in milliseconds since 1970. */
  readonly at: number;
}

/** RFC 9052 section 4.2: the first byte of a COSE_Sign1; no bundle begins with it. */
const TAG_SIGN1 = 0xd2;

/** Whether a file is a signed document and no bundle. */
export async function isSignedDocument(path: string): Promise<boolean> {
  const [first] = await readBounded(path, 1).catch(() => new Uint8Array());
  return first === TAG_SIGN1;
}

/** Judges the file. Throws what the file system says, and `ROOTS_INVALID` when there is no root certificate. */
export async function verifyEquipmentFile(given: EquipmentFileToVerify): Promise<EquipmentReport> {
  const { at, file, status } = given;
  const roots: Uint8Array[] = [];
  for (const path of given.roots) roots.push(...(await readRoots(path)));
  if (roots.length === 0) throw new ExchangeError('ROOTS_INVALID', 'no root certificate was given');
  const bytes = await readBounded(file, TRUST_LIST_MAX_BYTES + 1);
  const descriptorBytes = await readBounded(given.descriptor, DESCRIPTOR_MAX_BYTES + 1);
  const statusBytes = status === undefined ? undefined : await readBounded(status, STATUS_LIST_MAX_BYTES + 1);
  const kind = kindOf(bytes);
  const judge = async () => {
    const descriptor = await descriptorUnder(roots, descriptorBytes, at);
    if (kind === 'trust-list') return judgeTrustList(bytes, descriptor, at);
    if (kind === 'status-list') return judgeStatusList(bytes, descriptor, at);
    return judgeCredential(bytes, descriptor, at, statusBytes);
  };
  try {
    const { facts, state } = await judge();
    return { kind, state, verified: state === 'valid', facts, problems: [] };
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    const member = memberOf(error.code, { file, descriptor: given.descriptor, status });
    const problem: EquipmentProblem = { member, code: error.code, detail: error.message };
    const failed = member === status ? 'status-list' : kind;
    return { kind: failed, state: stateOf(error.code), verified: false, facts: [], problems: [problem] };
  }
}

interface Judged {
  readonly state: EquipmentState;
  readonly facts: readonly EquipmentFact[];
}

async function judgeCredential(
  bytes: Uint8Array,
  descriptor: AgencyDescriptor,
  at: number,
  statusList: Uint8Array | undefined,
): Promise<Judged> {
  const { credential, verdict } = await verifyApprovalCredential(trustCrypto, bytes, descriptor, at, statusList);
  return { state: verdict.state, facts: credentialFacts(credential, verdict, descriptor) };
}

async function judgeTrustList(bytes: Uint8Array, descriptor: AgencyDescriptor, at: number): Promise<Judged> {
  const list = await readTrustList(trustCrypto, bytes, descriptor, { at });
  return { state: 'valid', facts: trustListFacts(list, descriptor) };
}

async function judgeStatusList(bytes: Uint8Array, descriptor: AgencyDescriptor, at: number): Promise<Judged> {
  const list = await verifyStatusList(trustCrypto, bytes, descriptor, at);
  return { state: at >= list.validUntil ? 'status-stale' : 'valid', facts: statusListFacts(list, descriptor) };
}

/** By what it says it is; whether it is, the readers find out. */
function kindOf(bytes: Uint8Array): EquipmentReport['kind'] {
  const contentType = reading(
    () => openCose(bytes, TRUST_LIST_MAX_BYTES, { countersigned: true, typ: true }).contentType,
  );
  if (contentType === TRUST_LIST_CONTENT_TYPE) return 'trust-list';
  if (contentType !== CREDENTIAL_CONTENT_TYPE) return 'other';
  return reading(() => readStatusList(bytes)) ? 'status-list' : 'approval-credential';
}

function reading<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TrustError) return undefined;
    throw error;
  }
}

async function descriptorUnder(roots: readonly Uint8Array[], bytes: Uint8Array, at: number): Promise<AgencyDescriptor> {
  let failure: unknown;
  for (const rootCertificate of roots) {
    try {
      return await readDescriptor(trustCrypto, bytes, { rootCertificate, at });
    } catch (error) {
      // Of several roots only one is this agency's: what the right one says is worth telling.
      const isOther = error instanceof TrustError && error.code === 'DESCRIPTOR_ROOT_MISMATCH';
      if (!failure || !isOther) failure = error;
    }
  }
  throw failure;
}

function memberOf(
  code: string,
  paths: { readonly file: string; readonly descriptor: string; readonly status: string | undefined },
): string {
  if (code.startsWith('DESCRIPTOR_')) return paths.descriptor;
  return code.startsWith('STATUS_LIST_') ? (paths.status ?? paths.file) : paths.file;
}

function stateOf(code: string): EquipmentState {
  if (code.startsWith('DESCRIPTOR_')) return 'not-judged';
  if (code.endsWith('_SIGNATURES_MISSING')) return 'short-of-signatures';
  if (code.endsWith('_SIGNER_NOT_ENTITLED') || code.endsWith('_SIGNATURE_INVALID')) return 'forged';
  if (code.endsWith('_AGENCY_MISMATCH')) return 'other-agency';
  if (code.endsWith('_EXPIRED')) return 'expired';
  if (code.endsWith('_NOT_YET_VALID')) return 'not-yet-valid';
  return 'malformed';
}

/** At most so many bytes: what is longer is longer than any document of ours, and its readers say so. */
async function readBounded(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(most);
    let length = 0;
    while (length < most) {
      const { bytesRead } = await file.read(buffer, length, most - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.slice(0, length);
  } finally {
    await file.close();
  }
}
