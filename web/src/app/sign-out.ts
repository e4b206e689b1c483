import { session } from '@garita/api';
import { useNavigate } from '@tanstack/react-router';
import { api } from './api.ts';
import { useSession } from './session.tsx';

/** Ends the session here and at the server; what was decided and not yet sent stays in this browser for its owner. */
export function useSignOut(): () => Promise<void> {
  const { renew } = useSession();
  const navigate = useNavigate();
  return async () => {
    await api.delete('/api/v1/session', session);
    await renew();
    await navigate({ to: '/sign-in' });
  };
}
