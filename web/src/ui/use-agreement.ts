import { type AgreementBody, agreementBody } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { ApiError, api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';

export interface AgreementInForce {
  /** `null`: there is none. */
  readonly agreement: AgreementBody | null | undefined;
  readonly error: Error | null;
  /** What a rule of the policy says, in the page's language; its id where the text gives no words. */
  clause(id: string): string;
  refetch(): void;
}

/** The terms in force with the partner. */
export function useAgreement(): AgreementInForce {
  const { language } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['agreement'],
    queryFn: async ({ signal }) => {
      try {
        return await api.get('/api/v1/agreement', agreementBody, {}, signal);
      } catch (refused) {
        if (refused instanceof ApiError && refused.status === 404) return null;
        throw refused;
      }
    },
    staleTime: 300_000,
  });
  return {
    agreement: data,
    error,
    clause: (id) => data?.clauses.find((clause) => clause.id === id)?.words[language] || id,
    refetch: () => void refetch(),
  };
}
