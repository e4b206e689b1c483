import { LONGEST_HEADER, readHeader, readTag, UNDEFINED_LENGTH } from './element-header.ts';
import type { FindingCode, FindingList } from './finding.ts';
import { ITEM_END, PIXEL_TAGS, TAG, type Tag } from './tag.ts';
import { type WalkBudget, walkSequence } from './walk-sequence.ts';

/** Where one element's value lies in the bytes at hand. */
export interface ElementPlace {
  readonly tag: Tag;
  readonly vr: string;
  /** First byte of the value. */
  readonly offset: number;
  /** Bytes of the value, without delimiters. */
  readonly length: number;
  /** Whether items inside are in explicit VR. */
  readonly explicitInside: boolean;
}

/** Pixel data met: where its header begins; the head ends here. */
export interface PixelHeader {
  readonly tag: Tag;
  readonly vr: string;
  readonly headerOffset: number;
  readonly headerBytes: number;
  readonly length: number;
}

export type IndexOutcome =
  | { readonly outcome: 'complete' }
  | { readonly outcome: 'pixels'; readonly pixels: PixelHeader }
  | { readonly outcome: 'short'; readonly needed: number }
  | { readonly outcome: 'broken'; readonly code: FindingCode; readonly detail: string; readonly tag?: Tag };

/** What to index, and what to tell. */
export interface IndexTask {
  readonly view: DataView;
  /** Where the dataset ends; may lie beyond the view, whose end then answers `short`. */
  readonly end: number;
  readonly explicitVr: boolean;
  readonly budget: WalkBudget;
  /** Stop at pixel data (top level only). */
  readonly stopAtPixels: boolean;
  /** Stop before the first tag of another group (file meta only). */
  readonly onlyGroup?: number;
  /** Stop at the delimiter of an item of undefined length. */
  readonly untilItemEnd?: boolean;
  readonly findings?: FindingList;
}

/** The places of the elements of one dataset or item. */
export interface ElementIndex {
  readonly places: Map<Tag, ElementPlace>;
  /** Where the next element would begin. */
  next: number;
  highestTag: Tag;
}

/** An index with nothing in it, for a dataset that begins at `start`. */
export function emptyIndex(start: number): ElementIndex {
  return { places: new Map(), next: start, highestTag: 0 };
}

// Real datasets have some hundred; this bounds the memory of the index.
const MOST_ELEMENTS_OF_ONE_LEVEL = 65_536;

/** Fill `index` from where it stands, in one pass and without reading a value; to be called again after `short`. */
export function indexElements(index: ElementIndex, task: IndexTask): IndexOutcome {
  while (index.next < task.end) {
    const step = readElement(index.next, task);
    if (step.outcome === 'stop') break;
    if (step.outcome === 'short' && task.view.byteLength >= task.end) {
      return broken('DATASET_TRUNCATED', `a header is cut off at byte ${index.next}`);
    }
    if (step.outcome !== 'element') return step;
    if (task.budget.elementsLeft <= 0 || index.places.size >= MOST_ELEMENTS_OF_ONE_LEVEL) {
      return broken('ELEMENTS_TOO_MANY', 'more elements than will be read');
    }
    task.budget.elementsLeft -= 1;
    remark(index, step, task);
    // The first of two wins, as in DCMTK; the second is a finding.
    if (!index.places.has(step.place.tag)) index.places.set(step.place.tag, step.place);
    index.highestTag = Math.max(index.highestTag, step.place.tag);
    index.next = step.next;
  }
  return { outcome: 'complete' };
}

interface ElementRead {
  readonly outcome: 'element';
  readonly place: ElementPlace;
  readonly next: number;
  readonly vrKnown: boolean;
}

function readElement(at: number, task: IndexTask): ElementRead | IndexOutcome | { readonly outcome: 'stop' } {
  const { view, end, explicitVr } = task;
  if (at + 8 > end) return broken('DATASET_TRUNCATED', `a header is cut off at byte ${at}`);
  const header = readHeader(view, at, explicitVr);
  if (header === 'short') return { outcome: 'short', needed: at + LONGEST_HEADER };
  if (task.onlyGroup !== undefined && readTag(view, at) >>> 16 !== task.onlyGroup) return { outcome: 'stop' };
  if (task.untilItemEnd && readTag(view, at) === ITEM_END) return { outcome: 'stop' };
  if (header === 'malformed') return broken('DATASET_MALFORMED', `no value representation at byte ${at + 4}`);

  const { tag, vr, length, headerBytes, vrKnown } = header;
  if (task.stopAtPixels && PIXEL_TAGS.has(tag)) {
    return { outcome: 'pixels', pixels: { tag, vr, headerOffset: at, headerBytes, length } };
  }
  if (tag >>> 16 === 0xfffe) return broken('DATASET_MALFORMED', `a stray delimiter at byte ${at}`, tag);

  const offset = at + headerBytes;
  // PS3.5 §6.2.2: a UN of undefined length holds a sequence in implicit VR.
  const explicitInside = explicitVr && vr !== 'UN';
  if (vr === 'SQ' || length === UNDEFINED_LENGTH) {
    if (vr !== 'SQ' && vr !== 'UN') return broken('DATASET_MALFORMED', `a ${vr} of undefined length`, tag);
    const walked = walkSequence(view, offset, length, explicitInside, end, task.budget);
    if (walked.outcome === 'broken') return broken(walked.code, walked.detail, tag);
    if (walked.outcome === 'short') return walked;
    const place = { tag, vr, offset, length: walked.contentEnd - offset, explicitInside };
    return { outcome: 'element', place, next: walked.next, vrKnown };
  }

  const next = offset + length;
  if (next > end) {
    return broken('DATASET_TRUNCATED', `${length} bytes are declared, ${Math.max(0, end - offset)} are there`, tag);
  }
  if (next > view.byteLength) return { outcome: 'short', needed: next };
  if (tag === TAG.ownerRiskScore) task.budget.ownerRiskScoreSeen = true;
  return { outcome: 'element', place: { tag, vr, offset, length, explicitInside }, next, vrKnown };
}

function remark(index: ElementIndex, { place, vrKnown }: ElementRead, { findings }: IndexTask): void {
  const { tag, vr, length } = place;
  if (index.places.has(tag)) findings?.add('ELEMENT_REPEATED', 'stands twice; the first is used', tag);
  else if (tag < index.highestTag) findings?.add('ELEMENT_OUT_OF_ORDER', 'stands after a higher tag', tag);
  if (!vrKnown) findings?.add('VR_UNKNOWN', `value representation ${vr} is in no standard`, tag);
  if (vr !== 'SQ' && length % 2 !== 0)
    findings?.add('LENGTH_ODD', `the value has ${length} bytes, not an even number`, tag);
}

function broken(code: FindingCode, detail: string, tag?: Tag): IndexOutcome {
  return tag === undefined ? { outcome: 'broken', code, detail } : { outcome: 'broken', code, detail, tag };
}
