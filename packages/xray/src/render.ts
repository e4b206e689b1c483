import { channelGains, digitize } from './detector-signal.ts';
import { traceScene, transmissionImage } from './line-scanner.ts';
import { Random } from './random.ts';
import type { Scanner } from './scanner.ts';
import type { Scene } from './scene.ts';
import { meanEnergyMev } from './spectrum.ts';
import { rowPitch, type View } from './view.ts';

export interface RenderedImage {
  readonly view: string;
  readonly energy: 'HIGH ENERGY' | 'LOW ENERGY';
  readonly rows: number;
  readonly columns: number;
  /** Step from row to row and from column to column in the middle plane (mm). */
  readonly pixelSpacingMm: readonly [row: number, column: number];
  /** Row by row; air is the detector's air value, 0 is no signal. */
  readonly pixels: Uint16Array;
  readonly kVp: number;
  /** Mean energy (keV) of what the detector sees in air. */
  readonly meanKev: number;
}

const NOISE_STREAM = 1;
const GAIN_STREAM = 2;

/** The dual-energy images of a scene through one view; the same seed gives the same noise. */
export function renderView(scene: Scene, view: View, scanner: Scanner, seed: number): readonly RenderedImage[] {
  const lag = Math.max(...scanner.channels.map(({ columnLag }) => columnLag));
  const traced = traceScene(scene, view, view.columns + lag, scanner.basisFor);
  const noise = new Random(seed, NOISE_STREAM);
  // The gains belong to the scanner, not to the scan: every scan of it shows the same pattern.
  const gains = channelGains(view.rows, scanner.gainSpread, new Random(view.rows, GAIN_STREAM));
  return scanner.channels.map(({ energy, kVp, spectrum, table, detector, columnLag }) => ({
    view: view.name,
    energy,
    rows: view.rows,
    columns: view.columns,
    pixelSpacingMm: [rowPitch(view), view.pitchX],
    pixels: digitize(
      transmissionImage(traced, view, table, columnLag, scanner.blur),
      view.rows,
      detector,
      gains,
      noise,
    ),
    kVp,
    meanKev: 1e3 * meanEnergyMev(spectrum),
  }));
}
