import type { ConfigurationView } from '@garita/api';
import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { EvaluationStrip } from './evaluation-strip.tsx';
import { Pane } from './pane.tsx';
import { RequirementList } from './requirement-list.tsx';
import classes from './review.module.css';
import { readSide, type Side, writeSide } from './side.ts';
import { rowsOf, sidesOf } from './sides-of.ts';
import { useEvaluate } from './use-evaluate.ts';

interface Shown {
  readonly requirement?: string;
  readonly left?: Side | undefined;
  readonly right?: Side | undefined;
}

/** Requirements on the left; two sides to look at, or to write one while looking at the other. */
export function ReviewDesk(props: { readonly view: ConfigurationView; readonly mayWrite: boolean }): ReactNode {
  const { view, mayWrite } = props;
  const { say, language } = useWords();
  const navigate = useNavigate();
  const search = useSearch({ from: '/equipment/configurations/$id/review' });
  const evaluate = useEvaluate(view);
  const rows = rowsOf(view);
  const chosen = rows.find(({ requirement }) => requirement.id === search.requirement) ?? rows[0];
  const proposed = chosen ? sidesOf(view, chosen) : { left: undefined, right: undefined };
  const left = readSide(search.left) ?? proposed.left;
  const right = readSide(search.right) ?? proposed.right;
  const go = (changes: Shown) => {
    const requirement = changes.requirement ?? chosen?.requirement.id;
    void navigate({
      to: '/equipment/configurations/$id/review',
      params: { id: view.line.configuration },
      search: {
        ...(requirement !== undefined && { requirement }),
        ...(changes.left && { left: writeSide(changes.left) }),
        ...(changes.right && { right: writeSide(changes.right) }),
      },
      replace: true,
      resetScroll: false,
    });
  };
  const choose = (requirement: string) => go({ requirement });
  const move = (by: number) => {
    const at = chosen ? rows.indexOf(chosen) : 0;
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) choose(next.requirement.id);
  };
  const write = (id: 'evidence' | 'finding') => {
    if (mayWrite) go({ left, right: { kind: 'new', id } });
  };
  useCommands({
    'item-down': () => move(1),
    'item-up': () => move(-1),
    'swap-sides': () => go({ left: right, right: left }),
    evaluate: () => mayWrite && evaluate.run(),
    'new-evidence': () => write('evidence'),
    'new-finding': () => write('finding'),
  });
  const { line } = view;
  return (
    <div className={classes.page}>
      <PageHead title={line.name[language]} lead={`${line.maker} · ${line.model} · ${line.standardTitle[language]}`}>
        <StateBadge state={line.state} section={line.section} />
        {mayWrite && (
          <>
            <Button
              variant="default"
              size="xs"
              rightSection={<KeyHint of="new-evidence" />}
              onClick={() => write('evidence')}
            >
              {say('work.newEvidence')}
            </Button>
            <Button
              variant="default"
              size="xs"
              rightSection={<KeyHint of="new-finding" />}
              onClick={() => write('finding')}
            >
              {say('work.newFinding')}
            </Button>
            <Button
              size="xs"
              loading={evaluate.isRunning}
              rightSection={<KeyHint of="evaluate" />}
              onClick={evaluate.run}
            >
              {say('work.evaluate')}
            </Button>
          </>
        )}
        <ButtonLink
          size="xs"
          variant="default"
          to="/equipment/configurations/$id/decide"
          params={{ id: line.configuration }}
        >
          {say('work.toDecide')}
        </ButtonLink>
      </PageHead>
      <EvaluationStrip view={view} evaluate={evaluate} onChoose={choose} />
      <div className={classes.desk}>
        <RequirementList rows={rows} chosen={chosen?.requirement.id} onChoose={choose} />
        <Pane
          key={`left ${left ? writeSide(left) : ''}`}
          name={say('work.side.left')}
          view={view}
          side={left}
          requirement={chosen?.requirement}
          mayWrite={mayWrite}
          onShow={(side) => go({ left: side, right })}
          onBeside={(side) => go({ left, right: side })}
        />
        <Pane
          key={`right ${right ? writeSide(right) : ''}`}
          name={say('work.side.right')}
          view={view}
          side={right}
          requirement={chosen?.requirement}
          mayWrite={mayWrite}
          onShow={(side) => go({ left, right: side })}
          onBeside={(side) => go({ left: side, right })}
        />
      </div>
    </div>
  );
}
