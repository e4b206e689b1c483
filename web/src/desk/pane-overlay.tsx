import type { MachineMark } from '@garita/api';
import { type PointerEvent, type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/language.tsx';
import { type Plane, type Point, placeInStep, placeOf, type Voxel } from '../viewer/index.ts';
import { type PaneSpec, useDesk } from './desk-context.ts';
import { objectOf } from './loaded-view.ts';
import { pointsBetween } from './mark-geometry.ts';
import { MarkLayer, Outline } from './mark-layer.tsx';
import { machineMarkName } from './mark-words.ts';
import { measurementText } from './measurement-text.ts';
import type { PaneController } from './pane-controller.ts';
import type { Drawing } from './pane-gestures.ts';
import classes from './pane-overlay.module.css';
import { type Drawn, outlineOf } from './shape-outline.ts';
import type { Measured } from './use-pane-pointer.ts';

/** All that is drawn over an image, in its own coordinates. */
export function PaneOverlay(props: {
  readonly spec: PaneSpec;
  readonly controller: PaneController;
  readonly drawing: Drawing | undefined;
  readonly measured: readonly Measured[];
  readonly onForget: (id: number) => void;
  readonly pointIn: (event: PointerEvent) => Point;
}): ReactNode {
  const { spec, controller, drawing, measured, pointIn } = props;
  const desk = useDesk();
  const { say, formats } = useWords();
  const state = useSyncExternalStore(controller.subscribe, controller.snapshot);
  if (!state.image || !state.view || state.magnifying) return null;
  const voxel = spec.plane && desk.crossing(spec.loaded);
  const here = spec.side === 'case';
  const slice = spec.plane && voxel ? placeOf(spec.plane, voxel).index : null;
  const marks = here
    ? desk.marks.marks.filter(
        ({ object, frame }) =>
          spec.loaded.view.energies.some((energy) => energy.object === object) &&
          (spec.plane === undefined || (spec.plane === 'axial' && (frame === null || frame === slice))),
      )
    : [];
  const machine = here && desk.machineMarksShown ? desk.machineMarks : [];
  return (
    <svg className={classes.overlay} data-drawing={desk.mode !== 'look' || undefined} role="presentation">
      {voxel && spec.plane && <Crossing plane={spec.plane} voxel={voxel} controller={controller} />}
      {machine.map((mark, index) => {
        const drawn = machineOutline(mark, spec, slice, controller);
        if (!drawn) return null;
        return (
          // A report has no names of its own for its marks: their order is what there is.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <g key={index} className={classes.machineMark} data-flag={mark.flag}>
            <title>{`${say('desk.machine.mark')}: ${machineMarkName(mark, say, formats)}`}</title>
            <Outline drawn={drawn} className={classes.markHalo} />
            <Outline drawn={drawn} className={classes.machineLine} />
            <text className={classes.machineName} x={drawn.label.x} y={drawn.label.y - 5}>
              {`${say('desk.machine.short')} ${index + 1} · ${machineMarkName(mark, say, formats)}`}
            </text>
          </g>
        );
      })}
      <MarkLayer marks={marks} controller={controller} pointIn={pointIn} />
      {measured.map(({ id, from, to, result }) => (
        <MeasureLine
          key={id}
          controller={controller}
          from={from}
          to={to}
          text={measurementText(result, say, formats)}
          onForget={() => props.onForget(id)}
        />
      ))}
      {drawing && <UnderWay drawing={drawing} controller={controller} />}
      <StepCursor spec={spec} controller={controller} />
    </svg>
  );
}

/** A machine's region on this pane, when it lies here. Of a volume the side of its box that the plane shows. */
function machineOutline(
  { object, box, polygon }: MachineMark,
  { loaded, plane }: PaneSpec,
  slice: number | null,
  controller: PaneController,
): Drawn | undefined {
  if (object !== null && !loaded.view.energies.some((energy) => energy.object === object)) return undefined;
  if (object === null && objectOf(loaded) !== 0) return undefined;
  if (!box) {
    if (!polygon || plane) return undefined;
    const points = polygon.flatMap((at, index) => (index % 3 === 2 ? [] : [Math.round(at)]));
    return points.length >= 6 ? outlineOf({ shape: 'polygon', points }, controller) : undefined;
  }
  const [x = 0, y = 0, z = 0] = box.base;
  const [wide = 0, high = 0, deep = 0] = box.extents;
  const between = (from: Voxel, to: Voxel) => {
    if (!plane) return outlineOf({ shape: 'box', points: [from.column, from.row, to.column, to.row] }, controller);
    const [first, last] = [placeOf(plane, from), placeOf(plane, to)];
    if (slice === null || slice < first.index || slice > last.index) return undefined;
    return outlineOf({ shape: 'box', points: [first.column, first.row, last.column, last.row] }, controller);
  };
  return between(
    { slice: z, row: y, column: x },
    { slice: z + Math.max(1, deep) - 1, row: y + Math.max(1, high) - 1, column: x + Math.max(1, wide) - 1 },
  );
}

function Crossing(props: {
  readonly plane: Plane;
  readonly voxel: Voxel;
  readonly controller: PaneController;
}): ReactNode {
  const { row, column } = placeOf(props.plane, props.voxel);
  const at = props.controller.pointOf({ row: row + 0.5, column: column + 0.5 });
  if (!at) return null;
  const gap = 14;
  return (
    <g className={classes.crossing} aria-hidden>
      <line x1={at.x} y1={0} x2={at.x} y2={Math.max(0, at.y - gap)} />
      <line x1={at.x} y1={at.y + gap} x2={at.x} y2="100%" />
      <line x1={0} y1={at.y} x2={Math.max(0, at.x - gap)} y2={at.y} />
      <line x1={at.x + gap} y1={at.y} x2="100%" y2={at.y} />
    </g>
  );
}

/** Where the hand is in another pane: its column is known, its row only by share. */
function StepCursor({ spec, controller }: { readonly spec: PaneSpec; readonly controller: PaneController }): ReactNode {
  const desk = useDesk();
  const cursor = useSyncExternalStore(desk.cursor.subscribe, desk.cursor.snapshot);
  const { shape, image } = controller.state;
  if (!desk.inStep || !cursor || !shape || !image || cursor.slot === spec.slot || spec.plane) return null;
  const place = placeInStep(cursor.view, cursor.place, { shape, ...(image.spacing && { spacing: image.spacing }) });
  const at = controller.pointOf(place);
  if (!at) return null;
  return (
    <g className={classes.stepCursor} aria-hidden>
      <line x1={at.x} y1={0} x2={at.x} y2="100%" />
      <circle cx={at.x} cy={at.y} r={9} />
    </g>
  );
}

function UnderWay({
  drawing,
  controller,
}: {
  readonly drawing: Drawing;
  readonly controller: PaneController;
}): ReactNode {
  const { mode, places, hand } = drawing;
  const from = places[0];
  const { image } = controller.state;
  if (!from || !image) return null;
  if (mode === 'box' || mode === 'ellipse') {
    const drawn = outlineOf({ shape: mode, points: [...pointsBetween(from, hand, image)] }, controller);
    return drawn && <Outline drawn={drawn} className={classes.underWay} />;
  }
  const points = [...places, hand].flatMap((place) => controller.pointOf(place) ?? []);
  return (
    <g>
      <polyline className={classes.underWay} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {mode === 'polygon' && points[0] && (
        <circle className={classes.underWay} cx={points[0].x} cy={points[0].y} r={7} />
      )}
    </g>
  );
}

function MeasureLine(props: {
  readonly controller: PaneController;
  readonly from: Measured['from'];
  readonly to: Measured['to'];
  readonly text: string;
  readonly onForget: () => void;
}): ReactNode {
  const { say } = useWords();
  const from = props.controller.pointOf(props.from);
  const to = props.controller.pointOf(props.to);
  if (!from || !to) return null;
  return (
    <g className={classes.measure}>
      <line className={classes.measureHalo} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <circle cx={from.x} cy={from.y} r={3} />
      <circle cx={to.x} cy={to.y} r={3} />
      <foreignObject x={Math.min(from.x, to.x)} y={Math.max(from.y, to.y) + 6} width={520} height={44}>
        <div className={classes.measureText}>
          <span>{props.text}</span>
          <button
            type="button"
            onClick={props.onForget}
            onPointerDown={(event) => event.stopPropagation()}
            aria-label={say('desk.measure.forget')}
          >
            ×
          </button>
        </div>
      </foreignObject>
    </g>
  );
}
