import { compositionOfFormula } from './composition.ts';
import { CARGO_SCINTILLATOR, depositedEnergyMev, type Scintillator } from './detector-response.ts';
import type { Detector } from './detector-signal.ts';
import { linacSpectrum } from './linac-spectrum.ts';
import { basisBook } from './line-scanner.ts';
import type { MaterialId } from './materials.ts';
import { filtered, type Spectrum, weighted } from './spectrum.ts';
import { type Basis, TransmissionTable } from './transmission-table.ts';
import { tubeSpectrum } from './tube-spectrum.ts';

export interface Channel {
  readonly energy: 'HIGH ENERGY' | 'LOW ENERGY';
  readonly kVp: number;
  /** Photons weighted with what each leaves in the detector. */
  readonly spectrum: Spectrum;
  readonly table: TransmissionTable;
  readonly detector: Detector;
  /** Columns by which this channel's pulse comes after the pair's first. */
  readonly columnLag: number;
}

export interface Scanner {
  readonly channels: readonly [high: Channel, low: Channel];
  readonly basisFor: (material: MaterialId) => Basis;
  /** Share of its signal a pixel lends to each neighbour. */
  readonly blur: number;
  /** Spread of the channels' gains after air correction. */
  readonly gainSpread: number;
}

const AIR_VALUE = 60_000;
const CARGO_LIMITS: Basis = [250, 450, 250];
const BAGGAGE_LIMITS: Basis = [80, 60, 20];
const REAR: Scintillator = { composition: compositionOfFormula('CsI'), gPerCm2: 1.8 };

/** What a spectrum leaves in a scintillator, per energy. */
export function detected(spectrum: Spectrum, scintillator: Scintillator): Spectrum {
  return weighted(spectrum, (energy) => depositedEnergyMev(scintillator, energy));
}

/**
 * An interlaced 6/9 MV linac portal. Each pair of pulses is one column; the low energy fires second, one column
 * of travel later, so the two images lie one column apart.
 */
export function linacScanner(lowMev = 6, highMev = 9): Scanner {
  const detector = { airPhotons: 60_000, electronicNoise: 6, doseSpread: 0.002, airValue: AIR_VALUE };
  return scannerOf(linacSpectra(highMev, lowMev), [highMev * 1e3, lowMev * 1e3], CARGO_LIMITS, detector, 1);
}

/**
 * A tube with a sandwich of detectors: 0.3 mm of gadolinium oxysulphide sees the low energies, and behind it
 * and 0.6 mm of copper 4 mm of caesium iodide sees what is left.
 */
export function tubeScanner(kilovolts: number): Scanner {
  const detector = { airPhotons: 40_000, electronicNoise: 4, doseSpread: 0.001, airValue: AIR_VALUE };
  return scannerOf(sandwichSpectra(kilovolts), [kilovolts, kilovolts], BAGGAGE_LIMITS, detector, 0);
}

/** What the two detectors of a `tubeScanner` see, the high energy first. */
export function sandwichSpectra(kilovolts: number): [high: Spectrum, low: Spectrum] {
  const source = filteredTube(kilovolts);
  const front = { composition: compositionOfFormula('Gd2O2S'), gPerCm2: 0.22 };
  const behind = filtered(filtered(source, front.composition, front.gPerCm2), compositionOfFormula('Cu'), 0.54);
  return [detected(behind, REAR), detected(source, front)];
}

/** What one detector sees of a tube that switches between two voltages, the high energy first. */
export function switchingSpectra(highKv: number, lowKv: number): [high: Spectrum, low: Spectrum] {
  return [detected(filteredTube(highKv), REAR), detected(filteredTube(lowKv), REAR)];
}

/** What the detectors of a `linacScanner` see, the high energy first. */
export function linacSpectra(highMev: number, lowMev: number): [high: Spectrum, low: Spectrum] {
  return [detected(linacSpectrum(highMev), CARGO_SCINTILLATOR), detected(linacSpectrum(lowMev), CARGO_SCINTILLATOR)];
}

function filteredTube(kilovolts: number): Spectrum {
  return tubeSpectrum({
    kilovolts,
    filters: [
      { formula: 'Al', gPerCm2: 0.81 },
      { formula: 'Cu', gPerCm2: 0.18 },
    ],
  });
}

function scannerOf(
  spectra: readonly [high: Spectrum, low: Spectrum],
  kVp: readonly [number, number],
  limits: Basis,
  detector: Detector,
  lag: number,
): Scanner {
  const channel = (index: 0 | 1): Channel => ({
    energy: index === 0 ? 'HIGH ENERGY' : 'LOW ENERGY',
    kVp: kVp[index],
    spectrum: spectra[index],
    table: new TransmissionTable(spectra[index], limits),
    detector,
    columnLag: index * lag,
  });
  return { channels: [channel(0), channel(1)], basisFor: basisBook(spectra), blur: 0.12, gainSpread: 0.001 };
}
