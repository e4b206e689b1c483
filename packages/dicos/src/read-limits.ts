/** How much of a file may be looked at. Every figure bounds memory or time that an attacker would like to own. */
export interface ReadLimits {
  /** Bytes before the pixels, at most; beyond, `HEAD_TOO_LARGE`. */
  readonly maxHeadBytes: number;
  /** Elements and items walked, at most. */
  readonly maxElements: number;
  /** Fragments of encapsulated pixels, at most. */
  readonly maxFragments: number;
}

/** A CT's head is some 10 kB per 100 frames; a threat report holds its bitmaps in the head. */
export const DEFAULT_LIMITS: ReadLimits = {
  maxHeadBytes: 64 * 2 ** 20,
  maxElements: 4_000_000,
  maxFragments: 131_072,
};
