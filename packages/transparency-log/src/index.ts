// The contract of this package; the implementation follows behind these same names.

/** Digest of the concatenation of the parts; supplied by the program (node:crypto, noble). */
export interface Hasher {
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
}
export type Ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;
export type Ed25519Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export declare const LOG_ERROR_CODES: readonly [
  'SIZE_INVALID', // a size or index that is no safe integer, or out of the tree
  'HASH_MALFORMED', // a hash that is not 32 bytes
  'ENTRY_TOO_LARGE',
  'BUNDLE_MALFORMED',
  'TILE_MALFORMED',
  'KEY_MALFORMED',
  'KEY_AMBIGUOUS',
  'NOTE_MALFORMED',
  'NOTE_TOO_LARGE',
  'CHECKPOINT_MALFORMED',
  'ORIGIN_UNEXPECTED',
  'SIGNATURE_MISSING',
  'SIGNATURE_INVALID',
  'SIGNATURE_UNKNOWN',
  'SIGNATURE_DUPLICATE',
  'COSIGNATURE_MISSING',
  'TIME_INVALID',
  'REQUEST_MALFORMED',
  'PROOF_MALFORMED',
  'EXTRA_UNEXPECTED',
  'INCLUSION_INVALID',
];
export type LogErrorCode = (typeof LOG_ERROR_CODES)[number];
export declare class LogError extends Error {
  override readonly name: 'LogError';
  readonly code: LogErrorCode;
  constructor(code: LogErrorCode, message: string, options?: ErrorOptions);
}

// merkle (RFC 6962 section 2.1, RFC 9162)
export declare function hashLeaf(hasher: Hasher, entry: Uint8Array): Uint8Array;
export declare function hashNode(hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array;
export declare function rootOf(hasher: Hasher, leafHashes: readonly Uint8Array[]): Uint8Array;
/** Hash of the complete subtree at (level, index), level 0 = leaves. */
export type ReadHash = (level: number, index: number) => Uint8Array | Promise<Uint8Array>;
export declare function rootAt(hasher: Hasher, size: number, read: ReadHash): Promise<Uint8Array>;
export declare function proveInclusion(
  hasher: Hasher,
  index: number,
  size: number,
  read: ReadHash,
): Promise<Uint8Array[]>;
export declare function proveConsistency(
  hasher: Hasher,
  oldSize: number,
  newSize: number,
  read: ReadHash,
): Promise<Uint8Array[]>;
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}
export declare function verifyInclusion(hasher: Hasher, claim: InclusionClaim): boolean;
export declare function verifyConsistency(hasher: Hasher, claim: ConsistencyClaim): boolean;
export interface Subtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}
/** Incremental tree: the frontier (compact range), largest subtree first; cheap append and root. */
export declare class Frontier {
  static from(hasher: Hasher, size: number, hashes: readonly Uint8Array[]): Frontier;
  get size(): number;
  get hashes(): readonly Uint8Array[];
  /** Returns the complete subtrees it created, the leaf first. */
  append(leafHash: Uint8Array): Subtree[];
  root(): Uint8Array;
}

// tlog-tiles
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}
export declare function tilePath(tile: Tile): string;
export declare function entriesPath(index: number, width: number): string;
export declare function parseTilePath(
  path: string,
): (Tile & { kind: 'tile' }) | { kind: 'entries'; index: number; width: number } | undefined;
export declare function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array;
export declare function decodeEntryBundle(bytes: Uint8Array): Uint8Array[];
/** Tiles (and entry bundles: the level 0 ones) that change when the tree grows from oldSize to newSize. */
export declare function changedTiles(oldSize: number, newSize: number): Tile[];
/** A ReadHash over tiles of a tree of this size; caching is the caller's. */
export declare function readFromTiles(
  hasher: Hasher,
  size: number,
  readTile: (tile: Tile) => Uint8Array | Promise<Uint8Array>,
): ReadHash;

// signed-note
export interface VerifierKey {
  readonly name: string;
  readonly id: number;
  readonly type: 'ed25519' | 'cosignature-v1';
  readonly publicKey: Uint8Array;
}
export declare function parseVerifierKey(hasher: Hasher, text: string): VerifierKey;
export declare function formatVerifierKey(
  hasher: Hasher,
  name: string,
  type: VerifierKey['type'],
  publicKey: Uint8Array,
): string;
export interface NoteSigner {
  readonly key: VerifierKey;
  readonly sign: Ed25519Sign;
}

// tlog-checkpoint, tlog-cosignature
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly extensions?: readonly string[];
}
export interface Cosignature {
  readonly witness: string;
  readonly time: number;
}
export interface CheckpointTrust {
  readonly hasher: Hasher;
  readonly verify: Ed25519Verify;
  readonly log: VerifierKey;
  readonly witnesses: readonly VerifierKey[];
  readonly strict?: boolean;
}
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly cosignatures: Cosignature[];
}
export declare function formatCheckpoint(checkpoint: Checkpoint): string;
export declare function signCheckpoint(checkpoint: Checkpoint, log: NoteSigner): Promise<string>;
export declare function parseCheckpoint(note: string): Checkpoint;
export declare function openCheckpoint(note: string, trust: CheckpointTrust): Promise<OpenedCheckpoint>;
export declare function cosign(note: string, witness: NoteSigner, timeSeconds: number): Promise<string>;
export declare function addSignatures(note: string, lines: string): string;

// tlog-witness add-checkpoint body
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}
export declare function formatAddCheckpoint(body: AddCheckpoint): string;
export declare function parseAddCheckpoint(text: string): { oldSize: number; proof: Uint8Array[]; checkpoint: string };

// tlog-proof
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly extra?: Uint8Array;
}
export declare function formatProof(proof: TlogProof): string;
export declare function parseProof(text: string): {
  index: number;
  hashes: Uint8Array[];
  checkpoint: string;
  extra?: Uint8Array;
};
export interface ProofTrust extends CheckpointTrust {
  readonly requireWitnesses: boolean;
}
export type ProofVerdict =
  | { ok: true; index: number; checkpoint: Checkpoint; cosignatures: Cosignature[] }
  | { ok: false; code: LogErrorCode; detail: string };
export declare function verifyProof(proof: string, entry: Uint8Array, trust: ProofTrust): Promise<ProofVerdict>;
