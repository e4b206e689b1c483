import type { Readable } from 'node:stream';

/** Keeps bytes under their SHA-256 (lower-case hex). Not trusted: whoever reads re-hashes. */
export interface BlobStore {
  /**
   * Begins an object whose hash is not known yet, or takes up the part of this name where it was last `keep`t.
   * One writer per name at a time: the caller sees to it.
   */
  create(name?: string): Promise<BlobWriter>;
  /** Size in bytes; `undefined` when nobody ever put it; throws when the store itself fails. */
  size(sha256: string): Promise<number | undefined>;
  /** Bytes [start, end) as stored; `undefined` when nobody ever put it. */
  read(sha256: string, range?: ByteRange): Promise<Readable | undefined>;
  /** A few bytes at once, for reading heads of files. */
  readBytes(sha256: string, offset: number, length: number): Promise<Uint8Array | undefined>;
  /** Every hash stored, in no order. */
  list(): AsyncIterable<string>;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface BlobWriter {
  /** Bytes written so far. */
  readonly offset: number;
  /** Appends the pieces, in order. One call at a time. */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** The bytes so far, to hash again after a resume. */
  readBack(): AsyncIterable<Uint8Array>;
  /** Makes the bytes so far durable, then notes the offset: a named part resumes there after a crash. */
  keep(): Promise<void>;
  /** Resolves once the bytes are durable under this hash; putting an object twice changes nothing. */
  commit(sha256: string): Promise<void>;
  /** Stops writing; a named part stays for later at its kept offset. Safe after `commit` and safe twice. */
  close(): Promise<void>;
  /** Forgets what was written. Safe after `commit` and safe twice. */
  abort(): Promise<void>;
}
