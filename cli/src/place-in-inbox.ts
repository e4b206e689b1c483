import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lookAt } from '@garita/lane';

export interface FileToSend {
  readonly path: string;
  readonly size: number;
}

export interface ScanToPlace {
  readonly files: readonly FileToSend[];
  /** Kind of the object of inspection. */
  readonly kind: string;
}

export interface PlacedScan {
  /** Its name in the inbox. */
  readonly name: string;
  /** What the lane knows the scan's files by. */
  readonly origin: string;
  /** SHA-256 of each file as it was read, hex, by the name it has in the scan. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** What a watched folder reads: what the scan is of, and that it is complete. */
const [SIDECAR, READY] = ['scan.json', '.ready'];
const LONGEST_NAME = 128;

/**
 * Copies files, byte for byte, as one scan into a lane's watched folder. The lane sees all of them or nothing: they
 * are put together under a name it does not look at, and get their own by one rename.
 */
export async function placeInInbox(
  inbox: string,
  scan: ScanToPlace,
  options: { readonly signal: AbortSignal; onCopied?(bytes: number): void },
): Promise<PlacedScan> {
  const name = `sent-${randomUUID()}`;
  const hidden = `.${name}.part`;
  const part = join(inbox, hidden);
  await mkdir(part, { recursive: true });
  try {
    const hashes = new Map<string, string>();
    for (const { path } of scan.files) {
      const inner = freeName(path, hashes);
      hashes.set(inner, await copy(path, join(part, inner), options));
    }
    await writeFile(join(part, SIDECAR), JSON.stringify({ ooi: { kind: scan.kind } }));
    await writeFile(join(part, READY), '');
    const { fingerprint } = await lookAt(inbox, hidden);
    await rename(part, join(inbox, name));
    return { name, origin: fingerprint, hashes };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function copy(
  from: string,
  to: string,
  { signal, onCopied }: { readonly signal: AbortSignal; onCopied?(bytes: number): void },
): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    createReadStream(from, { highWaterMark: 1024 * 1024 }),
    async function* (bytes: AsyncIterable<Buffer>) {
      for await (const part of bytes) {
        hash.update(part);
        onCopied?.(part.length);
        yield part;
      }
    },
    createWriteStream(to, { flags: 'wx' }),
    { signal },
  );
  return hash.digest('hex');
}

/** The file's own name, as far as a statement can carry it and no other file of the scan has it. */
export function freeName(path: string, taken: ReadonlyMap<string, unknown>): string {
  const clean = basename(path).replace(/[\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_');
  const extension = extname(clean).slice(0, 16);
  const stem = clean.slice(0, clean.length - extname(clean).length);
  for (let copy = 1; ; copy++) {
    const suffix = `${copy === 1 ? '' : `-${copy}`}${extension}`;
    const name = `${[...stem].slice(0, LONGEST_NAME - suffix.length).join('')}${suffix}`;
    if (name !== SIDECAR && name !== READY && !taken.has(name)) return name;
  }
}
