// What `garita verify` and the single-file verifier share. Imports nothing that needs a server, a schema or a newer
// Node than 20: the verifier is bundled from here.
import { open, readFile, stat } from 'node:fs/promises';
import { type BundleReport, ExchangeError, looksLikeBundle, readBundle, verifyBundle } from '@garita/exchange';
import { ChunkHasher, trustCrypto } from '@garita/node-crypto';

export interface BundleToVerify {
  /** Path of the bundle. */
  readonly bundle: string;
  /** Paths of the agencies' root certificates, DER or PEM. */
  readonly roots: readonly string[];
  /** Now, in milliseconds since 1970. */
  readonly at: number;
  /** Told as bytes are read. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
}

export type Language = 'es' | 'en';

const PIECE_BYTES = 1024 * 1024;
const HEAD_BYTES = 512;
// A certificate takes 2 KiB; nobody's photo album is to be read as one.
const LARGEST_ROOT_FILE = 64 * 1024;

/**
 * Judges a bundle on disk, reading it once. Throws what the file system says, `ROOTS_INVALID` for roots that are not
 * two different certificates, `BUNDLE_UNRECOGNISED` for some other kind of file.
 */
export async function verifyBundleFile({ bundle, roots, at, onProgress }: BundleToVerify): Promise<BundleReport> {
  const certificates: Uint8Array[] = [];
  for (const path of roots) certificates.push(...(await readRoots(path)));
  const file = await open(bundle, 'r');
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    if (!looksLikeBundle(buffer.subarray(0, bytesRead))) {
      throw new ExchangeError('BUNDLE_UNRECOGNISED', `${bundle} is not a bundle`);
    }
    const members = readBundle(pieces(file, size, onProgress));
    return await verifyBundle({ ...trustCrypto, hashObject: () => new ChunkHasher() }, members, certificates, at);
  } finally {
    await file.close();
  }
}

async function* pieces(
  file: Awaited<ReturnType<typeof open>>,
  size: number,
  onProgress: BundleToVerify['onProgress'],
): AsyncGenerator<Uint8Array> {
  let position = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    onProgress?.(position, size);
    yield buffer.subarray(0, bytesRead);
  }
}

/** The certificates of a file: one in DER, or any number in PEM (RFC 7468). */
export async function readRoots(path: string): Promise<Uint8Array[]> {
  if ((await stat(path)).size > LARGEST_ROOT_FILE)
    throw new ExchangeError('ROOTS_INVALID', `${path} is no certificate`);
  const bytes = await readFile(path);
  // A DER certificate begins with a SEQUENCE.
  if (bytes[0] === 0x30) return [new Uint8Array(bytes)];
  const blocks = bytes
    .toString('latin1')
    .matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g);
  const found = [...blocks].map(([, text = '']) => new Uint8Array(Buffer.from(text, 'base64')));
  if (found.length === 0) throw new ExchangeError('ROOTS_INVALID', `${path} holds no certificate`);
  return found;
}

const WORDS = {
  es: {
    verified: 'VERIFICADO. Queda demostrado:',
    refused: 'NO VERIFICADO. Estos miembros del expediente no se sostienen:',
    notProven: 'Lo que este expediente no demuestra:',
    more: (count: number) => `… y ${count} más (--json los muestra todos)`,
  },
  en: {
    verified: 'VERIFIED. This is proven:',
    refused: 'NOT VERIFIED. These members of the bundle do not hold:',
    notProven: 'What this bundle does not prove:',
    more: (count: number) => `… and ${count} more (--json shows all)`,
  },
} as const;

const SHOWN_PROBLEMS = 20;

/** The report for a person. */
export function reportInWords(report: BundleReport, language: Language): string {
  const words = WORDS[language];
  const notProven = [words.notProven, ...report.notProven.map((sentence) => `  - ${sentence[language]}`)];
  if (report.verified) {
    return [words.verified, ...report.facts.map((fact) => `  + ${fact[language]}`), '', ...notProven, ''].join('\n');
  }
  const problems = report.problems
    .slice(0, SHOWN_PROBLEMS)
    .map((problem) => `  ! ${problem[language]}\n      ${problem.code}: ${printable(problem.detail)}`);
  const rest = report.problems.length - SHOWN_PROBLEMS;
  return [words.refused, ...problems, ...(rest > 0 ? [`  ${words.more(rest)}`] : []), '', ...notProven, ''].join('\n');
}

/** A bundle is a stranger's: nothing in it may move the cursor. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?').slice(0, 300);
}

/** Spanish where the environment says so, else English. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const wish = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return wish.toLowerCase().startsWith('es') ? 'es' : 'en';
}
