import { equalBytes } from './bytes.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { LogError } from './log-error.ts';
import type { Hasher } from './merkle-tree.ts';
import { type Ed25519Verify, openNote, type VerifiedSignature } from './open-note.ts';
import { isSameKey, type VerifierKey } from './verifier-key.ts';

export interface Cosignature {
  readonly witness: string;
  /** Seconds since 1970. */
  readonly time: number;
}

export interface CheckpointTrust {
  readonly hasher: Hasher;
  readonly verify: Ed25519Verify;
  /** Of type ed25519; its name is also the origin the checkpoint must carry, unless `origin` says another. */
  readonly log: VerifierKey;
  readonly origin?: string;
  /** Of type cosignature-v1, each with its own public key. */
  readonly witnesses: readonly VerifierKey[];
  /** Refuse any line that none of these keys signed, and any second line of one key. */
  readonly strict?: boolean;
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly cosignatures: Cosignature[];
}

/**
 * A checkpoint its log has signed, and which of the witnesses cosigned it, in the order of `witnesses`; how many are
 * enough, and whether a time is believable, is the caller's policy. Throws LogError: NOTE_*, CHECKPOINT_MALFORMED,
 * ORIGIN_UNEXPECTED, SIGNATURE_* and, for keys that cannot be trusted together, KEY_MALFORMED, KEY_AMBIGUOUS.
 */
export async function openCheckpoint(note: string, trust: CheckpointTrust): Promise<OpenedCheckpoint> {
  requireUsable(trust);
  const keys = [trust.log, ...trust.witnesses];
  const { text, signatures } = await openNote(note, {
    verify: trust.verify,
    keys,
    ...(trust.strict === undefined ? {} : { strict: trust.strict }),
  });
  if (!signatures.some(({ key }) => isSameKey(key, trust.log))) {
    throw new LogError('SIGNATURE_MISSING', `the log ${trust.log.name} has not signed the checkpoint`);
  }
  const checkpoint = readCheckpoint(text);
  const expected = trust.origin ?? trust.log.name;
  if (checkpoint.origin !== expected)
    throw new LogError('ORIGIN_UNEXPECTED', `a checkpoint of a log other than ${expected}`);
  return { checkpoint, cosignatures: trust.witnesses.flatMap((witness) => cosignatureOf(witness, signatures)) };
}

/** Of several cosignatures by one witness the earliest, whatever the order of the lines: the tree was seen by then. */
function cosignatureOf(witness: VerifierKey, signatures: readonly VerifiedSignature[]): Cosignature[] {
  const times = signatures.filter(({ key }) => isSameKey(key, witness)).map(({ time }) => time as number);
  return times.length === 0 ? [] : [{ witness: witness.name, time: Math.min(...times) }];
}

function requireUsable({ log, witnesses }: CheckpointTrust): void {
  if (log.type !== 'ed25519') throw new LogError('KEY_MALFORMED', `the log key of ${log.name} is not of type ed25519`);
  for (const [at, witness] of witnesses.entries()) {
    if (witness.type !== 'cosignature-v1') {
      throw new LogError('KEY_MALFORMED', `the witness key of ${witness.name} is not of type cosignature-v1`);
    }
    // The signed message does not name the cosigner: one key under two names would count as two witnesses.
    if (witnesses.slice(0, at).some((earlier) => equalBytes(earlier.publicKey, witness.publicKey))) {
      throw new LogError('KEY_AMBIGUOUS', `the key of ${witness.name} is another witness's too`);
    }
  }
}
