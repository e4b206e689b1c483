import { randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { loadCryptoKeys } from '@garita/node-crypto';
import { type Issuer, issueCa, issueDevice, issueNode, issueRoot } from '@garita/trust';

export const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

/** How long each certificate is good for, from the longest kept away to the one that is renewed by itself. */
const LIFETIME_MS = { root: 20 * YEAR_MS, ca: 10 * YEAR_MS, node: YEAR_MS, device: 2 * YEAR_MS } as const;
/** A certificate is good from a little before now: the other side's clock may be behind. */
const BACKDATED_MS = DAY_MS / 24;

const crypto = webcrypto as Crypto;

/** Serial and validity of a certificate made now. */
function fresh(agency: string, now: number, lifetimeMs: number) {
  const serial = new Uint8Array(randomBytes(16));
  return { crypto, agency, serial, notBefore: now - BACKDATED_MS, notAfter: now + lifetimeMs };
}

/** A CA as issuer, from its certificate (DER) and key (PEM). */
export async function issuerOf(certificate: Uint8Array, keyPem: string): Promise<Issuer> {
  return { certificate, key: (await loadCryptoKeys(keyPem)).privateKey };
}

export async function makeRoot(agency: string, rootPem: string, now: number): Promise<Issuer> {
  const keys = await loadCryptoKeys(rootPem);
  const certificate = await issueRoot({ ...fresh(agency, now, LIFETIME_MS.root), keys });
  return { certificate, key: keys.privateKey };
}

export async function makeCa(
  agency: string,
  use: 'node' | 'device',
  root: Issuer,
  subjectKey: Uint8Array,
  now: number,
): Promise<Uint8Array> {
  return issueCa({ ...fresh(agency, now, LIFETIME_MS.ca), issuer: root, subjectKey, use });
}

/** The server's own certificate; `hosts` are names or addresses under which others reach it. */
export async function makeNodeCertificate(
  agency: string,
  nodeCa: Issuer,
  subjectKey: Uint8Array,
  hosts: readonly string[],
  now: number,
): Promise<Uint8Array> {
  const all = [...new Set(['localhost', `${agency}.localhost`, '127.0.0.1', ...hosts])];
  return issueNode({
    ...fresh(agency, now, LIFETIME_MS.node),
    issuer: nodeCa,
    subjectKey,
    dnsNames: all.filter((host) => isIP(host) === 0),
    ipAddresses: all.filter((host) => isIP(host) !== 0),
  });
}

export async function makeDeviceCertificate(
  agency: string,
  device: string,
  deviceCa: Issuer,
  subjectKey: Uint8Array,
  now: number,
): Promise<Uint8Array> {
  return issueDevice({ ...fresh(agency, now, LIFETIME_MS.device), issuer: deviceCa, subjectKey, device });
}

export function pemOf(der: Uint8Array): string {
  return new X509Certificate(der).toString();
}

/** The first certificate of a PEM file, DER. Throws when there is none. */
export function derOf(pem: string): Uint8Array {
  return new Uint8Array(new X509Certificate(pem).raw);
}
