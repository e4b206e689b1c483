import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import type { Draft, FieldProps } from './field.ts';
import classes from './forms.module.css';
import { Framed } from './words-field.tsx';

/** The seven foundational requirements of IEC 62443-4-2, in its order. */
export const FOUNDATIONAL = ['iac', 'uc', 'si', 'dc', 'rdf', 'tre', 'ra'] as const;
const LEVELS = ['0', '1', '2', '3', '4'];

/** Security level of each foundational requirement: seven values side by side, never added up. */
export function LevelsField({ field, value, problem, onChange }: FieldProps<'levels'>): ReactNode {
  const { say } = useWords();
  const levels = (value ?? undefined) as Draft | undefined;
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={problem}>
      {levels === undefined ? (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange(Object.fromEntries(FOUNDATIONAL.map((name) => [name, null])))}
          >
            {say('form.levels.enter')}
          </Button>
        </div>
      ) : (
        <>
          <div className={classes.levels}>
            {FOUNDATIONAL.map((name) => (
              <Select
                key={name}
                size="xs"
                label={say(`eq.level.${name}`)}
                placeholder={say('eq.check.not-assessed')}
                data={LEVELS}
                value={levels[name] === null ? null : String(levels[name])}
                clearable
                onChange={(chosen) => onChange({ ...levels, [name]: chosen === null ? null : Number(chosen) })}
              />
            ))}
          </div>
          <div>
            <Button size="compact-sm" variant="subtle" onClick={() => onChange(null)}>
              {say('form.levels.without')}
            </Button>
          </div>
        </>
      )}
    </Framed>
  );
}
