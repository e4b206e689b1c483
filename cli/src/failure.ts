import type { ErrorCode } from '@garita/api';

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

/** Spanish where the environment says so, else English. */
export function preferredLanguage(environment: NodeJS.ProcessEnv = process.env): 'es' | 'en' {
  const wish = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return wish.toLowerCase().startsWith('es') ? 'es' : 'en';
}
