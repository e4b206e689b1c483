import type { MaterialEstimate } from '@garita/xray';
import type { MaterialGrid } from './material-table.ts';
import type { Raster } from './raster.ts';
import { ViewerError } from './viewer-error.ts';

/** What a sample's number means physically; decides attenuation and which end is dense. */
export type Signal =
  /** In proportion to the beam that comes through; `air` is the value of nothing in its way. */
  | { readonly kind: 'transmission'; readonly air: number }
  /** In proportion to -ln T; `perUnit` is the value of -ln T = 1. */
  | { readonly kind: 'attenuation'; readonly perUnit: number }
  /** A reconstructed attenuation per length; not a ray's attenuation. The values of water and of air (0 unless said). */
  | { readonly kind: 'ct'; readonly water?: number; readonly air?: number }
  | { readonly kind: 'unknown' };

export interface Energy {
  readonly raster: Raster;
  readonly signal: Signal;
}

/** Distance between rows and between columns, mm. */
export interface PixelSpacing {
  readonly rowMm: number;
  readonly columnMm: number;
  /** `calibrated` when somebody measured it; `declared` when the file merely says so. */
  readonly basis: 'calibrated' | 'declared';
}

/** Tells materials apart by what two energies measure: -ln T of a ray, or in CT the attenuation against water. */
export interface MaterialModel {
  classify(alphaHigh: number, alphaLow: number): MaterialEstimate;
  /** Of the high energy: under which nothing can be told, and over which nothing comes through. */
  readonly limits: { readonly clearBelow: number; readonly opaqueAbove: number };
  /** Whether the spectra are not the device's own but taken for granted. */
  readonly assumed: boolean;
  /** The model drawn out, where that was done in another thread. */
  readonly grid?: MaterialGrid;
}

/** What one canvas shows: one view, or one slice, in one or two energies. */
export interface ViewerImage {
  readonly rows: number;
  readonly columns: number;
  /** The high energy, or the only one: brightness comes from it. */
  readonly high: Energy;
  readonly low?: Energy;
  readonly material?: MaterialModel;
  readonly spacing?: PixelSpacing;
}

/**
 * Put one or two energies together.
 *
 * @throws ViewerError ENERGIES_DIFFER when they are not of one shape, IMAGE_INVALID when the spacing is no distance
 */
export function viewerImage(parts: Omit<ViewerImage, 'rows' | 'columns'>): ViewerImage {
  const { rows, columns, tileSize } = parts.high.raster;
  const low = parts.low?.raster;
  if (low && (low.rows !== rows || low.columns !== columns || low.tileSize !== tileSize)) {
    throw new ViewerError('ENERGIES_DIFFER', `${rows} x ${columns} and ${low.rows} x ${low.columns} samples`);
  }
  const { spacing } = parts;
  if (spacing && !(isDistance(spacing.rowMm) && isDistance(spacing.columnMm))) {
    throw new ViewerError('IMAGE_INVALID', `a spacing of ${spacing.rowMm} x ${spacing.columnMm} mm`);
  }
  return { ...parts, rows, columns };
}

/** A signal as a picture of the server tells it (`PictureEnergy`): what it does not know stays unknown. */
export function signalFrom(told: {
  readonly kind: Signal['kind'];
  readonly air: number | null;
  readonly perUnit: number | null;
}): Signal {
  const { kind, air, perUnit } = told;
  if (kind === 'transmission') return air !== null && air > 0 ? { kind, air } : { kind: 'unknown' };
  if (kind === 'attenuation') return perUnit !== null && perUnit > 0 ? { kind, perUnit } : { kind: 'unknown' };
  if (kind !== 'ct' || perUnit === null || !(perUnit > 0)) return kind === 'ct' ? { kind } : { kind: 'unknown' };
  return { kind, water: (air ?? 0) + perUnit, air: air ?? 0 };
}

/** -ln T of a sample, never below 0; `undefined` when the signal has none. Without any signal it is infinite. */
export function attenuationOf(signal: Signal, sample: number): number | undefined {
  if (signal.kind === 'transmission') return Math.max(0, -Math.log(Math.max(0, sample) / signal.air));
  if (signal.kind === 'attenuation') return Math.max(0, sample / signal.perUnit);
  return undefined;
}

/** What a material model takes: -ln T, or in CT the attenuation against water's; `undefined` when unknown. */
export function quantityOf(signal: Signal, sample: number): number | undefined {
  if (signal.kind !== 'ct') return attenuationOf(signal, sample);
  const { water, air = 0 } = signal;
  return water === undefined ? undefined : Math.max(0, (sample - air) / (water - air));
}

/** Whether materials can be told: two energies whose quantity is known, and a model. */
export function hasMaterial(image: ViewerImage): boolean {
  const known = (energy: Energy | undefined) => energy && quantityOf(energy.signal, 1) !== undefined;
  return Boolean(image.material && known(image.high) && known(image.low));
}

function isDistance(mm: number): boolean {
  return mm > 0 && Number.isFinite(mm);
}
