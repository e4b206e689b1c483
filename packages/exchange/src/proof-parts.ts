import { decodeBase64 } from '@garita/transparency-log';
import type { Opening } from '@garita/trust';
import { ExchangeError } from './exchange-error.ts';

/** A log entry opened, and the proof that it stands in the log; `null` while that is not published. */
export interface LoggedPart extends Opening {
  readonly index: number;
  readonly proof: string | null;
}

interface AgencyPart {
  readonly agency: string;
  /** Root certificate, DER: only says which of the trusted roots is meant. */
  readonly root: Uint8Array;
  readonly descriptor: Uint8Array;
}

/** All that a server hands out about one scan, but its objects. Nothing in it is believed. */
export interface ProofParts {
  /** Statement hash, hex. */
  readonly scan: string;
  readonly statement: Uint8Array;
  readonly sender: AgencyPart & { readonly trustList: Uint8Array; readonly logOrigin: string };
  readonly admitted: LoggedPart;
  readonly share:
    | (LoggedPart & { readonly share: string; readonly sharedAt: number; readonly agreement: Uint8Array })
    | null;
  /** The other agency, whether or not it was handed the scan: its witness vouches for the sender's log. */
  readonly recipient: (AgencyPart & { readonly receipt: Uint8Array | null }) | null;
  readonly decisions: readonly (LoggedPart & { readonly agency: string; readonly cose: Uint8Array })[];
}

/** The same as JSON carries it, bytes in base64: the body of `GET /api/v1/scans/:scan/proof`. */
export type EncodedProof = Encoded<ProofParts>;
type Encoded<T> = T extends Uint8Array
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Encoded<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Encoded<T[Key]> }
      : T;

/** Throws `SCAN_PROOF_MALFORMED` for what is not base64; the body's form itself is checked by its schema. */
export function decodeProof(encoded: EncodedProof): ProofParts {
  const { scan, sender, share, recipient } = encoded;
  return {
    scan,
    statement: bytes(encoded.statement),
    sender: { ...agency(sender), trustList: bytes(sender.trustList), logOrigin: sender.logOrigin },
    admitted: logged(encoded.admitted),
    share: share && {
      ...logged(share),
      share: share.share,
      sharedAt: share.sharedAt,
      agreement: bytes(share.agreement),
    },
    recipient: recipient && {
      ...agency(recipient),
      receipt: recipient.receipt === null ? null : bytes(recipient.receipt),
    },
    decisions: encoded.decisions.map((one) => ({ ...logged(one), agency: one.agency, cose: bytes(one.cose) })),
  };
}

function logged({ index, salt, record, proof }: Encoded<LoggedPart>): LoggedPart {
  return { index, salt: bytes(salt), record: bytes(record), proof };
}

function agency({ agency, root, descriptor }: Encoded<AgencyPart>): AgencyPart {
  return { agency, root: bytes(root), descriptor: bytes(descriptor) };
}

function bytes(text: string): Uint8Array {
  const decoded = decodeBase64(text);
  if (!decoded) throw new ExchangeError('SCAN_PROOF_MALFORMED', 'a part of the proof is not base64');
  return decoded;
}
