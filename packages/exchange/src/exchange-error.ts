import { TrustError } from '@garita/trust';

/** Every code an `ExchangeError` can carry. Codes are API: documented, translated, never reused. */
export const EXCHANGE_ERROR_CODES = [
  'AGREEMENT_MALFORMED',
  'AGREEMENT_SIGNATURE_MISSING',
  'AGREEMENT_SIGNATURE_INVALID',
  'AGREEMENT_SIGNER_NOT_ENTITLED',
  'AGREEMENT_PARTY_MISMATCH',
  'AGREEMENT_NOT_YET_VALID',
  'AGREEMENT_EXPIRED',
  'AGREEMENT_POLICY_INVALID',
  'SHARE_MALFORMED',
  'RECEIPT_MALFORMED',
  'QUESTION_MALFORMED',
  'BUNDLE_UNRECOGNISED', // some other file
  'BUNDLE_PARTS_MISMATCH', // what is to be written does not belong together
  'BUNDLE_MANIFEST_MALFORMED',
  'BUNDLE_HEADER_ALTERED',
  'BUNDLE_PADDING_ALTERED',
  'BUNDLE_ENDING_ALTERED',
  'BUNDLE_CUT_SHORT',
  'BUNDLE_MEMBER_TOO_LARGE',
  'SCAN_PROOF_MALFORMED', // not the form in which a server hands out a scan's proof
  'ROOTS_INVALID', // the verifier was not given two different root certificates
] as const;

export type ExchangeErrorCode = (typeof EXCHANGE_ERROR_CODES)[number];

export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly code: ExchangeErrorCode;

  constructor(code: ExchangeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Runs a reader of @garita/trust; what it refuses becomes an error of the given code, with the reader's words. */
export function refusingAs<T>(code: ExchangeErrorCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TrustError) throw new ExchangeError(code, error.message, { cause: error });
    throw error;
  }
}
