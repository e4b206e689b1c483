import type { ErrorCode } from '@garita/api';

/** Why a demo cannot start. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
  readonly code: Extract<ErrorCode, 'PORT_IN_USE' | 'FOLDER_NOT_EMPTY' | 'FOLDER_NEWER'>;

  constructor(code: DemoError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
