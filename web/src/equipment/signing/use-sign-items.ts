import { type SignedAnswer, type SigningItem, signedAnswer, signingList } from '@garita/api';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { NoSigningKey, signingKey } from '../../app/signing-key.ts';
import { webCrypto } from '../../app/web-crypto.ts';
import { signItem } from './sign-item.ts';
import { SIGNING } from './use-signing.ts';

export interface SigningItems {
  /** Ids of what is being signed. */
  readonly busy: ReadonlySet<string>;
  readonly failure: unknown;
  readonly answers: readonly SignedAnswer[];
  /** One after the other, in the order given; stops at the first that fails. */
  sign(items: readonly SigningItem[]): void;
}

/** Signs in this browser and sends, document by document. */
export function useSignItems(): SigningItems {
  const session = useSession();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<unknown>();
  const [answers, setAnswers] = useState<readonly SignedAnswer[]>([]);
  const running = useRef(false);
  const work = async (items: readonly SigningItem[]) => {
    const signer = await signingKey(session);
    if (!signer) throw new NoSigningKey();
    let offered: readonly SigningItem[] = items;
    for (const item of items) {
      // A decision that came into force may have overtaken what was read; it comes again, to be read anew.
      if (!offered.some(({ id, withheld }) => id === item.id && withheld === null)) continue;
      const cose = await signItem(webCrypto, signer, item);
      const answer = await api.postCose(`/api/v1/equipment/signing/${item.kind}/${item.id}`, cose, signedAnswer);
      setAnswers((before) => [answer, ...before].slice(0, 20));
      const list = await api.get('/api/v1/equipment/signing', signingList);
      offered = list.items;
      // Shown before anything can be signed again; an older answer that is still on its way must not come over it.
      await queries.cancelQueries({ queryKey: SIGNING });
      queries.setQueryData(SIGNING, list);
    }
  };
  return {
    busy,
    failure,
    answers,
    sign: (items) => {
      if (running.current || items.length === 0) return;
      running.current = true;
      setFailure(undefined);
      setBusy(new Set(items.map(({ id }) => id)));
      work(items)
        .catch(setFailure)
        .finally(() => {
          running.current = false;
          setBusy(new Set());
          void queries.invalidateQueries({ queryKey: ['equipment'] });
        });
    },
  };
}
