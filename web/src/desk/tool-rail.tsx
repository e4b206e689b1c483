import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsDiff,
  IconAspectRatio,
  IconBlur,
  IconBrandSketch,
  IconCircleDashed,
  IconColorFilter,
  IconContrast2,
  IconContrastOff,
  IconEye,
  IconFlipVertical,
  IconFocusCentered,
  IconLayersLinked,
  IconLeaf,
  IconLink,
  IconPalette,
  IconPhoto,
  IconPolygon,
  IconRobot,
  IconRuler2,
  IconShape,
  IconSquare,
  IconStack,
  IconSun,
  IconTriangle,
  IconWall,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { type KeyCommand, keysOf } from '../app/key-table.ts';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import classes from './tool-rail.module.css';

export interface RailTool {
  readonly command: KeyCommand;
  readonly on?: boolean;
  /** Why it cannot be used here. */
  readonly unusable?: string | undefined;
  run(): void;
}

/** The tools, one under the other, each with its name and key; groups apart. */
export function ToolRail({ groups }: { readonly groups: readonly (readonly RailTool[])[] }): ReactNode {
  const { say } = useWords();
  return (
    <div className={classes.rail} role="toolbar" aria-orientation="vertical" aria-label={say('desk.tools')}>
      {groups.map((tools) => (
        <div key={tools[0]?.command} className={classes.railGroup}>
          {tools.map((tool) => (
            <RailButton key={tool.command} tool={tool} />
          ))}
        </div>
      ))}
    </div>
  );
}

function RailButton({ tool }: { readonly tool: RailTool }): ReactNode {
  const { say } = useWords();
  const { command, on, unusable } = tool;
  const Icon = ICONS[command] ?? IconShape;
  const name = say(`key.${command}`);
  return (
    <Tooltip
      label={
        <span className={classes.tip}>
          {name} <KeyHint of={command} />
          {unusable !== undefined && <em>{unusable}</em>}
        </span>
      }
      position="right"
      openDelay={350}
    >
      <UnstyledButton
        className={classes.tool}
        aria-label={name}
        aria-pressed={on}
        aria-disabled={unusable !== undefined || undefined}
        data-on={on || undefined}
        data-command={command}
        onClick={() => unusable === undefined && tool.run()}
      >
        <Icon size={20} stroke={1.7} aria-hidden />
        <kbd aria-hidden data-key={shortKey(command)} />
      </UnstyledButton>
    </Tooltip>
  );
}

/** As small as it fits a corner: ⇧M, Esc. */
function shortKey(command: KeyCommand): string {
  const [key = ''] = keysOf(command);
  return key.replace('Shift+', '⇧').replace('Escape', 'Esc').toUpperCase().replace('ESC', 'Esc');
}

// Drawn by the style sheet: signs for the eye, beside the name that is read out.
const GammaDown = (): ReactNode => <b aria-hidden data-key="γ−" />;
const GammaUp = (): ReactNode => <b aria-hidden data-key="γ+" />;

type Icon = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
const ICONS: Partial<Readonly<Record<KeyCommand, Icon>>> = {
  plain: IconPhoto,
  colour: IconColorFilter,
  grey: IconContrastOff,
  palette: IconPalette,
  compare: IconArrowsDiff,
  'in-step': IconLink,
  inverse: IconContrast2,
  'high-penetration': IconWall,
  'low-penetration': IconBlur,
  'organic-only': IconLeaf,
  'inorganic-only': IconStack,
  edge: IconTriangle,
  'gamma-down': GammaDown,
  'gamma-up': GammaUp,
  window: IconSun,
  fit: IconFocusCentered,
  'full-size': IconAspectRatio,
  'zoom-in': IconZoomIn,
  'zoom-out': IconZoomOut,
  magnifier: IconEye,
  mirror: IconFlipVertical,
  measure: IconRuler2,
  'mark-box': IconSquare,
  'mark-ellipse': IconCircleDashed,
  'mark-polygon': IconPolygon,
  'machine-marks': IconRobot,
  'undo-display': IconArrowBackUp,
  'redo-display': IconArrowForwardUp,
  'next-view': IconLayersLinked,
  case: IconBrandSketch,
};
