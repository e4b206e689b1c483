import { type SigningList, signingList } from '@garita/api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import { useEquipmentEvents } from '../parts/use-equipment-events.ts';

/** Where the list of what waits is kept. */
export const SIGNING = ['equipment', 'signing'] as const;

/** What waits for officers' signatures, asked again every few seconds: others sign, too. */
export function useSigning(enabled = true): UseQueryResult<SigningList> {
  useEquipmentEvents();
  return useQuery({
    queryKey: SIGNING,
    queryFn: ({ signal }) => api.get('/api/v1/equipment/signing', signingList, {}, signal),
    refetchInterval: 5000,
    staleTime: 2000,
    enabled,
  });
}
