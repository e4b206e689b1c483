import { createHash } from 'node:crypto';
import type { BlobStore } from '../ports/blob-store.ts';
import type { CheckReport } from '../ports/check-report.ts';

/** Hashes every object again. Returns those found sound; what the rooms refer to beyond them is lost or altered. */
export async function checkArchive(
  blobs: Pick<BlobStore, 'list' | 'read'>,
  report: CheckReport,
): Promise<{ readonly sound: ReadonlySet<string>; readonly bytes: number }> {
  const names: string[] = [];
  for await (const name of blobs.list()) names.push(name);
  const sound = new Set<string>();
  let bytes = 0;
  for (const [done, name] of names.entries()) {
    const hash = createHash('sha256');
    for await (const chunk of (await blobs.read(name)) ?? []) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    if (hash.digest('hex') === name) sound.add(name);
    else report.problem({ code: 'OBJECT_ALTERED', subject: name, detail: 'its bytes no longer have this hash' });
    report.progress('archive', done + 1, names.length);
  }
  return { sound, bytes };
}
