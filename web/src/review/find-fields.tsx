import type { OutcomeBody } from '@garita/api';
import { CONTRABAND_KINDS, type ContrabandKind } from '@garita/review';
import { CloseButton, Group, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './outcome-form.module.css';

/** A find as it is typed. */
export interface FindInput {
  readonly contraband: ContrabandKind;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string;
  readonly place: string;
}

export const EMPTY_FIND: FindInput = { contraband: 'other', description: '', quantity: '', unit: 'kg', place: '' };

// As a signed outcome has it: what is weighed is kept to the last digit.
const QUANTITY = /^(?:0|[1-9]\d{0,15})(?:\.\d{1,9})?$/;
const UNITS = ['kg', 'g', 'l', 'pz', 'USD', 'MXN'] as const;

/** As it is signed; `undefined` while the quantity is no number. A comma is no decimal point here: 1,500 would become 1.5. */
export function findOf(input: FindInput): OutcomeBody['finds'][number] | undefined {
  const { contraband, description, place, unit } = input;
  const quantity = input.quantity.trim();
  if (quantity !== '' && !QUANTITY.test(quantity)) return undefined;
  const known = quantity !== '';
  return {
    contraband,
    description: description.trim(),
    quantity: known ? quantity : null,
    unit: known && unit.trim() !== '' ? unit.trim() : null,
    place: place.trim(),
  };
}

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
