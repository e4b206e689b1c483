import { sameBytes } from './bytes.ts';
import { toLowS } from './es256-signature.ts';
import { TrustError } from './trust-error.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const VERSION = 0xa0;
// RFC 5758 section 3.2: ecdsa-with-SHA256, no parameters.
const ECDSA_SHA256 = Uint8Array.of(0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);

interface Element {
  readonly tag: number;
  /** With tag and length. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

export interface SignedDer {
  /** The bytes the signature covers. */
  readonly signed: Uint8Array;
  /** r || s with the lower s: issuers may have written either. */
  readonly signature: Uint8Array;
}

/**
 * Takes a certificate (or request) apart into what was signed and its ECDSA P-256 SHA-256 signature. Throws
 * `CERTIFICATE_MALFORMED` for trailing bytes, lengths that are not DER, and any other algorithm.
 */
export function splitSigned(der: Uint8Array): SignedDer {
  const [signed, algorithm, bits] = childrenOf(only(der, SEQUENCE), 3);
  if (signed?.tag !== SEQUENCE || bits?.tag !== BIT_STRING || bits.content[0] !== 0)
    throw malformed('not a signed structure');
  if (!algorithm || !sameBytes(algorithm.whole, ECDSA_SHA256)) throw malformed('not signed by ECDSA with SHA-256');
  const [r, s] = childrenOf(only(bits.content.subarray(1), SEQUENCE), 2);
  const signature = new Uint8Array(64);
  signature.set(scalar(r), 0);
  signature.set(scalar(s), 32);
  return { signed: signed.whole, signature: toLowS(signature) };
}

/** RFC 5280 section 4.1.1.2: a certificate names its algorithm twice, inside the signature too. */
export function namesAlgorithmInside(tbs: Uint8Array): boolean {
  const parts = childrenOf(only(tbs, SEQUENCE), 16);
  const algorithm = parts[parts[0]?.tag === VERSION ? 2 : 1];
  return algorithm !== undefined && sameBytes(algorithm.whole, ECDSA_SHA256);
}

function only(bytes: Uint8Array, tag: number): Uint8Array {
  const element = readElement(bytes);
  if (element.tag !== tag || element.whole.length !== bytes.length) throw malformed('unexpected structure');
  return element.content;
}

function childrenOf(content: Uint8Array, atMost: number): Element[] {
  const children: Element[] = [];
  for (let offset = 0; offset < content.length; ) {
    if (children.length === atMost) throw malformed('too many parts');
    const element = readElement(content.subarray(offset));
    children.push(element);
    offset += element.whole.length;
  }
  return children;
}

function readElement(bytes: Uint8Array): Element {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw malformed('cut short');
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  // Certificates are bounded to 2 KiB, so two length bytes are enough; 0x80 alone is BER's indefinite length.
  if (first === 0x80 || lengthBytes > 2) throw malformed('a length that is not DER');
  let length = lengthBytes === 0 ? first : 0;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[2 + index] ?? 0);
  if (lengthBytes > 0 && length < (lengthBytes === 1 ? 0x80 : 0x100)) throw malformed('a length that is not DER');
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) throw malformed('cut short');
  return { tag, whole: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

function scalar(element: Element | undefined): Uint8Array {
  const content = element?.content ?? new Uint8Array();
  const digits = content[0] === 0 ? content.subarray(1) : content;
  const minimal = content.length === 1 || content[0] !== 0 || (content[1] ?? 0) >= 0x80;
  if (element?.tag !== INTEGER || content.length === 0 || digits.length > 32 || !minimal || (content[0] ?? 0) >= 0x80) {
    throw malformed('a signature number that is not DER');
  }
  const fixed = new Uint8Array(32);
  fixed.set(digits, 32 - digits.length);
  return fixed;
}

function malformed(message: string): TrustError {
  return new TrustError('CERTIFICATE_MALFORMED', message);
}
