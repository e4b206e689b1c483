import type { Samples } from '@garita/dicos';
import type { SampleType, StoredScale } from './raster.ts';

/** Samples as 16-bit stored values. */
export interface Stored {
  readonly values: Uint16Array;
  readonly absent: Uint8Array | undefined;
  readonly scale: StoredScale;
  readonly sampleType: SampleType;
}

const TYPE_OF: ReadonlyMap<string, SampleType> = new Map([
  ['Uint8Array', 'uint8'],
  ['Int8Array', 'int8'],
  ['Uint16Array', 'uint16'],
  ['Int16Array', 'int16'],
  ['Uint32Array', 'uint32'],
  ['Int32Array', 'int32'],
  ['BigUint64Array', 'uint64'],
  ['BigInt64Array', 'int64'],
  ['Float32Array', 'float32'],
  ['Float64Array', 'float64'],
]);
const FULL_SCALE = 0xffff;

/**
 * Samples of any type as 16 bits. Up to 16 bits they keep their values (signed ones move up by their lowest); wider
 * ones keep them when they are whole and span no more than 65,536, otherwise they are spread over the 16 bits and
 * rounded. What is not a number, and what is missing at the end, is absent.
 *
 * @param count how many samples there should be
 */
export function toStored(samples: Samples, count: number): Stored {
  const sampleType = TYPE_OF.get(samples[Symbol.toStringTag]) ?? 'float64';
  const absent = samples.length < count ? new Uint8Array(count).fill(1, samples.length) : undefined;
  const exactly = (intercept: number): StoredScale => ({ slope: 1, intercept, exact: true });
  if (samples instanceof Uint16Array && !absent) {
    return { values: samples.subarray(0, count), absent, scale: exactly(0), sampleType };
  }
  const values = new Uint16Array(count);
  const length = Math.min(count, samples.length);
  if (samples instanceof Uint8Array || samples instanceof Uint16Array) {
    values.set(samples.subarray(0, length));
    return { values, absent, scale: exactly(0), sampleType };
  }
  if (samples instanceof Int8Array || samples instanceof Int16Array) {
    const lowest = samples instanceof Int8Array ? -0x80 : -0x8000;
    for (let at = 0; at < length; at++) values[at] = (samples[at] as number) - lowest;
    return { values, absent, scale: exactly(lowest), sampleType };
  }
  if (samples instanceof BigUint64Array || samples instanceof BigInt64Array) {
    return { ...fromBig(samples, values, length), absent, sampleType };
  }
  return { ...fromWide(samples, values, length, absent), sampleType };
}

function fromBig(samples: BigUint64Array | BigInt64Array, values: Uint16Array, length: number) {
  let low = samples[0] ?? 0n;
  let high = low;
  for (let at = 1; at < length; at++) {
    const sample = samples[at] as bigint;
    if (sample < low) low = sample;
    if (sample > high) high = sample;
  }
  const span = Number(high - low);
  const slope = span <= FULL_SCALE ? 1 : span / FULL_SCALE;
  for (let at = 0; at < length; at++) values[at] = Math.round(Number((samples[at] as bigint) - low) / slope);
  const intercept = Number(low);
  const exact = slope === 1 && Number.isSafeInteger(intercept) && Number.isSafeInteger(intercept + span);
  return { values, scale: { slope, intercept, exact } };
}

function fromWide(
  samples: Uint32Array | Int32Array | Float32Array | Float64Array,
  values: Uint16Array,
  length: number,
  truncated: Uint8Array | undefined,
) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let at = 0; at < length; at++) {
    const sample = samples[at] as number;
    if (!Number.isFinite(sample)) continue;
    if (sample < low) low = sample;
    if (sample > high) high = sample;
    whole &&= Number.isInteger(sample);
  }
  if (low > high) [low, high] = [0, 0];
  const exact = whole && high - low <= FULL_SCALE && Math.max(Math.abs(low), Math.abs(high)) <= Number.MAX_SAFE_INTEGER;
  // Each divided for itself: the span of two doubles can overflow.
  const slope = exact || low === high ? 1 : high / FULL_SCALE - low / FULL_SCALE || Number.MIN_VALUE;
  let absent = truncated;
  for (let at = 0; at < length; at++) {
    const sample = samples[at] as number;
    if (Number.isFinite(sample)) {
      values[at] = Math.round(sample / slope - low / slope);
    } else {
      absent ??= new Uint8Array(values.length);
      absent[at] = 1;
    }
  }
  return { values, absent, scale: { slope, intercept: low, exact: exact || low === high } };
}
