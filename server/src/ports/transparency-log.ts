import type { Opening, PrivateKind, PublicKind } from '@garita/trust';
import type { Tx } from './database.ts';

/** What is to be logged: a private record goes in as a salted commitment, a public digest as it is. */
export type LogEvent =
  | { readonly kind: PrivateKind; readonly record: Uint8Array }
  | { readonly kind: PublicKind; readonly digest: Uint8Array };

/** Where an event came to stand. `opening` is kept by this server and handed to whoever may see the record. */
export interface Placed {
  readonly index: number;
  readonly leafHash: Uint8Array;
  readonly opening?: Opening;
}

export interface OpenedEntry {
  readonly index: number;
  readonly kind: string;
  readonly opening: Opening;
}

/** The agency's append-only log, as the other rooms see it. */
export interface TransparencyLog {
  /**
   * Appends the events, then runs `also` in the same transaction, knowing their places. Resolves once durable.
   * Callers that come together share one commit; a caller whose `also` throws is rolled back alone.
   */
  append(
    events: readonly LogEvent[],
    also?: (tx: Tx, placed: readonly Placed[]) => Promise<void>,
  ): Promise<readonly Placed[]>;
  /**
   * A C2SP tlog-proof of the entry under a published checkpoint; `cosigned` waits for one that carries the
   * witness's signature. `undefined` when that takes longer than `timeoutMs`.
   */
  proof(index: number, options: ProofOptions): Promise<string | undefined>;
  /** The record behind a private entry, by the hex of its leaf hash. */
  opening(leafHash: string): Promise<OpenedEntry | undefined>;
  state(): LogState;
}

export interface ProofOptions {
  readonly cosigned: boolean;
  readonly timeoutMs: number;
}

export interface LogState {
  readonly size: number;
  readonly published: number;
  readonly cosigned: number;
  /** When that cosignature came, ms; absent when none has since the start. */
  readonly cosignedAt?: number;
  /** Since when entries wait for the witness, ms; absent when none do. */
  readonly uncosignedSince?: number;
  /** Set when the witness has seen more of this log than we have: nothing is signed any more. */
  readonly halted?: string;
}

/**
 * Asks the partner's witness to cosign a checkpoint of ours. `proofFrom(oldSize)` gives the consistency proof
 * from what the witness has seen; it is called again when the witness says (409) that it stands elsewhere.
 */
export type AskWitness = (
  note: string,
  size: number,
  proofFrom: (oldSize: number) => Promise<readonly Uint8Array[]>,
) => Promise<WitnessAnswer>;

export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly lines: string }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string }
  /** The witness has cosigned a larger tree than ours: this log was restored from an old copy. */
  | { readonly kind: 'ahead'; readonly size: number }
  /** It has cosigned a head of ours, of this size, that our log does not continue: we have signed two histories. */
  | { readonly kind: 'forked'; readonly size: number };
