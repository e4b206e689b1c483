import type { ConfigurationView, EvaluationRecord } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Hash } from '../../ui/hash.tsx';
import { keptAs } from '../parts/kept-as.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';

/** What exactly is spoken of: hardware, software, standard, concept of operations, uses; anything else is another one. */
export function WhatIsApproved(props: {
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { view, record } = props;
  const configuration = keptAs('configuration', view.configuration);
  const standard = keptAs('standard', view.standard);
  const { body } = configuration;
  return (
    <ConfigurationSection id="approved" title={say('configuration.approved')} lead={say('configuration.approved.lead')}>
      <dl className={classes.facts}>
        <Fact name={say('configuration.hardware')}>{body.hardware}</Fact>
        <Fact name={say('configuration.software')}>
          {body.software.length === 0 && say('configuration.none')}
          {body.software.map((part) => (
            <div key={`${part.name} ${part.version}`}>
              {part.name} {part.version}{' '}
              {part.sha256 === null ? (
                <span className={classes.unknown}>{say('configuration.software.noHash')}</span>
              ) : (
                <Hash value={part.sha256} />
              )}
            </div>
          ))}
        </Fact>
        <Fact name={say('configuration.standard')}>
          {standard.body.title[language]} · {standard.body.issuer} · {standard.body.edition}
          {standard.body.endsAt !== null && (
            <small>{say('configuration.standardEnds', { day: formats.day(standard.body.endsAt) })}</small>
          )}
          {standard.body.sample && <small>{say('configuration.sampleStandard')}</small>}
        </Fact>
        <Fact name={say('configuration.operations')}>{body.conceptOfOperations[language]}</Fact>
      </dl>
      <h3>{say('configuration.uses')}</h3>
      <table className={classes.table} aria-label={say('configuration.uses')}>
        <thead>
          <tr>
            {(['use', 'where', 'outcome', 'conditions'] as const).map((column) => (
              <th key={column} scope="col">
                {say(`configuration.uses.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.contexts.map((id) => {
            const context = standard.body.contexts.find((one) => one.id === id);
            const judged = record?.contexts.find((one) => one.context === id);
            return (
              <tr key={id}>
                <th scope="row">{context?.name[language] ?? id}</th>
                <td>
                  {context && (
                    <>
                      {context.siteKinds.length === 0
                        ? say('configuration.uses.anywhere')
                        : context.siteKinds.map((kind) => say(`site.${kind}`)).join(', ')}
                      <small>
                        {say(`eq.network.${context.network}`)} · {say(`eq.dataClass.${context.dataClass}`)}
                      </small>
                    </>
                  )}
                </td>
                <td>
                  <OutcomeBadge outcome={judged?.outcome ?? 'not-assessed'} />
                </td>
                <td>
                  {judged === undefined || judged.conditions.length === 0 ? (
                    <span className={classes.quiet}>{say('configuration.none')}</span>
                  ) : (
                    <ul className={classes.conditions}>
                      {judged.conditions.map((condition) => (
                        <li key={condition.en}>{condition[language]}</li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={classes.small}>
        {say('configuration.version', {
          version: configuration.version,
          by: configuration.by,
          at: formats.moment(configuration.at),
        })}
        {' · '}
        <Hash value={configuration.hash} />
      </p>
    </ConfigurationSection>
  );
}
