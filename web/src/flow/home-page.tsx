import { status as statusSchema } from '@garita/api';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from './figures.tsx';
import classes from './home-page.module.css';
import { useWalks } from './use-walks.ts';
import { WalkList } from './walk-list.tsx';

/** The first page: what walks through both agencies at this moment. */
export function HomePage(): ReactNode {
  const session = useSession();
  const { say } = useWords();
  if (session.person === null && !session.sample) {
    return (
      <PageHead title="Garita" lead={say('flow.leadSignedOut')}>
        <Button component={Link} to="/sign-in">
          {say('app.signIn')}
        </Button>
      </PageHead>
    );
  }
  return <Now isSignedIn={session.person !== null} />;
}

function Now({ isSignedIn }: { readonly isSignedIn: boolean }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const { walks, pending, error } = useWalks();
  const { data: status } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.get('/api/v1/status', statusSchema, {}, signal),
    refetchInterval: 3000,
  });
  const own = walks.filter(({ side }) => side === 'own').slice(0, 9);
  const partner = walks.filter(({ side }) => side === 'partner').slice(0, 6);
  const canOpen = isSignedIn && session.has('analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator');
  return (
    <div className={classes.page}>
      <PageHead title={say('flow.title')} lead={say(isSignedIn ? 'flow.lead' : 'flow.leadSignedOut')} />
      {!isSignedIn && <WhatItDoes />}
      {status && <Figures status={status} />}
      {error ? (
        <Failure error={error} />
      ) : pending ? (
        <Loading />
      ) : walks.length === 0 ? (
        <Empty title={say('flow.empty')} text={say('flow.emptyText')} />
      ) : (
        <>
          {own.length > 0 && (
            <section>
              <h2>{say('flow.own')}</h2>
              <WalkList walks={own} label={say('flow.own')} canOpen={canOpen} />
            </section>
          )}
          {partner.length > 0 && (
            <section>
              <h2>{say('flow.partner')}</h2>
              <WalkList walks={partner} label={say('flow.partner')} canOpen={canOpen} />
            </section>
          )}
        </>
      )}
    </div>
  );
}

const DOES = ['approve', 'prove', 'share', 'decide'] as const;

function WhatItDoes(): ReactNode {
  const { say } = useWords();
  return (
    <ul className={classes.does} aria-label={say('flow.what.title')}>
      {DOES.map((what) => (
        <li key={what}>{say(`flow.what.${what}`)}</li>
      ))}
    </ul>
  );
}
