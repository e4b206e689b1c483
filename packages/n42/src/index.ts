export { type CountSeries, countSeries } from './count-series.ts';
export type {
  Detector,
  DetectorCounts,
  DetectorKind,
  FoundNuclide,
  Instrument,
  Measurement,
  MeasurementClass,
  N42File,
  N42Refusal,
  N42Result,
  RadAlarm,
} from './n42-file.ts';
export { readN42 } from './read-n42.ts';
