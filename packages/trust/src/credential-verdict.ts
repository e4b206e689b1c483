import type { ApprovalCredential } from './approval-credential.ts';
import type { VerifiedStatusList } from './status-list.ts';

/**
 * How a credential stands. What can never come back is said first: revoked, then suspended, then its own dates. Nothing is valid
 * whose status nobody could ask.
 */
export type CredentialState =
  | 'valid'
  | 'not-yet-valid'
  | 'expired'
  | 'suspended'
  | 'revoked'
  /** No status list was given, or not the one that the credential names. */
  | 'status-unknown'
  /** The status list is past its time: what happened since, it cannot say. */
  | 'status-stale';

export interface CredentialVerdict {
  readonly state: CredentialState;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly validFrom: number;
  readonly validUntil: number;
  /** What the status list said, though it may be stale; `null`: there was none. */
  readonly status: {
    readonly version: number;
    readonly issuedAt: number;
    readonly freshUntil: number;
    readonly suspended: boolean;
    readonly revoked: boolean;
  } | null;
}

/** Judges a verified credential by a verified status list. */
export function credentialVerdict(
  credential: Pick<ApprovalCredential, 'validFrom' | 'validUntil' | 'status'>,
  list: VerifiedStatusList | undefined,
  at: number,
): CredentialVerdict {
  const { status: place, validFrom, validUntil } = credential;
  const asked = list?.address === place.list ? list : undefined;
  const status = asked
    ? {
        version: asked.version,
        issuedAt: asked.validFrom,
        freshUntil: asked.validUntil,
        suspended: asked.isSet(place.suspension),
        revoked: asked.isSet(place.revocation),
      }
    : null;
  return { state: stateOf(status, { validFrom, validUntil }, at), at, validFrom, validUntil, status };
}

function stateOf(
  status: CredentialVerdict['status'],
  { validFrom, validUntil }: { readonly validFrom: number; readonly validUntil: number },
  at: number,
): CredentialState {
  if (status?.revoked) return 'revoked';
  if (status?.suspended) return 'suspended';
  if (at >= validUntil) return 'expired';
  if (at < validFrom) return 'not-yet-valid';
  if (!status) return 'status-unknown';
  return at >= status.freshUntil ? 'status-stale' : 'valid';
}
