import { sameBytes, toHex } from './bytes.ts';
import { verifyCose } from './cose.ts';
import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { chainReasons, type DeviceChain } from './device-chain.ts';
import { equipmentReasons } from './equipment-reasons.ts';
import {
  type OpenedStatement,
  openStatement,
  type ScanStatement,
  type StatementObject,
  statementHash,
} from './statement.ts';
import { TrustError } from './trust-error.ts';
import type { ListedConfiguration, ListedDevice, TrustList } from './trust-list.ts';
import { type ObservedObject, REFUSAL_CODES, type Reason, type Verdict, type VerifiedScan } from './verdict.ts';
import { verifyChain } from './verify-chain.ts';
import { CLOCK_SKEW_MS } from './versioned.ts';

/** What arrived. All of it is a stranger's until the verdict. */
export interface PresentedScan {
  /** COSE bytes as received. */
  readonly statement: Uint8Array;
  /** In the statement's order; `undefined` for one that never arrived. */
  readonly objects: readonly (ObservedObject | undefined)[];
  /** Device of the TLS client certificate; absent at the partner. */
  readonly sender?: string;
}

/** What it is judged by. */
export interface TrustContext {
  /** The server's time of admission, never the device's. */
  readonly at: number;
  readonly descriptor: AgencyDescriptor;
  readonly trustList: TrustList | undefined;
  /** `null`: this device never sent anything. `undefined`: not checked, since a partner sees only what is shared. */
  readonly chain: DeviceChain | null | undefined;
  /** Structure errors found in the objects. */
  readonly structure?: readonly Reason[];
}

/** Judges a scan by everything known about it, and answers every reason against it, not the first alone. */
export async function verifyScan(
  crypto: TrustCrypto,
  presented: PresentedScan,
  context: TrustContext,
): Promise<Verdict> {
  const opened = tryOpen(presented.statement);
  const structure = context.structure ?? [];
  if ('code' in opened) return quarantine([opened, ...structure], { authentic: false });

  const { statement } = opened;
  const signature = await signatureReasons(crypto, opened, context);
  const sender = senderReasons(presented.sender, statement, context.descriptor);
  const reasons = [
    ...signature,
    ...sender,
    ...equipmentReasons(statement, context.trustList, context.descriptor.agency, context.at),
    ...chainReasons(statement, context.chain),
    ...captureReasons(statement, context.at),
    ...objectReasons(statement.objects, presented.objects),
    ...structure,
  ];
  if (reasons.length > 0) {
    // A certificate past its time still tells who signed; every other doubt about the signer leaves its chain alone.
    const authentic = [...signature, ...sender].every(({ code }) => code === 'CERTIFICATE_EXPIRED');
    return quarantine(reasons, { authentic, statement });
  }
  return { outcome: 'admitted', scan: verifiedScan(crypto, presented, statement, context.trustList as TrustList) };
}

function tryOpen(bytes: Uint8Array): OpenedStatement | Reason {
  try {
    return openStatement(bytes);
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    const code = error.code === 'STATEMENT_TOO_LARGE' ? 'STATEMENT_TOO_LARGE' : 'STATEMENT_MALFORMED';
    return { code, detail: error.message };
  }
}

async function signatureReasons(
  crypto: TrustCrypto,
  opened: OpenedStatement,
  context: TrustContext,
): Promise<Reason[]> {
  const { statement, cose, chain, x5t } = opened;
  const { leaf, problems } = await verifyChain(crypto, chain, context.descriptor.deviceCa, context.at, 'device');
  if (!leaf) return [...problems];
  const reasons: Reason[] = [...problems];
  // Nobody signs the chain itself: were it free, a stranger could restate a statement under another hash.
  if (chain.length !== 2 || !sameBytes(chain[1] as Uint8Array, context.descriptor.deviceCa)) {
    reasons.push({
      code: 'CERTIFICATE_UNTRUSTED',
      detail: 'its chain is not the device certificate and the device CA',
    });
  }
  if (!sameBytes(x5t, crypto.hasher.sha256(leaf.der))) {
    reasons.push({ code: 'CERTIFICATE_UNTRUSTED', detail: 'the signed header names another certificate' });
  }
  if (leaf.device !== statement.device) {
    reasons.push({ code: 'CERTIFICATE_WRONG_USE', detail: `the certificate is not of device ${statement.device}` });
  }
  if (!(await verifyCose(crypto, cose, leaf.subjectKey))) {
    reasons.push({ code: 'SIGNATURE_INVALID', detail: 'the statement is not signed by the key of its certificate' });
  }
  return reasons;
}

