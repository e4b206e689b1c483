import type { DecisionKind } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import { IconArrowForwardUp, IconHandStop, IconLockOpen, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import classes from './decision-dock.module.css';

const ICON = { release: IconLockOpen, refer: IconArrowForwardUp, hold: IconHandStop, rescan: IconRefresh } as const;

/** One decision: the same place, sign, word and key on every case. */
export function VerdictButton(props: {
  readonly verdict: DecisionKind;
  readonly armed: boolean;
  readonly disabled: boolean;
  readonly note: string | undefined;
  readonly onChoose: () => void;
}): ReactNode {
  const { say } = useWords();
  const { verdict, armed, disabled, note } = props;
  const Icon = ICON[verdict];
  return (
    <UnstyledButton
      className={classes.verdict}
      data-verdict={verdict}
      aria-pressed={armed}
      disabled={disabled}
      onClick={props.onChoose}
    >
      <Icon size={20} stroke={1.75} aria-hidden />
      <span>
        {say(`decision.${verdict}`)}
        {note !== undefined && <small>{note}</small>}
      </span>
      <KeyHint of={`decide-${verdict}`} />
    </UnstyledButton>
  );
}
