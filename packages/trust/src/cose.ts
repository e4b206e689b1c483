import type { Hasher } from '@garita/transparency-log';
import { compareBytes } from './bytes.ts';
import { type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import { bytes, bytesUpTo, matching, type Shape, text, uint } from './shape.ts';
import { refusingAs, TrustError } from './trust-error.ts';

// RFC 9052 section 4.2: tag 18 marks COSE_Sign1; as one byte 0xd2.
const TAG_SIGN1 = 0xd2;
// RFC 9052 section 3.1, RFC 9360 section 2, RFC 9597 section 2: header labels.
const ALG = 1;
const CONTENT_TYPE = 3;
const KID = 4;
// RFC 9338 section 3: Countersignature version 2.
const COUNTERSIGNATURE = 11;
const CWT_CLAIMS = 15;
// RFC 9596 section 2.
const TYP = 16;
const X5CHAIN = 33;
const X5T = 34;
// RFC 9053 section 2.1; RFC 9054 section 2.1; RFC 8392 section 4.
const ES256 = -7;
const SHA_256 = -16;
const ISS = 1;
const SUB = 2;
const IAT = 6;

const MAX_PROTECTED_BYTES = 1024;
/** Signatures beside the first; an attacker who sends more makes nobody verify them. */
export const MAX_COUNTERSIGNATURES = 8;
const MAX_CERTIFICATES = 3;
const MAX_CERTIFICATE_BYTES = 2048;
const EMPTY = new Uint8Array();

/** RFC 8392 claims of a scan statement. */
export interface CoseClaims {
  readonly iss: string;
  readonly sub: string;
  /** Seconds since 1970. */
  readonly iat: number;
}

/** Who says to have signed: a certificate chain (leaf first, without the root), or the SHA-256 of a known key. */
export type CoseSigner =
  | { readonly by: 'certificate'; readonly x5t: Uint8Array; readonly chain: readonly Uint8Array[] }
  | { readonly by: 'key'; readonly kid: Uint8Array };

/** One more signature, over the document and its first signature (RFC 9338). */
export interface Countersignature {
  /** SHA-256 of the key that says to have made it. */
  readonly kid: Uint8Array;
  readonly protectedHeader: Uint8Array;
  readonly signature: Uint8Array;
}

export interface OpenedCose {
  readonly contentType: string;
  /** Type of the whole COSE object (RFC 9596), where the reader allowed one. */
  readonly typ?: string;
  readonly signer: CoseSigner;
  readonly claims?: CoseClaims;
  /** `null` when the payload travels apart. */
  readonly payload: Uint8Array | null;
  readonly protectedHeader: Uint8Array;
  readonly signature: Uint8Array;
  /** In the order of their kids, each of another key than every other and than the first. */
  readonly countersignatures: readonly Countersignature[];
}

/** Headers that a document has no place for are refused: a reader says which of these its kind of document has. */
export interface CoseAllowance {
  /** Countersignatures, up to `MAX_COUNTERSIGNATURES`. */
  readonly countersigned?: boolean;
  /** A `typ`, which the reader then judges. */
  readonly typ?: boolean;
}

export interface CoseToSeal {
  readonly contentType: string;
  readonly typ?: string;
  readonly payload: Uint8Array;
  /** Leave the payload out of the result; whoever verifies must have it. */
  readonly detached?: boolean;
  /** Sign as a certificate (leaf first, without the root); without it the key's own hash names the signer. */
  readonly chain?: readonly Uint8Array[];
  readonly claims?: CoseClaims;
}

/** SHA-256 of a SubjectPublicKeyInfo: how officers' keys are named. */
export function keyId(hasher: Hasher, spki: Uint8Array): Uint8Array {
  return hasher.sha256(spki);
}

/** Makes a COSE_Sign1 (RFC 9052 section 4.2) with ES256. */
export async function sealCose(crypto: TrustCrypto, signer: Es256Signer, cose: CoseToSeal): Promise<Uint8Array> {
  const leaf = cose.chain?.[0];
  const header = new Map<number, CborValue>([
    [ALG, ES256],
    [CONTENT_TYPE, cose.contentType],
    leaf ? [X5T, [SHA_256, crypto.hasher.sha256(leaf)]] : [KID, keyId(crypto.hasher, signer.spki)],
  ]);
  if (cose.typ !== undefined) header.set(TYP, cose.typ);
  if (cose.claims) {
    const { iss, sub, iat } = cose.claims;
    header.set(
      CWT_CLAIMS,
      new Map<number, CborValue>([
        [ISS, iss],
        [SUB, sub],
        [IAT, iat],
      ]),
    );
  }
  const protectedHeader = encodeCbor(header);
  const unprotected = new Map<number, CborValue>();
  // RFC 9360 section 2: one certificate is a bare byte string, several are an array.
  if (leaf) unprotected.set(X5CHAIN, cose.chain.length === 1 ? leaf : cose.chain);
  const signature = await signer.sign(sigStructure(protectedHeader, cose.payload));
  return tagged([protectedHeader, unprotected, cose.detached ? null : cose.payload, signature]);
}

/** The same document with these countersignatures and no others. */
export function withCountersignatures(cose: OpenedCose, countersignatures: readonly Countersignature[]): Uint8Array {
  const parts = [...countersignatures]
    .sort((left, right) => compareBytes(left.kid, right.kid))
    .map(({ protectedHeader, signature }): CborValue => [protectedHeader, new Map(), signature]);
  // RFC 9338 section 3: one countersignature stands for itself, several are an array.
  const unprotected = new Map<number, CborValue>([[COUNTERSIGNATURE, parts.length === 1 ? (parts[0] ?? []) : parts]]);
  return tagged([cose.protectedHeader, unprotected, cose.payload, cose.signature]);
}

function tagged(parts: CborValue): Uint8Array {
  const body = encodeCbor(parts);
  const cose = new Uint8Array(body.length + 1);
  cose[0] = TAG_SIGN1;
  cose.set(body, 1);
  return cose;
}

/** Reads a COSE_Sign1 without trusting it. Throws `COSE_MALFORMED` for every header that is not ours, or not allowed. */
export function openCose(input: Uint8Array, maxBytes: number, allowed: CoseAllowance = {}): OpenedCose {
  return refusingAs('COSE_MALFORMED', () => {
    if (input[0] !== TAG_SIGN1) throw malformed('tag 18 is missing');
    const parts = decodeCbor(input.subarray(1), { maxBytes: maxBytes - 1 });
    if (!Array.isArray(parts) || parts.length !== 4) throw malformed('expected four parts');
    const protectedHeader = bytesUpTo(MAX_PROTECTED_BYTES)(parts[0], 'protected header');
    const payload = parts[2] === null ? null : bytesUpTo(maxBytes)(parts[2], 'payload');
    const signature = bytes(64)(parts[3], 'signature');
    return { ...readHeaders(protectedHeader, parts[1], allowed), payload, protectedHeader, signature };
  });
}

/** Whether `spki` signed it. A detached payload is handed in, an embedded one is not. */
export async function verifyCose(
  crypto: TrustCrypto,
  cose: OpenedCose,
  spki: Uint8Array,
  detachedPayload?: Uint8Array,
): Promise<boolean> {
  const payload = cose.payload ?? detachedPayload;
  if (payload === undefined || (cose.payload !== null && detachedPayload !== undefined)) return false;
  return crypto.verifyEs256(spki, sigStructure(cose.protectedHeader, payload), cose.signature);
}

/** Protected header of a countersignature: the algorithm, and whose it is. */
export function countersignatureHeader(kid: Uint8Array): Uint8Array {
  return encodeCbor(
    new Map<number, CborValue>([
      [ALG, ES256],
      [KID, kid],
    ]),
  );
}

/** RFC 9052 section 4.4: the bytes a signature covers. */
export function sigStructure(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedHeader, EMPTY, payload]);
}

