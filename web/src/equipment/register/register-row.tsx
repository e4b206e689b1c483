import type { EquipmentLine } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { GateBadge, StateBadge } from '../parts/state-badge.tsx';
import { stateSays } from '../parts/state-says.ts';
import { Validity } from '../parts/validity.tsx';
import classes from './register.module.css';

/** A configuration in a line: what it is, where it stands in plain words, until when, and what is not known. */
export function RegisterRow(props: {
  readonly line: EquipmentLine;
  readonly index: number;
  readonly now: number;
  readonly selected: boolean;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { line, index, now, selected } = props;
  const to = { to: '/equipment/configurations/$id', params: { id: line.configuration } } as const;
  return (
    <tr
      id={`line-${index}`}
      aria-selected={selected}
      data-configuration={line.configuration}
      onClick={() => props.onSelect(index)}
      onDoubleClick={() => props.onOpen(index)}
    >
      <td>
        <Link {...to} className={classes.name ?? ''}>
          {line.name[language]}
        </Link>
        <small>
          {line.maker} · {line.model}
        </small>
        <small>
          <code>{line.configuration}</code>
        </small>
      </td>
      <td>
        <span className={classes.badges}>
          <StateBadge state={line.state} section={line.section} />
          {(line.devices > 0 || line.standing !== 'unknown') && <GateBadge standing={line.standing} />}
        </span>
        <small>{say(stateSays(line))}</small>
        {line.reason && <small className={classes.reason}>{line.reason.words[language]}</small>}
      </td>
      <td>
        {say(`eq.type.${line.type}`)}
        <small>{line.contexts.map((context) => context[language]).join(' · ')}</small>
      </td>
      <td>
        <Validity until={line.validUntil} now={now} />
      </td>
      <td>
        {line.outcome === null ? (
          <span className={classes.unknown}>{say('register.neverEvaluated')}</span>
        ) : (
          <>
            <Link {...to} hash="requirements">
              <OutcomeBadge outcome={line.outcome} />
            </Link>
            {line.notAssessed > 0 ? (
              <Link {...to} hash="not-assessed" className={classes.unknown ?? ''}>
                {say('register.notAssessed', { count: formats.number(line.notAssessed) })}
              </Link>
            ) : (
              <small>{say('register.allAssessed')}</small>
            )}
          </>
        )}
      </td>
      <td>
        {line.devices === 0 ? (
          <span className={classes.quiet}>{say('register.noDevice')}</span>
        ) : (
          <Link {...to} hash="devices">
            {say(line.devices === 1 ? 'register.device' : 'register.devices', {
              devices: formats.number(line.devices),
            })}
            <small>
              {say(line.sites === 1 ? 'register.site' : 'register.sites', { sites: formats.number(line.sites) })}
            </small>
          </Link>
        )}
      </td>
      <td>
        {line.assertions === 0 ? (
          <span className={classes.quiet}>–</span>
        ) : (
          <Link {...to} hash="others">
            {formats.number(line.assertions)}
            <small>{say('register.saidByOthers')}</small>
          </Link>
        )}
      </td>
    </tr>
  );
}
