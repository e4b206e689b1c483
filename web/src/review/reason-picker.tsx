import type { DecisionKind } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { keysOf } from '../app/key-table.ts';
import { useWords } from '../i18n/language.tsx';
import classes from './decision-dock.module.css';
import { orderedReasons, type ReasonName, usedReasons } from './reasons.ts';
import { VERDICTS } from './verdict-rules.ts';

/** Why: what is often said of this verdict, the lately used first. Arrows move, Enter chooses and decides. */
export function ReasonPicker(props: {
  readonly verdict: DecisionKind;
  readonly onChoose: (name: ReasonName) => void;
  /** Another verdict's key. */
  readonly onOther: (verdict: DecisionKind) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { say } = useWords();
  const { verdict } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  const [reasons] = useState(() => orderedReasons(verdict, usedReasons(verdict)));
  const [first] = reasons;
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const move = (by: number) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <fieldset
      ref={list}
      className={classes.reasons}
      aria-label={say('review.decide.why', { verdict: say(`decision.${verdict}`) })}
      onKeyDown={(event) => {
        const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        const pressed = VERDICTS.find((one) => keysOf(`decide-${one}`).includes(event.key));
        if (by !== undefined) move(by);
        else if (event.key === 'Escape') props.onCancel();
        else if (pressed === verdict && first) props.onChoose(first);
        else if (pressed) props.onOther(pressed);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <strong>{say('review.decide.why', { verdict: say(`decision.${verdict}`) })}</strong>
      <div className={classes.chips}>
        {reasons.map((name) => (
          <UnstyledButton key={name} className={classes.chip} onClick={() => props.onChoose(name)}>
            {say(`review.reason.${name}`)}
          </UnstyledButton>
        ))}
        <UnstyledButton className={classes.chip} data-quiet onClick={props.onCancel}>
          {say('review.decide.cancel')}
        </UnstyledButton>
      </div>
      <small>{say('review.decide.confirmHint')}</small>
    </fieldset>
  );
}
