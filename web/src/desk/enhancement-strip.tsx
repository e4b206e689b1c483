import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { CursorReadout } from './cursor-readout.tsx';
import classes from './desk.module.css';
import { useDesk } from './desk-context.ts';
import { enhancementsOn } from './desk-display.ts';
import { FrameState } from './frame-state.tsx';
import type { PaneController } from './pane-controller.ts';

/** Which enhancements are on, by name: a forgotten filter is a missed find. And how the frame on the screen stands. */
export function EnhancementStrip({ onPlain }: { readonly onPlain: () => void }): ReactNode {
  const { say } = useWords();
  const desk = useDesk();
  const on = enhancementsOn(desk.display);
  return (
    <footer className={classes.strip} data-on={on.length > 0 || undefined}>
      <div className={classes.stripNames} role="status" aria-label={say('desk.enhancements')}>
        {on.length === 0 ? (
          <strong>{say('desk.standard')}</strong>
        ) : (
          on.map((name) => (
            <span key={name} className={classes.enhancement} data-enhancement={name}>
              {say(`desk.on.${name}`)}
            </span>
          ))
        )}
      </div>
      {on.length > 0 && (
        <UnstyledButton className={classes.toPlain} onClick={onPlain}>
          {say('desk.toStandard')} <KeyHint of="plain" />
        </UnstyledButton>
      )}
      <CursorReadout />
      {desk.active && <Numbers controller={desk.controller(desk.active.slot)} />}
      <FrameState />
    </footer>
  );
}

/** Window, gamma and zoom of the active view. */
function Numbers({ controller }: { readonly controller: PaneController }): ReactNode {
  const { say, formats } = useWords();
  const { view } = useSyncExternalStore(controller.subscribe, controller.snapshot);
  const { settings } = controller;
  if (!view || !settings) return null;
  const { window, gamma } = settings.now;
  const digits = window.high - window.low < 20 ? 2 : 0;
  return (
    <dl className={classes.numbers}>
      <div>
        <dt>{say('desk.window')}</dt>
        <dd>
          {formats.number(window.low, digits)} – {formats.number(window.high, digits)}
        </dd>
      </div>
      <div>
        <dt>{say('desk.gamma')}</dt>
        <dd>{formats.number(gamma, 2)}</dd>
      </div>
      <div>
        <dt>{say('desk.zoom')}</dt>
        <dd>{formats.percent(view.scale)}</dd>
      </div>
    </dl>
  );
}
