import type { MachineMark } from '@garita/api';
import { createContext, useContext } from 'react';
import type { Plane, Voxel } from '../viewer/index.ts';
import type { Cursor } from './cursor.ts';
import type { DeskDisplay } from './desk-display.ts';
import type { LoadedView } from './loaded-view.ts';
import type { PaneController } from './pane-controller.ts';
import type { DeskMode } from './pane-gestures.ts';
import type { Marks } from './use-marks.ts';

/** What one pane shows. */
export interface PaneSpec {
  /** Which of the panes: its canvas is kept from case to case. */
  readonly slot: number;
  /** Changes when another image is shown. */
  readonly key: string;
  readonly side: 'case' | 'compared';
  readonly label: string;
  readonly loaded: LoadedView;
  /** Of a volume. */
  readonly plane?: Plane;
}

/** What the parts of the desk share. */
export interface Desk {
  readonly panes: readonly PaneSpec[];
  readonly active: PaneSpec | undefined;
  readonly display: DeskDisplay;
  /** How one pane is shown: a scan beside itself is the plain image. */
  displayOf(spec: PaneSpec): DeskDisplay;
  readonly mode: DeskMode;
  readonly inStep: boolean;
  readonly readOnly: boolean;
  readonly marks: Marks;
  readonly machineMarks: readonly MachineMark[];
  readonly machineMarksShown: boolean;
  readonly cursor: Cursor;
  controller(slot: number): PaneController;
  activate(slot: number): void;
  /** A frame of a pane was drawn. */
  framed(spec: PaneSpec): void;
  /** Changes of one gesture are undone together. */
  changeDisplay(change: (display: DeskDisplay) => DeskDisplay, gesture?: string): void;
  setMode(mode: DeskMode): void;
  /** Where the three planes of a volume meet. */
  crossing(loaded: LoadedView): Voxel | undefined;
  cross(loaded: LoadedView, voxel: Voxel): void;
}

export const deskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(deskContext);
  if (!desk) throw new Error('useDesk outside the desk');
  return desk;
}
