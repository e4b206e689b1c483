import type { KeyCommand } from '../app/key-table.ts';
import type { PaletteName } from '../viewer/index.ts';
import { type DeskDisplay, plainFor } from './desk-display.ts';

/** A tool that changes how the images are shown. Its name, key and button hang on its command. */
export interface DisplayTool {
  readonly command: KeyCommand;
  readonly group: 'standard' | 'enhance';
  /** Holding its key shows it for as long as it is held. */
  readonly momentary: boolean;
  /** Without two energies there is nothing to tell materials by. */
  readonly needsMaterial: boolean;
  change(display: DeskDisplay): DeskDisplay;
  /** `undefined` for one that is no state. */
  isOn?(display: DeskDisplay): boolean;
}

const GAMMA_STEP = 1.25;
const GAMMA = { least: 0.2, greatest: 5 } as const;
const EDGE = 1;

const stripped =
  (strip: 'organic' | 'inorganic') =>
  (display: DeskDisplay): DeskDisplay => ({
    ...display,
    strip: display.strip === strip ? 'none' : strip,
    greyscale: false,
  });
const penetrating =
  (penetration: 'high' | 'low') =>
  (display: DeskDisplay): DeskDisplay => ({
    ...display,
    penetration: display.penetration === penetration ? 'normal' : penetration,
  });
const gammaTimes =
  (factor: number) =>
  (display: DeskDisplay): DeskDisplay => {
    const gamma = Math.min(GAMMA.greatest, Math.max(GAMMA.least, display.gamma * factor));
    // Up and down again ends where it began, to the last digit.
    return { ...display, gamma: Math.abs(gamma - 1) < 0.01 ? 1 : gamma };
  };
const other = (palette: PaletteName): PaletteName => (palette === 'standard' ? 'colour-blind' : 'standard');

/** Every display tool: what it does to the display, and nothing else. In the order of the rail. */
export const DISPLAY_TOOLS: readonly DisplayTool[] = [
  { command: 'plain', group: 'standard', momentary: false, needsMaterial: false, change: plainFor },
  {
    command: 'colour',
    group: 'standard',
    momentary: true,
    needsMaterial: true,
    change: (display) => ({ ...display, greyscale: false }),
    isOn: (display) => !display.greyscale,
  },
  {
    command: 'grey',
    group: 'standard',
    momentary: true,
    needsMaterial: true,
    change: (display) => ({ ...display, greyscale: !display.greyscale }),
    isOn: (display) => display.greyscale,
  },
  {
    command: 'palette',
    group: 'standard',
    momentary: false,
    needsMaterial: true,
    change: (display) => ({ ...display, palette: other(display.palette) }),
    isOn: (display) => display.palette === 'colour-blind',
  },
  {
    command: 'inverse',
    group: 'enhance',
    momentary: true,
    needsMaterial: false,
    change: (display) => ({ ...display, inverse: !display.inverse }),
    isOn: (display) => display.inverse,
  },
  {
    command: 'high-penetration',
    group: 'enhance',
    momentary: true,
    needsMaterial: false,
    change: penetrating('high'),
    isOn: (display) => display.penetration === 'high',
  },
  {
    command: 'low-penetration',
    group: 'enhance',
    momentary: true,
    needsMaterial: false,
    change: penetrating('low'),
    isOn: (display) => display.penetration === 'low',
  },
  {
    command: 'organic-only',
    group: 'enhance',
    momentary: true,
    needsMaterial: true,
    change: stripped('inorganic'),
    isOn: (display) => display.strip === 'inorganic',
  },
  {
    command: 'inorganic-only',
    group: 'enhance',
    momentary: true,
    needsMaterial: true,
    change: stripped('organic'),
    isOn: (display) => display.strip === 'organic',
  },
  {
    command: 'edge',
    group: 'enhance',
    momentary: true,
    needsMaterial: false,
    change: (display) => ({ ...display, edge: display.edge > 0 ? 0 : EDGE }),
    isOn: (display) => display.edge > 0,
  },
  {
    command: 'gamma-down',
    group: 'enhance',
    momentary: false,
    needsMaterial: false,
    change: gammaTimes(1 / GAMMA_STEP),
    isOn: (display) => display.gamma < 1,
  },
  {
    command: 'gamma-up',
    group: 'enhance',
    momentary: false,
    needsMaterial: false,
    change: gammaTimes(GAMMA_STEP),
    isOn: (display) => display.gamma > 1,
  },
];

export function displayTool(command: KeyCommand): DisplayTool | undefined {
  return DISPLAY_TOOLS.find((tool) => tool.command === command);
}
