import { type CborLimits, type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
import { type OpenedCose, openCose, sealCose } from './cose.ts';
import { officersBehind } from './countersign.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor, Role } from './descriptor.ts';
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
  /** How the payload is written; deterministic CBOR of its own fields unless said. */
  encode?(payload: Payload): Uint8Array;
  /** How it is parsed, objects as `Map`; deterministic CBOR unless said. Throws `TrustError`. */
  decode?(payload: Uint8Array, limits: CborLimits): unknown;
  /** Type of the whole COSE object (RFC 9596), for kinds that have one. */
  readonly typ?: string;
  /** Who may sign it. */
  readonly roles: readonly Role[];
  /** Id of the officer it says it is from, where it says so: then only that officer's key will do. */
  signedBy?(payload: Payload): string;
  /** A document that several may sign: how many officers must, and how it is refused when fewer did. */
  readonly several?: {
    needed(descriptor: AgencyDescriptor): number;
    refuse(message: string): never;
  };
  /** What is wrong in a payload of the right shape; `undefined` when nothing is. */
  contradictionIn?(payload: Payload): string | undefined;
  /** Throws its own package's error with its own code. */
  refuse(problem: OfficerDocumentProblem, message: string, options?: ErrorOptions): never;
}

/** Who stands behind a document, and its two names. */
export interface OfficerSigned {
  /** SHA-256 of the signed bytes: another one after every signature that is added. */
  readonly hash: Uint8Array;
  /** SHA-256 of the payload: the same whoever signs it. */
  readonly payloadHash: Uint8Array;
  /** Officers' ids, no one twice; the first is whoever sealed it. */
  readonly signers: readonly [string, ...string[]];
}

export interface OfficerDocument<Payload> {
  /** The bytes to sign, for an officer who seals them elsewhere. Refuses as MALFORMED what nobody would read. */
  encode(payload: Payload): Uint8Array;
  /** Signs it; whether the officer is entitled is asked by whoever verifies. Refuses as MALFORMED what nobody would read. */
  seal(payload: Payload, making: { readonly crypto: TrustCrypto; readonly signer: Es256Signer }): Promise<Uint8Array>;
  /** Parses it and trusts nothing in it. Refuses as MALFORMED. */
  read(input: Uint8Array): Payload;
  /** Signed by officers whom the descriptor entitles, as many as are needed, for that descriptor's agency. */
  verify(crypto: TrustCrypto, input: Uint8Array, descriptor: AgencyDescriptor): Promise<Payload & OfficerSigned>;
}

/** How one kind of officers' document is sealed, read and verified. What comes in is hostile until `verify` returns it. */
export function officerDocument<Payload extends { readonly agency: string }>(
  kind: OfficerDocumentKind<Payload>,
): OfficerDocument<Payload> {
  const { contentType, maxBytes, roles, several, shape, typ } = kind;
  const { decode = decodeCbor, encode: write = (payload: Payload) => encodeCbor(payload as unknown as CborValue) } =
    kind;
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
    const payload = orMalformed(() => shape(decode(bytes, { maxBytes }), ''));
    const contradiction = kind.contradictionIn?.(payload);
    if (contradiction) return refuse('MALFORMED', contradiction);
    return payload;
  }

  function open(input: Uint8Array): { cose: OpenedCose; payload: Payload } {
    const allowed = { countersigned: several !== undefined, typ: typ !== undefined };
    const cose = orMalformed(() => openCose(input, maxBytes, allowed));
    if (cose.contentType !== contentType || cose.typ !== typ || cose.payload === null || cose.claims)
      return refuse('MALFORMED', `not ${kind.called}`);
    return { cose, payload: readPayload(cose.payload) };
  }

  function encode(payload: Payload): Uint8Array {
    const encoded = orMalformed(() => write(payload));
    readPayload(encoded);
    return encoded;
  }

  return {
    encode,
    async seal(payload, { crypto, signer }) {
      const sealed = await sealCose(crypto, signer, { contentType, ...(typ ? { typ } : {}), payload: encode(payload) });
      if (sealed.length > maxBytes) return refuse('MALFORMED', `${sealed.length} bytes, of ${maxBytes} at most`);
      return sealed;
    },
    read: (input) => open(input).payload,
    async verify(crypto, input, descriptor) {
      const { cose, payload } = open(input);
      const by = kind.signedBy?.(payload);
      const [first, ...others] = await officersBehind(crypto, cose, descriptor, roles, refuse, by);
      if (payload.agency !== descriptor.agency) return refuse('AGENCY_MISMATCH', `of agency ${payload.agency}`);
      const needed = several?.needed(descriptor) ?? 1;
      const signed = others.length + 1;
      if (signed < needed) return several?.refuse(`signed by ${signed} of the ${needed} officers needed`) as never;
      const { hasher } = crypto;
      const payloadHash = hasher.sha256(cose.payload as Uint8Array);
      const signers: [string, ...string[]] = [first.id, ...others.map((officer) => officer.id)];
      return { ...payload, hash: hasher.sha256(input), payloadHash, signers };
    },
  };
}
