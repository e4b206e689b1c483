import type { PictureBody } from '@garita/api';
import { type ReactNode, useCallback } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './desk.module.css';
import { useDesk } from './desk-context.ts';
import type { UsedEnhancement } from './enhancement-use.ts';
import { FactsPanel } from './facts-panel.tsx';
import type { LoadedView } from './loaded-view.ts';
import { MachineList, RadiationList } from './machine-list.tsx';
import { MarkList } from './mark-list.tsx';
import { ProbePanel } from './probe-panel.tsx';
import type { Case } from './use-case.ts';
import type { HeldClaim } from './use-claim.ts';

/** Marks and values in words, and below them, always in the same place, the decision. */
export function SidePanel(props: {
  readonly found: Case;
  readonly claim: HeldClaim;
  readonly picture: PictureBody | undefined;
  readonly views: readonly LoadedView[];
  readonly used: () => readonly UsedEnhancement[];
  readonly onMachineMarks: (shown: boolean) => void;
  readonly onShowMark: (id: string) => void;
  readonly onDone: (next: string | undefined) => void;
}): ReactNode {
  const { picture, used } = props;
  const { say } = useWords();
  const desk = useDesk();
  const enhancements = useCallback(
    () =>
      used()
        .map(({ name, ms }) => `${name}:${ms}ms`)
        .slice(0, 32),
    [used],
  );
  void enhancements;
  return (
    <aside className={classes.panel} aria-label={say('desk.panel')}>
      <div className={classes.panelScroll}>
        <MarkList onShow={props.onShowMark} />
        {picture && (
          <MachineList
            marks={picture.marks}
            alarm={picture.machineAlarm}
            shown={desk.machineMarksShown}
            onShown={props.onMachineMarks}
          />
        )}
        {picture && <RadiationList readings={picture.radiation} />}
        <ProbePanel />
        {desk.active && <FactsPanel spec={desk.active} />}
      </div>
    </aside>
  );
}
