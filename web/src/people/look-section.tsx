import { Checkbox, Radio, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { PREFERENCE, readPreference, savePreference } from '../app/preferences.ts';
import { chooseScheme, useChosenScheme } from '../app/use-scheme.ts';
import { useWords } from '../i18n/language.tsx';
import classes from './people.module.css';

/** Language, light, colours of material: of this browser, for whoever sits at it. */
export function LookSection(): ReactNode {
  const { say, language, choose } = useWords();
  const scheme = useChosenScheme();
  const [palette, setPalette] = useState(() => readPreference('palette'));
  const [next, setNext] = useState(() => readPreference('next'));
  return (
    <section aria-labelledby="look">
      <h2 id="look">{say('people.account.look')}</h2>
      <div className={classes.choices}>
        <Radio.Group
          label={say('people.account.language')}
          value={language}
          onChange={(value) => choose(value === 'en' ? 'en' : 'es')}
        >
          <Stack gap={4} mt={4}>
            <Radio value="es" label="Español" lang="es" />
            <Radio value="en" label="English" lang="en" />
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={say('people.account.scheme')}
          value={scheme ?? 'own'}
          onChange={(value) => chooseScheme(value === 'dark' || value === 'light' ? value : null)}
        >
          <Stack gap={4} mt={4}>
            {(['own', 'dark', 'light'] as const).map((value) => (
              <Radio key={value} value={value} label={say(`people.account.scheme.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={say('people.account.palette')}
          value={palette}
          onChange={(value) => {
            const chosen = PREFERENCE.palette.find((one) => one === value) ?? 'standard';
            savePreference('palette', chosen);
            setPalette(chosen);
          }}
        >
          <Stack gap={4} mt={4}>
            <Radio value="standard" label={say('people.account.palette.standard')} />
            <Radio value="colour-blind" label={say('people.account.palette.safe')} />
          </Stack>
        </Radio.Group>
        <Checkbox
          label={say('people.account.next')}
          checked={next === 'on'}
          onChange={({ currentTarget: { checked } }) => {
            savePreference('next', checked ? 'on' : 'off');
            setNext(checked ? 'on' : 'off');
          }}
        />
      </div>
    </section>
  );
}
