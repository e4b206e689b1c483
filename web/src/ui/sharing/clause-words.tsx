import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useAgreement } from '../use-agreement.ts';
import classes from './sharing.module.css';

/** The clauses a ruling names, in words; none means that nothing permits it. */
export function ClauseWords({ policies }: { readonly policies: readonly string[] }): ReactNode {
  const { say } = useWords();
  const { clause } = useAgreement();
  if (policies.length === 0) return <span className={classes.quiet}>{say('exchange.noClause')}</span>;
  return policies.map((policy) => (
    <p key={policy} className={classes.clause} title={policy}>
      {clause(policy)}
    </p>
  ));
}
