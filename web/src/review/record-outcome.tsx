import type { InspectionDetail } from '@garita/api';
import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Loading } from '../ui/loading.tsx';
import classes from './case-page.module.css';

const OutcomeForm = lazy(() => import('./outcome-form.tsx').then((module) => ({ default: module.OutcomeForm })));

/** Where what an examination found is written down, by those who sign. */
export function RecordOutcome(props: { readonly detail: InspectionDetail; recorded(): void }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  const { detail, recorded } = props;
  if (detail.decision === null || !session.has('analyst', 'supervisor')) return null;
  if (!isOpen) {
    return (
      <Button className={classes.onScreen ?? ''} size="xs" variant="default" onClick={() => setOpen(true)}>
        {say('case.outcome.record')}
      </Button>
    );
  }
  return (
    <div className={classes.onScreen}>
      <Suspense fallback={<Loading />}>
        <OutcomeForm
          inspection={detail}
          onDone={() => {
            setOpen(false);
            recorded();
          }}
          onCancel={() => setOpen(false)}
        />
      </Suspense>
    </div>
  );
}
