import type { ErrorCode } from '@garita/api';

/** Why a demo cannot start: its own reason, or the one a process of it gave. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  readonly code: ErrorCode;

  constructor(code: DemoError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
