import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import classes from './signing-count.module.css';
import { useSigning } from './use-signing.ts';

/** How many documents wait for this person's signature; nothing when none does. */
export function SigningCount(): ReactNode {
  const { say, formats } = useWords();
  const session = useSession();
  const { data } = useSigning(session.has('equipment-authority', 'evaluator'));
  const count = data?.items.filter(({ withheld }) => withheld === null).length ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes.count} role="status" aria-label={say('signing.count', { count: formats.number(count) })}>
      {formats.number(count)}
    </span>
  );
}
