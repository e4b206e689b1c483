import type { InspectionCounts } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { WorklistSearch } from '../app/router.tsx';
import { useWords } from '../i18n/language.tsx';
import classes from './worklist.module.css';

/** The states, each with how many cases are in it now. */
export function WorklistTabs(props: {
  readonly search: WorklistSearch;
  readonly counts: InspectionCounts | undefined;
}): ReactNode {
  const { say, formats } = useWords();
  const { counts, search } = props;
  const { state, ...rest } = search;
  const all = counts && counts.waiting + counts.claimed + counts.decided;
  const tab = (to: WorklistSearch['state'], word: string, count: number | undefined) => (
    <Link
      key={word}
      to="/worklist"
      search={to === undefined ? rest : { ...rest, state: to }}
      className={classes.tab ?? ''}
      aria-current={state === to ? 'page' : undefined}
      replace
    >
      {word} <span>{count === undefined ? '' : formats.number(count)}</span>
    </Link>
  );
  return (
    <nav className={classes.tabs} aria-label={say('review.column.state')}>
      {tab(undefined, say('review.all'), all)}
      {tab('waiting', say('state.waiting'), counts?.waiting)}
      {tab('claimed', say('state.claimed'), counts?.claimed)}
      {tab('decided', say('state.decided'), counts?.decided)}
    </nav>
  );
}
