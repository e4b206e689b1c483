import { receivedList, scanList, shareList } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';
import { NOTHING_SEEN, newestWalks, seenAlso, seenFrom, type Walk, type Walks, walksOf } from './walks.ts';

const NEWEST = 24;

/** The newest scans and their steps, as they happen. */
export function useWalks(): {
  readonly walks: readonly Walk[];
  readonly pending: boolean;
  readonly error: Error | null;
} {
  const [seen, setSeen] = useState(NOTHING_SEEN);
  useEvents((event) => setSeen((before) => seenAlso(before, event)));
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
  // In the same pass: a page that has its answer is never painted without it.
  if (data && data !== seen.known) setSeen(seenFrom(data, seen));
  const walks = useMemo(() => newestWalks(seen.walks), [seen]);
  return { walks, pending: isPending, error };
}
