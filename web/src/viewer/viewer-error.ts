/** What can go wrong with the engine's own work. An incomplete picture is no error: every frame's report tells it. */
export type ViewerErrorCode =
  | 'IMAGE_INVALID'
  | 'IMAGE_TOO_LARGE'
  | 'ENERGIES_DIFFER'
  | 'SETTINGS_INVALID'
  | 'WEBGL_UNAVAILABLE'
  | 'CANVAS_UNAVAILABLE'
  /** A preview is no 16-bit grey PNG of the size it should have, or does not belong to the image. */
  | 'PREVIEW_INVALID'
  /** The original did not come, or not all of it. */
  | 'FETCH_FAILED'
  /** The bytes that came are not the ones that were signed. Nothing of them is shown. */
  | 'HASH_MISMATCH'
  /** The decoder gave up: its worker ended. */
  | 'DECODE_FAILED'
  /** Called off by whoever asked. */
  | 'ABORTED';

/** The one error class of the engine; `code` is stable, `message` is for people who build with it. */
export class ViewerError extends Error {
  override readonly name = 'ViewerError';
  readonly code: ViewerErrorCode;

  constructor(code: ViewerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
