import { configurationView } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import { useEquipmentEvents } from './use-equipment-events.ts';

/** Everything known of a configuration; asked again when something was decided, and now and then: others work on it, too. */
export function useConfiguration(id: string, everyMs = 20_000) {
  useEquipmentEvents();
  return useQuery({
    queryKey: ['equipment', 'configuration', id],
    queryFn: ({ signal }) =>
      api.get(`/api/v1/equipment/configurations/${encodeURIComponent(id)}`, configurationView, {}, signal),
    refetchInterval: everyMs,
  });
}
