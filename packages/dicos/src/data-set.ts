import { tagEntry, vrOf } from './dictionary.ts';
import { readTag, UNDEFINED_LENGTH, viewOf } from './element-header.ts';
import { type ElementIndex, type ElementPlace, emptyIndex, indexElements } from './index-elements.ts';
import { ITEM, TAG, type Tag } from './tag.ts';
import type { WalkBudget } from './walk-sequence.ts';

// An attacker can list millions of empty items; real files have one per frame.
const MOST_ITEMS = 131_072;
const ITEM_BUDGET = 100_000;
// PS3.5 table 6.2-1: no text value DICOS uses is longer than an LT (10,240) but UT; more is not shown.
const MOST_TEXT_BYTES = 65_536;

const NUMERIC_TEXT = /^[\d+\-.eE\\ \0]*$/;

/**
 * The attributes of a dataset or an item, read when asked for. No accessor throws: a value that is not there, or is
 * not what its VR promises, is `undefined` or missing from the list.
 */
export class DataSet {
  readonly #bytes: Uint8Array;
  readonly #explicitVr: boolean;
  readonly #characterSet: string | undefined;
  readonly #index: ElementIndex;

  constructor(bytes: Uint8Array, index: ElementIndex, explicitVr: boolean, characterSet?: string) {
    this.#bytes = bytes;
    this.#index = index;
    this.#explicitVr = explicitVr;
    this.#characterSet = this.text(TAG.characterSet) ?? characterSet;
  }

