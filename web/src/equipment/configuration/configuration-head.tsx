import type { ConfigurationView, EvaluationRecord } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useNow } from '../../ui/use-now.ts';
import { PlaceLink } from '../parts/evidence-link.tsx';
import { keptAs } from '../parts/kept-as.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { GateBadge, StateBadge } from '../parts/state-badge.tsx';
import { stateSays } from '../parts/state-says.ts';
import { Validity } from '../parts/validity.tsx';
import classes from './configuration.module.css';
import { ConfigurationActions } from './configuration-actions.tsx';
import { Credential } from './credential.tsx';

/** What it is, where it stands in plain words, until when, and the signed approval to be checked without this server. */
export function ConfigurationHead(props: {
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}): ReactNode {
  const { say, language, formats } = useWords();
  const now = useNow(60_000);
  const { view, record } = props;
  const { line, configuration, children, onTrustList } = view;
  const { parent, change } = keptAs('configuration', configuration).body;
  return (
    <header className={classes.head}>
      <div>
        <h1>{line.name[language]}</h1>
        <p className={classes.quiet}>
          {line.maker} · {line.model} · {say(`eq.type.${line.type}`)} · <code>{line.configuration}</code>
        </p>
        <p className={classes.badges}>
          <StateBadge state={line.state} section={line.section} />
          <GateBadge standing={line.standing} />
          {line.sample && <Badge tone="attention">{say('configuration.sample')}</Badge>}
        </p>
        <p className={classes.says}>{say(stateSays(line))}</p>
        {line.reason && (
          <p className={classes.reason}>
            {line.reason.words[language]} <code>{line.reason.code}</code>
          </p>
        )}
        <ConfigurationActions line={line} />
        {parent !== null && (
          <p>
            {say('configuration.changes')}{' '}
            <Link to="/equipment/configurations/$id" params={{ id: parent }}>
              <code>{parent}</code>
            </Link>
            {change && `: ${change[language]}`}
          </p>
        )}
        {children.length > 0 && (
          <p>
            {say('configuration.changedBy')}{' '}
            {children.map((child) => (
              <Link
                key={child}
                to="/equipment/configurations/$id"
                params={{ id: child }}
                className={classes.child ?? ''}
              >
                <code>{child}</code>
              </Link>
            ))}
          </p>
        )}
      </div>
      <dl className={classes.facts}>
        <Fact name={say('register.column.valid')}>
          <Validity until={line.validUntil} now={now} />
        </Fact>
        <Fact name={say('configuration.since')}>
          <PlaceLink configuration={line.configuration} place="decisions">
            {formats.day(line.since)}
          </PlaceLink>
        </Fact>
        <Fact name={say('register.column.evaluation')}>
          {record === undefined ? (
            <span className={classes.unknown}>{say('register.neverEvaluated')}</span>
          ) : (
            <span className={classes.badges}>
              <OutcomeBadge outcome={record.outcome} />
              <PlaceLink
                configuration={line.configuration}
                place="not-assessed"
                className={record.notAssessed > 0 ? classes.unknown : classes.quiet}
              >
                {record.notAssessed > 0
                  ? say('register.notAssessed', { count: formats.number(record.notAssessed) })
                  : say('register.allAssessed')}
              </PlaceLink>
            </span>
          )}
        </Fact>
        <Fact name={say('configuration.standard')}>
          {line.standardTitle[language]}
          {line.standardEndsAt !== null && (
            <small>{say('configuration.standardEnds', { day: formats.day(line.standardEndsAt) })}</small>
          )}
        </Fact>
        <Fact name={say('register.column.devices')}>
          <PlaceLink configuration={line.configuration} place="devices">
            {say(line.devices === 1 ? 'register.device' : 'register.devices', {
              devices: formats.number(line.devices),
            })}{' '}
            {say(line.sites === 1 ? 'register.site' : 'register.sites', { sites: formats.number(line.sites) })}
          </PlaceLink>
        </Fact>
        <Fact name={say('configuration.onList')}>
          {onTrustList === null
            ? say('configuration.notOnList')
            : say('configuration.listVersion', { version: onTrustList.version, status: listWord(onTrustList.status) })}
        </Fact>
        <Fact name={say('configuration.credential')}>
          <Credential view={view} />
        </Fact>
      </dl>
    </header>
  );

  function listWord(status: string): string {
    const known = (['active', 'approved', 'conditional', 'suspended', 'removed', 'refused'] as const).find(
      (one) => one === status,
    );
    return (known ? say(`equipment.status.${known}`) : status).toLocaleLowerCase(language);
  }
}
