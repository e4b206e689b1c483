import { type EquipmentRegister, equipmentRegister } from '@garita/api';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { api } from '../../app/api.ts';
import { useCommands } from '../../app/commands.tsx';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { EquipmentTabs } from '../parts/equipment-tabs.tsx';
import classes from './register.module.css';
import { RegisterFilters } from './register-filters.tsx';
import { registerRows } from './register-rows.ts';
import type { RegisterSearch } from './register-search.ts';
import { RegisterSummary } from './register-summary.tsx';
import { RegisterTable } from './register-table.tsx';

/** Rows drawn at first; more than a screen, and as many as a browser draws in a blink. */
const FIRST_ROWS = 200;

/** Every configuration that was ever asked about: where it stands, until when, what is known, and where it is in use. */
export function RegisterPage(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', 'register'],
    queryFn: ({ signal }) => api.get('/api/v1/equipment', equipmentRegister, {}, signal),
    refetchInterval: 5000,
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.page}>
      <EquipmentTabs />
      <PageHead title={say('register.title')} lead={say('register.lead')}>
        {session.has('evaluator', 'equipment-authority') && (
          <ButtonLink size="xs" to="/equipment/new">
            {say('register.new')}
          </ButtonLink>
        )}
      </PageHead>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data ? <Register register={data} /> : error ? null : <Loading />}
    </div>
  );
}

function Register({ register }: { readonly register: EquipmentRegister }): ReactNode {
  const { say, language, formats } = useWords();
  const search = useSearch({ from: '/equipment' });
  const navigate = useNavigate();
  const [selected, setSelected] = useState(0);
  const [all, setAll] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const rows = registerRows(register.lines, search, register.at, language);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  const filters = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters are another list
  useEffect(() => setSelected(0), [filters]);

  const seek = (change: Partial<{ [Key in keyof RegisterSearch]: RegisterSearch[Key] | undefined }>) =>
    void navigate({
      to: '/equipment',
      search: (before) => ({ ...before, ...change }) as RegisterSearch,
      replace: true,
    });
  const move = (by: number) => {
    // Enter is then the row's, not the link's that was clicked before.
    document.getElementById('register')?.focus({ preventScroll: true });
    setSelected((at) => Math.max(0, Math.min(shown.length - 1, at + by)));
  };
  const open = (index: number) => {
    const row = shown[index];
    if (row) void navigate({ to: '/equipment/configurations/$id', params: { id: row.configuration } });
  };
  useCommands({
    search: () => searchField.current?.focus(),
    'row-down': () => move(1),
    'row-up': () => move(-1),
    'row-open': () => open(selected),
  });
  if (register.lines.length === 0) return <Empty title={say('register.none')} text={say('register.noneText')} />;
  const isFiltered = Object.keys(search).some((name) => name !== 'sort');
  return (
    <>
      <RegisterSummary register={register} />
      <RegisterFilters search={search} onSeek={seek} searchField={searchField} lines={register.lines}>
        <span className={classes.total} role="status">
          {say('register.total', { shown: formats.number(rows.length), all: formats.number(register.lines.length) })}
        </span>
      </RegisterFilters>
      {rows.length === 0 ? (
        <Empty title={say('register.noMatch')} text={say('register.noMatchText')}>
          {isFiltered && (
            <Button variant="default" onClick={() => void navigate({ to: '/equipment', search: {} })}>
              {say('register.filter.clear')}
            </Button>
          )}
        </Empty>
      ) : (
        <RegisterTable
          rows={shown}
          now={register.at}
          search={search}
          selected={selected}
          onSort={(sort) => seek({ sort: sort === 'name' ? undefined : sort })}
          onSelect={setSelected}
          onOpen={open}
        />
      )}
      {rows.length > shown.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {say('register.showAll', { count: formats.number(rows.length) })}
        </Button>
      )}
    </>
  );
}
