import type { Run, Text } from './report.ts';

/** A piece of one line in one style. */
export interface Fragment {
  readonly text: string;
  readonly run: Run;
  /** From the left of the line, points. */
  readonly x: number;
  readonly width: number;
}
export type Line = readonly Fragment[];

/** Width of a text in points. */
export type Measure = (text: string, run: Run) => number;

interface Word {
  readonly text: string;
  readonly run: Run;
  readonly width: number;
}

/** More than a SHA-256 in hex. */
const LONGEST_WORD = 100;

/** After a blank; after a slash or hyphen, too, so that addresses do not need to be torn; dates stay whole. */
const WORDS = /(?:[^ \n/-]|[/-](?=\d))*(?:\n| +|[/-]+(?=[^ \n/-])|$|[/-]+)/g;

/**
 * Breaks a text into lines no wider than `width`. What does not fit in a line of its own is torn between characters: a text
 * from outside never leaves its column.
 */
export function layOutText(text: Text, width: number, measure: Measure): Line[] {
  const lines: Word[][] = [[]];
  let used = 0;
  const feed = () => {
    lines.push([]);
    used = 0;
  };
  const put = (word: Word) => {
    lines.at(-1)?.push(word);
    used += word.width;
  };
  for (const cluster of clustersOf(text, measure)) {
    const needed = cluster.reduce((sum, word) => sum + seenWidth(word, measure), 0);
    if (used > 0 && used + needed > width) feed();
    for (const word of needed > width ? cluster.flatMap((one) => torn(one, width, measure)) : cluster) {
      if (used > 0 && used + seenWidth(word, measure) > width) feed();
      put(word);
      if (word.text.endsWith('\n')) feed();
    }
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines.map((words) => asLine(words, measure));
}

/** Without the blanks at its end, which may stand beyond the edge. */
function seenWidth({ run, text, width }: Word, measure: Measure): number {
  const blanks = text.length - text.trimEnd().length - (text.endsWith('\n') ? 1 : 0);
  return blanks > 0 ? width - blanks * measure(' ', run) : width;
}

/** Words that nothing separates stay together, whatever their styles. */
function clustersOf(text: Text, measure: Measure): Word[][] {
  const clusters: Word[][] = [];
  let open: Word[] | undefined;
  for (const part of text) {
    const run = typeof part === 'string' ? { text: part } : part;
    for (const [word] of run.text.matchAll(WORDS)) {
      if (word === '') continue;
      if (!open) {
        open = [];
        clusters.push(open);
      }
      for (const piece of shortened(word))
        open.push({ text: piece, run, width: measure(piece.replace('\n', ''), run) });
      if (/[ \n/-]$/.test(word)) open = undefined;
    }
  }
  return clusters;
}

/** Shaping takes more time than letters: a word without end would hold up the server. */
function shortened(word: string): string[] {
  if (word.length <= LONGEST_WORD) return [word];
  const letters = [...word];
  const count = Math.ceil(letters.length / LONGEST_WORD);
  return Array.from({ length: count }, (_, at) => letters.slice(at * LONGEST_WORD, (at + 1) * LONGEST_WORD).join(''));
}

/** As many signs to a line as fit: counted one by one first, then measured together, for pairs may stand further apart. */
function torn({ run, text }: Word, width: number, measure: Measure): Word[] {
  const letters = [...text];
  const pieces: Word[] = [];
  for (let from = 0; from < letters.length; ) {
    let count = 0;
    for (let used = 0; from + count < letters.length; count++) {
      const letter = letters[from + count] as string;
      used += letter === '\n' ? 0 : measure(letter, run);
      if (count > 0 && used > width && letter.trim() !== '') break;
    }
    const piece = () => letters.slice(from, from + count).join('');
    while (count > 1 && measure(piece().trimEnd(), run) > width) count--;
    pieces.push({ text: piece(), run, width: measure(piece().replace('\n', ''), run) });
    from += count;
  }
  return pieces;
}

function asLine(words: readonly Word[], measure: Measure): Line {
  const line: Fragment[] = [];
  let x = 0;
  for (let at = 0; at < words.length; ) {
    const first = words[at] as Word;
    let text = '';
    for (; at < words.length && words[at]?.run === first.run; at++) text += words[at]?.text ?? '';
    text = text.replace('\n', '');
    const width = measure(text, first.run);
    line.push({ text, run: first.run, x, width });
    x += width;
  }
  return line;
}