function readHeaders(protectedHeader: Uint8Array, unprotected: unknown, allowed: CoseAllowance) {
  const header = mapOf(decodeCbor(protectedHeader, { maxBytes: MAX_PROTECTED_BYTES }), 'protected header');
  const outer = mapOf(unprotected, 'unprotected header');
  if (header.get(ALG) !== ES256) throw malformed('the algorithm is not ES256');
  const contentType = contentTypeShape(header.get(CONTENT_TYPE), 'content type');
  const claims = header.has(CWT_CLAIMS) ? { claims: readClaims(header.get(CWT_CLAIMS)) } : {};
  const byCertificate = header.has(X5T);
  const typ = allowed.typ && header.has(TYP) ? { typ: contentTypeShape(header.get(TYP), 'typ') } : {};
  const signer = byCertificate
    ? { by: 'certificate' as const, x5t: readThumbprint(header.get(X5T)), chain: readChain(outer.get(X5CHAIN)) }
    : { by: 'key' as const, kid: bytes(32)(header.get(KID), 'kid') };
  // A header we do not understand could change the meaning of one we do: none is passed over.
  onlyLabels(header, [ALG, CONTENT_TYPE, byCertificate ? X5T : KID, CWT_CLAIMS, ...(allowed.typ ? [TYP] : [])]);
  onlyLabels(outer, byCertificate ? [X5CHAIN] : allowed.countersigned ? [COUNTERSIGNATURE] : []);
  const countersignatures =
    signer.by === 'key' && outer.has(COUNTERSIGNATURE)
      ? readCountersignatures(outer.get(COUNTERSIGNATURE), signer.kid)
      : [];
  return { contentType, signer, countersignatures, ...typ, ...claims };
}

