import { type DecisionSubject, equipmentDecisionBody, equipmentDecisionList } from '@garita/api';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Failure } from '../../ui/failure.tsx';
import { stateWord } from '../parts/state-word.ts';
import classes from './decide.module.css';

/** Decisions about it that wait for more signatures; whoever proposed one can take it back. */
export function WaitingDecisions({ subject }: { readonly subject: DecisionSubject }): ReactNode {
  const { say, formats } = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['equipment', 'decisions', subject.kind, subject.id],
    queryFn: ({ signal }) => api.get('/api/v1/equipment/decisions', equipmentDecisionList, subject, signal),
    refetchInterval: 10_000,
  });
  const withdraw = useMutation({
    mutationFn: (hash: string) => api.delete(`/api/v1/equipment/decisions/${hash}`, equipmentDecisionBody),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['equipment'] }),
  });
  const waiting = data?.decisions.filter(({ state }) => state === 'waiting') ?? [];
  return (
    <>
      {withdraw.error && <Failure error={withdraw.error} />}
      {waiting.map((decision) => (
        <p key={decision.hash} className={classes.waiting}>
          {say('work.waiting', {
            state: stateWord(subject.kind, decision.to, say),
            people: formats.list(decision.signers.map(({ name }) => name)),
            have: decision.signers.length,
            needed: decision.needed,
          })}{' '}
          <ButtonLink size="compact-sm" variant="default" to="/equipment/signing">
            {say('work.toSigning')}
          </ButtonLink>{' '}
          {decision.by === session.person && (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate(decision.hash)}
            >
              {say('work.withdraw')}
            </Button>
          )}
        </p>
      ))}
    </>
  );
}
