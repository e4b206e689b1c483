import type { PixelSpacing } from './image.ts';
import type { Place } from './view-state.ts';

/** A distance, and what its millimetres rest on. */
export interface Measurement {
  readonly samples: number;
  /** Left out when the file says no spacing. */
  readonly mm?: number;
  /** `none`: there are no millimetres, only samples; whoever shows it says so. */
  readonly basis: PixelSpacing['basis'] | 'none';
}

/** From one place to another along a straight line, in the plane that the spacing is declared for. */
export function measure(from: Place, to: Place, spacing: PixelSpacing | undefined): Measurement {
  const rows = to.row - from.row;
  const columns = to.column - from.column;
  const samples = Math.hypot(rows, columns);
  if (!spacing) return { samples, basis: 'none' };
  const { rowMm, columnMm, basis } = spacing;
  return { samples, mm: Math.hypot(rows * rowMm, columns * columnMm), basis };
}
