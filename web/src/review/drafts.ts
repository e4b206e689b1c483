import type { MarkBody } from '@garita/api';
import { browserStore, type KeptDraft } from '../app/browser-store.ts';

/** Drafts nobody came back to are given up after this, ms. */
const KEPT_MS = 30 * 86_400_000;

/** Where drafts are kept; the browser's own store, or another's in a test. */
export interface DraftShelf {
  get(person: string, scan: string): Promise<KeptDraft | undefined>;
  /** Reads, changes and writes with nobody in between; `undefined` removes. */
  change(person: string, scan: string, to: (before: KeptDraft | undefined) => KeptDraft | undefined): Promise<void>;
  removeOlderThan(time: number): Promise<void>;
}

/** What one person has marked and written about undecided cases; it outlives a lost lease, a reload and a session. */
export interface Drafts {
  load(scan: string): Promise<readonly MarkBody[]>;
  save(scan: string, marks: readonly MarkBody[]): Promise<void>;
  loadReason(scan: string): Promise<string>;
  saveReason(scan: string, reason: string): Promise<void>;
  /** Once it is decided and logged. */
  forget(scan: string): Promise<void>;
}

export function draftsOf(person: string, shelf: DraftShelf = browserShelf, now: () => number = Date.now): Drafts {
  const change = (scan: string, part: Partial<Pick<KeptDraft, 'marks' | 'reason'>>) =>
    shelf.change(person, scan, (before) => {
      const after = { marks: [], reason: '', ...before, ...part, person, scan, keptAt: now() };
      return after.marks.length === 0 && after.reason === '' ? undefined : after;
    });
  const find = async (scan: string) => {
    const draft = await shelf.get(person, scan);
    return draft && now() - draft.keptAt < KEPT_MS ? draft : undefined;
  };
  return {
    load: async (scan) => (await find(scan))?.marks ?? [],
    save: (scan, marks) => change(scan, { marks }),
    loadReason: async (scan) => (await find(scan))?.reason ?? '',
    saveReason: (scan, reason) => change(scan, { reason }),
    forget: async (scan) => {
      await shelf.change(person, scan, () => undefined);
      await shelf.removeOlderThan(now() - KEPT_MS);
    },
  };
}

const browserShelf: DraftShelf = {
  get: async (person, scan) => (await browserStore()).get('drafts', [person, scan]),
  async change(person, scan, to) {
    const { store, done } = (await browserStore()).transaction('drafts', 'readwrite');
    const after = to(await store.get([person, scan]));
    await (after ? store.put(after) : store.delete([person, scan]));
    await done;
  },
  async removeOlderThan(time) {
    const { store, done } = (await browserStore()).transaction('drafts', 'readwrite');
    for await (const cursor of store.iterate()) if (cursor.value.keptAt < time) await cursor.delete();
    await done;
  },
};
