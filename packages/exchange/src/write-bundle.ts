import { type Opening, readStatement, type TrustCrypto } from '@garita/trust';
import { DECISION_MEMBERS, HEAD_MEMBERS, MANIFEST, makeManifest, objectMembers } from './bundle-members.ts';
import { ExchangeError } from './exchange-error.ts';
import { makeOpening } from './opening-bytes.ts';
import { ENDING, headerOf, LARGEST_MEMBER, paddingOf } from './ustar.ts';

/** The documents of a bundle, as kept and as received: nothing is signed or encoded anew. */
export interface BundleParts {
  /** Signed agreement. */
  readonly agreement: Uint8Array;
  readonly sender: {
    /** Root certificate, DER. */
    readonly root: Uint8Array;
    /** The descriptor in force when it was shared: the one the push named. */
    readonly descriptor: Uint8Array;
    /** The list the scan was admitted under. */
    readonly trustList: Uint8Array;
    readonly admitted: Opening;
    readonly admittedProof: string;
    readonly share: Opening;
    readonly shareProof: string;
  };
  readonly statement: Uint8Array;
  readonly recipient: {
    readonly root: Uint8Array;
    /** The descriptor in force when the receipt was made. */
    readonly descriptor: Uint8Array;
    readonly receipt: Uint8Array;
  };
  readonly decision?: {
    readonly cose: Uint8Array;
    readonly opening: Opening;
    /** Cosigned by the recipient's witness like the others. */
    readonly proof: string;
  };
}

/** Opens an object's bytes by its place in the statement. */
export type OpenObject = (index: number) => AsyncIterable<Uint8Array>;

interface Planned {
  readonly name: string;
  readonly size: number;
  /** Absent for an object, which is streamed. */
  readonly bytes?: Uint8Array;
}

/** Exact length of the bundle in bytes. Throws `BUNDLE_PARTS_MISMATCH`. */
export function bundleSize(crypto: TrustCrypto, parts: BundleParts): number {
  return plan(crypto, parts).reduce((total, { size }) => total + 512 + size + paddingOf(size), ENDING);
}

/**
 * The bundle's bytes, streamed: an object is never held whole. The same parts give the same bytes. Throws
 * `BUNDLE_PARTS_MISMATCH` when an object is not as long as the statement says or too large for the format (8 GiB).
 */
export async function* writeBundle(
  crypto: TrustCrypto,
  parts: BundleParts,
  open: OpenObject,
): AsyncGenerator<Uint8Array, void, undefined> {
  let object = 0;
  for (const { name, size, bytes } of plan(crypto, parts)) {
    yield headerOf(name, size);
    if (bytes) yield bytes;
    else yield* exactly(open(object++), name, size);
    yield new Uint8Array(paddingOf(size));
  }
  yield new Uint8Array(ENDING);
}

async function* exactly(content: AsyncIterable<Uint8Array>, name: string, size: number): AsyncGenerator<Uint8Array> {
  let left = size;
  for await (const bytes of content) {
    left -= bytes.length;
    if (left < 0) throw mismatch(`${name} is longer than its statement says`);
    yield bytes;
  }
  if (left > 0) throw mismatch(`${name} is shorter than its statement says`);
}

function plan({ hasher }: TrustCrypto, parts: BundleParts): Planned[] {
  const statement = readStatement(parts.statement);
  const names = objectMembers(statement);
  const objects = statement.objects.map(({ size, sha256 }, index) => ({ name: names[index] as string, size, sha256 }));
  const large = objects.find(({ size }) => size > LARGEST_MEMBER);
  if (large) throw mismatch(`${large.name} is larger than a bundle can hold (8 GiB)`);
  const documents = (named: readonly string[], contents: readonly Uint8Array[]) =>
    contents.map((bytes, index) => ({ name: named[index] as string, size: bytes.length, bytes }));
  const head = documents(HEAD_MEMBERS.slice(1), headDocuments(parts));
  const tail = documents(DECISION_MEMBERS, decisionDocuments(parts));
  const hashed = ({ name, size, bytes }: { name: string; size: number; bytes: Uint8Array }) => {
    return { name, size, sha256: hasher.sha256(bytes) };
  };
  const manifest = makeManifest({
    v: 1,
    statement: hasher.sha256(parts.statement),
    members: [...head.map(hashed), ...objects, ...tail.map(hashed)],
  });
  const members = objects.map(({ name, size }) => ({ name, size }));
  return [{ name: MANIFEST, size: manifest.length, bytes: manifest }, ...head, ...members, ...tail];
}

/** In the order of `HEAD_MEMBERS`, after the manifest. */
function headDocuments({ agreement, sender, statement, recipient }: BundleParts): Uint8Array[] {
  return [
    agreement,
    sender.root,
    sender.descriptor,
    sender.trustList,
    makeOpening(sender.admitted),
    utf8.encode(sender.admittedProof),
    makeOpening(sender.share),
    utf8.encode(sender.shareProof),
    statement,
    recipient.root,
    recipient.descriptor,
    recipient.receipt,
  ];
}

function decisionDocuments({ decision }: BundleParts): Uint8Array[] {
  return decision ? [decision.cose, makeOpening(decision.opening), utf8.encode(decision.proof)] : [];
}

const utf8 = new TextEncoder();

function mismatch(message: string): ExchangeError {
  return new ExchangeError('BUNDLE_PARTS_MISMATCH', message);
}
