import type { AgreementBody } from '@garita/api';
import { Code } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { Badge } from '../ui/badge.tsx';
import { Empty } from '../ui/empty.tsx';
import { Fact } from '../ui/fact.tsx';
import { Failure } from '../ui/failure.tsx';
import { Hash } from '../ui/hash.tsx';
import { Loading } from '../ui/loading.tsx';
import { useAgreement } from '../ui/use-agreement.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './sharing-page.module.css';

/** The terms in force: what they are for, each clause in words with its effect, until when, and the exact text. */
export function AgreementTab(): ReactNode {
  const { say } = useWords();
  const { agreement, error, refetch } = useAgreement();
  if (error && agreement === undefined) return <Failure error={error} retry={refetch} />;
  if (agreement === undefined) return <Loading />;
  if (agreement === null) return <Empty title={say('exchange.agr.none')} text={say('exchange.agr.noneText')} />;
  return <Terms agreement={agreement} />;
}

function Terms({ agreement }: { readonly agreement: AgreementBody }): ReactNode {
  const { say, formats, language } = useWords();
  const nameOf = useAgencyName();
  const now = useNow(60_000);
  const { id, version, validFrom, validUntil, clauses } = agreement;
  const left = validUntil - now;
  return (
    <article className={classes.terms}>
      <h2>{agreement.title[language]}</h2>
      <p className={classes.quiet}>{say('exchange.agr.version', { id, version: formats.number(version) })}</p>
      <dl className={classes.facts}>
        <Fact name={say('exchange.agr.parties')}>{formats.list(agreement.parties.map(nameOf))}</Fact>
        <Fact name={say('exchange.agr.purpose')}>{agreement.purpose[language]}</Fact>
        <Fact name={say('exchange.agr.validity')}>
          {say('exchange.agr.from', { from: formats.day(validFrom), until: formats.day(validUntil) })}{' '}
          <Badge tone={left > 30 * 86_400_000 ? 'good' : left > 0 ? 'attention' : 'bad'}>
            {left > 0 ? say('exchange.agr.left', { span: formats.span(left) }) : say('exchange.agr.over')}
          </Badge>
        </Fact>
        <Fact name={say('exchange.agr.items')}>
          {formats.list(
            agreement.items.map((item) =>
              item === 'scan' || item === 'decision' ? say(`exchange.item.${item}`).toLocaleLowerCase(language) : item,
            ),
          )}
        </Fact>
        <Fact name={say('exchange.agr.retention')}>
          {say('exchange.agr.days', { days: formats.number(agreement.retentionDays) })}
        </Fact>
        <Fact name={say('exchange.agr.hash')}>
          <Hash value={agreement.hash} characters={24} />
        </Fact>
      </dl>
      <h3>{say('exchange.agr.clauses')}</h3>
      <p className={classes.quiet}>{say('exchange.agr.rule')}</p>
      <ul className={classes.clauses}>
        {clauses.map((clause) => (
          <li key={clause.id}>
            <Badge tone={clause.effect === 'permit' ? 'good' : 'attention'}>
              {say(`exchange.agr.${clause.effect}`)}
            </Badge>
            <span>
              {clause.words[language] || clause.id}
              <br />
              <code className={classes.quiet}>{clause.id}</code>
            </span>
          </li>
        ))}
      </ul>
      <h3>{say('exchange.agr.text')}</h3>
      <p className={classes.text}>{agreement.text[language]}</p>
      <details>
        <summary>{say('exchange.agr.policy')}</summary>
        <Code block className={classes.policy ?? ''} tabIndex={0}>
          {agreement.policy}
        </Code>
      </details>
    </article>
  );
}
