import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { FolderError } from './folder-error.ts';

/** Largest file of a folder read whole: a register of a thousand sites stays well below. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** Bytes of a file that must be there. Throws FOLDER_DAMAGED. */
export async function readRequired(path: string): Promise<Uint8Array> {
  const bytes = await readOptional(path);
  if (!bytes) throw new FolderError('FOLDER_DAMAGED', `${path} is missing`);
  return bytes;
}

export async function readOptional(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path);
    if (bytes.length > LARGEST_BYTES)
      throw new FolderError('FOLDER_DAMAGED', `${path} is too large to be what it says`);
    return new Uint8Array(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readRequired(path));
}

/** A JSON file, parsed once into a typed value. Throws FOLDER_DAMAGED naming the field. */
export async function readJson<Value>(path: string, schema: ZodType<Value>): Promise<Value> {
  const text = await readText(path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FolderError('FOLDER_DAMAGED', `${path} is not JSON`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new FolderError('FOLDER_DAMAGED', `${path}: ${where.slice(0, 500)}`);
}
