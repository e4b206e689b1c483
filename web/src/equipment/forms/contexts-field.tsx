import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { asList } from './draft.ts';
import type { FieldProps } from './field.ts';
import classes from './forms.module.css';
import { useStandard } from './use-standard.ts';
import { Framed } from './words-field.tsx';

/** Uses of the standard; each with the site, network and data it speaks of. */
export function ContextsField({ field, value, problem, onChange }: FieldProps<'contexts'>): ReactNode {
  const { say, formats, language } = useWords();
  const standard = useStandard();
  const chosen = asList(value).map(String);
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={problem}>
      {standard === undefined ? (
        <p className={classes.hint}>{say('form.standardFirst')}</p>
      ) : (
        standard.body.contexts.map((context) => (
          <Checkbox
            key={context.id}
            label={context.name[language]}
            description={[
              context.siteKinds.length === 0
                ? say('form.anySite')
                : formats.list(context.siteKinds.map((kind) => say(`site.${kind}`))),
              say(`eq.network.${context.network}`),
              say(`eq.dataClass.${context.dataClass}`),
            ].join(' · ')}
            checked={chosen.includes(context.id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, context.id] : chosen.filter((one) => one !== context.id),
              )
            }
          />
        ))
      )}
    </Framed>
  );
}
