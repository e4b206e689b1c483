import { Button, Modal } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useCommands } from '../app/commands.tsx';
import { prefetchCase } from '../app/prefetch.ts';
import type { WorklistSearch } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { Loading } from '../ui/loading.tsx';
import { OutcomeForm } from './outcome-form.tsx';
import { titleOf } from './title-of.ts';
import { useClaimNext } from './use-claim-next.ts';
import { useWorklist } from './use-worklist.ts';
import classes from './worklist.module.css';
import { WorklistFilters } from './worklist-filters.tsx';
import { WorklistGrid } from './worklist-grid.tsx';
import { WorklistTabs } from './worklist-tabs.tsx';

/** Cases that will probably be next are made ready. */
const READY = 3;

/** The cases on their way to a decision: live, searchable, as many as there are. */
export function WorklistPage(): ReactNode {
  const { say } = useWords();
  const { person } = useSession();
  if (person === null) {
    return (
      <Empty title={say('review.title')} text={say('review.signIn')}>
        <ButtonLink to="/sign-in" search={{ to: '/worklist' }}>
          {say('app.signIn')}
        </ButtonLink>
      </Empty>
    );
  }
  return <SignedInWorklist />;
}

function SignedInWorklist(): ReactNode {
  const { say, formats } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/worklist' });
  const [shown, setShown] = useState({ first: 0, last: 30 });
  const [selected, setSelected] = useState(0);
  const [recording, setRecording] = useState<number>();
  const searchField = useRef<HTMLInputElement>(null);
  const list = useWorklist(search, shown);
  const { total } = list;
  const filters = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters are another list
  useEffect(() => setSelected(0), [filters]);

  const decides = session.has('analyst', 'supervisor');
  const go = useCallback((scan: string) => void navigate({ to: '/desk/$scan', params: { scan } }), [navigate]);
  const { claiming, next } = useClaimNext(go);
  const seek = (change: Partial<{ [Key in keyof WorklistSearch]: WorklistSearch[Key] | undefined }>) =>
    void navigate({ to: '/worklist', search: (before) => ({ ...before, ...change }) as WorklistSearch, replace: true });
  const move = (by: number) => {
    // Enter is then the row's, not the button's that was clicked before.
    document.getElementById('cases')?.focus({ preventScroll: true });
    setSelected((at) => Math.max(0, Math.min((total ?? 1) - 1, at + by)));
  };
  const open = (index: number) => {
    const scan = list.row(index)?.scan;
    if (scan !== undefined) go(scan);
  };
  useCommands({
    search: () => searchField.current?.focus(),
    'row-down': () => move(1),
    'row-up': () => move(-1),
    'row-open': () => open(selected),
    ...(list.newcomers > 0 && {
      'show-new': () => {
        list.showNewcomers();
        setSelected(0);
      },
    }),
  });

  const ready = Array.from({ length: 20 }, (_, index) => list.row(index))
    .filter((row) => row?.state === 'waiting' && row.secondAfter !== session.person)
    .slice(0, READY)
    .map((row) => row?.scan)
    .join(' ');
  useEffect(() => {
    if (decides && ready !== '') for (const scan of ready.split(' ')) prefetchCase(scan);
  }, [ready, decides]);

  const failure = total === undefined ? list.failure(0) : undefined;
  const isFiltered = Object.keys(search).length > 0;
  const outcomeRow = recording === undefined ? undefined : list.row(recording);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <h1>{say('review.title')}</h1>
        <WorklistTabs search={search} counts={list.counts} />
        <span className={classes.total} role="status">
          {total !== undefined && say('review.total', { count: formats.number(total) })}
        </span>
        {list.newcomers > 0 && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={list.showNewcomers}
            title={say('review.new.show', { count: list.newcomers })}
          >
            {say('review.new', { count: formats.number(list.newcomers) })}&nbsp;
            <KeyHint of="show-new" />
          </Button>
        )}
        {decides && (
          <Button size="compact-md" loading={claiming.state === 'asking'} onClick={next}>
            {say('review.next')}&nbsp;
            <KeyHint of="claim-next" />
          </Button>
        )}
      </div>
      {claiming.state === 'empty' && <p role="status">{say('review.next.empty')}</p>}
      {claiming.state === 'failed' && <Failure error={claiming.error} retry={next} />}
      <WorklistFilters search={search} onSeek={seek} searchField={searchField} />
      {failure !== undefined && <Failure error={failure} retry={list.retry} />}
      {total === undefined && failure === undefined && <Loading />}
      {total === 0 && (
        <Empty
          title={say(isFiltered ? 'review.none.title' : 'review.quiet.title')}
          text={say(isFiltered ? 'review.none.text' : 'review.quiet.text')}
        >
          {isFiltered && (
            <Button variant="default" onClick={() => void navigate({ to: '/worklist', search: {} })}>
              {say('review.filter.clear')}
            </Button>
          )}
        </Empty>
      )}
      {total !== undefined && total > 0 && (
        <WorklistGrid
          key={filters}
          list={list}
          total={total}
          selected={selected}
          onSelect={setSelected}
          onOpen={open}
          onShown={setShown}
          onRecord={decides ? setRecording : undefined}
        />
      )}
      {outcomeRow && (
        <Modal
          opened
          onClose={() => setRecording(undefined)}
          title={say('review.outcome.of', { title: titleOf(outcomeRow) })}
          size="xl"
          closeButtonProps={{ 'aria-label': say('app.close') }}
        >
          <OutcomeForm
            inspection={outcomeRow}
            onDone={() => setRecording(undefined)}
            onCancel={() => setRecording(undefined)}
          />
        </Modal>
      )}
    </div>
  );
}
