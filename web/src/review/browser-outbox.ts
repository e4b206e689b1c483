import { browserStore } from '../app/browser-store.ts';
import { deliver } from './deliver.ts';
import { draftsOf } from './drafts.ts';
import { Outbox, type OutboxShelf } from './outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const shelf: OutboxShelf = {
  all: async () => (await browserStore()).getAll('outbox'),
  async add(entry) {
    const { store, done } = (await browserStore()).transaction('outbox', 'readwrite', { durability: 'strict' });
    if ((await store.getKey(entry.id)) === undefined) await store.add(entry);
    await done;
  },
  async change(id, to) {
    const { store, done } = (await browserStore()).transaction('outbox', 'readwrite', { durability: 'strict' });
    const before = await store.get(id);
    const next = before && to(before);
    if (next && next !== before) await store.put(next);
    await done;
    return next;
  },
  remove: async (id) => (await browserStore()).delete('outbox', id),
};

const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('garita-outbox') : undefined;

/** The outbox of this browser: one for all its tabs. */
export const outbox = new Outbox({
  shelf,
  deliver: async (entry: OutboxEntry) => {
    const event = await deliver(entry);
    // Decided for good: what was drafted about the case is in the decision.
    if (event.is === 'recorded' && entry.kind === 'decision')
      await draftsOf(entry.person)
        .forget(entry.scan)
        .catch(() => undefined);
    return event;
  },
  now: Date.now,
  // Without locks two tabs may both send: the server answers the second as the first.
  alone: (work) => ('locks' in navigator ? navigator.locks.request('garita-outbox', work) : work()),
  changed: () => others?.postMessage('changed'),
  wake: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
});

others?.addEventListener('message', () => void outbox.reread());
globalThis.addEventListener('online', () => void outbox.nudge());
