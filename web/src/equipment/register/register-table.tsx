import type { EquipmentLine } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../i18n/language.tsx';
import classes from './register.module.css';
import { RegisterRow } from './register-row.tsx';
import type { RegisterSearch } from './register-search.ts';

const COLUMNS = [
  ['configuration', 'name'],
  ['state', 'state'],
  ['type', undefined],
  ['valid', 'expiry'],
  ['evaluation', 'not-assessed'],
  ['devices', 'devices'],
  ['others', undefined],
] as const;

/** The lines as one grid: walked by keys, opened by Enter or by their names. */
export function RegisterTable(props: {
  readonly rows: readonly EquipmentLine[];
  readonly now: number;
  readonly search: RegisterSearch;
  readonly selected: number;
  readonly onSort: (sort: NonNullable<RegisterSearch['sort']>) => void;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
}): ReactNode {
  const { say } = useWords();
  const { rows, now, search, selected } = props;
  const sorted = search.sort ?? 'name';
  useEffect(() => {
    if (selected > 0) document.getElementById(`line-${selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div className={classes.scroller}>
      <table
        id="register"
        className={classes.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: one tab stop whose rows are walked by keys is a grid; ARIA in HTML allows it on a table
        role="grid"
        aria-label={say('register.title')}
        aria-activedescendant={rows[selected] ? `line-${selected}` : undefined}
        tabIndex={0}
      >
        <thead>
          <tr>
            {COLUMNS.map(([column, sort]) => (
              <th key={column} scope="col" aria-sort={sort === sorted ? 'ascending' : undefined}>
                {sort === undefined ? (
                  say(`register.column.${column}`)
                ) : (
                  <UnstyledButton className={classes.sort} onClick={() => props.onSort(sort)}>
                    {say(`register.column.${column}`)}
                    {sort === sorted && <IconArrowDown size="1em" aria-hidden />}
                  </UnstyledButton>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((line, index) => (
            <RegisterRow
              key={line.configuration}
              line={line}
              index={index}
              now={now}
              selected={index === selected}
              onSelect={props.onSelect}
              onOpen={props.onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
