import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en.ts';
import { KEY_TABLE, SCOPES_TOGETHER } from './key-table.ts';

const keys = KEY_TABLE.flatMap(({ keys: all, id, scope }) => all.map((key: string) => ({ key, id, scope })));

describe('the key table', () => {
  it.each(SCOPES_TOGETHER.map((scopes) => [scopes.join(', '), scopes] as const))(
    'has no key twice in %s',
    (_, scopes) => {
      const together = keys.filter(({ scope }) => scopes.includes(scope)).map(({ key }) => key);
      expect(together.filter((key, at) => together.indexOf(key) !== at)).toEqual([]);
    },
  );

  it('has every scope in a group, so that each is compared', () => {
    const grouped = new Set(SCOPES_TOGETHER.flat());
    expect(keys.filter(({ scope }) => !grouped.has(scope))).toEqual([]);
  });

  it('has no key that begins a longer one where both can be meant', () => {
    for (const scopes of SCOPES_TOGETHER) {
      const together = keys.filter(({ scope }) => scopes.includes(scope)).map(({ key }) => key);
      const starts = new Set(together.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]));
      expect(together.filter((key) => starts.has(key))).toEqual([]);
    }
  });

  it('has none that a browser or screen reader has: no Ctrl, Alt, Meta, no F keys, no Space', () => {
    const taken = /Ctrl|Control|Alt|Meta|Cmd|^F\d+$|^(Shift\+)?F\d+$|^ $|Space|PageUp|PageDown|^Home$|^End$/;
    expect(keys.filter(({ key }) => taken.test(key))).toEqual([]);
  });

  it('has words for every command', () => {
    for (const { id } of KEY_TABLE) expect(en[`key.${id}`]).toBeTruthy();
  });
});
