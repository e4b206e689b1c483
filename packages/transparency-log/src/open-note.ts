import { utf8 } from './bytes.ts';
import { cosignedMessage, splitCosignature } from './cosignature.ts';
import { LogError } from './log-error.ts';
import { type NoteSignature, parseNote } from './signed-note.ts';
import { isSameKey, type VerifierKey } from './verifier-key.ts';

export type Ed25519Verify = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

export interface NoteTrust {
  readonly verify: Ed25519Verify;
  readonly keys: readonly VerifierKey[];
  /** Refuse what no known key vouches for: lines of unknown keys, and second lines of the same key. */
  readonly strict?: boolean;
}

export interface VerifiedSignature {
  readonly key: VerifierKey;
  /** Of a cosignature, in seconds since 1970. */
  readonly time?: number;
}

/**
 * Checks every signature of a known key (signed-note, Signatures). A bad one spoils the whole note; unknown ones are
 * passed over unless `strict`. Throws SIGNATURE_INVALID, SIGNATURE_MISSING (no known key signed), SIGNATURE_UNKNOWN,
 * SIGNATURE_DUPLICATE, KEY_AMBIGUOUS, NOTE_*.
 */
export async function openNote(
  note: string,
  trust: NoteTrust,
): Promise<{ text: string; signatures: VerifiedSignature[] }> {
  const { text, signatures } = parseNote(note);
  requireDistinct(trust.keys);
  if (trust.strict === true) requireAccountedFor(signatures, trust.keys);
  const verified: VerifiedSignature[] = [];
  for (const signature of signatures) {
    const key = trust.keys.find((known) => isSameKey(known, signature));
    if (key !== undefined) verified.push(await checkSignature(text, signature, key, trust.verify));
  }
  if (verified.length === 0) throw new LogError('SIGNATURE_MISSING', 'no known key has signed the note');
  return { text, signatures: verified };
}

async function checkSignature(
  text: string,
  { bytes }: NoteSignature,
  key: VerifierKey,
  verify: Ed25519Verify,
): Promise<VerifiedSignature> {
  const invalid = new LogError('SIGNATURE_INVALID', `the signature of ${key.name} does not verify`);
  if (key.type === 'ed25519') {
    if (bytes.length !== 64 || !(await verify(key.publicKey, utf8(text), bytes))) throw invalid;
    return { key };
  }
  const cosignature = splitCosignature(bytes);
  if (cosignature === undefined) throw invalid;
  const { time, signature } = cosignature;
  if (!(await verify(key.publicKey, cosignedMessage(text, time), signature))) throw invalid;
  return { key, time };
}

function requireAccountedFor(signatures: readonly NoteSignature[], keys: readonly VerifierKey[]): void {
  for (const [at, signature] of signatures.entries()) {
    if (!keys.some((key) => isSameKey(key, signature))) {
      throw new LogError('SIGNATURE_UNKNOWN', `a signature by an unknown key named ${signature.name}`);
    }
    if (signatures.slice(0, at).some((earlier) => isSameKey(earlier, signature))) {
      throw new LogError('SIGNATURE_DUPLICATE', `${signature.name} signed twice`);
    }
  }
}

function requireDistinct(keys: readonly VerifierKey[]): void {
  for (const [at, key] of keys.entries()) {
    if (keys.slice(0, at).some((earlier) => isSameKey(earlier, key))) {
      throw new LogError('KEY_AMBIGUOUS', `two known keys share the name and id of ${key.name}`);
    }
  }
}
