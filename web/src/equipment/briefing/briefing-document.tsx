import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Hash } from '../../ui/hash.tsx';
import { reasonWords } from '../../ui/reason-words.ts';
import { allKept } from '../parts/kept-as.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { stateSays } from '../parts/state-says.ts';
import { stateWord } from '../parts/state-word.ts';
import classes from './briefing.module.css';
import { BriefingEvidence } from './briefing-evidence.tsx';
import { BriefingGates } from './briefing-gates.tsx';
import { BriefingMeasured } from './briefing-measured.tsx';
import { BriefingUnknown } from './briefing-unknown.tsx';

/** The whole briefing, in the order in which it is asked: what it is, what became of it, why, what nobody knows. */
export function BriefingDocument({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, language } = useWords();
  const { line } = view;
  return (
    <article className={classes.document}>
      <Head view={view} />
      <InShort view={view} />
      <BriefingGates view={view} part="questions" />
      <BriefingMeasured view={view} />
      <BriefingGates view={view} part="security" />
      <BriefingUnknown view={view} />
      <Conditions view={view} />
      <Others view={view} />
      <Decisions view={view} />
      <BriefingEvidence view={view} />
      <section>
        <h2>{say('briefing.how')}</h2>
        <p>{say('briefing.howText', { standard: line.standardTitle[language] })}</p>
        {view.evaluations[0] && (
          <p>
            {say('briefing.recordHash')} <Hash value={view.evaluations[0].hash} characters={32} />
          </p>
        )}
        {view.credential && (
          <p>
            {say('briefing.credentialHash')} <Hash value={view.credential.hash} characters={32} />
          </p>
        )}
      </section>
    </article>
  );
}

function Head({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, formats, language } = useWords();
  const session = useSession();
  const { line, evaluations } = view;
  const made = evaluations[0]?.record.at;
  return (
    <header>
      <p className={classes.agency}>
        {session.name[language]} · {say('briefing.kicker')}
      </p>
      <h1>{line.name[language]}</h1>
      <p className={classes.lead}>{say('briefing.lead')}</p>
      <p className={classes.quiet}>
        {line.maker} · {line.model} · {say(`eq.type.${line.type}`)} · <code>{line.configuration}</code>
        {made !== undefined && ` · ${say('briefing.evaluated', { day: formats.day(made) })}`}
      </p>
      {line.sample && <p className={classes.sample}>{say('briefing.sample')}</p>}
    </header>
  );
}

function InShort({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, formats, language } = useWords();
  const { line, evaluations } = view;
  const record = evaluations[0]?.record;
  return (
    <section>
      <h2>{say('briefing.short')}</h2>
      <p className={classes.state}>
        <StateBadge state={line.state} section={line.section} /> <strong>{say(stateSays(line))}</strong>{' '}
        {(line.state === 'listed' || line.state === 'change-pending') &&
          line.validUntil !== null &&
          say('briefing.until', { day: formats.day(line.validUntil) })}
      </p>
      {line.reason && (
        <p>
          {reasonWords(line.reason.code, language)} {line.reason.words[language]}
        </p>
      )}
      <ul className={classes.points}>
        {record ? (
          record.contexts.map((context) => (
            <li key={context.context}>
              {say('briefing.forUse', { use: context.name[language] })} <OutcomeBadge outcome={context.outcome} />
            </li>
          ))
        ) : (
          <li>{say('work.neverEvaluated')}</li>
        )}
        <li>
          {line.devices === 0
            ? say('briefing.noDevices')
            : say('briefing.devices', {
                devices: formats.number(line.devices),
                sites: line.sites === 1 ? say('work.site') : say('work.sites', { count: formats.number(line.sites) }),
              })}
        </li>
        <li>
          {record && record.notAssessed === 0 ? (
            say('briefing.allAssessed')
          ) : (
            <a href="#not-assessed">
              {record
                ? say('briefing.notAssessed', { count: formats.number(record.notAssessed) })
                : say('briefing.nothingAssessed')}
            </a>
          )}
        </li>
      </ul>
    </section>
  );
}

function Conditions({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, language } = useWords();
  const listing = view.decisions.findLast(({ to, state }) => to === 'listed' && state === 'in-force');
  if (!listing || listing.conditions.length === 0) return null;
  return (
    <section>
      <h2>{say('briefing.conditions')}</h2>
      <p>{say('briefing.conditionsText')}</p>
      <ol>
        {listing.conditions.map((condition) => (
          <li key={condition.en}>{condition[language]}</li>
        ))}
      </ol>
    </section>
  );
}

function Others({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, formats, language } = useWords();
  const assertions = allKept('assertion', view.assertions);
  if (assertions.length === 0) return null;
  return (
    <section>
      <h2>{say('work.assertions')}</h2>
      <p>{say('briefing.othersText')}</p>
      <ul>
        {assertions.map(({ id, body }) => (
          <li key={id}>
            <strong>{body.party}</strong> ({say(`eq.party.${body.partyKind}`)}, {formats.day(body.saidAt)}):{' '}
            {body.text[language]} <em>{say(`eq.standing.${body.standing}`)}.</em> {body.standingReasons?.[language]}{' '}
            <span className={classes.quiet}>{body.source}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, formats, language } = useWords();
  const decisions = view.decisions.filter(({ state }) => state === 'in-force');
  return (
    <section>
      <h2>{say('briefing.decisions')}</h2>
      {decisions.length === 0 ? (
        <p>{say('briefing.noDecisions')}</p>
      ) : (
        <ol className={classes.decisions}>
          {decisions.map((decision) => (
            <li key={decision.hash}>
              <strong>{stateWord('configuration', decision.to, say)}</strong>, {formats.day(decision.at)},{' '}
              {say('briefing.signedBy', { people: formats.list(decision.signers.map(({ name }) => name)) })}{' '}
              {reasonWords(decision.reason, language)} {decision.words[language]}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
