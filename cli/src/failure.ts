import { describeError, type ErrorCode, isErrorCode } from '@garita/api';

/** A failure with a way out: printed as a sentence, or as JSON where `--json` was asked for. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  /** 1: the answer is no; 2: the question could not be answered. */
  readonly exitCode: 1 | 2;

  constructor(code: ErrorCode, detail: string, exitCode: 1 | 2 = 2) {
    super(detail);
    this.code = code;
    this.exitCode = exitCode;
  }
}

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

/** Spanish where the environment says so, else English. */
export function preferredLanguage(environment: NodeJS.ProcessEnv = process.env): 'es' | 'en' {
  const wish = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return wish.toLowerCase().startsWith('es') ? 'es' : 'en';
}

const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'FILE_NOT_FOUND',
  EACCES: 'FILE_NOT_READABLE',
  EPERM: 'FILE_NOT_READABLE',
  EISDIR: 'FILE_NOT_READABLE',
  ECONNREFUSED: 'SERVER_UNREACHABLE',
  ECONNRESET: 'SERVER_UNREACHABLE',
  EADDRINUSE: 'PORT_IN_USE',
  ENOSPC: 'DISK_FULL',
};

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return new Failure('UNEXPECTED', String(error));
  // Every error of ours carries a code of the catalogue; so does a system error, by its name.
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    if (isErrorCode(code)) return new Failure(code, error.message);
    const known = SYSTEM_CODES[code];
    if (known) return new Failure(known, error.message);
  }
  if (error.cause instanceof Error && 'code' in error.cause) return asFailure(error.cause);
  if (process.env['GARITA_DEBUG']) process.stderr.write(`${error.stack}\n`);
  return new Failure('UNEXPECTED', error.message);
}
