import { useQueryClient } from '@tanstack/react-query';
import { useRefresh } from '../../ui/use-refresh.ts';

/** What is shown of equipment is asked again as soon as a decision about any of it is in force. */
export function useEquipmentEvents(): void {
  const queries = useQueryClient();
  useRefresh(
    ({ step }) => step === 'equipment-changed',
    () => void queries.invalidateQueries({ queryKey: ['equipment'] }),
  );
}
