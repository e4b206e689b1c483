import { decodeBase64, encodeBase64 } from './base64.ts';
import { isSize, parseDecimal } from './decimal.ts';
import { LogError } from './log-error.ts';
import { HASH_BYTES } from './merkle-tree.ts';
import { type NoteSigner, parseNote, requireNoteText, signNote } from './signed-note.ts';

/** A log's head. `extensions` are opaque lines that the log and its Ed25519 cosigners sign along; rather have none. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly extensions?: readonly string[];
}

const MAX_EXTENSIONS = 16;

/** The note text, ending with a newline. Throws CHECKPOINT_MALFORMED for a field that could not be read back. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  if (!isSize(size)) throw malformed(`not a tree size: ${size}`);
  if (root.length !== HASH_BYTES) throw malformed(`a root hash is ${HASH_BYTES} bytes`);
  if ([origin, ...extensions].some((line) => line === '' || line.includes('\n')))
    throw malformed('an empty or broken line');
  if (extensions.length > MAX_EXTENSIONS) throw malformed(`more than ${MAX_EXTENSIONS} extension lines`);
  const text = `${[origin, String(size), encodeBase64(root), ...extensions].join('\n')}\n`;
  requireNoteText(text);
  return text;
}

/** The whole signed note. Never signs a head inconsistent with an earlier one: that promise is its caller's to keep. */
export async function signCheckpoint(checkpoint: Checkpoint, log: NoteSigner): Promise<string> {
  return signNote(formatCheckpoint(checkpoint), log);
}

/** What a signed note says, its signatures NOT checked (`openCheckpoint` does). Throws CHECKPOINT_MALFORMED, NOTE_*. */
export function parseCheckpoint(note: string): Checkpoint {
  return readCheckpoint(parseNote(note).text);
}

export function readCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeLine = '', rootLine = '', ...extensions] = text.slice(0, -1).split('\n', MAX_EXTENSIONS + 4);
  if (origin === '' || extensions.includes('')) throw malformed('an empty line');
  if (extensions.length > MAX_EXTENSIONS) throw malformed(`more than ${MAX_EXTENSIONS} extension lines`);
  const size = parseDecimal(sizeLine);
  if (size === undefined) throw malformed('its second line is not a tree size');
  const root = decodeBase64(rootLine);
  if (root?.length !== HASH_BYTES) throw malformed('its third line is not a root hash');
  return extensions.length === 0 ? { origin, size, root } : { origin, size, root, extensions };
}

function malformed(detail: string): LogError {
  return new LogError('CHECKPOINT_MALFORMED', `not a checkpoint: ${detail}`);
}
