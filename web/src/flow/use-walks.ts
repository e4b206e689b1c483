import type { WalkEvent } from '@garita/api';
import { receivedList, scanList, shareList } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';
import { newestWalks, type Walk, type Walks, walksOf, withEvent } from './walks.ts';

const NEWEST = 24;

/** The newest scans and their steps, as they happen. */
export function useWalks(): {
  readonly walks: readonly Walk[];
  readonly pending: boolean;
  readonly error: Error | null;
} {
  const [events, setEvents] = useState<readonly WalkEvent[]>([]);
  useEvents((event) => setEvents((before) => [...before.slice(-400), event]));
  const { data, isPending, error } = useQuery({
    queryKey: ['newest-walks'],
    queryFn: async ({ signal }): Promise<Walks> => {
      const [scans, shares, received] = await Promise.all([
        api.get('/api/v1/scans', scanList, { limit: NEWEST }, signal),
        api.get('/api/v1/shares', shareList, { limit: 2 * NEWEST }, signal),
        api.get('/api/v1/received', receivedList, { limit: NEWEST }, signal),
      ]);
      return walksOf(scans.scans, shares.shares, received.received);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const walks = useMemo(() => newestWalks(events.reduce(withEvent, data ?? new Map())), [data, events]);
  return { walks, pending: isPending, error };
}
