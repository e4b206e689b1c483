import { decodeBase64, encodeBase64 } from './base64.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { isSize, parseDecimal } from './decimal.ts';
import { formatHashLines, MAX_PROOF_HASHES, parseHashLines } from './hash-lines.ts';
import { LogError } from './log-error.ts';
import { MAX_NOTE } from './signed-note.ts';

/** A `.tlog-proof` file: offline proof that an entry is in a log. */
export interface TlogProof {
  readonly index: number;
  /** From the leaf's sibling up. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Signed by nobody: believe nothing in it. */
  readonly extra?: Uint8Array;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_EXTRA_BYTES = 64 * 1024;
const MAX_HEAD = 64 * (MAX_PROOF_HASHES + 2) + 4 * Math.ceil(MAX_EXTRA_BYTES / 3);

/** Throws PROOF_MALFORMED, or what `parseCheckpoint` throws. Empty extra data is the same as none. */
export function formatProof({ index, hashes, checkpoint, extra = new Uint8Array() }: TlogProof): string {
  parseCheckpoint(checkpoint);
  const lines = formatHashLines(hashes);
  if (!isSize(index) || lines === undefined || extra.length > MAX_EXTRA_BYTES) {
    throw malformed('its index, its hashes or its extra data');
  }
  const extraLine = extra.length === 0 ? '' : `extra ${encodeBase64(extra)}\n`;
  return `${HEADER}\n${extraLine}index ${index}\n${lines}\n${checkpoint}`;
}

/** Reads the form alone and checks nothing (`verifyProof` does). Throws PROOF_MALFORMED, CHECKPOINT_MALFORMED, NOTE_*. */
export function parseProof(text: string): {
  index: number;
  hashes: Uint8Array[];
  checkpoint: string;
  extra?: Uint8Array;
} {
  if (text.length > MAX_HEAD + MAX_NOTE) throw new LogError('NOTE_TOO_LARGE', 'a proof too long');
  const gap = text.indexOf('\n\n');
  if (gap < 0) throw malformed('no empty line before the checkpoint');
  const [header, ...lines] = text.slice(0, gap).split('\n');
  if (header !== HEADER) throw malformed(`its first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? decodeExtra(lines.shift() as string) : undefined;
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  if (index === undefined) throw malformed('no line "index <index>" where it belongs');
  const hashes = parseHashLines(lines);
  if (hashes === undefined) throw malformed(`its proof is not up to ${MAX_PROOF_HASHES} hashes`);
  const checkpoint = text.slice(gap + 2);
  parseCheckpoint(checkpoint);
  return extra === undefined ? { index, hashes, checkpoint } : { index, hashes, checkpoint, extra };
}

function decodeExtra(line: string): Uint8Array {
  const extra = decodeBase64(line.slice('extra '.length));
  // "If no extra data is present, this line is omitted."
  if (extra === undefined || extra.length === 0 || extra.length > MAX_EXTRA_BYTES) throw malformed('its extra line');
  return extra;
}

function malformed(detail: string): LogError {
  return new LogError('PROOF_MALFORMED', `not a tlog-proof: ${detail}`);
}
