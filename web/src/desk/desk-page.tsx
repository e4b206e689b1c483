import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCommands } from '../app/commands.tsx';
import { useSession } from '../app/session.tsx';
import { draftsOf } from '../review/drafts.ts';
import { useClaimNext } from '../review/use-claim-next.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import type { Voxel } from '../viewer/index.ts';
import { CompareMenu } from './compare-menu.tsx';
import { Cursor } from './cursor.ts';
import classes from './desk.module.css';
import { type Desk, deskContext } from './desk-context.ts';
import { plainFor } from './desk-display.ts';
import { EnhancementStrip } from './enhancement-strip.tsx';
import { ImageArea } from './image-area.tsx';
import { type LoadedView, middleOf } from './loaded-view.ts';
import type { DeskMode } from './pane-gestures.ts';
import { SidePanel } from './side-panel.tsx';
import { ToolRail } from './tool-rail.tsx';
import { TopStrip } from './top-strip.tsx';
import { useCase } from './use-case.ts';
import { useClaim } from './use-claim.ts';
import { useControllers } from './use-controllers.ts';
import { useDeskTools } from './use-desk-tools.ts';
import { useDisplay } from './use-display.ts';
import { useMarks } from './use-marks.ts';
import { useNextReady } from './use-next-ready.ts';
import { usePanes } from './use-panes.ts';
import { usePictures } from './use-pictures.ts';
import { useTimeToPicture } from './use-time-to-picture.ts';

/** The page where an analyst sees a scan and decides. */
export function DeskPage(): ReactNode {
  const { scan } = useParams({ from: '/desk/$scan' });
  const session = useSession();
  const navigate = useNavigate();
  const { person } = session;
  const found = useCase(scan);
  const { inspection, rules } = found;
  const framed = useTimeToPicture(scan);

  const open = inspection && (inspection.state !== 'decided' || inspection.secondAfter !== null);
  const claim = useClaim({
    scan,
    // The first of two pairs of eyes does not look again.
    wanted: session.has('analyst', 'supervisor') && open && inspection?.secondAfter !== person,
    person,
    leaseSeconds: rules?.leaseSeconds ?? 120,
  });
  const drafts = useMemo(() => draftsOf(person ?? ''), [person]);
  useNextReady(scan, claim.state === 'mine');
  const marks = useMarks(scan, drafts);
  const display = useDisplay(scan);

  const [besides, setBesides] = useState<{ readonly of: string; readonly scan: string }>();
  const [choosing, setChoosing] = useState(false);
  const beside = besides?.of === scan ? besides.scan : undefined;
  const pictures = usePictures(scan);
  const others = usePictures(beside === scan ? undefined : beside);
  const compared = beside === undefined ? undefined : beside === scan ? pictures.views : others.views;
  const { panes, choices, toggle } = usePanes(scan, pictures.views, compared);

  const [stepping, setInStep] = useState(true);
  const [activeSlot, activate] = useState(0);
  const [mode, setMode] = useState<DeskMode>('look');
  const [machineMarksShown, setMachineMarksShown] = useState(true);
  const [crossings, setCrossings] = useState<ReadonlyMap<string, Voxel>>(new Map());
  const controller = useControllers(panes, stepping);
  const cursor = useRef<Cursor>(undefined);
  cursor.current ??= new Cursor();
  const active = panes.find(({ slot }) => slot === activeSlot) ?? panes[0];
  const readOnly = claim.state !== 'mine';

  // biome-ignore lint/correctness/useExhaustiveDependencies: another case begins with the first view and no tool
  useEffect(() => {
    activate(0);
    setMode('look');
    setChoosing(false);
  }, [scan]);

  const plainDisplay = useMemo(() => plainFor(display.display), [display.display]);
  const crossing = (loaded: LoadedView): Voxel | undefined =>
    loaded.volume && (crossings.get(`${loaded.scan} ${loaded.index}`) ?? middleOf(loaded.volume.high));
  const desk: Desk = {
    panes,
    active,
    display: display.display,
    displayOf: ({ side, loaded }) => (side === 'compared' && loaded.scan === scan ? plainDisplay : display.display),
    mode,
    inStep: stepping,
    readOnly,
    marks,
    machineMarks: pictures.picture?.marks ?? [],
    machineMarksShown,
    cursor: cursor.current,
    controller,
    activate,
    framed,
    changeDisplay: display.change,
    setMode,
    crossing,
    cross: (loaded, voxel) =>
      setCrossings((before) => new Map([...before, [`${loaded.scan} ${loaded.index}`, voxel] as const])),
  };
  const toPlain = () => {
    display.change(plainFor);
    setMode('look');
  };
  const goTo = useCallback((next: string) => void navigate({ to: '/desk/$scan', params: { scan: next } }), [navigate]);
  const { next } = useClaimNext(goTo);
  useCommands({ 'claim-next': next });
  const leave = () => void navigate({ to: '/worklist' });
  const groups = useDeskTools(desk, display, {
    toPlain,
    leave,
    toCase: () => void navigate({ to: '/cases/$scan', params: { scan } }),
    compare: () => (beside === undefined ? setChoosing(true) : setBesides(undefined)),
    comparing: beside !== undefined,
    setInStep,
    setMachineMarksShown,
  });
  if (found.pending && pictures.views.length === 0) return <Loading />;
  if (pictures.error !== undefined && pictures.views.length === 0 && !inspection) {
    return <Failure error={found.error ?? pictures.error} retry={pictures.again} />;
  }
  return (
    <deskContext.Provider value={desk}>
      <div className={classes.desk} data-desk={scan}>
        <TopStrip
          inspection={inspection}
          scan={found.scan}
          picture={pictures.picture}
          held={claim.state === 'mine'}
          onLeave={leave}
        />
        <ToolRail groups={groups} />
        <ImageArea
          pictures={pictures}
          choices={choices}
          onToggle={toggle}
          facts={found}
          claim={claim}
          {...(beside !== undefined && { onEndComparison: () => setBesides(undefined) })}
        />
        <SidePanel
          found={found}
          claim={claim}
          picture={pictures.picture}
          views={pictures.views}
          used={display.used}
          onMachineMarks={setMachineMarksShown}
          onDone={(then) => {
            claim.keep();
            if (then !== undefined) goTo(then);
          }}
        />
        <EnhancementStrip onPlain={toPlain} />
      </div>
      {choosing && inspection && (
        <CompareMenu
          inspection={inspection}
          own={session.agency}
          onClose={() => setChoosing(false)}
          onChoose={(chosen) => {
            setChoosing(false);
            setBesides({ of: scan, scan: chosen });
            setInStep(true);
          }}
        />
      )}
    </deskContext.Provider>
  );
}
