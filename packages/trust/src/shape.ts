import { type CborLimits, decodeCbor } from './cbor.ts';
import { refusingAs, TrustError, type TrustErrorCode } from './trust-error.ts';

/** Turns what came from outside into a typed value, or throws naming the place (`objects[2].size`). */
export type Shape<T> = (value: unknown, path: string) => T;
/** The type a shape makes. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

function refuse(path: string, expected: string): never {
  throw new TrustError('CBOR_MALFORMED', `${path === '' ? 'the document' : path}: expected ${expected}`);
}

/** Exactly this many bytes. */
export function bytes(length: number): Shape<Uint8Array> {
  return (value, path) =>
    value instanceof Uint8Array && value.length === length ? value : refuse(path, `${length} bytes`);
}

/** At most this many bytes. */
export function bytesUpTo(max: number): Shape<Uint8Array> {
  return (value, path) =>
    value instanceof Uint8Array && value.length <= max ? value : refuse(path, `<= ${max} bytes`);
}

// Control and format characters (bidirectional overrides among them) could rewrite a terminal or turn a sentence around.
const PRINTABLE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u;

/** Text of 1 to `max` UTF-16 units on one line, without control characters. */
export function text(max: number): Shape<string> {
  return (value, path) =>
    typeof value === 'string' && value.length >= 1 && value.length <= max && PRINTABLE.test(value)
      ? value
      : refuse(path, `1 to ${max} printable characters`);
}

/** Text of up to `max` units, line feeds allowed, empty allowed. */
export function prose(max: number): Shape<string> {
  return (value, path) =>
    typeof value === 'string' && value.length <= max && PRINTABLE.test(value.replaceAll('\n', ''))
      ? value
      : refuse(path, `up to ${max} printable characters`);
}

/** Text of a closed form. `form` must be anchored and run in linear time. */
export function matching(form: RegExp, expected: string): Shape<string> {
  return (value, path) => (typeof value === 'string' && form.test(value) ? value : refuse(path, expected));
}

/** A name inside identifiers, paths and URNs: letters, digits, `.`, `_`, `-`; 64 at most. */
export const identifier: Shape<string> = matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'an identifier');
/** An agency: lower case, because it also becomes a host name. */
export const agencyId: Shape<string> = matching(/^[a-z][a-z0-9-]{0,31}$/, 'an agency identifier');

/** Why something was decided so, as a code. */
export const reasonCode: Shape<string> = matching(/^[A-Z][A-Z0-9_]{1,63}$/, 'a reason code');

/** An integer from `min` to `max`. */
export function uint(max: number = Number.MAX_SAFE_INTEGER, min = 0): Shape<number> {
  return (value, path) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : refuse(path, `an integer from ${min} to ${max}`);
}

/** Integer milliseconds since 1970, up to the year 9999. */
export const time: Shape<number> = uint(253_402_300_799_999);

export const bool: Shape<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

/** One of these words or numbers. */
export function oneOf<const T extends string | number>(...allowed: readonly T[]): Shape<T> {
  return (value, path) =>
    (allowed as readonly unknown[]).includes(value) ? (value as T) : refuse(path, allowed.join(' | '));
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

/** From `min` to `max` items. */
export function list<T>(shape: Shape<T>, max: number, min = 0): Shape<readonly T[]> {
  return (value, path) =>
    Array.isArray(value) && value.length >= min && value.length <= max
      ? value.map((item, index) => shape(item, `${path}[${index}]`))
      : refuse(path, `a list of ${min} to ${max}`);
}

/** A map with exactly these text keys: a missing one and an unknown one are both refused. */
export function record<F extends Readonly<Record<string, Shape<unknown>>>>(
  fields: F,
): Shape<{ readonly [K in keyof F]: Shaped<F[K]> }> {
  const names = Object.keys(fields);
  return (value, path) => {
    if (!(value instanceof Map)) return refuse(path, 'a map');
    const unknown = [...value.keys()].find((key) => typeof key !== 'string' || !Object.hasOwn(fields, key));
    if (unknown !== undefined) return refuse(path, `only the keys ${names.join(', ')}`);
    const shaped = names.map((name) => {
      const inner = path === '' ? name : `${path}.${name}`;
      if (!value.has(name)) return refuse(inner, 'a value');
      return [name, (fields[name] as Shape<unknown>)(value.get(name), inner)];
    });
    return Object.fromEntries(shaped);
  };
}

/** Decodes and shapes a whole document; every refusal carries the document's own code. */
export function readDocument<T>(input: Uint8Array, limits: CborLimits, shape: Shape<T>, code: TrustErrorCode): T {
  return refusingAs(code, () => shape(decodeCbor(input, limits), ''));
}