function senderReasons(sender: string | undefined, statement: ScanStatement, descriptor: AgencyDescriptor): Reason[] {
  const reasons: Reason[] = [];
  if (statement.agency !== descriptor.agency) {
    reasons.push({ code: 'AGENCY_MISMATCH', detail: `the statement is of agency ${statement.agency}` });
  }
  if (sender !== undefined && sender !== statement.device) {
    reasons.push({ code: 'SENDER_MISMATCH', detail: `device ${sender} brought a statement of ${statement.device}` });
  }
  return reasons;
}

function captureReasons({ capturedAt, clock }: ScanStatement, at: number): Reason[] {
  const ahead = capturedAt - at;
  if (ahead <= CLOCK_SKEW_MS + clock.uncertaintyMs) return [];
  return [{ code: 'CAPTURE_TIME_IMPLAUSIBLE', detail: `captured ${Math.round(ahead / 1000)} s in the future` }];
}

function objectReasons(
  stated: readonly StatementObject[],
  observed: readonly (ObservedObject | undefined)[],
): readonly Reason[] {
  const surplus = observed.slice(stated.length).map((_, index): Reason => {
    return {
      code: 'OBJECT_HASH_MISMATCH',
      object: stated.length + index,
      detail: 'the statement names no such object',
    };
  });
  return [...stated.flatMap((object, index) => differences(object, observed[index], index)), ...surplus];
}

function differences(stated: StatementObject, observed: ObservedObject | undefined, object: number): readonly Reason[] {
  if (!observed) return [{ code: 'OBJECT_MISSING', object, detail: `${stated.name} never arrived` }];
  const reasons: Reason[] = [];
  if (observed.size !== stated.size) {
    reasons.push({
      code: 'OBJECT_SIZE_MISMATCH',
      object,
      detail: `${observed.size} bytes, ${stated.size} were stated`,
    });
  }
  if (!sameBytes(observed.sha256, stated.sha256)) {
    reasons.push({ code: 'OBJECT_HASH_MISMATCH', object, detail: `SHA-256 is ${toHex(observed.sha256)}` });
  }
  if (!sameBytes(observed.chunkRoot, stated.chunkRoot)) {
    reasons.push({ code: 'OBJECT_CHUNK_ROOT_MISMATCH', object, detail: `chunk root is ${toHex(observed.chunkRoot)}` });
  }
  return reasons;
}

function quarantine(
  reasons: readonly Reason[],
  about: { readonly authentic: boolean; readonly statement?: ScanStatement },
): Verdict {
  const place = ({ code }: Reason) => REFUSAL_CODES.indexOf(code);
  const ordered = [...reasons].sort((left, right) => place(left) - place(right));
  return { outcome: 'quarantined', reasons: ordered as [Reason, ...Reason[]], ...about };
}

function verifiedScan(
  crypto: TrustCrypto,
  presented: PresentedScan,
  statement: ScanStatement,
  trustList: TrustList,
): VerifiedScan {
  return {
    statement,
    bytes: presented.statement,
    hash: statementHash(crypto.hasher, presented.statement),
    objects: presented.objects as readonly ObservedObject[],
    device: trustList.devices.find(({ id }) => id === statement.device) as ListedDevice,
    configuration: trustList.configurations.find(({ id }) => id === statement.configuration) as ListedConfiguration,
    trustList: trustList.hash,
  } as VerifiedScan;
}
