import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckpointStore } from './checkpoint-store.ts';

/** What every adapter of the CheckpointStore port promises; run on each of them. `make` opens one place anew. */
export function keepsTheCheckpointStoreContract(
  name: string,
  make: () => Promise<{ open(): Promise<CheckpointStore> }>,
): void {
  describe(`${name} keeps the contract of CheckpointStore`, () => {
    let place: { open(): Promise<CheckpointStore> };
    beforeEach(async () => {
      place = await make();
    });

    test('replaces only what the caller has seen', async () => {
      const store = await place.open();
      expect(await store.fetch('log')).toBeUndefined();
      expect(await store.replace('log', undefined, 'one')).toBe(true);
      expect(await store.replace('log', undefined, 'other')).toBe(false);
      expect(await store.replace('log', 'zero', 'two')).toBe(false);
      expect(await store.replace('log', 'one', 'two')).toBe(true);
      expect(await store.fetch('log')).toBe('two');
    });

    test('lets one of many win', async () => {
      const store = await place.open();
      await store.replace('log', undefined, 'start');
      const won = await Promise.all(Array.from({ length: 12 }, (_, nth) => store.replace('log', 'start', `by ${nth}`)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.fetch('log')).toBe(`by ${won.indexOf(true)}`);
    });

    test('keeps names apart, and what it holds over a restart', async () => {
      const store = await place.open();
      await store.replace('ours', undefined, 'a');
      await store.replace('theirs', undefined, 'b');
      const again = await place.open();
      expect([await again.fetch('ours'), await again.fetch('theirs')]).toEqual(['a', 'b']);
    });
  });
}
