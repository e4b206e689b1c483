import type { Kept } from '@garita/api';
import { useRecords } from '../parts/use-records.ts';
import { useFormContext } from './form-context.ts';

/** The standard that the form names, or else that of the configuration it is about. */
export function useStandard(): Kept<'standard'> | undefined {
  const { configuration, standard } = useFormContext();
  const { data: standards } = useRecords('standard');
  const { data: configurations } = useRecords('configuration', undefined, configuration !== undefined);
  const named = standard ?? configurations?.find(({ id }) => id === configuration)?.body.standard;
  return standards?.find(({ id }) => id === named);
}
