import type { NextDecision } from '@garita/api';
import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { SignFailure } from '../parts/sign-failure.tsx';
import { stateWord } from '../parts/state-word.ts';
import classes from './decide.module.css';
import { type DecisionDraft, type Step, takesTrust } from './decision-draft.ts';
import { EffectPreview } from './effect-preview.tsx';
import { SaysDecision } from './says-decision.tsx';

/** Once more, in full: what is signed, and what happens then. */
export function ConfirmSigning(props: {
  readonly next: NextDecision;
  readonly step: Step;
  readonly draft: DecisionDraft;
  readonly name: string;
  readonly contextName: (id: string) => string;
  readonly evidenceName: (hash: string) => string;
  readonly isSigning: boolean;
  readonly error: Error | null;
  readonly onSign: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { say, formats } = useWords();
  const { next, step, draft } = props;
  const state = stateWord(next.subject.kind, step.to, say);
  const isAtOnce = step.needed === 1;
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="44rem"
      title={say('work.confirm.title', { state })}
      closeButtonProps={{ 'aria-label': say('app.close') }}
    >
      <div className={classes.confirm}>
        <SaysDecision {...props} />
        {takesTrust(step.to) && (
          <EffectPreview subject={next.subject} to={step.to} compromisedSince={draft.compromisedSince} />
        )}
        <p>
          <strong>
            {isAtOnce
              ? say(takesTrust(step.to) ? 'work.confirm.actsAtOnce' : 'work.confirm.counts')
              : step.needed === 2
                ? say('work.confirm.waitsOne')
                : say('work.confirm.waits', { count: formats.number(step.needed - 1) })}
          </strong>
        </p>
        {props.error && <SignFailure error={props.error} />}
        <div className={classes.actions}>
          <Button
            color={takesTrust(step.to) ? 'red' : 'jade'}
            loading={props.isSigning}
            onClick={props.onSign}
            data-autofocus
          >
            {step.to === 'suspended' ? say('work.confirm.suspend') : say('work.confirm.sign')}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {say('review.decide.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
