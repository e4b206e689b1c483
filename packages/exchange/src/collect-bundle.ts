import { type ObservedObject, readStatement, sameBytes, type TrustCrypto, TrustError } from '@garita/trust';
import {
  DECISION_MEMBERS,
  type DocumentName,
  HEAD_MEMBERS,
  LARGEST_DOCUMENT,
  MANIFEST,
  type Manifest,
  objectMembers,
  readManifest,
} from './bundle-members.ts';
import type { BundleProblemCode, Finding } from './bundle-report.ts';
import { ExchangeError } from './exchange-error.ts';
import type { BundleMember } from './read-bundle.ts';

/** Hashes an object too large to hold: what `ChunkHasher` of @garita/node-crypto does. */
export interface ObjectHasher {
  update(bytes: Uint8Array): void;
  finish(): ObservedObject;
}

export interface BundleCrypto extends TrustCrypto {
  /** A new hasher for every object. */
  hashObject(): ObjectHasher;
}

/** How problems name the zeros after the last member. */
export const ENDING_NAME = 'end of the bundle';

/** A bundle as it was found: documents held, objects hashed, nothing believed. */
export interface CollectedBundle {
  readonly documents: ReadonlyMap<string, Uint8Array>;
  /** In statement order. */
  readonly objects: readonly (ObservedObject | undefined)[];
  readonly objectNames: readonly string[];
  /** Members that are missing, surplus, out of place, or unreadable. */
  readonly problems: readonly Finding[];
  /** Members that are not as the manifest says; the manifest itself when it lists the wrong ones. */
  readonly mismatches: readonly string[];
  readonly hasDecision: boolean;
}

/** Reads every member once, in order; holds only documents. */
export async function collectBundle(
  crypto: BundleCrypto,
  members: AsyncIterable<BundleMember>,
): Promise<CollectedBundle> {
  const collector = new Collector(crypto);
  try {
    for await (const member of members) await collector.take(member);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    collector.stop(error);
  }
  return collector.finish();
}

class Collector {
  readonly #crypto: BundleCrypto;
  readonly #documents = new Map<string, Uint8Array>();
  readonly #observed = new Map<string, ObservedObject>();
  readonly #problems: Finding[] = [];
  readonly #skipped = new Set<string>();
  #manifest: Manifest | undefined;
  #objectNames: readonly string[] = [];
  #place = 0;
  #last: string = MANIFEST;
  /** Whose content is being read. */
  #reading: string | undefined;
  #stopped = false;

  constructor(crypto: BundleCrypto) {
    this.#crypto = crypto;
  }

  async take(member: BundleMember): Promise<void> {
    const { name } = member;
    this.#last = name;
    const place = this.#expected().indexOf(name);
    if (place < 0) return this.#note(name, 'BUNDLE_MEMBER_UNEXPECTED', 'a bundle has no member of this name');
    if (this.#observed.has(name)) return this.#note(name, 'BUNDLE_MEMBER_DUPLICATED', 'it was there already');
    if (this.#skipped.delete(name))
      this.#note(name, 'BUNDLE_MEMBER_MISPLACED', 'it stands after others that follow it');
    else this.#moveTo(place);
    await this.#read(member);
  }

  /** The stream itself is not a bundle's from here on. */
  stop(error: ExchangeError): void {
    // Contents and padding belong to a member; a header or an ending to what should come next.
    const after = error.code === 'BUNDLE_PADDING_ALTERED' ? this.#last : undefined;
    const next = this.#expected()[this.#place] ?? ENDING_NAME;
    this.#stopped = true;
    this.#note(this.#reading ?? after ?? next, error.code as BundleProblemCode, error.message);
  }

  finish(): CollectedBundle {
    const names = this.#expected();
    if (!this.#stopped) for (const name of names.slice(this.#place)) this.#skipped.add(name);
    for (const name of this.#skipped) this.#note(name, 'BUNDLE_MEMBER_MISSING', 'it is not in the bundle');
    return {
      documents: this.#documents,
      objects: this.#objectNames.map((name) => this.#observed.get(name)),
      objectNames: this.#objectNames,
      problems: this.#problems,
      mismatches: this.#mismatches(names),
      hasDecision: names.includes(DECISION_MEMBERS[0]),
    };
  }

  #expected(): readonly string[] {
    const listsDecision = this.#manifest?.members.some(({ name }) =>
      (DECISION_MEMBERS as readonly string[]).includes(name),
    );
    return [...HEAD_MEMBERS, ...this.#objectNames, ...(listsDecision ? DECISION_MEMBERS : [])];
  }

  #moveTo(place: number): void {
    for (const name of this.#expected().slice(this.#place, place)) this.#skipped.add(name);
    this.#place = place + 1;
  }

  async #read({ name, size, content }: BundleMember): Promise<void> {
    const isDocument = !this.#objectNames.includes(name);
    if (isDocument && size > LARGEST_DOCUMENT) {
      return this.#note(name, 'BUNDLE_MEMBER_TOO_LARGE', `${size} bytes, at most ${LARGEST_DOCUMENT} are read`);
    }
    const hash = this.#crypto.hashObject();
    const pieces: Uint8Array[] = [];
    this.#reading = name;
    for await (const bytes of content) {
      hash.update(bytes);
      if (isDocument) pieces.push(bytes.slice());
    }
    this.#reading = undefined;
    this.#observed.set(name, hash.finish());
    if (isDocument) this.#keep(name as DocumentName, joined(pieces, size));
  }

  #keep(name: DocumentName, bytes: Uint8Array): void {
    this.#documents.set(name, bytes);
    try {
      if (name === MANIFEST) {
        this.#manifest = readManifest(bytes);
        // Until the statement is read, and when it cannot be, the manifest says what the objects are called.
        this.#objectNames = this.#manifest.members
          .map(({ name }) => name)
          .filter((name) => name.startsWith('objects/'));
      }
      if (name === 'statement.cose') this.#objectNames = objectMembers(readStatement(bytes));
    } catch (error) {
      if (error instanceof ExchangeError) this.#note(name, error.code as BundleProblemCode, error.message);
      // An unreadable statement is judged later, with everything else about it.
      else if (!(error instanceof TrustError)) throw error;
    }
  }

  #mismatches(names: readonly string[]): string[] {
    const manifest = this.#manifest;
    if (!manifest) return [];
    const listed = manifest.members.map(({ name }) => name);
    const isListRight = [MANIFEST, ...listed].join() === names.join();
    const statement = this.#observed.get('statement.cose');
    const isStatementRight = !statement || sameBytes(statement.sha256, manifest.statement);
    const altered = manifest.members.filter(({ name, size, sha256 }) => {
      const observed = this.#observed.get(name);
      return observed && (observed.size !== size || !sameBytes(observed.sha256, sha256));
    });
    return [...(isListRight && isStatementRight ? [] : [MANIFEST]), ...altered.map(({ name }) => name)];
  }

  #note(member: string, code: BundleProblemCode, detail: string): void {
    this.#problems.push({ member, code, detail });
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
