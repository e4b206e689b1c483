import { Popover, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Hash } from '../ui/hash.tsx';
import classes from './desk.module.css';
import { useDesk } from './desk-context.ts';
import type { LoadedView } from './loaded-view.ts';

/** How far the case's images are, and whether their bytes are what the device signed; the hashes are one click away. */
export function FrameState(): ReactNode {
  const { say, formats } = useWords();
  const { panes } = useDesk();
  const views = [...new Map(panes.map(({ loaded }) => [`${loaded.scan} ${loaded.index}`, loaded])).values()];
  const objects = views.flatMap((view) => view.objects.map((object) => ({ view, object })));
  if (objects.length === 0) return null;
  const state = stateOf(views);
  const received = objects.reduce((sum, { object }) => sum + object.received, 0);
  const size = objects.reduce((sum, { object }) => sum + object.size, 0);
  return (
    <Popover width={420} withArrow shadow="md" position="top-end">
      <Popover.Target>
        <UnstyledButton className={classes.frameState} data-state={state}>
          {state === 'verified' ? <IconShieldCheck size={16} aria-hidden /> : null}
          {state === 'mismatch' || state === 'failed' ? <IconAlertTriangle size={16} aria-hidden /> : null}
          <span role="status">
            {state === 'loading'
              ? say('desk.pixels.loading', { share: formats.percent(size > 0 ? received / size : 0) })
              : say(`desk.pixels.${state}`)}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.hashesLead}>{say('desk.pixels.lead')}</p>
        <dl className={classes.hashList}>
          {objects.map(({ view, object }) => (
            <div key={`${view.scan} ${object.object}`}>
              <dt className={classes.hashName}>
                {view.view.name || say('desk.view', { number: view.index + 1 })} · {say(`desk.energy.${object.label}`)}
              </dt>
              <dd className={classes.hashValue}>
                <Hash value={object.sha256} characters={32} />
                <span>
                  {formats.bytes(object.size)} · {say(`desk.object.${object.state}`)}
                </span>
                {object.why !== undefined && <span className={classes.quiet}>{object.why}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The gravest of all. */
export function stateOf(views: readonly LoadedView[]): 'mismatch' | 'failed' | 'loading' | 'verified' {
  const states = views.flatMap(({ objects }) => objects.map(({ state }) => state));
  if (states.includes('mismatch')) return 'mismatch';
  if (states.includes('failed')) return 'failed';
  return states.every((state) => state === 'verified') ? 'verified' : 'loading';
}
