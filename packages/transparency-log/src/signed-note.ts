import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes, utf8 } from './bytes.ts';
import { LogError } from './log-error.ts';
import { isKeyName, isSameKey, type VerifierKey } from './verifier-key.ts';

export type Ed25519Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface NoteSigner {
  readonly key: VerifierKey;
  readonly sign: Ed25519Sign;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  /** What follows the key id; its form is the key type's. */
  readonly bytes: Uint8Array;
  /** The line as written, with its newline. */
  readonly line: string;
}

/** A note as read: nothing in it is to be believed before a signature of a known key was checked. */
export interface SignedNote {
  /** Up to and with the final newline; these are the signed bytes. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

// The specification asks for 16 signatures at least, and warns that post-quantum ones reach nearly 5 kB.
const MAX_SIGNATURES = 64;
/** In UTF-16 units, so at most three times as many bytes. */
export const MAX_NOTE = 256 * 1024;
const KEY_ID_BYTES = 4;
const ED25519_BYTES = 64;
const MARK = '\u2014 ';

/** Splits and checks the form. The note is an attacker's: throws NOTE_MALFORMED or NOTE_TOO_LARGE, nothing else. */
export function parseNote(note: string): SignedNote {
  requireNoteText(note);
  // "The text is separated from the signatures by the last empty line in the note."
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0) throw malformed('no empty line before the signatures');
  return { text: note.slice(0, gap + 1), signatures: parseSignatureLines(note.slice(gap + 2)) };
}

/** Signature lines alone, as a witness answers them. */
function parseSignatureLines(lines: string): NoteSignature[] {
  requireNoteText(lines);
  if (!lines.endsWith('\n')) throw malformed('the last signature line does not end');
  const parts = lines.slice(0, -1).split('\n', MAX_SIGNATURES + 1);
  if (parts.length > MAX_SIGNATURES) throw new LogError('NOTE_TOO_LARGE', `more than ${MAX_SIGNATURES} signatures`);
  return parts.map(parseSignatureLine);
}

/** Signs the text as it is: a whole note. The key's own type decides nothing here; cosignatures are made by `cosign`. */
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  requireNoteText(text);
  if (!text.endsWith('\n')) throw malformed('the text does not end with a newline');
  if (signer.key.type !== 'ed25519') throw new LogError('KEY_MALFORMED', 'a note is signed with a key of type ed25519');
  const signature = await signer.sign(utf8(text));
  return `${text}\n${formatSignatureLine(signer.key, requireEd25519(signature))}`;
}

export function formatSignatureLine(key: VerifierKey, signature: Uint8Array): string {
  const id = new Uint8Array(KEY_ID_BYTES);
  new DataView(id.buffer).setUint32(0, key.id);
  return `${MARK}${key.name} ${encodeBase64(concatBytes(id, signature))}\n`;
}

export function requireEd25519(signature: Uint8Array): Uint8Array {
  if (signature.length === ED25519_BYTES) return signature;
  throw new LogError('SIGNATURE_INVALID', `an Ed25519 signature is ${ED25519_BYTES} bytes, not ${signature.length}`);
}

/**
 * Adds signature lines to a note. A key that has signed already keeps its first line, so that no answer of a witness
 * can displace the log's signature, and adding twice changes nothing. Throws as `parseNote` does.
 */
export function addSignatures(note: string, lines: string): string {
  const { signatures } = parseNote(note);
  const kept = [...signatures];
  for (const added of parseSignatureLines(lines)) {
    if (!kept.some((signature) => isSameKey(signature, added))) kept.push(added);
  }
  if (kept.length > MAX_SIGNATURES) throw new LogError('NOTE_TOO_LARGE', `more than ${MAX_SIGNATURES} signatures`);
  const whole =
    note +
    kept
      .slice(signatures.length)
      .map(({ line }) => line)
      .join('');
  requireNoteText(whole);
  return whole;
}

function parseSignatureLine(line: string): NoteSignature {
  const [name = '', encoded = '', ...more] = line.startsWith(MARK) ? line.slice(MARK.length).split(' ') : [];
  if (!isKeyName(name) || more.length > 0) throw malformed('a signature line reads "\u2014 <name> <base64>"');
  const bytes = decodeBase64(encoded);
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) throw malformed('a signature is not canonical base64');
  const id = new DataView(bytes.buffer, bytes.byteOffset, KEY_ID_BYTES).getUint32(0);
  return { name, id, bytes: bytes.slice(KEY_ID_BYTES), line: `${line}\n` };
}

/** Bounds and characters: valid UTF-8 (no lone surrogates here) and no control character but newline. */
export function requireNoteText(text: string): void {
  if (text.length > MAX_NOTE) throw new LogError('NOTE_TOO_LARGE', `a note of more than ${MAX_NOTE} characters`);
  if (!text.isWellFormed() || /[^\n\u0020-\uffff]/.test(text)) throw malformed('a character it may not have');
}

function malformed(detail: string): LogError {
  return new LogError('NOTE_MALFORMED', `not a signed note: ${detail}`);
}
