import { useCommands } from '../app/commands.tsx';
import type { KeyCommand } from '../app/key-table.ts';
import { useWords } from '../i18n/language.tsx';
import { placeOf, voxelAt } from '../viewer/index.ts';
import type { Desk } from './desk-context.ts';
import type { DeskMode } from './pane-gestures.ts';
import type { RailTool } from './tool-rail.tsx';
import { DISPLAY_TOOLS, type DisplayTool, displayTool } from './tools.ts';
import type { Display } from './use-display.ts';

export interface DeskActions {
  toPlain(): void;
  leave(): void;
  toCase(): void;
  /** Begins to compare, or ends it. */
  compare(): void;
  readonly comparing: boolean;
  setInStep(inStep: boolean): void;
  setMachineMarksShown(shown: boolean): void;
}

const ZOOM_STEP = 1.4;
const MODES: Partial<Readonly<Record<KeyCommand, DeskMode>>> = {
  window: 'window',
  measure: 'measure',
  'mark-box': 'box',
  'mark-ellipse': 'ellipse',
  'mark-polygon': 'polygon',
};
const MARKING: ReadonlySet<KeyCommand> = new Set(['mark-box', 'mark-ellipse', 'mark-polygon']);

/** Every tool with its key and its button: one list, heard on the keyboard and shown in the rail. */
export function useDeskTools(desk: Desk, display: Display, actions: DeskActions): readonly (readonly RailTool[])[] {
  const { say } = useWords();
  const { active, mode, marks } = desk;
  const controller = active && desk.controller(active.slot);
  const material = active !== undefined && active.loaded.view.energies.length > 1;
  const setMode = (to: DeskMode) => desk.setMode(mode === to ? 'look' : to);

  const turn = (by: number) => {
    const now = active && desk.crossing(active.loaded);
    if (!active?.plane || !now || !active.loaded.volume) return;
    const here = placeOf(active.plane, now);
    const last = active.loaded.volume.high.count(active.plane) - 1;
    desk.cross(active.loaded, voxelAt(active.plane, Math.min(last, Math.max(0, here.index + by)), here));
  };
  const magnify = (event: KeyboardEvent) => {
    const at = desk.cursor.snapshot();
    if (event.repeat || !at) return;
    const over = desk.controller(at.slot);
    over.magnify(over.pointOf(at.place));
    const lift = ({ code }: KeyboardEvent) => {
      if (code !== event.code) return;
      removeEventListener('keyup', lift);
      over.magnify(undefined);
    };
    addEventListener('keyup', lift);
  };
  const removeMark = () => marks.selected && !desk.readOnly && marks.remove(marks.selected.id);

  const usable = ({ needsMaterial }: DisplayTool) => !needsMaterial || material;
  const displayKeys = Object.fromEntries(
    DISPLAY_TOOLS.filter((tool) => tool.command !== 'plain' && usable(tool)).map((tool) => [
      tool.command,
      display.key(tool),
    ]),
  );
  const modeKeys = Object.fromEntries(
    Object.entries(MODES)
      .filter(([command]) => !MARKING.has(command as KeyCommand) || !desk.readOnly)
      .map(([command, to]) => [command, () => setMode(to)]),
  );
  useCommands({
    ...displayKeys,
    ...modeKeys,
    plain: actions.toPlain,
    'zoom-in': () => controller?.zoom(ZOOM_STEP),
    'zoom-out': () => controller?.zoom(1 / ZOOM_STEP),
    fit: () => controller?.fit(),
    'full-size': () => controller?.fullSize(),
    magnifier: magnify,
    mirror: () => controller?.mirror(),
    'in-step': () => actions.setInStep(!desk.inStep),
    compare: actions.compare,
    'machine-marks': () => actions.setMachineMarksShown(!desk.machineMarksShown),
    'undo-display': display.undo,
    'redo-display': display.redo,
    ...(active?.plane && { 'slice-up': () => turn(-1), 'slice-down': () => turn(1) }),
    case: actions.toCase,
    'give-back': actions.leave,
    ...(marks.selected && !desk.readOnly && { 'mark-remove': removeMark }),
  });

  const ofDisplay = (command: KeyCommand): RailTool => {
    const tool = displayTool(command);
    if (!tool) throw new Error(`no tool ${command}`);
    return {
      command,
      ...(tool.isOn && { on: tool.isOn(desk.display) && usable(tool) }),
      ...(!usable(tool) && { unusable: say('desk.needsTwo') }),
      run: () => (command === 'plain' ? actions.toPlain() : display.change(tool.change)),
    };
  };
  const ofMode = (command: KeyCommand): RailTool => {
    const to = MODES[command];
    return {
      command,
      on: mode === to,
      ...(MARKING.has(command) && desk.readOnly && { unusable: say('desk.readOnly') }),
      run: () => to && setMode(to),
    };
  };
  const several = desk.panes.length > 1;
  return [
    [
      ofDisplay('plain'),
      ofDisplay('colour'),
      ofDisplay('grey'),
      ofDisplay('palette'),
      { command: 'compare', on: actions.comparing, run: actions.compare },
      {
        command: 'in-step',
        on: desk.inStep && several,
        ...(!several && { unusable: say('desk.needsViews') }),
        run: () => actions.setInStep(!desk.inStep),
      },
    ],
    [
      ofMode('window'),
      ofDisplay('gamma-down'),
      ofDisplay('gamma-up'),
      ofDisplay('inverse'),
      ofDisplay('high-penetration'),
      ofDisplay('low-penetration'),
      ofDisplay('organic-only'),
      ofDisplay('inorganic-only'),
      ofDisplay('edge'),
      { command: 'undo-display', run: display.undo },
      { command: 'redo-display', run: display.redo },
    ],
    [
      { command: 'fit', run: () => controller?.fit() },
      { command: 'full-size', run: () => controller?.fullSize() },
      { command: 'mirror', on: controller?.state.view?.mirrored ?? false, run: () => controller?.mirror() },
      ofMode('measure'),
      ofMode('mark-box'),
      ofMode('mark-ellipse'),
      ofMode('mark-polygon'),
      {
        command: 'machine-marks',
        on: desk.machineMarksShown,
        run: () => actions.setMachineMarksShown(!desk.machineMarksShown),
      },
    ],
  ];
}
