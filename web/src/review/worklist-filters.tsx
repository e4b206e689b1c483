import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import type { WorklistSearch } from '../app/router.tsx';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './worklist.module.css';

const KINDS = ['truck', 'container', 'rail-car', 'car', 'bag', 'parcel', 'person', 'other'] as const;
/** After the last letter typed, ms. */
const TYPED_MS = 250;

type Change = { readonly [Key in keyof WorklistSearch]?: WorklistSearch[Key] | undefined };

/** Search and filters, all in the address. */
export function WorklistFilters(props: {
  readonly search: WorklistSearch;
  readonly onSeek: (change: Change) => void;
  readonly searchField: Ref<HTMLInputElement>;
}): ReactNode {
  const { say, language } = useWords();
  const { register } = usePlaceNames();
  const { search, onSeek } = props;
  const sites = register?.sites ?? [];
  const lanes = sites.flatMap((site) => (search.site === undefined || site.id === search.site ? site.lanes : []));
  const select = (
    name: 'site' | 'lane' | 'kind' | 'origin' | 'alarm',
    options: readonly { readonly value: string; readonly label: string }[],
    more: Change = {},
  ) => (
    <NativeSelect
      size="xs"
      aria-label={say(`review.filter.${name}`)}
      value={search[name] ?? ''}
      data-set={search[name] !== undefined || undefined}
      className={classes.filter ?? ''}
      onChange={(event) => onSeek({ ...more, [name]: event.currentTarget.value || undefined })}
      data={[{ value: '', label: `${say(`review.filter.${name}`)}: ${say('review.filter.any')}` }, ...options]}
    />
  );
  return (
    <search className={classes.filters}>
      <SearchField value={search.q ?? ''} field={props.searchField} onSearch={(q) => onSeek({ q: q || undefined })} />
      {select(
        'site',
        sites.map(({ id, name }) => ({ value: id, label: name[language] })),
        { lane: undefined },
      )}
      {select(
        'lane',
        lanes.map(({ id, name }) => ({ value: id, label: name[language] })),
      )}
      {select(
        'kind',
        KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) })),
      )}
      {select(
        'origin',
        (['own', 'partner'] as const).map((value) => ({ value, label: say(`review.origin.${value}`) })),
      )}
      {select(
        'alarm',
        (['any', 'radiation', 'machine'] as const).map((value) => ({ value, label: say(`review.alarm.${value}`) })),
      )}
      {Object.keys(search).some((name) => name !== 'state') && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() =>
            onSeek({
              q: undefined,
              site: undefined,
              lane: undefined,
              kind: undefined,
              origin: undefined,
              alarm: undefined,
            })
          }
        >
          {say('review.filter.clear')}
        </Button>
      )}
    </search>
  );
}

function SearchField(props: {
  readonly value: string;
  readonly field: Ref<HTMLInputElement>;
  readonly onSearch: (text: string) => void;
}): ReactNode {
  const { say } = useWords();
  const [text, setText] = useState(props.value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(props.value), [props.value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (to: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => to.trim() !== props.value && props.onSearch(to.trim()), wait);
  };
  return (
    <TextInput
      ref={props.field}
      size="xs"
      type="search"
      className={classes.searchField ?? ''}
      aria-label={say('review.search')}
      placeholder={say('review.search')}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={<KeyHint of="search" />}
      value={text}
      maxLength={64}
      spellCheck={false}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value, TYPED_MS);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') search(text, 0);
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
