import { CREDENTIAL_CONTENT_TYPE, CREDENTIAL_TYP, type CredentialIssuer } from './credential-parts.ts';
import { decodeJson } from './json.ts';
import { type OfficerDocument, type OfficerDocumentKind, officerDocument } from './officer-document.ts';
import { TrustError } from './trust-error.ts';

interface CredentialPayload extends CredentialIssuer {
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
}

interface CredentialKind<Payload> extends Pick<OfficerDocumentKind<Payload>, 'called' | 'maxBytes' | 'shape'> {
  /** How its error codes begin. */
  readonly codes: 'CREDENTIAL' | 'STATUS_LIST';
  encode(payload: Payload): Uint8Array;
}

/** A credential as all of ours are: JSON, its type in the headers, signed by as many authorities as the descriptor asks for. */
export function credentialDocument<Payload extends CredentialPayload>({
  codes,
  ...kind
}: CredentialKind<Payload>): OfficerDocument<Payload> {
  return officerDocument<Payload>({
    ...kind,
    contentType: CREDENTIAL_CONTENT_TYPE,
    typ: CREDENTIAL_TYP,
    decode: decodeJson,
    roles: ['equipment-authority'],
    several: {
      needed: ({ signatures }) => signatures.equipment,
      refuse(message) {
        throw new TrustError(`${codes}_SIGNATURES_MISSING`, message);
      },
    },
    contradictionIn: ({ validFrom, validUntil }) => (validUntil <= validFrom ? 'it ends before it begins' : undefined),
    refuse(problem, message, options) {
      throw new TrustError(`${codes}_${problem}`, message, options);
    },
  });
}
