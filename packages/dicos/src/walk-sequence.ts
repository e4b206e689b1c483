import { readHeader, readTag, UNDEFINED_LENGTH } from './element-header.ts';
import type { FindingCode } from './finding.ts';
import { ITEM, ITEM_END, PIXEL_TAGS, SEQUENCE_END, TAG } from './tag.ts';

// An attacker controls nesting and counts. DICOS nests 5 deep, DICOM structured reports rarely 20.
const DEEPEST_NESTING = 64;

/** What a walk may still spend; shared by all walks over one file. */
export interface WalkBudget {
  elementsLeft: number;
  ownerRiskScoreSeen: boolean;
}

/** Where a sequence ends, why it does not, or that more bytes must be read first to tell. */
export type WalkResult =
  | { readonly outcome: 'ended'; readonly contentEnd: number; readonly next: number }
  | { readonly outcome: 'broken'; readonly code: FindingCode; readonly detail: string }
  | { readonly outcome: 'short'; readonly needed: number };

interface Level {
  /** `fragments`: encapsulated pixels within an item (an icon), whose items hold bytes, not elements. */
  readonly kind: 'sequence' | 'item' | 'fragments';
  readonly explicitVr: boolean;
  /** Where its defined length ends; `undefined` when a delimiter ends it. */
  readonly definedEnd: number | undefined;
  /** No byte of it can lie beyond. */
  readonly bound: number;
}

const NO_BUDGET = broken('ELEMENTS_TOO_MANY', 'more elements than will be read');
const TOO_DEEP = broken('NESTING_TOO_DEEP', `sequences nest deeper than ${DEEPEST_NESTING} levels`);

function broken(code: FindingCode, detail: string): WalkResult {
  return { outcome: 'broken', code, detail };
}

/**
 * Walk a sequence from the first byte of its value to its end without building anything: an own stack instead of
 * recursion, every length checked against its parent, every element paid from the budget.
 *
 * @param length the length in the header, maybe UNDEFINED_LENGTH
 * @param bound where the enclosing dataset ends at the latest; may lie beyond `view`
 */
export function walkSequence(
  view: DataView,
  start: number,
  length: number,
  explicitVr: boolean,
  bound: number,
  budget: WalkBudget,
): WalkResult {
  const stack: Level[] = [];
  let at = start;
  const opened = open(stack, 'sequence', explicitVr, at, length, bound);
  if (opened) return opened;

  for (;;) {
    const level = stack.at(-1);
    if (!level) return broken('DATASET_MALFORMED', 'a sequence that never began ended');
    if (level.definedEnd === at) {
      stack.pop();
      if (stack.length === 0) return { outcome: 'ended', contentEnd: at, next: at };
      continue;
    }
    if (at + 8 > level.bound) return broken('DATASET_TRUNCATED', `a header is cut off at byte ${at}`);
    if (at + 8 > view.byteLength) return { outcome: 'short', needed: at + 14 };
    if (budget.elementsLeft <= 0) return NO_BUDGET;
    budget.elementsLeft -= 1;

    const tag = readTag(view, at);
    if (tag === (level.kind === 'item' ? ITEM_END : SEQUENCE_END)) {
      if (level.definedEnd !== undefined) return broken('DATASET_MALFORMED', `a stray delimiter at byte ${at}`);
      stack.pop();
      if (stack.length === 0) return { outcome: 'ended', contentEnd: at, next: at + 8 };
      at += 8;
      continue;
    }

    if (level.kind !== 'item') {
      if (tag !== ITEM) return broken('DATASET_MALFORMED', `no item where one must begin, at byte ${at}`);
      const itemLength = view.getUint32(at + 4, true);
      at += 8;
      if (level.kind === 'fragments') {
        at += itemLength;
        if (at > level.bound) return broken('DATASET_TRUNCATED', `a fragment of ${itemLength} bytes passes the end`);
        continue;
      }
      const failure = open(stack, 'item', level.explicitVr, at, itemLength, level.bound);
      if (failure) return failure;
      continue;
    }

    const header = readHeader(view, at, level.explicitVr);
    if (header === 'short') {
      if (at + 12 > level.bound) return broken('DATASET_TRUNCATED', `a header is cut off at byte ${at}`);
      return { outcome: 'short', needed: at + 14 };
    }
    if (header === 'malformed') return broken('DATASET_MALFORMED', `no value representation at byte ${at + 4}`);
    if (header.tag === TAG.ownerRiskScore) budget.ownerRiskScoreSeen = true;
    at += header.headerBytes;
    if (header.vr === 'SQ' || header.length === UNDEFINED_LENGTH) {
      const fragments = PIXEL_TAGS.has(header.tag) && header.vr !== 'SQ';
      if (header.vr !== 'SQ' && header.vr !== 'UN' && !fragments) {
        return broken('DATASET_MALFORMED', `a ${header.vr} of undefined length at byte ${at}`);
      }
      // PS3.5 §6.2.2: a UN of undefined length holds a sequence in implicit VR.
      const explicitInside = level.explicitVr && header.vr === 'SQ';
      const kind = fragments ? 'fragments' : 'sequence';
      const failure = open(stack, kind, explicitInside, at, header.length, level.bound);
      if (failure) return failure;
      continue;
    }
    at += header.length;
    if (at > level.bound)
      return broken('DATASET_TRUNCATED', `a value of ${header.length} bytes passes its parent's end`);
  }
}

function open(
  stack: Level[],
  kind: Level['kind'],
  explicitVr: boolean,
  at: number,
  length: number,
  bound: number,
): WalkResult | undefined {
  if (stack.length >= 2 * DEEPEST_NESTING) return TOO_DEEP;
  if (length === UNDEFINED_LENGTH) {
    stack.push({ kind, explicitVr, definedEnd: undefined, bound });
    return undefined;
  }
  const end = at + length;
  if (end > bound) return broken('DATASET_TRUNCATED', `${length} bytes of a sequence do not fit at byte ${at}`);
  stack.push({ kind, explicitVr, definedEnd: end, bound: end });
  return undefined;
}
