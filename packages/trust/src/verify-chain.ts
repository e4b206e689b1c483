import { sameBytes } from './bytes.ts';
import { type Certificate, type ExtendedUsage, readCertificate } from './certificates.ts';
import type { TrustCrypto } from './crypto.ts';
import { TrustError } from './trust-error.ts';

export const CHAIN_CODES = [
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_WRONG_USE',
] as const;
export type ChainCode = (typeof CHAIN_CODES)[number];

export interface ChainProblem {
  readonly code: ChainCode;
  readonly detail: string;
}

/** What the first certificate of a chain is to be good for. */
export type CertificateUse = 'root' | 'node-ca' | 'device-ca' | 'node' | 'device';

export interface ChainVerdict {
  /** The first certificate, when it could be read; trusted only if there are no problems. */
  readonly leaf?: Certificate;
  readonly problems: readonly ChainProblem[];
}

/** Extended key usages by use: exactly these, since a device's key must never pass for a server's. */
const USAGES: Readonly<Record<CertificateUse, readonly ExtendedUsage[]>> = {
  root: [],
  'node-ca': ['serverAuth', 'clientAuth'],
  'device-ca': ['clientAuth'],
  node: ['serverAuth', 'clientAuth'],
  device: ['clientAuth'],
};
const LONGEST_CHAIN = 3;

/**
 * Checks a chain (DER, the user's certificate first) up to an anchor (DER) that is trusted by itself: the agency's root,
 * or one of its CAs from the descriptor. `at` in milliseconds since 1970. Answers all problems; none means trusted.
 */
export async function verifyChain(
  crypto: TrustCrypto,
  chain: readonly Uint8Array[],
  anchor: Uint8Array,
  at: number,
  use: CertificateUse,
): Promise<ChainVerdict> {
  const path = readPath(chain, anchor);
  if (!Array.isArray(path)) return { problems: [untrusted(path as string)] };
  const problems: ChainProblem[] = [];
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    problems.push(...timeProblems(certificate, at));
    if (issuer) problems.push(...(await issuingProblems(crypto, certificate, issuer, index)));
    if (issuer && issuer.agency !== certificate.agency)
      problems.push(untrusted('it names another agency than its issuer'));
  }
  const leaf = path[0] as Certificate;
  const root = path.at(-1) as Certificate;
  if (use === 'root' && !(await signedBy(crypto, root, root))) problems.push(untrusted('the root did not sign itself'));
  problems.push(...useProblems(leaf, use));
  return { leaf, problems };
}

function readPath(chain: readonly Uint8Array[], anchor: Uint8Array): Certificate[] | string {
  if (chain.length > LONGEST_CHAIN) return 'the chain is too long';
  try {
    const certificates = chain.map(readCertificate);
    const last = certificates.at(-1);
    // A sender may add the anchor itself; it proves nothing and changes nothing.
    return last && sameBytes(last.der, anchor) ? certificates : [...certificates, readCertificate(anchor)];
  } catch (error) {
    if (error instanceof TrustError) return error.message;
    throw error;
  }
}

function timeProblems({ notBefore, notAfter }: Certificate, at: number): ChainProblem[] {
  if (at < notBefore)
    return [{ code: 'CERTIFICATE_NOT_YET_VALID', detail: `valid from ${new Date(notBefore).toISOString()}` }];
  if (at > notAfter)
    return [{ code: 'CERTIFICATE_EXPIRED', detail: `valid until ${new Date(notAfter).toISOString()}` }];
  return [];
}

async function issuingProblems(
  crypto: TrustCrypto,
  certificate: Certificate,
  issuer: Certificate,
  casBelow: number,
): Promise<ChainProblem[]> {
  if (certificate.issuer !== issuer.subject || !(await signedBy(crypto, certificate, issuer))) {
    return [untrusted('not issued by the CA it is shown under')];
  }
  // RFC 5280 section 4.2.1.9: the path length counts the CAs below.
  if (!issuer.isCa || !issuer.canIssue || (issuer.pathLength ?? LONGEST_CHAIN) < casBelow) {
    return [untrusted('its issuer may not issue it')];
  }
  const beyond = certificate.usages.some((usage) => issuer.usages.length > 0 && !issuer.usages.includes(usage));
  return beyond ? [wrongUse('it claims a use its issuer cannot give')] : [];
}

async function signedBy(crypto: TrustCrypto, certificate: Certificate, issuer: Certificate): Promise<boolean> {
  return crypto.verifyEs256(issuer.subjectKey, certificate.signed, certificate.signature);
}

function useProblems(leaf: Certificate, use: CertificateUse): ChainProblem[] {
  const expected = USAGES[use];
  const forCa = use === 'root' || use === 'node-ca' || use === 'device-ca';
  const fits =
    leaf.isCa === forCa &&
    (forCa ? leaf.canIssue : leaf.canSign && !leaf.canIssue) &&
    leaf.usages.length === expected.length &&
    expected.every((usage) => leaf.usages.includes(usage)) &&
    leaf.agency !== undefined &&
    (leaf.device !== undefined) === (use === 'device');
  return fits ? [] : [wrongUse(`it is not a ${use} certificate`)];
}

function untrusted(detail: string): ChainProblem {
  return { code: 'CERTIFICATE_UNTRUSTED', detail };
}

function wrongUse(detail: string): ChainProblem {
  return { code: 'CERTIFICATE_WRONG_USE', detail };
}
