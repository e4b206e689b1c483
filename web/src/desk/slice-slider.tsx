import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { placeOf, type Voxel, voxelAt } from '../viewer/index.ts';
import { type PaneSpec, useDesk } from './desk-context.ts';
import classes from './image-area.module.css';

/** Which slice of a plane is shown. */
export function SliceSlider({ spec, voxel }: { readonly spec: PaneSpec; readonly voxel: Voxel }): ReactNode {
  const desk = useDesk();
  const { say } = useWords();
  const { plane, loaded } = spec;
  if (!plane || !loaded.volume) return null;
  const here = placeOf(plane, voxel);
  return (
    <input
      type="range"
      className={classes.slices}
      min={0}
      max={loaded.volume.high.count(plane) - 1}
      value={here.index}
      aria-label={say('desk.slices', { plane: say(`desk.plane.${plane}`) })}
      onPointerDown={(event) => event.stopPropagation()}
      onChange={(event) => desk.cross(loaded, voxelAt(plane, Number(event.currentTarget.value), here))}
    />
  );
}
