import { DicosError } from './dicos-error.ts';

/** Random access to the bytes of one file, wherever they lie. */
export interface ByteSource {
  /** Bytes in all, fixed while it is read. */
  readonly size: number;
  /** The bytes from `offset`, `length` of them or as many as there are before the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A source over bytes already in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/**
 * Exactly `length` bytes from `offset`.
 *
 * @throws DicosError SOURCE_SHORT_READ when the source has fewer than its `size` promised: it changed under us.
 */
export async function readExactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) {
    throw new DicosError('SOURCE_SHORT_READ', `asked for ${length} bytes at ${offset}, got ${bytes.length}`);
  }
  return bytes;
}
