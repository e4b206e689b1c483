import { ByteSource } from './byte-source.ts';
import { ExchangeError } from './exchange-error.ts';
import { BLOCK, paddingOf, readHeader } from './ustar.ts';

/** A member as it streams by: what is left of its content when the next is asked for is skipped. */
export interface BundleMember {
  readonly name: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

// 13 documents, 24 objects, 3 more for a decision. A stranger's file names no more than this.
const MAX_MEMBERS = 64;

/**
 * The members of a bundle, in order, streamed. Every byte outside the members' contents must be what `writeBundle`
 * would have written. Throws `BUNDLE_HEADER_ALTERED`, `BUNDLE_PADDING_ALTERED`, `BUNDLE_ENDING_ALTERED` or
 * `BUNDLE_CUT_SHORT`. Names are compared, never used as paths.
 */
export async function* readBundle(stream: AsyncIterable<Uint8Array>): AsyncGenerator<BundleMember, void, undefined> {
  const source = new ByteSource(stream);
  try {
    for (let count = 0; count <= MAX_MEMBERS; count += 1) {
      const block = await source.exactly(BLOCK);
      if (!block) throw new ExchangeError('BUNDLE_CUT_SHORT', 'the file ends before the bundle does');
      if (block.every((byte) => byte === 0)) return await readEnding(source);
      const header = readHeader(block);
      if (!header) throw new ExchangeError('BUNDLE_HEADER_ALTERED', 'a header is not the one that a bundle has here');
      const content = contentOf(source, header.size);
      yield { ...header, content };
      for await (const _ of content);
      const padding = await source.exactly(paddingOf(header.size));
      if (!padding?.every((byte) => byte === 0)) {
        throw new ExchangeError('BUNDLE_PADDING_ALTERED', 'the zeros after its content are not all there');
      }
    }
    throw new ExchangeError('BUNDLE_ENDING_ALTERED', `more than ${MAX_MEMBERS} members`);
  } finally {
    await source.close();
  }
}

/** Can be taken up again where a reader left it; ends when the member ends. */
function contentOf(source: ByteSource, size: number): AsyncIterableIterator<Uint8Array> {
  let left = size;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (left === 0) return { done: true, value: undefined };
      const value = await source.some(left);
      if (!value) throw new ExchangeError('BUNDLE_CUT_SHORT', 'the file ends inside a member');
      left -= value.length;
      return { done: false, value };
    },
  };
}

async function readEnding(source: ByteSource): Promise<void> {
  const second = await source.exactly(BLOCK);
  if (!second?.every((byte) => byte === 0)) {
    throw new ExchangeError('BUNDLE_ENDING_ALTERED', 'the zeros that end a bundle are not all there');
  }
  if (await source.some(1)) throw new ExchangeError('BUNDLE_ENDING_ALTERED', 'bytes follow the end of the bundle');
}
