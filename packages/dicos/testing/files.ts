import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ByteSource, memorySource } from '../src/byte-source.ts';
import { type DicosFile, readDicos } from '../src/read-dicos.ts';

const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** The reference toolkit's files, or none with a printed reason. */
export function toolkitFiles(): readonly { readonly name: string; readonly path: string }[] {
  const folder = join(SHARED, 'data/dicos');
  if (!existsSync(folder)) {
    console.info(`skipped: no ${folder} (set GARITA_SHARED to the folder of real inputs)`);
    return [];
  }
  const paths = globSync('**/*.dcs', { cwd: folder }).toSorted();
  return paths.map((path) => ({ name: join(path, '..', basename(path)), path: join(folder, path) }));
}

export function sharedPath(path: string): string {
  return join(SHARED, path);
}

export async function fileOf(bytes: Uint8Array): Promise<DicosFile> {
  const read = await readDicos(memorySource(bytes));
  if (read.outcome !== 'dicom') throw new Error(`read as ${read.type}`);
  return read.file;
}

export async function toolkitFile(path: string): Promise<{ file: DicosFile; source: ByteSource }> {
  const bytes = readFileSync(path);
  return { file: await fileOf(bytes), source: memorySource(bytes) };
}

/** A source that counts what is read; beyond `head` it gives zeros up to `size`, so that it can be any size. */
export function countingSource(head: Uint8Array, size = head.length): ByteSource & { bytesRead: number } {
  return {
    size,
    bytesRead: 0,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      bytes.set(head.subarray(offset, offset + bytes.length));
      this.bytesRead += bytes.length;
      return bytes;
    },
  };
}
