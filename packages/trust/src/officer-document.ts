import { type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
import { type OpenedCose, openCose, sealCose, verifyCose } from './cose.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor, Role } from './descriptor.ts';
import { officerNamed } from './officer.ts';
import type { Shape } from './shape.ts';
import { TrustError } from './trust-error.ts';

/** What any document of an officer's can fail by; each kind has a code for each. */
export type OfficerDocumentProblem = 'MALFORMED' | 'SIGNER_NOT_ENTITLED' | 'SIGNATURE_INVALID' | 'AGENCY_MISMATCH';

/** One kind of document that an officer signs for the agency: a COSE_Sign1 around the payload, named by the key alone. */
export interface OfficerDocumentKind<Payload> {
  /** With its article, for messages: `a decision`. */
  readonly called: string;
  readonly contentType: string;
  /** Longest document, COSE and all. */
  readonly maxBytes: number;
  readonly shape: Shape<Payload>;
  /** Who may sign it. */
  readonly roles: readonly Role[];
  /** Id of the officer it says it is from, where it says so: then only that officer's key will do. */
  signedBy?(payload: Payload): string;
  /** What is wrong in a payload of the right shape; `undefined` when nothing is. */
  contradictionIn?(payload: Payload): string | undefined;
  /** Throws its own package's error with its own code. */
  refuse(problem: OfficerDocumentProblem, message: string, options?: ErrorOptions): never;
}

export interface OfficerDocument<Payload> {
  /** Signs it; whether the officer is entitled is asked by whoever verifies. Refuses as MALFORMED what nobody would read. */
  seal(payload: Payload, making: { readonly crypto: TrustCrypto; readonly signer: Es256Signer }): Promise<Uint8Array>;
  /** Parses it and trusts nothing in it. Refuses as MALFORMED. */
  read(input: Uint8Array): Payload;
  /** Signed by an officer whom the descriptor entitles, for that descriptor's agency; `hash` is of the signed bytes. */
  verify(
    crypto: TrustCrypto,
    input: Uint8Array,
    descriptor: AgencyDescriptor,
  ): Promise<Payload & { readonly hash: Uint8Array }>;
}

/** How one kind of officers' document is sealed, read and verified. What comes in is hostile until `verify` returns it. */
export function officerDocument<Payload extends { readonly agency: string }>(
  kind: OfficerDocumentKind<Payload>,
): OfficerDocument<Payload> {
  const { contentType, maxBytes, roles, shape } = kind;
  const refuse: typeof kind.refuse = kind.refuse;

  function orMalformed<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof TrustError) return refuse('MALFORMED', error.message, { cause: error });
      throw error;
    }
  }

  function readPayload(bytes: Uint8Array): Payload {
    const payload = orMalformed(() => shape(decodeCbor(bytes, { maxBytes }), ''));
    const contradiction = kind.contradictionIn?.(payload);
    if (contradiction) return refuse('MALFORMED', contradiction);
    return payload;
  }

  function open(input: Uint8Array): { cose: OpenedCose; payload: Payload } {
    const cose = orMalformed(() => openCose(input, maxBytes));
    if (cose.contentType !== contentType || cose.payload === null || cose.claims)
      return refuse('MALFORMED', `not ${kind.called}`);
    return { cose, payload: readPayload(cose.payload) };
  }

  return {
    async seal(payload, { crypto, signer }) {
      const encoded = encodeCbor(payload as unknown as CborValue);
      readPayload(encoded);
      const sealed = await sealCose(crypto, signer, { contentType, payload: encoded });
      if (sealed.length > maxBytes) return refuse('MALFORMED', `${sealed.length} bytes, of ${maxBytes} at most`);
      return sealed;
    },
    read: (input) => open(input).payload,
    async verify(crypto, input, descriptor) {
      const { cose, payload } = open(input);
      const id = kind.signedBy?.(payload);
      const officer = officerNamed(crypto, cose, descriptor, roles, id);
      if (!officer)
        return refuse('SIGNER_NOT_ENTITLED', `not signed by ${id ?? 'an officer'} as ${roles.join(' or ')}`);
      if (!(await verifyCose(crypto, cose, officer.key)))
        return refuse('SIGNATURE_INVALID', `not signed by ${officer.id}`);
      if (payload.agency !== descriptor.agency) return refuse('AGENCY_MISMATCH', `of agency ${payload.agency}`);
      return { ...payload, hash: crypto.hasher.sha256(input) };
    },
  };
}
