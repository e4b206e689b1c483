import type { MachineMark, RadiationBody } from '@garita/api';
import { Switch, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { machineMarkName } from './mark-words.ts';
import classes from './side-panel.module.css';

/** What machines pointed at, apart from people's marks and never changed by hand. */
export function MachineList(props: {
  readonly marks: readonly MachineMark[];
  readonly alarm: boolean | null;
  readonly shown: boolean;
  readonly onShown: (shown: boolean) => void;
  /** Brings one into view. */
  readonly onShow: (mark: MachineMark) => void;
}): ReactNode {
  const { say, formats } = useWords();
  if (props.marks.length === 0 && props.alarm === null) return null;
  return (
    <section className={classes.section} aria-label={say('desk.machine')}>
      <h2>
        {say('desk.machine')}
        {props.alarm !== null && (
          <Badge tone={props.alarm ? 'attention' : 'quiet'}>
            {say(props.alarm ? 'desk.machine.alarm' : 'desk.machine.clear')}
          </Badge>
        )}
      </h2>
      {props.marks.length > 0 && (
        <Switch
          size="xs"
          checked={props.shown}
          onChange={({ currentTarget }) => props.onShown(currentTarget.checked)}
          label={
            <>
              {say('desk.machine.show')} <KeyHint of="machine-marks" />
            </>
          }
        />
      )}
      <ol className={classes.machineList}>
        {props.marks.map((mark, index) => (
          // A report names its marks by their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index}>
            <UnstyledButton className={classes.machineButton} onClick={() => props.onShow(mark)}>
              <strong>{machineMarkName(mark, say, formats)}</strong>
              <span title={mark.algorithm}>
                {say(`desk.flag.${mark.flag}`)} · {mark.algorithm}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What radiation detectors said, and the counts over time. */
export function RadiationList({ readings }: { readonly readings: readonly RadiationBody[] }): ReactNode {
  const { say, formats } = useWords();
  return readings.map((reading) => (
    <section key={reading.object} className={classes.section} aria-label={say('desk.radiation')}>
      <h2>
        {say('desk.radiation')}
        {reading.alarm !== null && (
          <Badge tone={reading.alarm ? 'bad' : 'good'}>
            {say(reading.alarm ? 'desk.radiation.alarm' : 'desk.radiation.none')}
          </Badge>
        )}
      </h2>
      <ul className={classes.machineList}>
        {reading.alarms.map((alarm) => (
          <li key={`${alarm.kind} ${alarm.detector} ${alarm.text}`}>
            <strong>{alarm.kind}</strong>
            <span title={alarm.text}>{[alarm.detector, alarm.text].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
        {reading.nuclides.map(({ name, confidence }) => (
          <li key={name}>
            <strong>{name}</strong>
            {confidence !== null && (
              <span>{say('desk.radiation.confidence', { share: formats.number(confidence, 1) })}</span>
            )}
          </li>
        ))}
      </ul>
      <p className={classes.small}>{reading.instrument}</p>
    </section>
  ));
}
