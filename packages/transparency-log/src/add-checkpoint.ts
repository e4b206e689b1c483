import { parseCheckpoint } from './checkpoint.ts';
import { isSize, parseDecimal } from './decimal.ts';
import { formatHashLines, MAX_PROOF_HASHES, parseHashLines } from './hash-lines.ts';
import { LogError } from './log-error.ts';
import { MAX_NOTE } from './signed-note.ts';

/** The body of tlog-witness `add-checkpoint`. */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

const MAX_HEAD = 64 * (MAX_PROOF_HASHES + 1);

/** Throws REQUEST_MALFORMED, or what `parseCheckpoint` throws. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  parseCheckpoint(checkpoint);
  const lines = formatHashLines(proof);
  if (!isSize(oldSize) || lines === undefined) throw malformed('its old size or its proof');
  return `old ${oldSize}\n${lines}\n${checkpoint}`;
}

/**
 * Reads the form alone; origin, signature, sizes and proof are the witness's to check (`judgeAddCheckpoint`).
 * Throws REQUEST_MALFORMED, CHECKPOINT_MALFORMED, NOTE_*: all of them 400 Bad Request.
 */
export function parseAddCheckpoint(text: string): { oldSize: number; proof: Uint8Array[]; checkpoint: string } {
  if (text.length > MAX_HEAD + MAX_NOTE) throw new LogError('NOTE_TOO_LARGE', 'an add-checkpoint body too long');
  const gap = text.indexOf('\n\n');
  if (gap < 0) throw malformed('no empty line before the checkpoint');
  const [first = '', ...lines] = text.slice(0, gap).split('\n');
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice('old '.length)) : undefined;
  if (oldSize === undefined) throw malformed('its first line is not "old <size>"');
  const proof = parseHashLines(lines);
  if (proof === undefined) throw malformed(`its proof is not up to ${MAX_PROOF_HASHES} hashes`);
  const checkpoint = text.slice(gap + 2);
  parseCheckpoint(checkpoint);
  return { oldSize, proof, checkpoint };
}

function malformed(detail: string): LogError {
  return new LogError('REQUEST_MALFORMED', `not an add-checkpoint request: ${detail}`);
}
