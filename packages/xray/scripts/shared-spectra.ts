// For tests and the report alone: the semiZ spectra (MIT) when the shared folder is there; nothing of it is shipped.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Spectrum, spectrumOf, weighted } from '../src/spectrum.ts';

/** One linac energy at one detector of the fan. */
export interface SharedSpectrum {
  readonly photons: Spectrum;
  /** Weighted with the Geant4 response of the detector. */
  readonly detected: Spectrum;
}

export interface SharedSpectra {
  readonly energiesMev: readonly number[];
  readonly response: readonly number[];
  /** Detectors 0, 50 and 99 of a hundred. */
  readonly low: readonly [SharedSpectrum, SharedSpectrum, SharedSpectrum];
  readonly high: readonly [SharedSpectrum, SharedSpectrum, SharedSpectrum];
}

const shared = process.env.GARITA_SHARED ?? join(import.meta.dirname, '../../../../shared');
const file = join(shared, 'data/xray-physics/linac-spectra.csv');

/** Undefined, and said so, when the shared folder is missing. */
export function sharedSpectra(): SharedSpectra | undefined {
  if (!existsSync(file)) {
    console.info(`skipped: no ${file}, so nothing to compare with the semiZ spectra (set GARITA_SHARED)`);
    return undefined;
  }
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const column = (index: number) => rows.map((row) => row[index] as number);
  const response = column(1);
  const at = (index: number): SharedSpectrum => {
    const photons = spectrumOf(column(0), column(index));
    return { photons, detected: weighted(photons, (_, bin) => response[bin] as number) };
  };
  return { energiesMev: column(0), response, low: [at(2), at(3), at(4)], high: [at(5), at(6), at(7)] };
}
