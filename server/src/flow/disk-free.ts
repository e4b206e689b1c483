import { statfs } from 'node:fs/promises';

/** Bytes a process without special rights can still write to the disk that holds this folder. */
export async function diskFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
