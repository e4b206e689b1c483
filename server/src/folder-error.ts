/** What can be wrong with an agency's folder, or with what is done to it. Codes are of the catalogue in packages/api. */
export const FOLDER_ERROR_CODES = [
  'FOLDER_NOT_AGENCY',
  'FOLDER_NOT_EMPTY',
  'FOLDER_IN_USE',
  'FOLDER_NEWER',
  'FOLDER_DAMAGED',
  'FOLDER_KEY_MISSING',
  'AGENCY_ID_INVALID',
  'DESCRIPTOR_EXPIRED',
  'PARTNER_FILE_MALFORMED',
  'PARTNER_FILE_EXPIRED',
  'PARTNER_FILE_FOREIGN',
  'PARTNER_FINGERPRINT_MISMATCH',
  'PARTNER_ROOT_CHANGED',
  'PARTNER_IS_SELF',
  'AGREEMENT_TERMS_INVALID',
  'OFFICER_UNKNOWN',
  'OFFICER_NOT_ENTITLED',
  'OFFICER_EXISTS',
] as const;

export type FolderErrorCode = (typeof FOLDER_ERROR_CODES)[number];

export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly code: FolderErrorCode;

  constructor(code: FolderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
