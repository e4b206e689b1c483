import type { DecisionKind, PictureBody } from '@garita/api';
import { type ReactNode, useCallback } from 'react';
import { useWords } from '../i18n/language.tsx';
import { DecisionDock } from '../review/decision-dock.tsx';
import { useDesk } from './desk-context.ts';
import type { UsedEnhancement } from './enhancement-use.ts';
import { FactsPanel } from './facts-panel.tsx';
import { stateOf } from './frame-state.tsx';
import type { LoadedView } from './loaded-view.ts';
import { MachineList, RadiationList } from './machine-list.tsx';
import { MarkList } from './mark-list.tsx';
import { ProbePanel } from './probe-panel.tsx';
import { showMachineMark, showMark } from './show-region.ts';
import classes from './side-panel.module.css';
import type { Case } from './use-case.ts';
import type { HeldClaim } from './use-claim.ts';

/** What is not what the device signed is not let go. */
const WITHHELD: readonly DecisionKind[] = ['release'];

/** Marks and values in words, and below them, always in the same place, the decision. */
export function SidePanel(props: {
  readonly found: Case;
  readonly claim: HeldClaim;
  readonly picture: PictureBody | undefined;
  readonly views: readonly LoadedView[];
  readonly used: () => readonly UsedEnhancement[];
  readonly onMachineMarks: (shown: boolean) => void;
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
  const { inspection, rules } = props.found;
  return (
    <aside className={classes.panel} aria-label={say('desk.panel')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard, also where nothing in it is */}
      <div className={classes.panelScroll} tabIndex={0}>
        <MarkList onShow={(mark) => showMark(desk, mark)} />
        {picture && (
          <MachineList
            marks={picture.marks}
            alarm={picture.machineAlarm}
            shown={desk.machineMarksShown}
            onShown={props.onMachineMarks}
            onShow={(mark) => showMachineMark(desk, mark)}
          />
        )}
        {picture && <RadiationList readings={picture.radiation} />}
        <ProbePanel />
        {desk.active && <FactsPanel spec={desk.active} />}
      </div>
      {inspection && rules && (
        <div className={classes.dock}>
          <DecisionDock
            inspection={inspection}
            rules={rules}
            claim={props.claim}
            marks={desk.marks.marks}
            enhancements={enhancements}
            onDone={props.onDone}
            {...(stateOf(props.views) === 'mismatch' && { withheld: WITHHELD })}
          />
        </div>
      )}
    </aside>
  );
}
