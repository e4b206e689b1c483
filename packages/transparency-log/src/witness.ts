import type { AddCheckpoint } from './add-checkpoint.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { LogError, type LogErrorCode } from './log-error.ts';
import { verifyConsistency } from './merkle-proof.ts';
import { emptyRoot, type Hasher } from './merkle-tree.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import type { Ed25519Verify } from './open-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/** What a witness remembers of one log: the head it cosigned last, or that of the empty tree. */
export interface WitnessedHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** 200: store `checkpoint` (compare and swap with `latest`), only then cosign. Else the HTTP status and why. */
export type WitnessVerdict =
  | { readonly status: 200; readonly checkpoint: Checkpoint }
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly code: LogErrorCode; readonly detail: string };

/**
 * The checks of tlog-witness `add-checkpoint`, in its order. `latest` is `undefined` while nothing was ever cosigned for
 * the log. Judging and storing must be one atomic step in the caller, or an older head could overwrite a newer one.
 */
export async function judgeAddCheckpoint(
  request: AddCheckpoint,
  witness: { hasher: Hasher; verify: Ed25519Verify; log: VerifierKey; latest: WitnessedHead | undefined },
): Promise<WitnessVerdict> {
  const { hasher, verify, log } = witness;
  if (parseCheckpoint(request.checkpoint).origin !== log.name) {
    return { status: 404, code: 'ORIGIN_UNEXPECTED', detail: 'a checkpoint of a log this witness does not know' };
  }
  let checkpoint: Checkpoint;
  try {
    ({ checkpoint } = await openCheckpoint(request.checkpoint, { hasher, verify, log, witnesses: [] }));
  } catch (error) {
    if (error instanceof LogError) return { status: 403, code: error.code, detail: error.message };
    throw error;
  }
  if (request.oldSize > checkpoint.size) {
    return { status: 400, code: 'REQUEST_MALFORMED', detail: 'the old size is above that of the checkpoint' };
  }
  const latest = witness.latest ?? { size: 0, root: emptyRoot(hasher) };
  if (request.oldSize !== latest.size) return { status: 409, size: latest.size };
  const consistent = verifyConsistency(hasher, {
    oldSize: latest.size,
    newSize: checkpoint.size,
    oldRoot: latest.root,
    newRoot: checkpoint.root,
    proof: request.proof,
  });
  if (consistent) return { status: 200, checkpoint };
  return {
    status: 422,
    code: 'INCONSISTENT',
    detail: 'the checkpoint does not continue the log as this witness knows it',
  };
}