/** In one order alone, and each key once: else a stranger could restate a document under another hash. */
function readCountersignatures(value: unknown, first: Uint8Array): readonly Countersignature[] {
  if (!Array.isArray(value)) throw malformed('countersignatures are no array');
  const isOne = value[0] instanceof Uint8Array;
  if (!isOne && (value.length < 2 || value.length > MAX_COUNTERSIGNATURES))
    throw malformed('too few or too many countersignatures');
  const read = (isOne ? [value] : value).map(readCountersignature);
  read.forEach(({ kid }, index) => {
    const before = read[index - 1];
    if (compareBytes(kid, first) === 0 || (before && compareBytes(before.kid, kid) >= 0))
      throw malformed('a key signed twice, or countersignatures are out of order');
  });
  return read;
}

function readCountersignature(value: unknown): Countersignature {
  if (!Array.isArray(value) || value.length !== 3) throw malformed('a countersignature has three parts');
  const protectedHeader = bytesUpTo(MAX_PROTECTED_BYTES)(value[0], 'countersignature header');
  const header = mapOf(decodeCbor(protectedHeader, { maxBytes: MAX_PROTECTED_BYTES }), 'countersignature header');
  if (header.get(ALG) !== ES256) throw malformed('the algorithm of a countersignature is not ES256');
  onlyLabels(header, [ALG, KID]);
  onlyLabels(mapOf(value[1], 'countersignature’s unprotected header'), []);
  const kid = bytes(32)(header.get(KID), 'kid of a countersignature');
  return { kid, protectedHeader, signature: bytes(64)(value[2], 'countersignature') };
}

const contentTypeShape: Shape<string> = matching(/^application\/[a-z0-9.+-]{1,80}$/, 'a content type');

function readClaims(value: unknown): CoseClaims {
  const claims = mapOf(value, 'claims');
  onlyLabels(claims, [ISS, SUB, IAT]);
  return {
    iss: text(200)(claims.get(ISS), 'iss'),
    sub: text(200)(claims.get(SUB), 'sub'),
    iat: uint()(claims.get(IAT), 'iat'),
  };
}

function readThumbprint(value: unknown): Uint8Array {
  if (!Array.isArray(value) || value.length !== 2 || value[0] !== SHA_256) throw malformed('x5t is not a SHA-256');
  return bytes(32)(value[1], 'x5t');
}

function readChain(value: unknown): readonly Uint8Array[] {
  const one = bytesUpTo(MAX_CERTIFICATE_BYTES);
  if (!Array.isArray(value)) return [one(value, 'x5chain')];
  if (value.length < 2 || value.length > MAX_CERTIFICATES)
    throw malformed('x5chain has too few or too many certificates');
  return value.map((certificate, index) => one(certificate, `x5chain[${index}]`));
}

function mapOf(value: unknown, name: string): ReadonlyMap<unknown, unknown> {
  if (value instanceof Map) return value;
  throw malformed(`${name} is not a map`);
}

function onlyLabels(map: ReadonlyMap<unknown, unknown>, known: readonly number[]): void {
  const stranger = [...map.keys()].find((label) => !(known as readonly unknown[]).includes(label));
  if (stranger !== undefined) throw malformed(`header ${String(stranger)} is not one of ours`);
}

function malformed(message: string): TrustError {
  return new TrustError('COSE_MALFORMED', message);
}
