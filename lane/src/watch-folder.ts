import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrustError } from '@garita/trust';
import type { Gateway } from './gateway.ts';
import type { GatewayEvent } from './gateway-events.ts';
import { type InboxDefaults, type InboxEntry, lookAt, READY, readInboxScan } from './inbox-scan.ts';
import { asLaneError, LaneError } from './lane-error.ts';
import { wait } from './wait.ts';

export interface WatchOptions {
  readonly inbox: string;
  readonly defaults: InboxDefaults;
  /** A file or folder that has not changed for this long is complete; 2000 ms unless said. */
  readonly settleMs?: number;
  /** How often the inbox is looked at; 500 ms unless said. */
  readonly everyMs?: number;
  readonly signal: AbortSignal;
  now?(): number;
  tell?(event: GatewayEvent): void;
}

/** These wait for disk, connection or a person, and say nothing against the scan: it stays in the inbox. */
const PAUSE_MS = 5000;
const PASSING = new Set(['DISK_FULL', 'SPOOL_FULL', 'FOLDER_NOT_WRITABLE', 'FOLDER_IN_USE', 'UNEXPECTED']);

/**
 * Makes a scan of each file and each sub-folder that appears in the inbox, once it is complete: nothing in it changed
 * for the settle time, or its writer put `.ready` into the folder (for a file: `NAME.ready` beside it). Then it moves
 * to `done/`; what can be no scan moves to `failed/` with `NAME.reason.txt`. Names that begin with a dot, or end in
 * `.part` or `.tmp`, are still being written. Resolves when the signal is aborted.
 */
export async function watchFolder(gateway: Gateway, options: WatchOptions): Promise<void> {
  const { inbox, signal, everyMs = 500 } = options;
  for (const folder of [inbox, join(inbox, 'done'), join(inbox, 'failed')]) await mkdir(folder, { recursive: true });
  const seen = new Map<string, { readonly fingerprint: string; readonly since: number }>();
  while (!signal.aborted) {
    const names = (await readdir(inbox)).filter(isCandidate).sort();
    for (const name of seen.keys()) if (!names.includes(name)) seen.delete(name);
    let pauseMs = everyMs;
    for (const name of names) {
      if (signal.aborted || pauseMs > everyMs) break;
      if ((await takeIfComplete(name, seen, gateway, options)) === 'not now') pauseMs = Math.max(everyMs, PAUSE_MS);
    }
    await wait(pauseMs, signal);
  }
}

function isCandidate(name: string): boolean {
  return name !== 'done' && name !== 'failed' && !name.startsWith('.') && !/\.(part|tmp|ready)$/.test(name);
}

async function takeIfComplete(
  name: string,
  seen: Map<string, { readonly fingerprint: string; readonly since: number }>,
  gateway: Gateway,
  options: WatchOptions,
): Promise<'not now' | undefined> {
  const { inbox, settleMs = 2000, now = Date.now } = options;
  try {
    const entry = await lookAt(inbox, name);
    const before = seen.get(name);
    const since = before?.fingerprint === entry.fingerprint ? before.since : now();
    seen.set(name, { fingerprint: entry.fingerprint, since });
    if (!entry.ready && now() - since < settleMs) return undefined;
    await take(entry, gateway, options.defaults);
    await moveTo(join(inbox, 'done'), entry.path, name);
    await rm(`${entry.path}${READY}`, { force: true });
    seen.delete(name);
    return undefined;
  } catch (failure) {
    return reject(name, asRejection(failure), options);
  }
}

/** The same files, seen again after a crash between capture and move, are not captured a second time. */
async function take(entry: InboxEntry, gateway: Gateway, defaults: InboxDefaults): Promise<void> {
  if (gateway.madeFrom(entry.fingerprint)) return;
  await gateway.capture(await readInboxScan(entry, defaults));
}

function asRejection(failure: unknown): LaneError {
  if (failure instanceof TrustError) return new LaneError('SCAN_SIDECAR_INVALID', failure.message, { cause: failure });
  const isDenied =
    failure instanceof Error && /^(EACCES|EPERM|ELOOP|EIO)$/.test((failure as NodeJS.ErrnoException).code ?? '');
  return asLaneError(failure, isDenied ? 'FILE_NOT_READABLE' : 'UNEXPECTED');
}

async function reject(
  name: string,
  { code, message: detail }: LaneError,
  options: WatchOptions,
): Promise<'not now' | undefined> {
  const { inbox, now = Date.now, tell } = options;
  // Taken away or renamed while it was looked at: whoever does so is not done with it.
  if (code === 'FILE_NOT_FOUND') return undefined;
  if (PASSING.has(code)) {
    tell?.({ event: 'waiting', at: now(), code, detail, nextTryAt: now() + PAUSE_MS });
    return 'not now';
  }
  const moved = await moveTo(join(inbox, 'failed'), join(inbox, name), name);
  await rm(join(inbox, `${name}${READY}`), { force: true });
  await writeFile(join(inbox, 'failed', `${moved}.reason.txt`), `${code}: ${detail}\n`);
  tell?.({ event: 'rejected', at: now(), name, code, detail });
  return undefined;
}

/** Never over something that is there already. Returns the name it has now. */
async function moveTo(folder: string, path: string, name: string): Promise<string> {
  for (let copy = 1; ; copy++) {
    const target = copy === 1 ? name : `${name}.${copy}`;
    if (existsSync(join(folder, target))) continue;
    await rename(path, join(folder, target));
    return target;
  }
}
