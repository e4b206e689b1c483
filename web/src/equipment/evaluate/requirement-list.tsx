import type { AssessedRequirement, Requirement } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { RequirementText } from '../parts/requirement-text.tsx';
import { measureValue, shareText } from '../parts/result-words.ts';
import classes from './review.module.css';
import type { RequirementRow } from './sides-of.ts';

const KINDS = [
  'detection',
  'false-alarm',
  'measure',
  'evidence',
  'gate',
] as const satisfies readonly Requirement['kind'][];

/** What the standard asks, with what the newest evaluation made of each. */
export function RequirementList(props: {
  readonly rows: readonly RequirementRow[];
  readonly chosen: string | undefined;
  readonly onChoose: (requirement: string) => void;
}): ReactNode {
  const { say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen by key comes into sight
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-current=true]');
    if (!chosen || !list.current) return;
    // The list alone: the page stays where it is.
    const { scrollTop, clientHeight, offsetTop } = list.current;
    const top = chosen.offsetTop - offsetTop;
    if (top < scrollTop) list.current.scrollTop = top;
    else if (top + chosen.offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = top + chosen.offsetHeight - clientHeight;
  }, [props.chosen]);
  return (
    <nav className={classes.requirements} aria-label={say('work.requirements')}>
      <p className={classes.listHead}>
        <strong>{say('work.requirements')}</strong> <KeyHint of="item-down" /> <KeyHint of="item-up" />
      </p>
      <div ref={list} className={classes.scrolls}>
        {KINDS.map((kind) => {
          const rows = props.rows.filter(({ requirement }) => requirement.kind === kind);
          if (rows.length === 0) return null;
          return (
            <section key={kind}>
              <h3>{say(`work.kind.${kind}`)}</h3>
              {rows.map((row) => (
                <Row
                  key={row.requirement.id}
                  row={row}
                  isChosen={row.requirement.id === props.chosen}
                  onChoose={props.onChoose}
                />
              ))}
            </section>
          );
        })}
      </div>
    </nav>
  );
}

function Row(props: {
  readonly row: RequirementRow;
  readonly isChosen: boolean;
  readonly onChoose: (requirement: string) => void;
}): ReactNode {
  const { language } = useWords();
  const { requirement, assessed } = props.row;
  return (
    <UnstyledButton
      className={classes.requirement}
      aria-current={props.isChosen}
      onClick={() => props.onChoose(requirement.id)}
    >
      <span>{requirement.text[language]}</span>
      <small>
        <RequirementText requirement={requirement} />
      </small>
      {assessed.length === 0 ? (
        <OutcomeBadge outcome="not-assessed" />
      ) : (
        assessed.map((one) => (
          <span key={one.contexts.join(' ')} className={classes.assessed}>
            <OutcomeBadge outcome={one.outcome} />
            <small>
              <Figures of={one} />
            </small>
          </span>
        ))
      )}
    </UnstyledButton>
  );
}

/** What was seen and what follows from it. */
function Figures({ of: one }: { readonly of: AssessedRequirement }): ReactNode {
  const { say, formats } = useWords();
  if (one.hits !== null && one.trials !== null) {
    const seen = say('work.hitsOf', { hits: formats.number(one.hits), trials: formats.number(one.trials) });
    if (one.bound === null) return seen;
    return `${seen}: ${one.boundSide === 'upper' ? '≤' : '≥'} ${shareText(one.bound, one.boundSide, formats)}`;
  }
  return one.value === null ? null : measureValue(one.value, one.unit ?? '', formats);
}
