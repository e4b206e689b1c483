import { expect, test } from 'vitest';
import { keepComparedRoot, readComparedRoots, spoken } from './compared-roots.ts';

function memory(kept?: string) {
  const values = new Map(kept === undefined ? [] : [['garita.compared-roots', kept]]);
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, text: string) => void values.set(name, text),
  };
}

test('a compared root is kept and can be forgotten', () => {
  const storage = memory();
  const root = { fingerprint: 'a'.repeat(64), at: 5 };
  keepComparedRoot(storage, 'us', root);
  keepComparedRoot(storage, 'mx', root);
  expect(readComparedRoots(storage)).toEqual({ us: root, mx: root });
  keepComparedRoot(storage, 'us', null);
  expect(readComparedRoots(storage)).toEqual({ mx: root });
});

test.each(['{', 'null', '[]', '{"us":1}', '{"us":{"fingerprint":"<script>","at":1}}', '{"us":{"fingerprint":3}}'])(
  '%s was never compared',
  (kept) => {
    expect(readComparedRoots(memory(kept))).toEqual({});
  },
);

test('a fingerprint is read aloud in groups of four', () => {
  expect(spoken('0123456789ab')).toBe('0123 4567 89ab');
});
