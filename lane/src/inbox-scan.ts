import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { direction, ooiKind } from '@garita/api';
import { MAX_OBJECTS, type ScanStatement } from '@garita/trust';
import { z } from 'zod';
import type { ObjectToCapture, ScanToCapture } from './capture.ts';
import { LaneError } from './lane-error.ts';
import { kindOfFile } from './media-type.ts';

const SIDECAR = 'scan.json';
export const READY = '.ready';
const MAX_SIDECAR_BYTES = 64 * 1024;
/** More names than this in one folder are no scan; they are not even listed. */
const MAX_NAMES = 1000;

/** What a scanner may say about a scan, in `scan.json` beside its files. Everything may be left out. */
const sidecar = z.strictObject({
  ooi: z
    .strictObject({
      kind: ooiKind,
      ids: z
        .array(
          z.strictObject({
            type: z.enum(['plate', 'container', 'waybill', 'tag', 'other']),
            value: z.string().min(1).max(64),
          }),
        )
        .max(8)
        .default([]),
    })
    .optional(),
  direction: direction.optional(),
  /** ISO 8601 with an offset, or ms since 1970. */
  capturedAt: z
    .union([z.int().min(0), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
    .optional(),
  agreementHint: z.string().min(1).max(64).optional(),
  /** By file name. */
  objects: z
    .record(
      z.string().max(128),
      z.strictObject({
        role: z
          .string()
          .regex(/^[a-z][a-z0-9-]{0,31}$/)
          .optional(),
        mediaType: z
          .string()
          .regex(/^[a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63}$/)
          .optional(),
      }),
    )
    .default({}),
});
type Sidecar = z.infer<typeof sidecar>;

/** What a scan is about when nothing beside it says so. */
export interface InboxDefaults {
  readonly ooi: ScanStatement['ooi'];
  readonly direction: ScanStatement['direction'];
}

/** A file or folder of the inbox as it lies there now. */
export interface InboxEntry {
  readonly name: string;
  readonly path: string;
  /** In the order of their names; without the sidecar and the marker. */
  readonly files: readonly string[];
  /** Sizes, times and inodes of everything: while it changes, somebody is still writing. */
  readonly fingerprint: string;
  /** The writer said that it is complete. */
  readonly ready: boolean;
}

/** Looks at one name in the inbox. Throws FILE_NOT_READABLE for what can never be a scan: a link, a folder in a folder. */
export async function lookAt(inbox: string, name: string): Promise<InboxEntry> {
  const path = join(inbox, name);
  const stat = await lstat(path, { bigint: true });
  if (stat.isFile()) {
    const ready = await exists(`${path}${READY}`);
    return { name, path, files: [path], fingerprint: fingerprintOf([[name, stat]]), ready };
  }
  if (!stat.isDirectory()) throw new LaneError('FILE_NOT_READABLE', `${name} is neither a file nor a folder`);
  const names = (await readdir(path)).sort();
  if (names.length > MAX_NAMES) throw new LaneError('SCAN_TOO_MANY_OBJECTS', `${names.length} files in ${name}`);
  const stats = await Promise.all(
    names.map(async (inner) => [inner, await lstat(join(path, inner), { bigint: true })] as const),
  );
  const odd = stats.find(([, inner]) => !inner.isFile());
  if (odd) throw new LaneError('FILE_NOT_READABLE', `${name}/${odd[0]} is not a file`);
  return {
    name,
    path,
    files: names.filter((inner) => inner !== SIDECAR && inner !== READY).map((inner) => join(path, inner)),
    fingerprint: fingerprintOf(stats.filter(([inner]) => inner !== READY)),
    ready: names.includes(READY),
  };
}

/** The scan an entry holds. Throws SCAN_SIDECAR_INVALID, SCAN_EMPTY, SCAN_TOO_MANY_OBJECTS. */
export async function readInboxScan(entry: InboxEntry, defaults: InboxDefaults): Promise<ScanToCapture> {
  const said = await readSidecar(entry);
  if (entry.files.length === 0) throw new LaneError('SCAN_EMPTY', entry.name);
  if (entry.files.length > MAX_OBJECTS)
    throw new LaneError('SCAN_TOO_MANY_OBJECTS', `${entry.files.length} files, at most ${MAX_OBJECTS}`);
  const stranger = Object.keys(said.objects).find((name) => !entry.files.some((path) => nameOf(path) === name));
  if (stranger !== undefined) throw new LaneError('SCAN_SIDECAR_INVALID', `objects: there is no file ${stranger}`);
  const objects = await Promise.all(
    entry.files.map(async (path): Promise<ObjectToCapture> => {
      const name = nameOf(path);
      const kind = await kindOfFile(path);
      const { role = kind.role, mediaType = kind.mediaType } = said.objects[name] ?? {};
      return { role, mediaType, name, source: path };
    }),
  );
  return {
    objects,
    ooi: said.ooi ?? defaults.ooi,
    direction: said.direction ?? defaults.direction,
    ...(said.capturedAt === undefined ? {} : { capturedAt: said.capturedAt }),
    ...(said.agreementHint === undefined ? {} : { agreementHint: said.agreementHint }),
    origin: entry.fingerprint,
  };
}

async function readSidecar(entry: InboxEntry): Promise<Sidecar> {
  const path = join(entry.path, SIDECAR);
  // A single file has no folder for a sidecar to lie in.
  if (entry.files[0] === entry.path || !(await exists(path))) return sidecar.parse({});
  if ((await lstat(path)).size > MAX_SIDECAR_BYTES)
    throw new LaneError('SCAN_SIDECAR_INVALID', `more than ${MAX_SIDECAR_BYTES} bytes`);
  const parsed = sidecar.safeParse(tryJson(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LaneError('SCAN_SIDECAR_INVALID', `${issue?.path.join('.') || SIDECAR}: ${issue?.message ?? ''}`);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Facts = { readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint };

function fingerprintOf(files: readonly (readonly [string, Facts])[]): string {
  const facts = files.map(([name, { size, mtimeNs, ino }]) => [name, String(size), String(mtimeNs), String(ino)]);
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
