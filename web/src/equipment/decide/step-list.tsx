import type { NextDecision } from '@garita/api';
import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { explainCode } from '../../ui/explain-code.ts';
import { stateWord } from '../parts/state-word.ts';
import classes from './decide.module.css';
import { type Step, takesTrust } from './decision-draft.ts';

/** The steps that lead on from here; what stands against one stands under it, with the way out. */
export function StepList(props: {
  readonly next: NextDecision;
  readonly chosen: string | undefined;
  readonly onChoose: (to: string) => void;
}): ReactNode {
  const { say } = useWords();
  const { next } = props;
  return (
    <Radio.Group label={say('work.steps')} value={props.chosen ?? null} onChange={props.onChoose}>
      <div className={classes.steps}>
        {next.steps.map((step) => (
          <StepLine key={step.to} kind={next.subject.kind} from={next.from} step={step} />
        ))}
      </div>
    </Radio.Group>
  );
}

function StepLine(props: {
  readonly kind: NextDecision['subject']['kind'];
  readonly from: string;
  readonly step: Step;
}): ReactNode {
  const { kind, from, step } = props;
  const { say, formats, language } = useWords();
  const isOpen = step.against.length === 0;
  return (
    <div className={classes.step} data-open={isOpen || undefined}>
      <Radio
        value={step.to}
        disabled={!isOpen}
        label={
          step.to === from ? say('work.again', { state: stateWord(kind, from, say) }) : stateWord(kind, step.to, say)
        }
        description={`${
          step.needed === 1 ? say('work.needs.one') : say('work.needs.many', { count: formats.number(step.needed) })
        } · ${formats.list(step.roles.map((role) => say(role === 'evaluator' ? 'role.evaluator' : 'role.equipment-authority')))}`}
      />
      {isOpen ? (
        takesTrust(step.to) && <Badge tone="bad">{say(step.needed === 1 ? 'work.atOnce' : 'work.takesTrust')}</Badge>
      ) : (
        <ul className={classes.against} aria-label={say('work.against')}>
          {step.against.map(({ code, detail }) => {
            const { says, wayOut } = explainCode(code, language);
            return (
              <li key={`${code} ${detail}`}>
                <strong>{says}</strong> {wayOut} <code title={detail}>{code}</code>
                <small>{detail}</small>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
