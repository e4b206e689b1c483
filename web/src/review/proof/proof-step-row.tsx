import { IconCircle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import classes from './proof.module.css';

const ICONS = { ok: IconCircleCheck, failed: IconCircleX, notYet: IconCircleDashed, unchecked: IconCircle } as const;

/** One step: its state in a sign and a word, what was shown, by which key; of a failure what does not match and the way out. */
export function ProofStepRow(props: {
  readonly title: string;
  readonly state: keyof typeof ICONS;
  readonly says: readonly string[];
  readonly wayOut?: readonly string[];
  readonly details?: readonly string[];
  readonly checkedWith?: string;
}): ReactNode {
  const { say } = useWords();
  const { title, state, says, wayOut = [], details = [], checkedWith } = props;
  const Icon = ICONS[state];
  return (
    <li className={classes.step} data-state={state}>
      <Icon size={20} className={classes.icon} aria-hidden />
      <div>
        <p className={classes.stepHead}>
          <strong>{title}</strong> <span className={classes.state}>{say(`proof.${state}`)}</span>
        </p>
        {says.map((sentence) => sentence !== '' && <p key={sentence}>{sentence}</p>)}
        {wayOut.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {state === 'ok' && checkedWith !== undefined && (
          <p className={classes.key}>{say('proof.key', { key: checkedWith })}</p>
        )}
        {details.length > 0 && (
          <details className={classes.key}>
            <summary>{say('proof.particulars')}</summary>
            {details.map((detail) => (
              <p key={detail}>
                <code>{detail}</code>
              </p>
            ))}
          </details>
        )}
      </div>
    </li>
  );
}
