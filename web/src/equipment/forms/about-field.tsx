import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import type { Draft, FieldProps } from './field.ts';
import classes from './forms.module.css';
import { RecordField } from './record-field.tsx';
import { Framed } from './words-field.tsx';

/** A supplier or a configuration. */
export function AboutField({ field, value, problem, onChange }: FieldProps<'about'>): ReactNode {
  const { say } = useWords();
  const { kind, id } = value as Draft;
  const about = kind === 'supplier' ? 'supplier' : 'configuration';
  return (
    <Framed label={say(field.label)} problem={problem}>
      <div className={classes.about}>
        <SegmentedControl
          aria-label={say('form.aboutKind')}
          data={(['configuration', 'supplier'] as const).map((one) => ({ value: one, label: say(`eq.kind.${one}`) }))}
          value={about}
          onChange={(chosen) => onChange({ kind: chosen, id: null })}
        />
        <RecordField
          field={{ type: 'record', kind: about, name: 'id', label: `eq.kind.${about}` }}
          value={id}
          problem={undefined}
          onChange={(chosen) => onChange({ kind: about, id: chosen })}
        />
      </div>
    </Framed>
  );
}
