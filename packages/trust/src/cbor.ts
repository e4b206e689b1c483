import { decode, encode, rfc8949EncodeOptions, type Token, Tokenizer, Type } from 'cborg';
import { sameBytes } from './bytes.ts';
import { TrustError } from './trust-error.ts';

/** What our documents are made of: no floats, no tags, no undefined. Maps keep their key types. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>
  | { readonly [key: string]: CborValue };

export interface CborLimits {
  /** Longest input looked at at all. */
  readonly maxBytes: number;
  /** Deepest nesting of arrays and maps; 12 unless said. */
  readonly maxDepth?: number;
}

const DEEPEST = 12;

/**
 * Refuses, token by token, what deterministic CBOR of ours never holds. An attacker controls every count and depth:
 * both are checked before anything is built, so deep nesting never reaches the call stack's end.
 */
class BoundedTokenizer extends Tokenizer {
  readonly #open: { left: number; readonly map: boolean }[] = [];
  readonly #maxDepth: number;
  readonly #length: number;

  constructor(bytes: Uint8Array, maxDepth: number) {
    super(bytes, STRICT);
    this.#maxDepth = maxDepth;
    this.#length = bytes.length;
  }

  override next(): Token {
    while (this.#open.at(-1)?.left === 0) this.#open.pop();
    const token = super.next();
    const { type } = token;
    if (type === Type.float || type === Type.undefined || type === Type.tag) throw refused(`a ${type.name} inside`);
    const parent = this.#open.at(-1);
    if (parent) {
      // Keys and values take turns, and the last item of a map is a value.
      const isKey = parent.map && parent.left % 2 === 0;
      if (isKey && type !== Type.string && type !== Type.uint && type !== Type.negint) throw refused('an odd map key');
      parent.left--;
    }
    if (type === Type.array || type === Type.map) this.#enter(token.value, type === Type.map);
    return token;
  }

  #enter(count: number, map: boolean): void {
    const left = map ? count * 2 : count;
    // Every item takes at least one byte, so a count beyond the rest is a lie.
    if (left > this.#length - this.pos()) throw refused('a count exceeds the bytes there are');
    if (this.#open.length >= this.#maxDepth) throw refused('nested too deep');
    this.#open.push({ left, map });
  }
}

function refused(message: string): TrustError {
  return new TrustError('CBOR_MALFORMED', message);
}

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowBigInt: false,
  allowInfinity: false,
  allowNaN: false,
  useMaps: true,
  rejectDuplicateMapKeys: true,
};

/** Deterministic CBOR (RFC 8949 section 4.2.1: shortest forms, bytewise key order). */
export function encodeCbor(value: CborValue): Uint8Array {
  return new Uint8Array(encode(value, rfc8949EncodeOptions));
}

/**
 * Reads deterministic CBOR; maps become `Map`. Throws `CBOR_MALFORMED` for anything that would not be written
 * back byte for byte.
 */
export function decodeCbor(bytes: Uint8Array, limits: CborLimits): unknown {
  if (bytes.length > limits.maxBytes) {
    throw new TrustError('CBOR_MALFORMED', `${bytes.length} bytes, at most ${limits.maxBytes} are read`);
  }
  const copy = new Uint8Array(bytes);
  try {
    const value = decode(copy, { ...STRICT, tokenizer: new BoundedTokenizer(copy, limits.maxDepth ?? DEEPEST) });
    if (sameBytes(encodeCbor(value), copy)) return value;
  } catch (error) {
    if (error instanceof TrustError) throw error;
    throw new TrustError('CBOR_MALFORMED', error instanceof Error ? error.message : 'unreadable', { cause: error });
  }
  throw new TrustError('CBOR_MALFORMED', 'not in deterministic form');
}
