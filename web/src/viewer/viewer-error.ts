/** What can go wrong with the engine's own work. An incomplete picture is no error: every frame's report tells it. */
export type ViewerErrorCode =
  | 'IMAGE_INVALID'
  | 'IMAGE_TOO_LARGE'
  | 'ENERGIES_DIFFER'
  | 'SETTINGS_INVALID'
  | 'WEBGL_UNAVAILABLE'
  | 'CANVAS_UNAVAILABLE';

/** The one error class of the engine; `code` is stable, `message` is for people who build with it. */
export class ViewerError extends Error {
  override readonly name = 'ViewerError';
  readonly code: ViewerErrorCode;

  constructor(code: ViewerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
