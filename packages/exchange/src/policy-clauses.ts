/** One rule of a policy as people read it. */
export interface PolicyClause {
  /** Its `@id`: how rulings name it. */
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  /** What the comment right above it says; empty where it has none. */
  readonly words: { readonly es: string; readonly en: string };
}

// The partner writes this text: it is read in one pass, and never more of it than a policy may have.
const MAX_CLAUSES = 64;
const MAX_WORDS = 4000;

/** A comment, a string with its escapes, a word, or one other character; blank lines part comments from rules. */
const PIECE = /\/\/([^\n]*)|"((?:[^"\\]|\\[\s\S])*)"|([A-Za-z_][A-Za-z0-9_]*)|(\n[ \t\r]*\n)|[\s\S]/g;

/**
 * The rules of a Cedar text in its order. The lines of comment that touch a rule are its words: lines that begin with
 * `es:` or `en:` say which language they are, otherwise the first half is Spanish and the second English, and a single
 * line is both. Needs no Cedar and judges nothing: `checkPolicy` does. Rules without an `@id` are left out.
 */
export function policyClauses(policy: string): PolicyClause[] {
  const clauses: PolicyClause[] = [];
  let comment: string[] = [];
  let isInside = false;
  let annotation: string | undefined;
  let id: string | undefined;
  let effect: PolicyClause['effect'] | undefined;
  let isAfterAt = false;
  for (const [whole, line, quoted, word, blank] of policy.matchAll(PIECE)) {
    if (line !== undefined) {
      if (!isInside) comment.push(line.trim());
    } else if (blank !== undefined) {
      if (!isInside) comment = [];
    } else if (whole.trim() !== '') {
      isInside = true;
      if (quoted !== undefined) {
        if (annotation === 'id' && effect === undefined) id ??= quoted;
      } else if (word !== undefined) {
        if (isAfterAt) annotation = word;
        else if (effect === undefined && (word === 'permit' || word === 'forbid')) effect = word;
      } else if (whole === ')' && effect === undefined) annotation = undefined;
      else if (whole === ';') {
        if (id !== undefined && effect !== undefined && clauses.length < MAX_CLAUSES)
          clauses.push({ id, effect, words: wordsOf(comment) });
        [comment, isInside, annotation, id, effect] = [[], false, undefined, undefined, undefined];
      }
      isAfterAt = whole === '@';
    }
  }
  return clauses;
}

function wordsOf(comment: readonly string[]): PolicyClause['words'] {
  const lines = comment.filter((line) => line !== '');
  const marked = (language: 'es' | 'en') =>
    lines.filter((line) => line.startsWith(`${language}:`)).map((line) => line.slice(3).trim());
  if (marked('es').length > 0 || marked('en').length > 0) return { es: joined(marked('es')), en: joined(marked('en')) };
  if (lines.length % 2 === 1) return { es: joined(lines), en: joined(lines) };
  const half = lines.length / 2;
  return { es: joined(lines.slice(0, half)), en: joined(lines.slice(half)) };
}

function joined(lines: readonly string[]): string {
  return lines.join(' ').slice(0, MAX_WORDS);
}
