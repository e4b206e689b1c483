/**
 * The last signed head of each log this server speaks for or watches.
 *
 * Compare-and-swap, durable before it resolves: two processes can never sign, or cosign, two histories.
 */
export interface CheckpointStore {
  /** The note kept under this name; `undefined` when none was ever kept. */
  fetch(name: string): Promise<string | undefined>;
  /** Replaces `expected` (undefined: nothing yet) by `next`; false when something else stands there. */
  replace(name: string, expected: string | undefined, next: string): Promise<boolean>;
}
