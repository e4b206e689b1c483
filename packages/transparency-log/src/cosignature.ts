import { concatBytes, utf8 } from './bytes.ts';
import { readCheckpoint } from './checkpoint.ts';
import { LogError } from './log-error.ts';
import { formatSignatureLine, type NoteSigner, parseNote, requireEd25519 } from './signed-note.ts';

const TIME_BYTES = 8;

/** tlog-cosignature, Ed25519 signed message. The header keeps a cosignature from ever passing as a log's signature. */
export function cosignedMessage(text: string, timeSeconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${timeSeconds}\n${text}`);
}

/**
 * The signature line of a witness for a checkpoint it found consistent, in seconds since 1970; checking is its caller's
 * part. Throws CHECKPOINT_MALFORMED or NOTE_* for what is no checkpoint, TIME_INVALID, KEY_MALFORMED.
 */
export async function cosign(note: string, witness: NoteSigner, timeSeconds: number): Promise<string> {
  const { text } = parseNote(note);
  readCheckpoint(text);
  // tlog-witness: the timestamp MUST NOT be zero.
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds <= 0) {
    throw new LogError('TIME_INVALID', `not a time in whole seconds since 1970: ${timeSeconds}`);
  }
  if (witness.key.type !== 'cosignature-v1') {
    throw new LogError('KEY_MALFORMED', 'a witness signs with a key of type cosignature-v1');
  }
  const signature = requireEd25519(await witness.sign(cosignedMessage(text, timeSeconds)));
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(timeSeconds));
  return formatSignatureLine(witness.key, concatBytes(time, signature));
}

/** Splits a timestamped_signature; `undefined` when it is not 72 bytes or its time is beyond 2^53 - 1 seconds. */
export function splitCosignature(bytes: Uint8Array): { time: number; signature: Uint8Array } | undefined {
  if (bytes.length !== TIME_BYTES + 64) return undefined;
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset, TIME_BYTES).getBigUint64(0));
  return Number.isSafeInteger(time) ? { time, signature: bytes.slice(TIME_BYTES) } : undefined;
}
