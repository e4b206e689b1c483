/**
 * What can go wrong with this package's own work. What is wrong with a *file* is a `Finding`, never an error: an error
 * means that a caller asked for something that cannot be given.
 */
export type DicosErrorCode =
  | 'SOURCE_SHORT_READ'
  | 'FRAME_OUT_OF_RANGE'
  | 'FRAME_TOO_LARGE'
  | 'FRAME_UNREADABLE'
  | 'CODEC_UNSUPPORTED'
  | 'VALUE_INVALID'
  | 'PIXELS_INVALID';

/** The one error class of this package; `code` is stable, `message` is for people. */
export class DicosError extends Error {
  override readonly name = 'DicosError';
  readonly code: DicosErrorCode;

  constructor(code: DicosErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