  /** Tags in the order of the file. */
  get tags(): readonly Tag[] {
    return [...this.#index.places.keys()];
  }

  has(tag: Tag): boolean {
    return this.#index.places.has(tag);
  }

  /** Where the value lies in the file's head, and its VR as the file has it. */
  place(tag: Tag): ElementPlace | undefined {
    return this.#index.places.get(tag);
  }

  /** The raw value, a view. */
  bytes(tag: Tag): Uint8Array | undefined {
    const place = this.#index.places.get(tag);
    return place && this.#bytes.subarray(place.offset, place.offset + place.length);
  }

  /** All values of a text attribute, trimmed; `[]` when absent or empty. */
  texts(tag: Tag): readonly string[] {
    const bytes = this.bytes(tag);
    if (!bytes || bytes.length === 0) return [];
    const vr = this.#vrOf(tag);
    if (vr === 'SQ' || /^O[BDFLVW]$/.test(vr) || BINARY[vr]) return [];
    const text = decodeText(bytes.subarray(0, MOST_TEXT_BYTES), this.#characterSet);
    // PS3.5 §6.2: in these a backslash is a character, not a separator.
    const values = vr === 'LT' || vr === 'ST' || vr === 'UT' || vr === 'UR' ? [text] : text.split('\\');
    const trimmed = values.map((value) => value.replaceAll(/^[ \0]+|[ \0]+$/g, ''));
    return trimmed.length === 1 && trimmed[0] === '' ? [] : trimmed;
  }

  /** The first value of a text attribute; `undefined` when absent or empty. */
  text(tag: Tag): string | undefined {
    return this.texts(tag)[0] || undefined;
  }

  /** All values of a numeric attribute, binary or text (DS, IS); those that are no numbers are left out. */
  numbers(tag: Tag): readonly number[] {
    const bytes = this.bytes(tag);
    if (!bytes || bytes.length === 0) return [];
    const vr = this.#vrOf(tag);
    const read = BINARY[vr];
    if (!read) return this.texts(tag).filter(isNumeral).map(Number);
    const view = viewOf(bytes);
    const count = Math.min(Math.floor(bytes.length / read.size), MOST_TEXT_BYTES);
    return Array.from({ length: count }, (_, index) => read.at(view, index * read.size));
  }

  /** The first value of a numeric attribute. */
  number(tag: Tag): number | undefined {
    return this.numbers(tag)[0];
  }

  /** The items of a sequence; `[]` when absent, empty or no sequence. */
  items(tag: Tag): readonly DataSet[] {
    const place = this.#index.places.get(tag);
    if (!place || (place.vr !== 'SQ' && place.vr !== 'UN')) return [];
    const view = viewOf(this.#bytes);
    const end = place.offset + place.length;
    const items: DataSet[] = [];
    let at = place.offset;
    while (at + 8 <= end && items.length < MOST_ITEMS && readTag(view, at) === ITEM) {
      const length = view.getUint32(at + 4, true);
      const delimited = length === UNDEFINED_LENGTH;
      const itemEnd = delimited ? end : at + 8 + length;
      if (itemEnd > end) break;
      const index = emptyIndex(at + 8);
      const { explicitInside: explicitVr } = place;
      const untilItemEnd = delimited;
      indexElements(index, { view, end: itemEnd, explicitVr, budget: itemBudget(), stopAtPixels: false, untilItemEnd });
      items.push(new DataSet(this.#bytes, index, explicitVr, this.#characterSet));
      at = delimited ? index.next + 8 : itemEnd;
    }
    return items;
  }

  /** The VR to read a value by: the file's, or in implicit VR the dictionary's, where DICOM's may be the true one. */
  #vrOf(tag: Tag): string {
    const place = this.#index.places.get(tag);
    if (!place) return 'UN';
    // PS3.5 §6.2.2: whoever did not know a tag re-wrote it as UN, its value as in implicit VR.
    if (place.vr === 'UN') return vrOf(tag) ?? 'UN';
    if (this.#explicitVr) return place.vr;
    const dicomVr = tagEntry(tag)?.dicomVr;
    if (dicomVr === undefined || dicomVr === place.vr || BINARY[dicomVr]) return place.vr;
    // DICOS has a binary number where DICOM has numerals (NumberOfFrames, ImageScaleRepresentation); v02 wrote DICOM's.
    const expected = BINARY[place.vr]?.size;
    const bytes = this.#bytes.subarray(place.offset, place.offset + Math.min(place.length, 64));
    const looksLikeText = NUMERIC_TEXT.test(String.fromCharCode(...bytes));
    return looksLikeText && (place.length !== expected || this.#isVersion2()) ? dicomVr : place.vr;
  }

  #isVersion2(): boolean {
    return this.text(TAG.dicosVersion) === 'V02';
  }
}

function itemBudget(): WalkBudget {
  return { elementsLeft: ITEM_BUDGET, ownerRiskScoreSeen: false };
}

interface BinaryReader {
  readonly size: number;
  at(view: DataView, offset: number): number;
}

// PS3.5 table 6.2-1. Beyond 2^53 a 64-bit integer loses digits here; pixels keep theirs (see readFrame).
const BINARY: Readonly<Record<string, BinaryReader>> = {
  US: { size: 2, at: (view, offset) => view.getUint16(offset, true) },
  SS: { size: 2, at: (view, offset) => view.getInt16(offset, true) },
  UL: { size: 4, at: (view, offset) => view.getUint32(offset, true) },
  SL: { size: 4, at: (view, offset) => view.getInt32(offset, true) },
  FL: { size: 4, at: (view, offset) => view.getFloat32(offset, true) },
  FD: { size: 8, at: (view, offset) => view.getFloat64(offset, true) },
  UV: { size: 8, at: (view, offset) => Number(view.getBigUint64(offset, true)) },
  SV: { size: 8, at: (view, offset) => Number(view.getBigInt64(offset, true)) },
  AT: { size: 4, at: (view, offset) => readTag(view, offset) },
};

function isNumeral(text: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
}

/** Text in UTF-8 where it is (ISO_IR 192 says so, ASCII always is), else in Latin-1, which no byte can break. */
function decodeText(bytes: Uint8Array, characterSet: string | undefined): string {
  if (characterSet !== 'ISO_IR 100') {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // Not UTF-8: fall through to Latin-1.
    }
  }
  return new TextDecoder('latin1').decode(bytes);
}
