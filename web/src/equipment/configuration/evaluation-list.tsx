import type { ConfigurationView } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Hash } from '../../ui/hash.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';

/** Every reasoned record there is; an older one can be looked at in this page's place of the newest. */
export function EvaluationList(props: {
  readonly view: ConfigurationView;
  readonly shown: string | undefined;
}): ReactNode {
  const { say, formats } = useWords();
  const { view, shown } = props;
  return (
    <ConfigurationSection id="evaluations" title={say('configuration.evaluations')}>
      {view.evaluations.length === 0 ? (
        <p className={classes.quiet}>{say('configuration.notAssessed.never')}</p>
      ) : (
        <table className={classes.table} aria-label={say('configuration.evaluations')}>
          <tbody>
            {view.evaluations.map(({ hash, logIndex, record }, index) => (
              <tr key={hash}>
                <th scope="row">{formats.moment(record.at)}</th>
                <td>{record.by}</td>
                <td>
                  <OutcomeBadge outcome={record.outcome} />{' '}
                  {record.notAssessed > 0 && (
                    <span className={classes.unknown}>
                      {say('register.notAssessed', { count: formats.number(record.notAssessed) })}
                    </span>
                  )}
                </td>
                <td>
                  <Hash value={hash} />
                </td>
                <td>
                  <Link to="/log-book">{say('configuration.logEntry', { index: formats.number(logIndex) })}</Link>
                </td>
                <td>
                  {hash === shown ? (
                    say('configuration.evaluations.shown')
                  ) : (
                    <Link
                      to="/equipment/configurations/$id"
                      params={{ id: view.line.configuration }}
                      search={index === 0 ? {} : { evaluation: hash }}
                      hash="requirements"
                    >
                      {say('configuration.evaluations.show')}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ConfigurationSection>
  );
}
