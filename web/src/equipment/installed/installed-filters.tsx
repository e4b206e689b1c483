import type { InstalledBase } from '@garita/api';
import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import classes from './installed.module.css';
import { DEVICE_STATES, type InstalledSearch, REPLACE } from './installed-search.ts';

type Change = { readonly [Key in keyof InstalledSearch]?: InstalledSearch[Key] | undefined };

/** Filters of the installed base, all in the address. */
export function InstalledFilters(props: {
  readonly base: InstalledBase;
  readonly search: InstalledSearch;
  readonly onSeek: (change: Change) => void;
}): ReactNode {
  const { say, language } = useWords();
  const { base, search, onSeek } = props;
  const names = (rows: readonly (readonly [id: string, name: string])[]) =>
    [...new Map(rows)]
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label, language));
  const here = base.rows.filter(({ operator }) => search.operator === undefined || operator === search.operator);
  const select = (
    name: 'operator' | 'site' | 'state' | 'gate' | 'replace',
    options: readonly { readonly value: string; readonly label: string }[],
    more: Change = {},
  ) => (
    <NativeSelect
      size="xs"
      aria-label={say(`installed.filter.${name}`)}
      value={search[name] ?? ''}
      data-set={search[name] !== undefined || undefined}
      className={classes.filter ?? ''}
      onChange={(event) => onSeek({ ...more, [name]: event.currentTarget.value || undefined })}
      data={[{ value: '', label: `${say(`installed.filter.${name}`)}: ${say('register.filter.any')}` }, ...options]}
    />
  );
  return (
    <search className={classes.filters}>
      {select('operator', names(base.rows.map((row) => [row.operator, row.operatorName[language]])), {
        site: undefined,
      })}
      {select('site', names(here.map((row) => [row.site, row.siteName[language]])))}
      {select(
        'state',
        DEVICE_STATES.map((value) => ({ value, label: say(`deviceView.state.${value}`) })),
      )}
      {select(
        'gate',
        (['in', 'out'] as const).map((value) => ({ value, label: say(`installed.gate.${value}`) })),
      )}
      {select(
        'replace',
        REPLACE.map((value) => ({ value, label: say(`installed.replace.${value}`) })),
      )}
      <NativeSelect
        size="xs"
        aria-label={say('installed.by')}
        className={classes.filter ?? ''}
        value={search.by ?? 'place'}
        onChange={(event) => onSeek({ by: event.currentTarget.value === 'date' ? 'date' : undefined })}
        data={(['place', 'date'] as const).map((value) => ({
          value,
          label: `${say('installed.by')}: ${say(`installed.by.${value}`)}`,
        }))}
      />
      {Object.keys(search).some((name) => name !== 'by') && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() =>
            onSeek({ operator: undefined, site: undefined, state: undefined, gate: undefined, replace: undefined })
          }
        >
          {say('register.filter.clear')}
        </Button>
      )}
    </search>
  );
}
