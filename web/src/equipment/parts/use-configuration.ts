import { configurationView } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

/** Everything known of a configuration; asked again now and then, since others work on it too. */
export function useConfiguration(id: string, everyMs = 20_000) {
  return useQuery({
    queryKey: ['equipment', 'configuration', id],
    queryFn: ({ signal }) =>
      api.get(`/api/v1/equipment/configurations/${encodeURIComponent(id)}`, configurationView, {}, signal),
    refetchInterval: everyMs,
  });
}
