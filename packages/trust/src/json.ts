import { sameBytes } from './bytes.ts';
import type { CborLimits } from './cbor.ts';
import { TrustError } from './trust-error.ts';

/** What our JSON documents are made of: no number but an integer. */
export type JsonValue = number | string | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const DEEPEST = 12;

/** JSON in canonical form (RFC 8785): keys in the order of their UTF-16 units, no space, one way to write each value. */
export function encodeJson(value: JsonValue): Uint8Array {
  return new TextEncoder().encode(canonical(value));
}

/**
 * Reads canonical JSON; objects become `Map`, so that the shapes of CBOR documents read it. Throws `JSON_MALFORMED` for
 * anything that would not be written back byte for byte: a key twice, a space, a fraction, a byte order mark.
 */
export function decodeJson(bytes: Uint8Array, limits: CborLimits): unknown {
  if (bytes.length > limits.maxBytes) throw refused(`${bytes.length} bytes, at most ${limits.maxBytes} are read`);
  const text = textOf(bytes);
  // An attacker controls the depth: it is counted before anything is built.
  if (depthOf(text) > (limits.maxDepth ?? DEEPEST)) throw refused('nested too deep');
  const value = parsed(text);
  if (!sameBytes(encodeJson(value), bytes)) throw refused('not in canonical form (RFC 8785)');
  return withMaps(value);
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value as Readonly<Record<string, JsonValue>>)
      // The comparison of texts is by UTF-16 units, as RFC 8785 section 3.2.3 asks.
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
    return `{${fields.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw refused('a number that is no integer');
  return JSON.stringify(value);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new TrustError('JSON_MALFORMED', 'not UTF-8', { cause: error });
  }
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TrustError('JSON_MALFORMED', error instanceof Error ? error.message : 'unreadable', { cause: error });
  }
}

/** Deepest nesting of brackets outside of texts. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text[index];
    if (isText && unit === '\\') index++;
    else if (unit === '"') isText = !isText;
    else if (!isText && (unit === '{' || unit === '[')) deepest = Math.max(deepest, ++depth);
    else if (!isText && (unit === '}' || unit === ']')) depth--;
  }
  return deepest;
}

function withMaps(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(withMaps);
  if (value === null || typeof value !== 'object') return value;
  return new Map(Object.entries(value).map(([key, inner]) => [key, withMaps(inner)]));
}

function refused(message: string): TrustError {
  return new TrustError('JSON_MALFORMED', message);
}
