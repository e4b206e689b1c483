import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { asList, asWords, NO_WORDS } from './draft.ts';
import type { FieldProps } from './field.ts';
import classes from './forms.module.css';

const LANGUAGES = ['es', 'en'] as const;

/** The same words in both languages, side by side. */
export function WordsField({ field, value, problem, onChange }: FieldProps<'words'>): ReactNode {
  const { say } = useWords();
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={problem}>
      <Pair
        value={value}
        short={field.short === true}
        max={field.max ?? 4000}
        onChange={onChange}
        isWrong={problem !== undefined}
      />
    </Framed>
  );
}

export function WordsListField({ field, value, problem, onChange }: FieldProps<'words-list'>): ReactNode {
  const { say } = useWords();
  const list = asList(value);
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={problem}>
      {list.map((words, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is written has no name of its own, and changes by place
        <div key={at} className={classes.listed}>
          <Pair
            value={words}
            short
            max={4000}
            isWrong={false}
            onChange={(changed) => onChange(list.map((one, place) => (place === at ? changed : one)))}
          />
          <ActionIcon
            variant="subtle"
            aria-label={say('form.remove', { number: at + 1 })}
            onClick={() => onChange(list.filter((_, place) => place !== at))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => onChange([...list, NO_WORDS])}>
          {say('form.addWords')}
        </Button>
      </div>
    </Framed>
  );
}

function Pair(props: {
  readonly value: unknown;
  readonly short: boolean;
  readonly max: number;
  readonly isWrong: boolean;
  readonly onChange: (value: unknown) => void;
}): ReactNode {
  const { say } = useWords();
  const words = asWords(props.value);
  return (
    <div className={classes.pair}>
      {LANGUAGES.map((language) => {
        const common = {
          'aria-label': say(`form.in.${language}`),
          placeholder: say(`form.in.${language}`),
          lang: language,
          value: words[language],
          maxLength: props.max,
          error: props.isWrong && words[language].trim() === '',
          onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
            props.onChange({ ...words, [language]: event.currentTarget.value }),
        };
        return props.short ? (
          <TextInput key={language} {...common} />
        ) : (
          <Textarea key={language} {...common} autosize minRows={2} maxRows={12} />
        );
      })}
    </div>
  );
}

/** Several inputs under one name. */
export function Framed(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const problem = useId();
  return (
    <fieldset className={classes.framed} aria-describedby={props.problem === undefined ? undefined : problem}>
      <legend>{props.label}</legend>
      {props.hint !== undefined && <p className={classes.hint}>{props.hint}</p>}
      {props.children}
      {props.problem !== undefined && (
        <p id={problem} className={classes.problem} role="alert">
          {props.problem}
        </p>
      )}
    </fieldset>
  );
}
