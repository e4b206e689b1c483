import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../i18n/language.tsx';
import type { Place, Point } from '../viewer/index.ts';
import { useDesk } from './desk-context.ts';
import { type Handle, handlesOf, movedPoints, sizedPoints, takenTo } from './mark-geometry.ts';
import { markName } from './mark-words.ts';
import type { PaneController } from './pane-controller.ts';
import classes from './pane-overlay.module.css';
import { type Drawn, outlineOf } from './shape-outline.ts';
import type { DeskMark } from './use-marks.ts';

interface Grip {
  readonly handle: Handle | undefined;
  readonly from: Place;
  readonly mark: DeskMark;
  readonly gesture: string;
}

let grips = 0;

/** An analyst's marks on one pane: chosen, moved and resized by hand or by arrow keys. */
export function MarkLayer(props: {
  readonly marks: readonly DeskMark[];
  readonly controller: PaneController;
  readonly pointIn: (event: PointerEvent) => Point;
}): ReactNode {
  const { marks, controller, pointIn } = props;
  const { say } = useWords();
  const desk = useDesk();
  const grip = useRef<Grip | undefined>(undefined);
  const { image } = controller.state;
  if (!image) return null;
  const editable = !desk.readOnly;

  const take = (mark: DeskMark, handle?: Handle) => (event: PointerEvent) => {
    if (event.button !== 0 || desk.mode !== 'look') return;
    event.stopPropagation();
    desk.marks.select(mark.id);
    const from = controller.placeAt(pointIn(event));
    if (!editable || !from) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { handle, from, mark, gesture: `hand ${++grips}` };
  };
  const drag = (event: PointerEvent) => {
    const held = grip.current;
    const place = held && controller.placeAt(pointIn(event));
    if (!held || !place) return;
    event.stopPropagation();
    const { mark, handle, from, gesture } = held;
    const points = handle
      ? takenTo(mark, handle, place, image)
      : movedPoints(mark.points, place.column - from.column, place.row - from.row, image);
    desk.marks.change(mark.id, { points: [...points] }, gesture);
  };
  const drop = () => {
    grip.current = undefined;
  };
  const key = (mark: DeskMark) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow || !editable || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    // One CSS pixel of the screen or one sample, whichever is more.
    const by = Math.max(1, Math.round((4 * controller.state.ratio) / (controller.state.view?.scale ?? 1)));
    const [across, down] = [arrow[0] * by, arrow[1] * by];
    const points = event.shiftKey
      ? sizedPoints(mark, across, down, image)
      : movedPoints(mark.points, across, down, image);
    desk.marks.change(mark.id, { points: [...points] }, event.shiftKey ? 'keys size' : 'keys move');
  };

  return (
    <>
      {marks.map((mark, index) => {
        const drawn = outlineOf(mark, controller);
        if (!drawn) return null;
        const selected = desk.marks.selected?.id === mark.id;
        const name = `${index + 1} · ${markName(mark, say)}`;
        return (
          // biome-ignore lint/a11y/useSemanticElements: SVG has no button
          <g
            key={mark.id}
            className={classes.mark}
            data-selected={selected || undefined}
            data-mark={mark.id}
            role="button"
            aria-pressed={selected}
            aria-label={say('desk.mark.aria', { name })}
            tabIndex={0}
            onFocus={() => desk.marks.select(mark.id)}
            onKeyDown={key(mark)}
            onPointerDown={take(mark)}
            onPointerMove={drag}
            onPointerUp={drop}
            onPointerCancel={drop}
          >
            <Outline drawn={drawn} className={classes.markGrip} />
            <Outline drawn={drawn} className={classes.markHalo} />
            <Outline drawn={drawn} className={classes.markLine} />
            <text className={classes.markName} x={drawn.label.x} y={drawn.label.y - 5}>
              {name}
            </text>
            {selected &&
              editable &&
              handlesOf(mark).map(({ handle, place }) => {
                const at = controller.pointOf(place);
                return (
                  at && (
                    <g key={JSON.stringify(handle)} onPointerDown={take(mark, handle)}>
                      <circle className={classes.handleReach} cx={at.x} cy={at.y} r={12} />
                      <rect className={classes.handle} x={at.x - 4} y={at.y - 4} width={8} height={8} />
                    </g>
                  )
                );
              })}
          </g>
        );
      })}
    </>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function Outline({
  drawn,
  className,
}: {
  readonly drawn: Drawn;
  readonly className: string | undefined;
}): ReactNode {
  if (drawn.kind === 'polygon')
    return <polygon className={className} points={drawn.points.map(({ x, y }) => `${x},${y}`).join(' ')} />;
  const { left, top, width, height } = drawn;
  if (drawn.kind === 'box') return <rect className={className} x={left} y={top} width={width} height={height} />;
  return <ellipse className={className} cx={left + width / 2} cy={top + height / 2} rx={width / 2} ry={height / 2} />;
}
