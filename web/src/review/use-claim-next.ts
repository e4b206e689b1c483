import { inspection } from '@garita/api';
import { useCallback, useState } from 'react';
import { z } from 'zod';
import { api } from '../app/api.ts';

const claimed = z.union([inspection, z.undefined()]);

/** Claims the most urgent case that waits; `undefined` when none does. */
export async function claimNext(): Promise<string | undefined> {
  return (await api.post('/api/v1/inspections/next', {}, claimed))?.scan;
}

export interface Claiming {
  readonly state: 'idle' | 'asking' | 'empty' | 'failed';
  readonly error?: unknown;
}

/** Claims the next case and goes there. */
export function useClaimNext(go: (scan: string) => void): {
  readonly claiming: Claiming;
  next(): void;
  dismiss(): void;
} {
  const [claiming, setClaiming] = useState<Claiming>({ state: 'idle' });
  const next = useCallback(() => {
    setClaiming({ state: 'asking' });
    claimNext().then(
      (scan) => {
        setClaiming({ state: scan === undefined ? 'empty' : 'idle' });
        if (scan !== undefined) go(scan);
      },
      (error: unknown) => setClaiming({ state: 'failed', error }),
    );
  }, [go]);
  return { claiming, next, dismiss: () => setClaiming({ state: 'idle' }) };
}
