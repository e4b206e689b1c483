import type { ByteRange } from './blob-store.ts';

/**
 * The one road to the partner agency's server.
 *
 * It reaches only the address that was configured and only a server that proves to be the partner; it follows no
 * redirect. Nothing it brings back is trusted: whoever reads checks. Repeating a request is safe for every path of the
 * exchange. Any HTTP status is an answer; only an absent or unusable answer throws `PartnerLinkError`.
 */
export interface PartnerLink {
  /** One small message and its whole answer. */
  call(call: PartnerCall): Promise<PartnerAnswer>;
  /** Fills `into` with the bytes [start, end) behind `path`; `into` has exactly that length. Nothing is kept on failure. */
  pull(path: string, range: ByteRange, into: Uint8Array): Promise<PulledRange>;
  /** Calls back after every answer (true), and every time none could be had (false). */
  watch(heard: (answered: boolean) => void): void;
  close(): Promise<void>;
}

/** `control` (witnessing) never waits behind `small` (statements, decisions, receipts), nor either behind a pull. */
export type PartnerLane = 'control' | 'small';

export interface PartnerCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly lane: PartnerLane;
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  /** The partner decides how long its answer is: more than this is an error. */
  readonly maxAnswerBytes: number;
}

export interface PartnerAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** `whole` is false when the status was not 206, or the server sent another range than the one asked for. */
export interface PulledRange {
  readonly status: number;
  readonly whole: boolean;
}

export type PartnerLinkErrorCode =
  | 'PARTNER_UNREACHABLE'
  | 'PARTNER_NOT_IDENTIFIED'
  | 'PARTNER_SILENT'
  | 'PARTNER_ANSWER_TOO_LARGE'
  | 'PARTNER_LINK_CLOSED';

export class PartnerLinkError extends Error {
  override readonly name = 'PartnerLinkError';
  readonly code: PartnerLinkErrorCode;

  constructor(code: PartnerLinkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
