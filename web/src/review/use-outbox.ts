import { useSyncExternalStore } from 'react';
import { outbox } from './browser-outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Everything this browser has signed and not yet seen to its end, and what ended lately; the oldest first. */
export function useOutbox(): readonly OutboxEntry[] {
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot);
}
