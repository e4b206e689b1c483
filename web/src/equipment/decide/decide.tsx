import type { KeptRecord, NextDecision, SignedAnswer } from '@garita/api';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { recordTitle } from '../parts/record-title.ts';
import { stateWord } from '../parts/state-word.ts';
import { useConfiguration } from '../parts/use-configuration.ts';
import classes from './decide.module.css';
import { DecisionForm } from './decision-form.tsx';
import { StepList } from './step-list.tsx';
import { WaitingDecisions } from './waiting-decisions.tsx';

/** Where it stands, the steps that lead on, and the form of the chosen one. */
export function Decide(props: { readonly next: NextDecision; readonly record: KeptRecord }): ReactNode {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const { next, record } = props;
  const { subject } = next;
  const [chosen, setChosen] = useState<string>();
  const [answer, setAnswer] = useState<{ readonly to: string; readonly signed: SignedAnswer }>();
  const configuration = record.kind === 'device' ? record.body.configuration : record.id;
  const { data: view } = useConfiguration(configuration);
  const step = next.steps.find(({ to, against }) => to === chosen && against.length === 0);
  const name = recordTitle(record, language);
  return (
    <div className={classes.page}>
      <PageHead
        title={say('work.decide.title', { name })}
        lead={say('work.decide.lead', { state: stateWord(subject.kind, next.from, say) })}
      >
        {subject.kind === 'configuration' && (
          <ButtonLink variant="default" size="xs" to="/equipment/configurations/$id/review" params={{ id: subject.id }}>
            {say('work.toReview')}
          </ButtonLink>
        )}
      </PageHead>
      {answer && <Answered to={answer.to} signed={answer.signed} kind={subject.kind} />}
      <WaitingDecisions subject={subject} />
      {next.steps.length === 0 ? (
        <p>{say('work.noSteps')}</p>
      ) : (
        <div className={classes.columns}>
          <StepList next={next} chosen={chosen} onChoose={setChosen} />
          {step ? (
            <DecisionForm
              key={`${next.seq} ${step.to}`}
              next={next}
              step={step}
              name={name}
              view={view}
              before={view?.line.section ?? null}
              onSigned={(signed) => {
                setAnswer({ to: step.to, signed });
                setChosen(undefined);
                void queries.invalidateQueries({ queryKey: ['equipment'] });
              }}
            />
          ) : (
            <p className={classes.quiet}>{say('work.chooseStep')}</p>
          )}
        </div>
      )}
    </div>
  );
}

function Answered(props: {
  readonly to: string;
  readonly signed: SignedAnswer;
  readonly kind: NextDecision['subject']['kind'];
}): ReactNode {
  const { say, formats } = useWords();
  const { to, signed, kind } = props;
  const state = stateWord(kind, to, say);
  return (
    <p className={classes.answered} role="status">
      {signed.state === 'in-force'
        ? say('work.inForce', { state, index: signed.logIndex === null ? '–' : formats.number(signed.logIndex) })
        : say('work.waitsForSecond', { state, have: signed.signers.length, needed: signed.needed })}{' '}
      {signed.state === 'waiting' && (
        <ButtonLink size="compact-sm" variant="default" to="/equipment/signing">
          {say('work.toSigning')}
        </ButtonLink>
      )}
    </p>
  );
}
