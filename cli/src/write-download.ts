import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from './failure.ts';

export interface Written {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Writes an answer's body to a file that is there whole or not at all, also after a power loss; or not, unless it is `expected`. */
export async function writeDownload(
  path: string,
  response: Response,
  onProgress: (done: number, total: number) => void,
  /** SHA-256, hex, of what must come. */
  expected?: string,
): Promise<Written> {
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  const file = await open(part, 'wx');
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const bytes of bodyOf(response)) {
      hash.update(bytes);
      await file.writeFile(bytes);
      size += bytes.length;
      onProgress(size, announced);
    }
    if (Number.isFinite(announced) && size !== announced)
      throw new Failure('SERVER_ANSWER_UNEXPECTED', `${size} of ${announced} bytes came`);
    const sha256 = hash.digest('hex');
    if (expected !== undefined && sha256 !== expected)
      throw new Failure('SERVER_ANSWER_UNEXPECTED', `what came has SHA-256 ${sha256}, not ${expected}`);
    await file.datasync();
    await file.close();
    await rename(part, path);
    await syncFolder(dirname(path));
    return { size, sha256 };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

/** A connection that breaks in the middle is the server's absence, whatever the client library calls it. */
async function* bodyOf(response: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of response.body ?? []) yield bytes;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw new Failure('INTERRUPTED', 'nothing was written');
    throw new Failure('SERVER_UNREACHABLE', `the answer broke off: ${error instanceof Error ? error.message : error}`);
  }
}

/** A new name is only durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
