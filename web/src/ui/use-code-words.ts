import type { ErrorCode } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../i18n/language.tsx';

export interface CodeWords {
  readonly says: string;
  readonly wayOut: string;
}

/** Words of the catalogue for a code that came as data; `undefined` while they load, and for a code of a newer server. */
export function useCodeWords(): (code: string) => CodeWords | undefined {
  const { language } = useWords();
  const { data } = useQuery({
    queryKey: ['error-words'],
    queryFn: () => import('./error-words.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return (code) => (data?.isErrorCode(code) ? data.ERRORS[code as ErrorCode][language] : undefined);
}
