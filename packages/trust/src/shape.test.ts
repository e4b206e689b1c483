import { describe, expect, test } from 'vitest';
import {
  bytes,
  bytesUpTo,
  encodeCbor,
  identifier,
  list,
  nullable,
  oneOf,
  prose,
  readDocument,
  record,
  type Shape,
  text,
  uint,
} from './index.ts';

const shape = record({
  v: oneOf(1),
  name: text(5),
  parts: list(record({ size: uint(10, 1) }), 2),
  note: nullable(text(5)),
});
const read = (value: never) => readDocument(encodeCbor(value), { maxBytes: 1000 }, shape, 'DECISION_MALFORMED');
const good = { v: 1, name: 'a', parts: [{ size: 1 }], note: null };

describe('a document from outside becomes a typed value', () => {
  test('when every field is what it should be', () => {
    expect(read(good as never)).toEqual(good);
  });

  test.each([
    ['a missing key', { v: 1, name: 'a', parts: [] }, 'note: expected a value'],
    ['an unknown key', { ...good, extra: 1 }, 'only the keys v, name, parts, note'],
    ['another version', { ...good, v: 2 }, 'v: expected 1'],
    ['too long a text', { ...good, name: 'abcdef' }, 'name: expected'],
    ['an empty text', { ...good, name: '' }, 'name: expected'],
    ['too many items', { ...good, parts: [{ size: 1 }, { size: 1 }, { size: 1 }] }, 'parts: expected a list of 0 to 2'],
    ['a number out of range, deep inside', { ...good, parts: [{ size: 1 }, { size: 11 }] }, 'parts[1].size: expected'],
    ['a list where a map belongs', [], 'the document: expected a map'],
    ['a number as key', new Map([[1, 1]]), 'only the keys'],
  ])('and is refused with its place and the document’s own code: %s', (_name, value, words) => {
    expect(() => read(value as never)).toThrow(expect.objectContaining({ code: 'DECISION_MALFORMED' }));
    expect(() => read(value as never)).toThrow(words);
  });

  test.each<[string, Shape<unknown>, unknown]>([
    ['a line feed in a line', text(9), 'a\nb'],
    ['an escape sequence', text(9), '\u001b[2J'],
    ['a bidirectional override', prose(9), 'a\u202eb'],
    ['a lone surrogate', prose(9), '\ud800'],
    ['a path as identifier', identifier, '../etc'],
    ['a URN separator in an identifier', identifier, 'a:b'],
    ['31 bytes for 32', bytes(32), new Uint8Array(31)],
    ['33 bytes for at most 32', bytesUpTo(32), new Uint8Array(33)],
    ['a fraction', uint(), 0.5],
    ['a negative number', uint(), -1],
  ])('%s is refused', (_name, one, value) => {
    expect(() => one(value, 'it')).toThrow('it: expected');
  });

  test('prose keeps its line feeds and its accents', () => {
    expect(prose(40)('Línea uno.\nLínea dos.', '')).toBe('Línea uno.\nLínea dos.');
  });
});
