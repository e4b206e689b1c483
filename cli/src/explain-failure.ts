// Apart from `Failure`, because the catalogue takes a while to load and most calls do not fail.
import { describeError, type ErrorCode, isErrorCode } from '@garita/api';
import { Failure, preferredLanguage } from './failure.ts';
import { printable } from './printable.ts';

/** Prints what went wrong and what to do, in the person's language, and returns the exit code. Never a stack trace. */
export function explainFailure(error: unknown): number {
  const failure = asFailure(error);
  const body = describeError(failure.code, failure.message);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(body)}\n`);
  else {
    const language = preferredLanguage();
    process.stderr.write(`${failure.code}: ${body.error.message[language]}\n`);
    if (failure.message) process.stderr.write(`  ${failure.message}\n`);
    process.stderr.write(`  ${language === 'es' ? 'Qué hacer' : 'What to do'}: ${body.error.wayOut[language]}\n`);
  }
  return failure.exitCode;
}

const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'FILE_NOT_FOUND',
  ENOTDIR: 'FILE_NOT_FOUND',
  ENAMETOOLONG: 'FILE_NOT_FOUND',
  EACCES: 'FILE_NOT_READABLE',
  EPERM: 'FILE_NOT_READABLE',
  EISDIR: 'FILE_NOT_READABLE',
  ELOOP: 'FILE_NOT_READABLE',
  EIO: 'FILE_NOT_READABLE',
  EROFS: 'FOLDER_NOT_WRITABLE',
  ECONNREFUSED: 'SERVER_UNREACHABLE',
  ECONNRESET: 'SERVER_UNREACHABLE',
  ENOTFOUND: 'SERVER_UNREACHABLE',
  EADDRINUSE: 'PORT_IN_USE',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
};

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return new Failure('UNEXPECTED', String(error));
  // Every error of ours carries a code of the catalogue; so does a system error, by its name.
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    if (isErrorCode(code)) return new Failure(code, error.message);
    const known = SYSTEM_CODES[code];
    if (known) return new Failure(known, placeOf(error) ?? error.message);
  }
  if (error.cause instanceof Error && 'code' in error.cause) return asFailure(error.cause);
  if (process.env.GARITA_DEBUG) process.stderr.write(`${error.stack}\n`);
  return new Failure('UNEXPECTED', error.message);
}

/** The file it is about: which system call it was says nothing to a person. */
function placeOf(error: Error): string | undefined {
  const { path } = error as NodeJS.ErrnoException;
  return path === undefined ? undefined : printable(path) || '(no name)';
}
