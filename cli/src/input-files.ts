import { readFile, stat } from 'node:fs/promises';
import { loadEs256Signer } from '@garita/node-crypto';
import type { Es256Signer } from '@garita/trust';
import { Failure } from './failure.ts';

/** Largest file a command reads whole. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** Throws FILE_NOT_FOUND or FILE_NOT_READABLE (also for what is far too large to be what was meant). */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > LARGEST_BYTES) throw new Failure('FILE_NOT_READABLE', `${path} is over 4 MiB`);
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Failure('FILE_NOT_FOUND', path);
    throw error;
  }
}

export async function readInputText(path: string): Promise<string> {
  return new TextDecoder().decode(await readInput(path));
}

export async function readInputJson(path: string): Promise<unknown> {
  const text = await readInputText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('FILE_NOT_READABLE', `${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** A private key file (PKCS #8 PEM, P-256). Throws FOLDER_KEY_MISSING when it is not there or is none. */
export async function readKey(path: string): Promise<{ readonly pem: string; readonly signer: Es256Signer }> {
  const pem = await readInputText(path).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'FILE_NOT_FOUND') throw new Failure('FOLDER_KEY_MISSING', path);
    throw error;
  });
  try {
    return { pem, signer: loadEs256Signer(pem) };
  } catch {
    throw new Failure('FOLDER_KEY_MISSING', `${path} is no P-256 private key (PEM)`);
  }
}
