import type { MarkBody } from '@garita/api';
import { describe, expect, it } from 'vitest';
import type { KeptDraft } from '../app/browser-store.ts';
import { type DraftShelf, draftsOf } from './drafts.ts';

const mark: MarkBody = {
  object: 0,
  frame: null,
  shape: 'box',
  points: [1, 2, 30, 40],
  threatCategory: null,
  contraband: null,
  certainty: null,
  text: '',
};

function memoryShelf() {
  const kept = new Map<string, KeptDraft>();
  const shelf: DraftShelf = {
    get: async (person, scan) => kept.get(`${person}/${scan}`),
    change: async (person, scan, to) => {
      const after = to(kept.get(`${person}/${scan}`));
      if (after) kept.set(`${person}/${scan}`, after);
      else kept.delete(`${person}/${scan}`);
    },
    removeOlderThan: async (time) => {
      for (const [key, draft] of kept) if (draft.keptAt < time) kept.delete(key);
    },
  };
  return { kept, shelf };
}

describe('a draft', () => {
  it('keeps marks and reason of a case apart from each other and from other people’s', async () => {
    const { shelf } = memoryShelf();
    const ana = draftsOf('ana', shelf);
    await ana.save('scan', [mark]);
    await ana.saveReason('scan', 'density');
    expect([await ana.load('scan'), await ana.loadReason('scan')]).toEqual([[mark], 'density']);
    expect(await draftsOf('beto', shelf).load('scan')).toEqual([]);
    await ana.save('scan', []);
    expect([await ana.load('scan'), await ana.loadReason('scan')]).toEqual([[], 'density']);
  });

  it('is gone when nothing is in it, or when the case is decided', async () => {
    const { kept, shelf } = memoryShelf();
    const ana = draftsOf('ana', shelf);
    await ana.save('scan', [mark]);
    await ana.save('scan', []);
    expect(kept.size).toBe(0);
    await ana.save('scan', [mark]);
    await ana.forget('scan');
    expect(kept.size).toBe(0);
  });

  it('nobody came back to in thirty days is none', async () => {
    const { kept, shelf } = memoryShelf();
    const at = { now: 0 };
    const ana = draftsOf('ana', shelf, () => at.now);
    await ana.save('old', [mark]);
    at.now = 31 * 86_400_000;
    expect(await ana.load('old')).toEqual([]);
    await ana.forget('another');
    expect(kept.size).toBe(0);
  });
});
