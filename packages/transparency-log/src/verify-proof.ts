import type { Checkpoint } from './checkpoint.ts';
import { LogError, type LogErrorCode } from './log-error.ts';
import { verifyInclusion } from './merkle-proof.ts';
import { hashLeaf } from './merkle-tree.ts';
import { type CheckpointTrust, type Cosignature, openCheckpoint } from './open-checkpoint.ts';
import { parseProof } from './tlog-proof.ts';

export interface ProofTrust extends CheckpointTrust {
  /** Every one of `witnesses` must have cosigned; with none configured nothing verifies. */
  readonly requireWitnesses: boolean;
}

export type ProofVerdict =
  | { ok: true; index: number; checkpoint: Checkpoint; cosignatures: Cosignature[] }
  | { ok: false; code: LogErrorCode; detail: string };

/**
 * Everything at once (tlog-proof, Verifying): the entry is in the log, under a checkpoint signed by the log and cosigned
 * by its witnesses. `strict` lets no byte of the file go unvouched for: no unknown or repeated signature, no extra line.
 */
export async function verifyProof(proof: string, entry: Uint8Array, trust: ProofTrust): Promise<ProofVerdict> {
  try {
    return { ok: true, ...(await provenEntry(proof, entry, trust)) };
  } catch (error) {
    if (error instanceof LogError) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

async function provenEntry(proof: string, entry: Uint8Array, trust: ProofTrust) {
  const { index, hashes, checkpoint: note, extra } = parseProof(proof);
  if (trust.strict === true && extra !== undefined) {
    throw new LogError('EXTRA_UNEXPECTED', 'the proof carries extra data that nobody signed');
  }
  const { checkpoint, cosignatures } = await openCheckpoint(note, trust);
  if (trust.requireWitnesses) requireCosigned(cosignatures, trust);
  const { size, root } = checkpoint;
  const leafHash = hashLeaf(trust.hasher, entry);
  if (!verifyInclusion(trust.hasher, { index, size, leafHash, root, proof: hashes })) {
    throw new LogError('INCLUSION_INVALID', 'the entry is not in the log at this index');
  }
  return { index, checkpoint, cosignatures };
}

function requireCosigned(cosignatures: readonly Cosignature[], { witnesses }: ProofTrust): void {
  if (witnesses.length === 0)
    throw new LogError('COSIGNATURE_MISSING', 'witnesses are required and none is configured');
  // Counted, not matched by name: two keys of one witness (while it changes keys) are two to be had.
  if (cosignatures.length < witnesses.length) {
    const missing = `only ${cosignatures.length} of ${witnesses.length} witnesses have cosigned the checkpoint`;
    throw new LogError('COSIGNATURE_MISSING', missing);
  }
}
