import { type EquipmentLine, equipmentType, lifeState } from '@garita/api';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, type Ref, useEffect, useState } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import classes from './register.module.css';
import { type RegisterSearch, STATE_GROUP_NAMES, WITHIN_DAYS } from './register-search.ts';

type Change = { readonly [Key in keyof RegisterSearch]?: RegisterSearch[Key] | undefined };

/** Search and filters of the register, all in the address. */
export function RegisterFilters(props: {
  readonly search: RegisterSearch;
  readonly lines: readonly EquipmentLine[];
  readonly onSeek: (change: Change) => void;
  readonly searchField: Ref<HTMLInputElement>;
  readonly children: ReactNode;
}): ReactNode {
  const { say } = useWords();
  const { search, onSeek, lines } = props;
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const any = (word: string) => ({ value: '', label: `${word}: ${say('register.filter.any')}` });
  const states = lifeState.options.filter((state) => lines.some((line) => line.state === state));
  const types = equipmentType.options.filter((type) => lines.some((line) => line.type === type));
  return (
    <search className={classes.filters}>
      <TextInput
        ref={props.searchField}
        size="xs"
        type="search"
        className={classes.searchField ?? ''}
        aria-label={say('register.search')}
        placeholder={say('register.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<KeyHint of="search" />}
        value={text}
        maxLength={64}
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onSeek({ q: event.currentTarget.value.trim() || undefined });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={say('register.filter.state')}
        value={search.state ?? ''}
        data-set={search.state !== undefined || undefined}
        className={classes.filter ?? ''}
        onChange={(event) => onSeek({ state: (event.currentTarget.value || undefined) as RegisterSearch['state'] })}
        data={[
          any(say('register.filter.state')),
          ...STATE_GROUP_NAMES.map((value) => ({ value, label: say(`register.group.${value}`) })),
          {
            group: say('register.filter.exactly'),
            items: states.map((value) => ({ value, label: say(`eq.state.${value}`) })),
          },
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={say('register.filter.type')}
        value={search.type ?? ''}
        data-set={search.type !== undefined || undefined}
        className={classes.filter ?? ''}
        onChange={(event) => onSeek({ type: (event.currentTarget.value || undefined) as RegisterSearch['type'] })}
        data={[any(say('register.filter.type')), ...types.map((value) => ({ value, label: say(`eq.type.${value}`) }))]}
      />
      <NativeSelect
        size="xs"
        aria-label={say('register.filter.within')}
        value={search.within ?? ''}
        data-set={search.within !== undefined || undefined}
        className={classes.filter ?? ''}
        onChange={(event) => onSeek({ within: WITHIN_DAYS.find((days) => String(days) === event.currentTarget.value) })}
        data={[
          any(say('register.filter.within')),
          ...WITHIN_DAYS.map((days) => ({ value: String(days), label: say('register.within', { days }) })),
        ]}
      />
      {Object.keys(search).some((name) => name !== 'sort') && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onSeek({ q: undefined, state: undefined, type: undefined, within: undefined })}
        >
          {say('register.filter.clear')}
        </Button>
      )}
      {props.children}
    </search>
  );
}
