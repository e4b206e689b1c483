import { type TrustListBody, trustListBody } from '@garita/api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { api } from '../app/api.ts';

/** The newest signed list of configurations and devices. */
export function useTrustList(): UseQueryResult<TrustListBody> {
  return useQuery({
    queryKey: ['trust-list'],
    queryFn: ({ signal }) => api.get('/api/v1/trust-list', trustListBody, {}, signal),
    staleTime: 60_000,
  });
}
