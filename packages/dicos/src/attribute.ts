import { DicosError } from './dicos-error.ts';
import { vrOf } from './dictionary.ts';
import { formatDate, formatDateTime, formatDecimal, formatTime } from './format-value.ts';
import { formatTag, type Tag } from './tag.ts';

/** The attributes of one dataset or item, in any order. */
export type Attributes = readonly Attribute[];

/** One attribute to be written, its value already in the form its VR takes. */
export type Attribute =
  | { readonly tag: Tag; readonly vr: string; readonly texts: readonly string[] }
  | { readonly tag: Tag; readonly vr: string; readonly numbers: readonly number[] }
  | { readonly tag: Tag; readonly vr: string; readonly bytes: Uint8Array }
  | { readonly tag: Tag; readonly vr: 'SQ'; readonly items: readonly Attributes[] };

type Value = string | number | Date | Uint8Array | readonly string[] | readonly number[];

const BINARY_NUMBERS = new Set(['US', 'SS', 'UL', 'SL', 'FL', 'FD']);
const BYTES = new Set(['OB', 'OW']);

/**
 * An attribute with the VR the dictionary gives its tag.
 *
 * @param value text, numbers (written as digits for DS and IS), a time (UTC; DA, TM or DT by the VR) or bytes
 * @throws DicosError VALUE_INVALID when the value does not fit the VR
 */
export function attribute(tag: Tag, value: Value): Attribute {
  const vr = vrOf(tag);
  if (vr === undefined) throw new DicosError('VALUE_INVALID', `${formatTag(tag)} is not in the dictionary`);
  if (value instanceof Uint8Array) {
    if (!BYTES.has(vr)) throw mismatch(tag, vr, 'bytes');
    return { tag, vr, bytes: value };
  }
  if (value instanceof Date) return { tag, vr, texts: [formatInstant(tag, vr, value)] };
  const values = Array.isArray(value) ? (value as readonly (string | number)[]) : [value as string | number];
  if (BINARY_NUMBERS.has(vr)) return { tag, vr, numbers: values.map((one) => binaryNumber(tag, vr, one)) };
  const texts = values.filter((one) => one !== '').map((one) => textOf(tag, vr, one));
  return { tag, vr, texts };
}

/** A sequence; no items make an empty one, as type 2 sequences may be. */
export function sequence(tag: Tag, ...items: readonly Attributes[]): Attribute {
  return { tag, vr: 'SQ', items };
}

/** The attribute if there is a value, else none: for optional attributes, to be spread. */
export function optional(tag: Tag, value: Value | undefined): Attributes {
  return value === undefined ? [] : [attribute(tag, value)];
}

function formatInstant(tag: Tag, vr: string, instant: Date): string {
  if (vr === 'DA') return formatDate(instant);
  if (vr === 'TM') return formatTime(instant);
  if (vr === 'DT') return formatDateTime(instant);
  throw mismatch(tag, vr, 'a time');
}

const RANGE: Readonly<Record<string, readonly [number, number]>> = {
  US: [0, 0xffff],
  SS: [-0x8000, 0x7fff],
  UL: [0, 0xffffffff],
  SL: [-0x80000000, 0x7fffffff],
};

function binaryNumber(tag: Tag, vr: string, value: string | number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw mismatch(tag, vr, String(value));
  const range = RANGE[vr];
  if (range && (!Number.isInteger(value) || value < range[0] || value > range[1])) {
    throw mismatch(tag, vr, String(value));
  }
  return value;
}

// PS3.5 table 6.2-1: the longest value of each VR, in characters.
const LONGEST: Readonly<Record<string, number>> = { CS: 16, SH: 16, LO: 64, UI: 64, ST: 1024, LT: 10_240, AE: 16 };

function textOf(tag: Tag, vr: string, value: string | number): string {
  if (typeof value === 'number') {
    if (vr === 'DS') return formatDecimal(value);
    if (vr === 'IS' && Number.isInteger(value) && Math.abs(value) < 2 ** 31) return String(value);
    throw mismatch(tag, vr, String(value));
  }
  const longest = LONGEST[vr];
  if (longest === undefined || [...value].length > longest || !fitsAlphabet(vr, value)) throw mismatch(tag, vr, value);
  return value;
}

function fitsAlphabet(vr: string, value: string): boolean {
  if (vr === 'CS') return /^[A-Z0-9_ ]*$/.test(value);
  if (vr === 'UI') return /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/.test(value);
  if (vr === 'ST' || vr === 'LT') return !/[^\P{Cc}\t\n\f\r]/u.test(value);
  return !/[\p{Cc}\\]/u.test(value);
}

function mismatch(tag: Tag, vr: string, value: string): DicosError {
  return new DicosError('VALUE_INVALID', `${formatTag(tag)} takes ${vr}, not ${JSON.stringify(value.slice(0, 80))}`);
}
