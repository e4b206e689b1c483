import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { allKept } from '../parts/kept-as.ts';
import classes from './briefing.module.css';

/** Everything nobody knows: requirements, items of checklists, security levels. Unknown is not a pass. */
export function BriefingUnknown({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, language } = useWords();
  const record = view.evaluations[0]?.record;
  const unknown = record?.requirements.filter(({ outcome }) => outcome === 'not-assessed') ?? [];
  const standard = view.standard.kind === 'standard' ? view.standard.body : undefined;
  const items = allKept('finding', view.findings).flatMap(({ id, body }) =>
    body.checklist
      .filter(({ status }) => status === 'not-assessed' || status === 'text-not-public')
      .map(({ item, status }) => ({
        key: `${id} ${item}`,
        status,
        text: standard?.checklist.find((one) => one.id === item)?.text[language] ?? item,
      })),
  );
  return (
    <section id="not-assessed">
      <h2>{say('configuration.notAssessed')}</h2>
      {record === undefined ? (
        <p>{say('configuration.notAssessed.never')}</p>
      ) : unknown.length === 0 && items.length === 0 ? (
        <p>{say('configuration.notAssessed.nothing')}</p>
      ) : (
        <>
          <p>{say('briefing.unknownText')}</p>
          <ul className={classes.unknown}>
            {unknown.map((line) => (
              <li key={`${line.requirement} ${line.contexts.join(' ')}`}>
                <strong>{line.text[language]}</strong> {line.explanation[language]}
              </li>
            ))}
            {items.map(({ key, status, text }) => (
              <li key={key}>
                <strong>{text}</strong> {say(`eq.check.${status}`)}.
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
