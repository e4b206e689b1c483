const KEPT = 'garita.compared-roots';
const HASH = /^[0-9a-f]{64}$/;

/** A root that the reader compared with its agency over another channel, and said so. */
export interface ComparedRoot {
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type ComparedRoots = Readonly<Record<string, ComparedRoot>>;

/** Of this browser alone; what cannot be read counts as never compared. */
export function readComparedRoots(storage: Pick<Storage, 'getItem'>): ComparedRoots {
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(KEPT) ?? '{}');
  } catch {
    return {};
  }
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter(([, root]) => isRoot(root)));
}

/** `null` forgets it, as when an agency has changed its root. */
export function keepComparedRoot(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  agency: string,
  root: ComparedRoot | null,
): ComparedRoots {
  const { [agency]: _before, ...others } = readComparedRoots(storage);
  const roots = root ? { ...others, [agency]: root } : others;
  storage.setItem(KEPT, JSON.stringify(roots));
  return roots;
}

function isRoot(value: unknown): value is ComparedRoot {
  if (typeof value !== 'object' || value === null) return false;
  const { fingerprint, at } = value as Partial<Record<keyof ComparedRoot, unknown>>;
  return typeof fingerprint === 'string' && HASH.test(fingerprint) && typeof at === 'number' && Number.isFinite(at);
}

/** As people read it aloud: groups of four, so that a slip is noticed. */
export function spoken(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}
