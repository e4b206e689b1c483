import { CONTRABAND_KINDS } from '@garita/review';
import { CloseButton, Group, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { type FindInput, findOf } from './find-of.ts';
import classes from './outcome-form.module.css';

const UNITS = ['kg', 'g', 'l', 'pz', 'USD', 'MXN'] as const;

export function FindFields(props: {
  readonly number: number;
  readonly value: FindInput;
  readonly onChange: (value: FindInput) => void;
  readonly onRemove: (() => void) | undefined;
}): ReactNode {
  const { say } = useWords();
  const { number, value, onChange } = props;
  const text = (field: 'description' | 'quantity' | 'unit' | 'place') => ({
    value: value[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...value, [field]: event.currentTarget.value }),
  });
  return (
    <fieldset className={classes.find}>
      <legend>{say('review.outcome.find', { number })}</legend>
      {props.onRemove && (
        <CloseButton
          className={classes.remove ?? ''}
          onClick={props.onRemove}
          aria-label={say('review.outcome.remove', { number })}
        />
      )}
      <Group gap="sm" align="start" grow>
        <NativeSelect
          label={say('review.outcome.contraband')}
          value={value.contraband}
          onChange={(event) => {
            const chosen = CONTRABAND_KINDS.find((kind) => kind === event.currentTarget.value);
            if (chosen) onChange({ ...value, contraband: chosen });
          }}
          data={CONTRABAND_KINDS.map((kind) => ({ value: kind, label: say(`contraband.${kind}`) }))}
        />
        <TextInput label={say('review.outcome.description')} maxLength={300} {...text('description')} />
      </Group>
      <Group gap="sm" align="start">
        <TextInput
          label={say('review.outcome.quantity')}
          inputMode="decimal"
          maxLength={27}
          w="9rem"
          error={findOf(value) ? undefined : say('review.outcome.quantityBad')}
          {...text('quantity')}
        />
        <TextInput label={say('review.outcome.unit')} maxLength={16} w="6rem" list="units" {...text('unit')} />
        <datalist id="units">
          {UNITS.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
        <TextInput label={say('review.outcome.place')} maxLength={300} flex={1} {...text('place')} />
      </Group>
    </fieldset>
  );
}
