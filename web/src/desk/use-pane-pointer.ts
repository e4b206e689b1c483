import { type PointerEvent, useRef, useState } from 'react';
import { type Measurement, measure, type Place, type Point, placeOf, voxelAt } from '../viewer/index.ts';
import type { Desk, PaneSpec } from './desk-context.ts';
import { draggedWindow } from './desk-display.ts';
import { objectOf } from './loaded-view.ts';
import { firstPoints, MOST_CORNERS, pointsBetween, polygonPoints } from './mark-geometry.ts';
import type { PaneController } from './pane-controller.ts';
import { type Drawing, isDrag, isDrawing, zoomOfWheel } from './pane-gestures.ts';

export interface Measured {
  readonly id: number;
  readonly from: Place;
  readonly to: Place;
  readonly result: Measurement;
}

interface Held {
  readonly kind: 'pan' | 'window' | 'draw';
  readonly from: Point;
  last: Point;
  dragged: boolean;
  readonly window: Desk['display']['window'];
  readonly gesture: string;
}

const MOST_MEASURED = 8;
const NONE: readonly Measured[] = [];
let gestures = 0;

/** What a hand does on a pane: move, zoom, window, measure, draw. */
export function usePanePointer(spec: PaneSpec, controller: PaneController, desk: Desk) {
  const { mode } = desk;
  // Another image or another tool: what was begun has no place any more.
  const [drawn, setDrawn] = useState<{ readonly of: string; readonly drawing: Drawing | undefined }>();
  const [measures, setMeasures] = useState<{ readonly of: string; readonly all: readonly Measured[] }>();
  const of = `${mode} ${spec.key}`;
  const drawing = drawn?.of === of ? drawn.drawing : undefined;
  const setDrawing = (next: Drawing | undefined) => setDrawn({ of, drawing: next });
  const measured = measures?.of === spec.key ? measures.all : NONE;
  const held = useRef<Held | undefined>(undefined);

  const pointOf = ({ clientX, clientY, currentTarget }: PointerEvent): Point => {
    const { left, top } = currentTarget.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  function finish(end: Place, begun: Drawing): void {
    const { image } = controller.state;
    setDrawing(undefined);
    if (!image) return;
    const from = begun.places[0] as Place;
    if (begun.mode === 'measure') {
      const result = measure(from, end, image.spacing);
      const one = { id: ++gestures, from, to: end, result };
      setMeasures({ of: spec.key, all: [...measured.slice(1 - MOST_MEASURED), one] });
      return;
    }
    addMark(begun.mode, [...pointsBetween(from, end, image)]);
  }

  function finishPolygon({ places }: Drawing): void {
    const { image } = controller.state;
    setDrawing(undefined);
    if (!image) return;
    const points = polygonPoints(places, image);
    if (points.length >= 6) addMark('polygon', [...points]);
  }

  /** The way without a mouse: a mark in the middle of what is seen, which then has the keyboard. */
  function drawFirst(pane: Element | null): void {
    const { image, view, surface } = controller.state;
    if (!image || !view || !mayDraw(desk, spec) || (mode !== 'box' && mode !== 'ellipse')) return;
    const { scale, centre } = view;
    const seen = { rows: surface.height / scale, columns: surface.width / scale };
    const id = addMark(mode, [...firstPoints(centre, seen, image)]);
    requestAnimationFrame(() => pane?.querySelector<SVGElement>(`[data-mark="${id}"]`)?.focus());
  }

  function addMark(shape: 'box' | 'ellipse' | 'polygon', points: number[]): string {
    const frame = spec.plane === 'axial' ? (desk.crossing(spec.loaded)?.slice ?? 0) : null;
    desk.setMode('look');
    return desk.marks.add({ object: objectOf(spec.loaded), frame, shape, points });
  }

  function press(event: PointerEvent): void {
    desk.activate(spec.slot);
    const from = pointOf(event);
    const place = controller.placeAt(from);
    const draws = isDrawing(mode) && event.button === 0 && mayDraw(desk, spec);
    const kind = draws ? 'draw' : event.button === 2 || (mode === 'window' && event.button === 0) ? 'window' : 'pan';
    if (kind !== 'draw') event.preventDefault();
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { kind, from, last: from, dragged: false, window: desk.display.window, gesture: `${++gestures}` };
    if (!draws || !place || !isDrawing(mode)) return;
    if (!drawing) setDrawing({ mode, places: [place], hand: place });
    else if (drawing.mode !== 'polygon') {
      held.current = undefined;
      finish(place, drawing);
    } else if (closes(drawing, from)) finishPolygon(drawing);
    else if (drawing.places.length < MOST_CORNERS) setDrawing({ ...drawing, places: [...drawing.places, place] });
  }

  function closes({ places }: Drawing, at: Point): boolean {
    const first = places[0] && controller.pointOf(places[0]);
    return places.length >= 3 && first !== undefined && Math.hypot(first.x - at.x, first.y - at.y) < 10;
  }

  function move(event: PointerEvent): void {
    const at = pointOf(event);
    const place = controller.placeAt(at);
    const { image, shape } = controller.state;
    if (place && image && shape) {
      const view = { shape, ...(image.spacing && { spacing: image.spacing }) };
      desk.cursor.move({ slot: spec.slot, place, image, view });
    }
    if (controller.state.magnifying) controller.magnify(at);
    if (drawing && place) setDrawing({ ...drawing, hand: place });
    const grip = held.current;
    if (!grip) return;
    if (!grip.dragged && isDrag(grip.from, at)) {
      grip.dragged = true;
      if (grip.kind !== 'draw') controller.setMoving(true);
    }
    if (!grip.dragged) return;
    if (grip.kind === 'pan') controller.pan({ x: at.x - grip.last.x, y: at.y - grip.last.y });
    if (grip.kind === 'window') {
      const { width, height } = event.currentTarget.getBoundingClientRect();
      const share = { across: (at.x - grip.from.x) / width, up: (grip.from.y - at.y) / height };
      const window = draggedWindow(grip.window, share);
      desk.changeDisplay((display) => ({ ...display, window }), `window ${grip.gesture}`);
    }
    grip.last = at;
  }

  function lift(event: PointerEvent): void {
    const grip = held.current;
    held.current = undefined;
    controller.setMoving(false);
    if (!grip) return;
    const at = pointOf(event);
    const place = controller.placeAt(at);
    if (grip.kind === 'draw' && grip.dragged && drawing && place && drawing.mode !== 'polygon') finish(place, drawing);
    if (grip.kind === 'pan' && !grip.dragged && event.button === 0) {
      desk.marks.select(undefined);
      if (place && spec.plane) crossAt(place);
    }
  }

  function crossAt(place: Place): void {
    const { loaded, plane } = spec;
    const now = desk.crossing(loaded);
    if (!plane || !now || !loaded.volume) return;
    const { high } = loaded.volume;
    const voxel = voxelAt(plane, placeOf(plane, now).index, {
      row: Math.floor(place.row),
      column: Math.floor(place.column),
    });
    const inside = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
    desk.cross(loaded, {
      slice: inside(voxel.slice, high.slices),
      row: inside(voxel.row, high.rows),
      column: inside(voxel.column, high.columns),
    });
  }

  /** One slice further in this pane's plane. */
  function turn(by: number): void {
    const { loaded, plane } = spec;
    const now = desk.crossing(loaded);
    if (!plane || !now || !loaded.volume) return;
    const here = placeOf(plane, now);
    const index = Math.min(loaded.volume.high.count(plane) - 1, Math.max(0, here.index + by));
    desk.cross(loaded, voxelAt(plane, index, here));
  }

  /** The wheel, at a point of the pane. */
  function roll(event: WheelEvent, at: Point): void {
    desk.activate(spec.slot);
    if (event.altKey) {
      const factor = event.deltaY < 0 ? 1.08 : 1 / 1.08;
      desk.changeDisplay(
        (display) => ({ ...display, gamma: Math.min(5, Math.max(0.2, display.gamma * factor)) }),
        'gamma wheel',
      );
    } else if (spec.plane && !event.ctrlKey) turn(Math.sign(event.deltaY));
    else controller.zoom(zoomOfWheel(event), at);
  }

  return {
    drawing,
    measured,
    turn,
    roll,
    forget: (id: number) => setMeasures({ of: spec.key, all: measured.filter((one) => one.id !== id) }),
    drawFirst,
    finishPolygon: () => drawing?.mode === 'polygon' && finishPolygon(drawing),
    handlers: {
      onPointerDown: press,
      onPointerMove: move,
      onPointerUp: lift,
      onPointerCancel: () => {
        held.current = undefined;
        controller.setMoving(false);
      },
      onPointerLeave: () => {
        if (held.current) return;
        desk.cursor.move(undefined);
        controller.magnify(undefined);
      },
      onDoubleClick: () => drawing?.mode === 'polygon' && finishPolygon(drawing),
    },
  };
}

/** Marks are made on the case itself, of a volume across the travel; anything can be measured. */
function mayDraw({ mode, readOnly }: Desk, { side, plane }: PaneSpec): boolean {
  return mode === 'measure' || (!readOnly && side === 'case' && (plane === undefined || plane === 'axial'));
}
