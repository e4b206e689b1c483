import './reflect-metadata.ts';
import * as x509 from '@peculiar/x509';
import { toHex } from './bytes.ts';
import { readCertificate } from './certificates.ts';
import type { TrustCrypto } from './crypto.ts';
import { splitSigned } from './der.ts';
import { agencyUrn, deviceUrn } from './statement.ts';
import { refusingAs, TrustError } from './trust-error.ts';

const ES256 = { name: 'ECDSA', hash: 'SHA-256' };
const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
const { keyCertSign, cRLSign, digitalSignature } = x509.KeyUsageFlags;

/** What every certificate needs; the caller brings randomness and clock. */
export interface Issuing {
  readonly crypto: Crypto;
  readonly agency: string;
  /** 8 to 20 random bytes (RFC 5280 section 4.1.2.2); the first bit is cleared. */
  readonly serial: Uint8Array;
  /** Milliseconds since 1970; certificates keep whole seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface Issuer {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly key: CryptoKey;
}

export interface IssuingBelow extends Issuing {
  readonly issuer: Issuer;
  /** SubjectPublicKeyInfo (DER) of the new certificate's key. */
  readonly subjectKey: Uint8Array;
}

/** The agency's root: self-signed, may have CAs below it but none below those. Answers DER, as all of these do. */
export async function issueRoot(issuing: Issuing & { readonly keys: CryptoKeyPair }): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...validity(issuing),
      name: nameOf(`Garita ${issuing.agency} root`),
      keys: issuing.keys,
      signingAlgorithm: ES256,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
        urls([agencyUrn(issuing.agency)]),
        await x509.SubjectKeyIdentifierExtension.create(issuing.keys.publicKey, false, issuing.crypto),
      ],
    },
    issuing.crypto,
  );
  return new Uint8Array(certificate.rawData);
}

/** The CA for the agency's servers (`node`) or for its devices; it can issue for nothing else. */
export async function issueCa(issuing: IssuingBelow & { readonly use: 'node' | 'device' }): Promise<Uint8Array> {
  return issueBelow(issuing, `Garita ${issuing.agency} ${issuing.use} CA`, [
    new x509.BasicConstraintsExtension(true, 0, true),
    new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
    new x509.ExtendedKeyUsageExtension(issuing.use === 'node' ? [serverAuth, clientAuth] : [clientAuth]),
    urls([agencyUrn(issuing.agency)]),
  ]);
}

/** A server's certificate, used on both ends of the link between agencies. */
export async function issueNode(
  issuing: IssuingBelow & { readonly dnsNames: readonly string[]; readonly ipAddresses: readonly string[] },
): Promise<Uint8Array> {
  return issueBelow(issuing, `Garita ${issuing.agency} node`, [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([serverAuth, clientAuth]),
    new x509.SubjectAlternativeNameExtension([
      { type: 'url', value: agencyUrn(issuing.agency) },
      ...issuing.dnsNames.map((value) => ({ type: 'dns' as const, value })),
      ...issuing.ipAddresses.map((value) => ({ type: 'ip' as const, value })),
    ]),
  ]);
}

/** A device's certificate: it signs statements and opens the connection to its own agency, nothing else. */
export async function issueDevice(issuing: IssuingBelow & { readonly device: string }): Promise<Uint8Array> {
  return issueBelow(issuing, `Garita ${issuing.agency} device ${issuing.device}`, [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([clientAuth]),
    urls([deviceUrn(issuing.agency, issuing.device)]),
  ]);
}

/** A PKCS #10 request (DER): proves that its sender holds the key, and asks for nothing else. */
export async function makeCertificateRequest(making: {
  readonly crypto: Crypto;
  readonly keys: CryptoKeyPair;
}): Promise<Uint8Array> {
  const { keys, crypto } = making;
  const name = [{ CN: ['Garita enrolment'] }];
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: ES256 }, crypto);
  return new Uint8Array(request.rawData);
}

/** The P-256 key (SubjectPublicKeyInfo, DER) of a request whose own signature holds. Throws `CERTIFICATE_REQUEST_INVALID`. */
export async function readCertificateRequest(crypto: TrustCrypto, der: Uint8Array): Promise<Uint8Array> {
  if (der.length > 2048)
    throw new TrustError('CERTIFICATE_REQUEST_INVALID', `${der.length} bytes, at most 2048 are read`);
  const { signed, signature } = refusingAs('CERTIFICATE_REQUEST_INVALID', () => splitSigned(der));
  const key = requestKey(der);
  if (await crypto.verifyEs256(key, signed, signature)) return key;
  throw new TrustError('CERTIFICATE_REQUEST_INVALID', 'it is not signed by the key it names');
}

function requestKey(der: Uint8Array): Uint8Array {
  try {
    return new Uint8Array(new x509.Pkcs10CertificateRequest(new Uint8Array(der)).publicKey.rawData);
  } catch (error) {
    throw new TrustError('CERTIFICATE_REQUEST_INVALID', 'not a readable request', { cause: error });
  }
}

async function issueBelow(issuing: IssuingBelow, name: string, extensions: x509.Extension[]): Promise<Uint8Array> {
  const { crypto, issuer, subjectKey } = issuing;
  const publicKey = new Uint8Array(subjectKey);
  const above = new x509.X509Certificate(new Uint8Array(issuer.certificate));
  const certificate = await x509.X509CertificateGenerator.create(
    {
      ...validity(issuing),
      subject: nameOf(name),
      issuer: above.subjectName,
      publicKey,
      signingKey: issuer.key,
      signingAlgorithm: ES256,
      extensions: [
        ...extensions,
        await x509.SubjectKeyIdentifierExtension.create(publicKey, false, crypto),
        await x509.AuthorityKeyIdentifierExtension.create(above.publicKey.rawData, false, crypto),
      ],
    },
    crypto,
  );
  const der = new Uint8Array(certificate.rawData);
  readCertificate(der);
  return der;
}

function validity({ serial, notBefore, notAfter }: Issuing) {
  const positive = new Uint8Array(serial);
  positive[0] = ((positive[0] ?? 0) & 0x7f) | 0x40;
  return { serialNumber: toHex(positive), notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
}

function nameOf(commonName: string): x509.JsonName {
  return [{ CN: [commonName] }];
}

function urls(values: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(values.map((value) => ({ type: 'url' as const, value })));
}
