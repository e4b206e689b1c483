import type { DeviceView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { explainCode } from '../../ui/explain-code.ts';
import { reasonWords } from '../../ui/reason-words.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import { stateSays } from '../parts/state-says.ts';
import classes from './device.module.css';

/** What the gate makes of its scans now and why, and the approval that it rests on. */
export function DeviceApproval({ view }: { readonly view: DeviceView }): ReactNode {
  const { say, language, formats } = useWords();
  const { configuration, reasons, standing } = view;
  const isIn = standing === 'approved' || standing === 'conditional';
  const { validUntil } = configuration;
  return (
    <>
      <section>
        <h2>{say('deviceView.gate')}</h2>
        <p className={classes.verdict} data-in={isIn}>
          {say(isIn ? 'deviceView.gate.in' : 'deviceView.gate.out')}
        </p>
        {reasons.length === 0 ? (
          <p className={classes.quiet}>{isIn ? say('deviceView.gate.noReason') : say(`standing.${standing}`)}</p>
        ) : (
          <ul className={classes.reasons}>
            {reasons.map(({ code, detail, notice }) => {
              const { says, wayOut } = explainCode(code, language);
              return (
                <li key={`${code} ${detail}`}>
                  <strong>{says === code ? reasonWords(code, language) : says}</strong>
                  {notice.map((words) => (
                    <p key={words.en}>{words[language]}</p>
                  ))}
                  {wayOut !== '' && <p>{wayOut}</p>}
                  <p className={classes.quiet}>
                    <code>{code}</code> {detail}
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </section>
      <section>
        <h2>{say('deviceView.configuration')}</h2>
        <p className={classes.approval}>
          <strong>{configuration.name[language]}</strong>
          <StateBadge state={configuration.state} section={configuration.section} />
        </p>
        <p>{say(stateSays(configuration))}</p>
        {configuration.reason && <p>{configuration.reason.words[language]}</p>}
        {validUntil !== null && <p>{say('equipment.until', { day: formats.day(validUntil) })}</p>}
        <p className={classes.quiet}>{configuration.contexts.map((context) => context[language]).join(' · ')}</p>
        <ButtonLink
          to="/equipment/configurations/$id"
          params={{ id: configuration.configuration }}
          size="xs"
          variant="default"
        >
          {say('deviceView.configurationLink')}
        </ButtonLink>
      </section>
    </>
  );
}
