import './reflect-metadata.ts';
import * as x509 from '@peculiar/x509';
import { toHex } from './bytes.ts';
import { namesAlgorithmInside, splitSigned } from './der.ts';
import { TrustError } from './trust-error.ts';

export const CERTIFICATE_MAX_BYTES = 2048;

// RFC 5280 sections 4.2.1.2, .3, .6, .9, .12, 4.2.1.1: the extensions our certificates carry.
const SUBJECT_KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const ALTERNATIVE_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_ID = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  SUBJECT_KEY_ID,
  KEY_USAGE,
  ALTERNATIVE_NAME,
  BASIC_CONSTRAINTS,
  AUTHORITY_KEY_ID,
  EXTENDED_KEY_USAGE,
]);

// RFC 5480 section 2: SubjectPublicKeyInfo of an uncompressed P-256 point, up to the point itself.
const P256_SPKI_PREFIX = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';

const AGENCY_URN = /^urn:garita:agency:([a-z][a-z0-9-]{0,31})(?::device:([A-Za-z0-9][A-Za-z0-9._-]{0,63}))?$/;

/** A certificate as read: nothing in it is trusted before `verifyChain`. */
export interface Certificate {
  readonly der: Uint8Array;
  /** SubjectPublicKeyInfo, DER, P-256. */
  readonly subjectKey: Uint8Array;
  readonly serial: string;
  readonly uris: readonly string[];
  readonly dnsNames: readonly string[];
  /** From the agency URN among its names. */
  readonly agency?: string;
  readonly device?: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly isCa: boolean;
  readonly pathLength?: number;
  readonly usages: readonly ExtendedUsage[];
  readonly canSign: boolean;
  readonly canIssue: boolean;
  /** Subject and issuer names, DER in hex. */
  readonly subject: string;
  readonly issuer: string;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export type ExtendedUsage = 'serverAuth' | 'clientAuth' | 'other';

// The same few certificates come with every scan. An attacker may send others: the oldest is forgotten.
const CACHED = 256;
const cache = new Map<string, Certificate>();

/** Reads a certificate (DER, P-256, at most 2 KiB). Throws `CERTIFICATE_MALFORMED`. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > CERTIFICATE_MAX_BYTES)
    throw malformed(`${der.length} bytes, at most ${CERTIFICATE_MAX_BYTES} are read`);
  const name = String.fromCharCode(...der);
  const known = cache.get(name);
  if (known) return known;
  const certificate = parse(new Uint8Array(der));
  if (cache.size >= CACHED) cache.delete(cache.keys().next().value as string);
  cache.set(name, certificate);
  return certificate;
}

function parse(der: Uint8Array): Certificate {
  const { signed, signature } = splitSigned(der);
  if (!namesAlgorithmInside(signed)) throw malformed('its two algorithm names differ');
  try {
    return { der, signed, signature, ...fieldsOf(new x509.X509Certificate(der as Uint8Array<ArrayBuffer>)) };
  } catch (error) {
    if (error instanceof TrustError) throw error;
    throw new TrustError('CERTIFICATE_MALFORMED', 'not a readable X.509 certificate', { cause: error });
  }
}

function fieldsOf(certificate: x509.X509Certificate) {
  const types = certificate.extensions.map(({ type }) => type);
  if (new Set(types).size !== types.length) throw malformed('an extension appears twice');
  const stranger = certificate.extensions.find(({ type, critical }) => critical && !KNOWN_EXTENSIONS.has(type));
  // RFC 5280 section 4.2: a critical extension that is not understood refuses the certificate.
  if (stranger) throw malformed(`critical extension ${stranger.type} is not understood`);

  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? [];
  const uris = names.filter(({ type }) => type === 'url').map(({ value }) => value);
  const constraints = certificate.getExtension(x509.BasicConstraintsExtension);
  const keyUsages = certificate.getExtension(x509.KeyUsagesExtension)?.usages ?? 0;
  const pathLength = constraints?.pathLength;
  return {
    subjectKey: p256Of(certificate),
    serial: certificate.serialNumber.toLowerCase(),
    uris,
    dnsNames: names.filter(({ type }) => type === 'dns').map(({ value }) => value),
    ...ownerOf(uris),
    notBefore: certificate.notBefore.getTime(),
    notAfter: certificate.notAfter.getTime(),
    isCa: constraints?.ca ?? false,
    ...(pathLength === undefined ? {} : { pathLength }),
    usages: (certificate.getExtension(x509.ExtendedKeyUsageExtension)?.usages ?? []).map(usageOf),
    canSign: (keyUsages & x509.KeyUsageFlags.digitalSignature) !== 0,
    canIssue: (keyUsages & x509.KeyUsageFlags.keyCertSign) !== 0,
    subject: toHex(new Uint8Array(certificate.subjectName.toArrayBuffer())),
    issuer: toHex(new Uint8Array(certificate.issuerName.toArrayBuffer())),
  };
}

function p256Of(certificate: x509.X509Certificate): Uint8Array {
  const spki = new Uint8Array(certificate.publicKey.rawData);
  if (spki.length !== 91 || !toHex(spki).startsWith(P256_SPKI_PREFIX)) throw malformed('its key is not on P-256');
  return spki;
}

function ownerOf(uris: readonly string[]): { agency?: string; device?: string } {
  const owners = uris.flatMap((uri) => AGENCY_URN.exec(uri) ?? []);
  const [, agency, device] = owners.length === 3 ? owners : [];
  return { ...(agency === undefined ? {} : { agency }), ...(device === undefined ? {} : { device }) };
}

function usageOf(oid: unknown): ExtendedUsage {
  if (oid === x509.ExtendedKeyUsage.serverAuth) return 'serverAuth';
  return oid === x509.ExtendedKeyUsage.clientAuth ? 'clientAuth' : 'other';
}

function malformed(message: string): TrustError {
  return new TrustError('CERTIFICATE_MALFORMED', message);
}
