/** Every way this package can refuse; codes are API and never reused. */
export const LOG_ERROR_CODES = [
  'SIZE_INVALID',
  'HASH_MALFORMED',
  'ENTRY_TOO_LARGE',
  'BUNDLE_MALFORMED',
  'TILE_MALFORMED',
  'KEY_MALFORMED',
  'KEY_AMBIGUOUS',
  'NOTE_MALFORMED',
  'NOTE_TOO_LARGE',
  'CHECKPOINT_MALFORMED',
  'ORIGIN_UNEXPECTED',
  'SIGNATURE_MISSING',
  'SIGNATURE_INVALID',
  'SIGNATURE_UNKNOWN',
  'SIGNATURE_DUPLICATE',
  'COSIGNATURE_MISSING',
  'TIME_INVALID',
  'REQUEST_MALFORMED',
  'PROOF_MALFORMED',
  'EXTRA_UNEXPECTED',
  'INCLUSION_INVALID',
  'INCONSISTENT',
] as const;

export type LogErrorCode = (typeof LOG_ERROR_CODES)[number];

/** The only error this package throws, whatever text or bytes it is given. */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
