export { elementAttenuation, massAttenuation, type Process } from './attenuation.ts';
export { type Composition, compositionOfFormula, compositionOfMixture, effectiveZ } from './composition.ts';
export { CT_WATER_VALUE, type CtGrid, ctVolume } from './ct-volume.ts';
export { CARGO_SCINTILLATOR, depositedEnergyMev, type Scintillator } from './detector-response.ts';
export { alphaDeviation, channelGains, type Detector, digitize } from './detector-signal.ts';
export { type CalibrationStep, fitCorrection } from './fit-correction.ts';
export { LINAC_TARGET_G_PER_CM2, linacSpectrum } from './linac-spectrum.ts';
export {
  type BandLimits,
  classifierFrom,
  DEFAULT_BAND_LIMITS,
  type MaterialBand,
  type MaterialCurves,
  type MaterialEstimate,
  materialClassifier,
  materialCurves,
} from './material-at.ts';
export { MATERIALS, type Material, type MaterialId } from './materials.ts';
export { Random } from './random.ts';
export { type RenderedImage, renderView } from './render.ts';
export {
  type Channel,
  detected,
  linacScanner,
  linacSpectra,
  type Scanner,
  sandwichSpectra,
  switchingSpectra,
  tubeScanner,
} from './scanner.ts';
export {
  type Bounds,
  type Box,
  boundsOf,
  type Cylinder,
  massKg,
  type Point,
  type Prism,
  type Scene,
  type Solid,
  type Sphere,
} from './scene.ts';
export type { ThreatCategory } from './scenes/contraband.ts';
export {
  BAGGAGE_KV,
  type GroundTruth,
  makeScene,
  type RegionPx,
  type RenderedCt,
  type RenderedScan,
  renderScan,
  SCENE_KINDS,
  type SceneKind,
  type SyntheticScene,
} from './scenes/make-scene.ts';
export { filtered, meanEnergyMev, type Spectrum, spectrumOf, weighted } from './spectrum.ts';
export {
  type Correction,
  FREE_STREAMING,
  type Layer,
  logTransmission,
  transmission,
} from './transmission.ts';
export { type Basis, basisOf, TransmissionTable } from './transmission-table.ts';
export { type Tube, tubeSpectrum } from './tube-spectrum.ts';
export { type Region, regionOf, type View } from './view.ts';
export { XRAY_ERROR_CODES, XrayError, type XrayErrorCode } from './xray-error.ts';
