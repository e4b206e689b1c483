import type { ConfigurationView, EvaluationRecord } from '@garita/api';
import { IconQuestionMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { PlaceLink } from '../parts/evidence-link.tsx';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';

/** What nobody knows, said first and never hidden: unknown is not a pass. */
export function NotAssessed(props: {
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { view, record } = props;
  const unknown = record?.requirements.filter(({ outcome }) => outcome === 'not-assessed') ?? [];
  const items = view.findings.flatMap((finding) =>
    finding.kind === 'finding' ? finding.body.checklist.map(({ status }) => status) : [],
  );
  const open = items.filter((status) => status === 'not-assessed').length;
  const secret = items.filter((status) => status === 'text-not-public').length;
  return (
    <ConfigurationSection id="not-assessed" title={say('configuration.notAssessed')}>
      {record === undefined ? (
        <p>{say('configuration.notAssessed.never')}</p>
      ) : unknown.length === 0 ? (
        <p>{say('configuration.notAssessed.nothing')}</p>
      ) : (
        <ul className={classes.unknowns}>
          {unknown.map((line) => (
            <li key={`${line.requirement} ${line.contexts.join(' ')}`}>
              <IconQuestionMark size="1.1em" stroke={2.5} aria-hidden />
              <div>
                <PlaceLink configuration={view.line.configuration} place={`requirement-${line.requirement}`}>
                  {line.text[language]}
                </PlaceLink>
                <p className={classes.quiet}>
                  {line.explanation[language]} <code>{line.reason}</code>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {open + secret > 0 && (
        <p className={classes.quiet}>
          {say('configuration.notAssessed.checklists', { open: formats.number(open), secret: formats.number(secret) })}
        </p>
      )}
    </ConfigurationSection>
  );
}
