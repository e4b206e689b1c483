/** Every code a `TrustError` can carry. Codes are API: documented, translated, never reused. */
export const TRUST_ERROR_CODES = [
  'CBOR_MALFORMED',
  'COSE_MALFORMED',
  'COSE_SIGNED_TWICE',
  'CERTIFICATE_MALFORMED',
  'CERTIFICATE_REQUEST_INVALID',
  'STATEMENT_MALFORMED',
  'STATEMENT_TOO_LARGE',
  'DESCRIPTOR_MALFORMED',
  'DESCRIPTOR_SIGNATURE_INVALID',
  'DESCRIPTOR_ROOT_MISMATCH',
  'DESCRIPTOR_CERTIFICATE_INVALID',
  'DESCRIPTOR_AGENCY_MISMATCH',
  'DESCRIPTOR_EXPIRED',
  'DESCRIPTOR_NOT_YET_VALID',
  'DESCRIPTOR_ROLLED_BACK',
  'DESCRIPTOR_FORKED',
  'TRUST_LIST_MALFORMED',
  'TRUST_LIST_SIGNATURE_INVALID',
  'TRUST_LIST_SIGNER_NOT_ENTITLED',
  'TRUST_LIST_SIGNATURES_MISSING',
  'TRUST_LIST_AGENCY_MISMATCH',
  'TRUST_LIST_EXPIRED',
  'TRUST_LIST_NOT_YET_VALID',
  'TRUST_LIST_ROLLED_BACK',
  'TRUST_LIST_FORKED',
  'DECISION_MALFORMED',
  'DECISION_SIGNATURE_INVALID',
  'DECISION_SIGNER_NOT_ENTITLED',
  'DECISION_AGENCY_MISMATCH',
  'DECISION_TIME_IMPLAUSIBLE',
  'OUTCOME_MALFORMED',
  'OUTCOME_SIGNATURE_INVALID',
  'OUTCOME_SIGNER_NOT_ENTITLED',
  'OUTCOME_AGENCY_MISMATCH',
  'OUTCOME_TIME_IMPLAUSIBLE',
  'EQUIPMENT_DECISION_MALFORMED',
  'EQUIPMENT_DECISION_SIGNATURE_INVALID',
  'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
  'EQUIPMENT_DECISION_AGENCY_MISMATCH',
  'EQUIPMENT_DECISION_TIME_IMPLAUSIBLE',
  'LOG_ENTRY_MALFORMED',
  'LOG_ENTRY_OPENING_MISMATCH',
  'ACKNOWLEDGEMENT_MALFORMED',
  'ACKNOWLEDGEMENT_OTHER_SCAN',
  'ACKNOWLEDGEMENT_PROOF_INVALID',
] as const;

export type TrustErrorCode = (typeof TRUST_ERROR_CODES)[number];

export class TrustError extends Error {
  override readonly name = 'TrustError';
  readonly code: TrustErrorCode;

  constructor(code: TrustErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Runs a reader; what it refuses becomes an error of the given code, with the reader's words. */
export function refusingAs<T>(code: TrustErrorCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TrustError) throw new TrustError(code, error.message, { cause: error });
    throw error;
  }
}
