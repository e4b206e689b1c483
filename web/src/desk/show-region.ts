import type { MachineMark, MarkBody } from '@garita/api';
import type { Place } from '../viewer/index.ts';
import type { Desk } from './desk-context.ts';
import { objectOf } from './loaded-view.ts';
import { edgesOf } from './mark-geometry.ts';

/** Brings what was marked into view: its pane, its slice, and its place when that is not on the screen. */
export function showMark(desk: Desk, mark: Pick<MarkBody, 'object' | 'frame' | 'points'>): void {
  const { left, top, right, bottom } = edgesOf(mark);
  show(desk, mark.object, { row: (top + bottom) / 2, column: (left + right) / 2 }, mark.frame);
}

/** The same of what a machine pointed at; of a volume the middle of its box. */
export function showMachineMark(desk: Desk, { object, box, polygon }: MachineMark): void {
  const middle = box
    ? box.base.map((base, axis) => base + (box.extents[axis] ?? 0) / 2)
    : [0, 1].map((axis) => {
        const ats = (polygon ?? []).filter((_, index) => index % 3 === axis);
        return ats.reduce((sum, at) => sum + at, 0) / Math.max(1, ats.length);
      });
  const [column = 0, row = 0, slice = 0] = middle;
  show(desk, object, { row, column }, Math.floor(slice));
}

function show(desk: Desk, object: number | null, place: Place, frame: number | null): void {
  const spec = desk.panes.find(
    ({ loaded, side, plane }) =>
      side === 'case' &&
      (plane === undefined || plane === 'axial') &&
      (object === null ? objectOf(loaded) === 0 : loaded.view.energies.some((energy) => energy.object === object)),
  );
  if (!spec) return;
  desk.activate(spec.slot);
  const now = desk.crossing(spec.loaded);
  if (now && frame !== null && spec.loaded.volume) {
    const { high } = spec.loaded.volume;
    const held = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
    desk.cross(spec.loaded, {
      slice: held(frame, high.slices),
      row: held(place.row, high.rows),
      column: held(place.column, high.columns),
    });
  }
  const controller = desk.controller(spec.slot);
  const at = controller.pointOf(place);
  const { surface, ratio } = controller.state;
  const seen = at && at.x > 0 && at.y > 0 && at.x < surface.width / ratio && at.y < surface.height / ratio;
  if (!seen) controller.centreOn(place);
}
