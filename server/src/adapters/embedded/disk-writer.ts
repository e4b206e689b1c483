import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import type { BlobWriter } from '../../ports/blob-store.ts';
import { writeDurably } from './durable-file.ts';

/** Bytes after which the disk is asked to start writing back, so that the last fdatasync finds little left to do. */
const WRITE_BACK_BYTES = 8 * 1024 * 1024;

/**
 * One object being written. `kept` beside the part holds the offset that is known to be on disk; it is written only
 * after fdatasync, so after a power loss a part never claims bytes that it does not have.
 */
export async function openDiskWriter(
  part: string,
  resumable: boolean,
  keepAs: (sha256: string) => Promise<void>,
): Promise<BlobWriter> {
  const journal = `${part}.kept`;
  let offset = resumable ? await keptOffset(journal) : 0;
  const handle = offset > 0 ? await open(part, 'r+') : await open(part, 'w+');
  await handle.truncate(offset);
  let isOpen = true;
  let dirty = 0;
  let writingBack: Promise<void> | undefined;

  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await writingBack;
    await handle.close();
  };
  const forget = () => Promise.all([rm(part, { force: true }), resumable ? rm(journal, { force: true }) : undefined]);
  const startWriteBack = () => {
    if (dirty < WRITE_BACK_BYTES || writingBack) return;
    dirty = 0;
    // A failure here comes again at the fdatasync that counts, in `keep` or `commit`.
    writingBack = handle.datasync().then(
      () => {
        writingBack = undefined;
      },
      () => {
        writingBack = undefined;
      },
    );
  };

  return {
    get offset() {
      return offset;
    },
    async write(bytes) {
      await writeAll(handle, bytes, offset);
      offset += bytes.length;
      dirty += bytes.length;
      startWriteBack();
    },
    readBack: () => (offset === 0 ? [] : createReadStream(part, { end: offset - 1 })) as AsyncIterable<Uint8Array>,
    async keep() {
      await handle.datasync();
      if (resumable) await writeDurably(journal, `${offset}\n`);
    },
    async commit(sha256) {
      await handle.datasync();
      await close();
      await keepAs(sha256);
      if (resumable) await rm(journal, { force: true });
    },
    close,
    async abort() {
      if (!isOpen) return;
      await close();
      await forget();
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

async function keptOffset(journal: string): Promise<number> {
  try {
    const offset = Number.parseInt(await readFile(journal, 'utf8'), 10);
    return Number.isSafeInteger(offset) && offset >= 0 ? offset : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
