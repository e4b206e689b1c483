import { type SiteRegister, siteRegister } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';

export interface PlaceNames {
  readonly register: SiteRegister | undefined;
  /** The site's name, or its id where the register does not know it (the partner's sites). */
  site(id: string): string;
  lane(id: string): string;
}

/** Names of sites and lanes in the language of the page. */
export function usePlaceNames(): PlaceNames {
  const { language } = useWords();
  const { data } = useQuery({
    queryKey: ['register'],
    queryFn: ({ signal }) => api.get('/api/v1/register', siteRegister, {}, signal),
    staleTime: 600_000,
  });
  return useMemo(() => {
    const sites = new Map(data?.sites.map((site) => [site.id, site.name]));
    const lanes = new Map(data?.sites.flatMap((site) => site.lanes.map((lane) => [lane.id, lane.name] as const)));
    return {
      register: data,
      site: (id) => sites.get(id)?.[language] ?? id,
      lane: (id) => lanes.get(id)?.[language] ?? id,
    };
  }, [data, language]);
}
