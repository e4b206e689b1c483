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
  const kept = offset > 0 ? await openExisting(part) : undefined;
  if (!kept) offset = 0;
  const handle = kept ?? (await open(part, 'w+'));
  if (kept) await kept.truncate(offset);
  let isOpen = true;
  let dirty = 0;
  let writingBack: Promise<void> | undefined;
  let failed: { readonly error: unknown } | undefined;

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
    writingBack = handle.datasync().then(
      () => {
        writingBack = undefined;
      },
      (error: unknown) => {
        failed = { error };
        writingBack = undefined;
      },
    );
  };
  const sync = async () => {
    await writingBack;
    // Linux tells of a failed write-back once: a second fdatasync would say that all is well (fsync(2), errors).
    if (failed) throw failed.error;
    await handle.datasync();
  };

  return {
    get offset() {
      return offset;
    },
    async write(pieces) {
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      await writeAll(handle, pieces, offset, length);
      offset += length;
      dirty += length;
      startWriteBack();
    },
    readBack: () => (offset === 0 ? [] : createReadStream(part, { end: offset - 1 })) as AsyncIterable<Uint8Array>,
    async keep() {
      await sync();
      if (resumable) await writeDurably(journal, `${offset}\n`);
    },
    async commit(sha256) {
      await sync();
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

/** One system call for many pieces; what the system leaves over (it may) is written piece by piece. */
async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], at: number, length: number): Promise<void> {
  const { bytesWritten } = await handle.writev(pieces, at);
  if (bytesWritten === length) return;
  const rest = Buffer.concat(pieces).subarray(bytesWritten);
  for (let done = 0; done < rest.length; ) {
    const { bytesWritten: more } = await handle.write(rest, done, rest.length - done, at + bytesWritten + done);
    done += more;
  }
}

/** The journal can outlive its part when a crash came between the two removals. */
async function openExisting(part: string): Promise<FileHandle | undefined> {
  try {
    return await open(part, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
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
