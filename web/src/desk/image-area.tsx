import { Popover, UnstyledButton } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { type ReactNode, useEffect, useReducer, useRef, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { arrangePanes, type Grid } from './arrange-panes.ts';
import { Banner } from './banner.tsx';
import { findingsOf, noticesOf } from './banners.ts';
import { useDesk } from './desk-context.ts';
import { DisplayPanel } from './display-panel.tsx';
import classes from './image-area.module.css';
import { ImagePane } from './image-pane.tsx';
import { imageOf } from './loaded-view.ts';
import { RadiationPlot } from './radiation-plot.tsx';
import type { Case } from './use-case.ts';
import type { HeldClaim } from './use-claim.ts';
import type { PaneChoice } from './use-panes.ts';
import type { Pictures } from './use-pictures.ts';

/** The images in their grid, with what must be known about them above. */
export function ImageArea(props: {
  readonly pictures: Pictures;
  readonly choices: readonly PaneChoice[];
  readonly onToggle: (key: string) => void;
  readonly facts: Case;
  readonly claim: HeldClaim;
  readonly onEndComparison?: () => void;
}): ReactNode {
  const { pictures, choices, onToggle, facts, claim, onEndComparison } = props;
  const { say } = useWords();
  const desk = useDesk();
  const { panes } = desk;
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1200, height: 800 });
  useEffect(() => {
    const place = area.current;
    if (!place) return;
    const observer = new ResizeObserver(() => setSize({ width: place.clientWidth, height: place.clientHeight }));
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  const reasons = useReasons();
  const heldBy = claim.state === 'other' ? claim.by : undefined;
  const flags = facts.inspection?.equipmentFlags ?? [];
  const shown = { views: pictures.views, picture: pictures.picture, scan: facts.scan };
  const notices = noticesOf({ ...shown, flags, reasons, heldBy });
  const grid = gridOf(
    panes.map((spec) => {
      const image = imageOf(spec.loaded, spec.plane, desk.crossing(spec.loaded));
      const { rows, columns } = image ?? spec.loaded.view;
      const { rowMm = 1, columnMm = 1 } = image?.spacing ?? {};
      return (columns * columnMm) / Math.max(1, rows * rowMm);
    }),
    size,
    onEndComparison !== undefined,
  );
  const radiation = pictures.picture?.radiation ?? [];
  const nothing = pictures.picture !== undefined && pictures.views.length === 0;
  const active = desk.active;
  const image = active && imageOf(active.loaded, active.plane, desk.crossing(active.loaded));
  return (
    <section className={classes.area} aria-label={say('desk.images')}>
      <Banner notices={notices} findings={findingsOf(pictures.views, facts.scan)} onAgain={pictures.again} />
      <div className={classes.stage}>
        <div
          ref={area}
          className={classes.panes}
          style={{
            gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${grid.rows}, minmax(0, 1fr))`,
          }}
        >
          {panes.map((spec) => (
            <ImagePane key={spec.slot} spec={spec} />
          ))}
          {!pictures.picture && pictures.error === undefined && (
            <p className={classes.nothing} role="status">
              {say('desk.making')}
            </p>
          )}
          {nothing && radiation.length > 0 && <RadiationPlot readings={radiation} />}
          {nothing && radiation.length === 0 && (
            <div className={classes.nothing}>
              <Empty title={say('desk.pane.none')} text={say('desk.pane.noneText')}>
                <ul className={classes.notShown}>
                  {pictures.picture?.notShown.map(({ object, name, code, detail }) => (
                    <li key={object}>
                      <b>{name}</b> <code title={detail}>{code}</code>
                    </li>
                  ))}
                </ul>
              </Empty>
            </div>
          )}
          {pictures.error !== undefined && pictures.views.length === 0 && (
            <p className={classes.nothing} role="alert">
              {say('desk.pixels.failed')}
              <UnstyledButton className={classes.bannerAction} onClick={pictures.again}>
                {say('app.error.retry')}
              </UnstyledButton>
            </p>
          )}
        </div>
        <div className={classes.areaTools}>
          {choices.length > 1 && (
            <div className={classes.choices} role="toolbar" aria-label={say('desk.views')}>
              {choices.map(({ key, label, shown }) => (
                <UnstyledButton key={key} className={classes.choice} aria-pressed={shown} onClick={() => onToggle(key)}>
                  {label}
                </UnstyledButton>
              ))}
            </div>
          )}
          {onEndComparison && (
            <UnstyledButton className={classes.choice} onClick={onEndComparison}>
              {say('desk.compare.end')}
            </UnstyledButton>
          )}
          {active?.loaded.plain && image && (
            <Popover width={340} position="bottom-end" shadow="md" withArrow trapFocus>
              <Popover.Target>
                <UnstyledButton
                  className={classes.choice}
                  aria-label={say('desk.settings')}
                  title={say('desk.settings')}
                >
                  <IconAdjustments size={16} aria-hidden />
                </UnstyledButton>
              </Popover.Target>
              <Popover.Dropdown>
                <DisplayPanel
                  image={image}
                  plain={active.loaded.plain}
                  material={active.loaded.view.energies.length > 1}
                />
              </Popover.Dropdown>
            </Popover>
          )}
        </div>
      </div>
    </section>
  );
}

/** Compared images stand beside or under each other in pairs; others as they come out largest. */
function gridOf(
  aspects: readonly number[],
  { width, height }: { width: number; height: number },
  pairs: boolean,
): Grid {
  if (!pairs || aspects.length < 4) return arrangePanes(aspects, width, height);
  return { columns: 2, rows: 2 };
}

/** Why frames on the screen are not all there, of all panes together. */
function useReasons() {
  const { panes, controller } = useDesk();
  const [, again] = useReducer((count: number) => count + 1, 0);
  const slots = panes.map(({ slot }) => slot).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panes are told apart by their slots
  useEffect(() => {
    let before = '';
    const stops = panes.map(({ slot }) =>
      controller(slot).subscribe(() => {
        const now = panes.flatMap((spec) => controller(spec.slot).state.report?.reasons ?? []).join();
        if (now === before) return;
        before = now;
        again();
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [slots]);
  return panes.flatMap(({ slot }) => controller(slot).state.report?.reasons ?? []);
}
