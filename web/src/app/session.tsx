import { type RoleBody, type SessionBody, session } from '@garita/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { api, keepCsrfToken, onSignedOut } from './api.ts';
import { followEvents, stopFollowing } from './events.ts';

export interface Session extends SessionBody {
  /** True for any of these roles. */
  has(...roles: readonly RoleBody[]): boolean;
  /** After signing in, out, or a change of the account. */
  renew(): Promise<void>;
}

const context = createContext<Session | undefined>(undefined);
const KEY = ['session'] as const;

/** Who is signed in; everything below knows. */
export function SessionProvider({
  children,
  loading,
  failed,
}: {
  readonly children: ReactNode;
  readonly loading: ReactNode;
  readonly failed: (error: Error) => ReactNode;
}): ReactNode {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      const answer = await api.get('/api/v1/session', session, {}, signal);
      keepCsrfToken(answer.csrf);
      return answer;
    },
    staleTime: 60_000,
    refetchInterval: 300_000,
  });
  const person = data?.person ?? null;
  useEffect(
    () => onSignedOut(() => person !== null && void queries.invalidateQueries({ queryKey: KEY })),
    [person, queries],
  );
  // In a demonstration strangers watch, too.
  const watches = data !== undefined && (person !== null || data.demoAccounts.length > 0);
  useEffect(() => {
    if (watches) followEvents();
    else stopFollowing();
  }, [watches]);
  if (!data) return error ? failed(error) : loading;
  const value: Session = {
    ...data,
    has: (...roles) => roles.some((role) => data.roles.includes(role)),
    renew: async () => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
      await queries.invalidateQueries({ queryKey: KEY });
    },
  };
  return <context.Provider value={value}>{children}</context.Provider>;
}

export function useSession(): Session {
  const value = useContext(context);
  if (!value) throw new Error('useSession outside SessionProvider');
  return value;
}
