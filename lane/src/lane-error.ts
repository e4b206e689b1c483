import type { ErrorCode } from '@garita/api';

/** The only error this program throws: a code of the catalogue, and what a server asked for on refusing. */
export class LaneError extends Error {
  override readonly name = 'LaneError';
  readonly code: ErrorCode;
  /** HTTP status, when a server refused. */
  readonly status?: number;
  /** The server asked not to be called again before this many milliseconds. */
  readonly retryAfterMs?: number;

  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { readonly status?: number; readonly retryAfterMs?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    if (options.status !== undefined) this.status = options.status;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'FILE_NOT_FOUND',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EROFS: 'FOLDER_NOT_WRITABLE',
};

/** What the operating system refused, as an error of ours; `otherwise` where its own code says nothing clearer. */
export function asLaneError(error: unknown, otherwise: ErrorCode): LaneError {
  if (error instanceof LaneError) return error;
  const system = error instanceof Error ? SYSTEM_CODES[(error as NodeJS.ErrnoException).code ?? ''] : undefined;
  return new LaneError(system ?? otherwise, error instanceof Error ? error.message : String(error), { cause: error });
}

export function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';
}
