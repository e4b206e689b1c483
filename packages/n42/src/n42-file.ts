/** What a radiation file says, as far as an inspection needs it: spectra are summed, source geometry is left out. */
export interface N42File {
  /** ANSI N42.42-2006 or ANSI/IEEE N42.42-2012, which the schema calls 2011. */
  readonly edition: '2006' | '2011';
  readonly instrument: Instrument;
  readonly detectors: readonly Detector[];
  /** In the order of the file. */
  readonly measurements: readonly Measurement[];
  readonly alarms: readonly RadAlarm[];
  readonly nuclides: readonly FoundNuclide[];
  /** `true` when the file holds an alarm, `false` when it holds an analysis that raised none, else `null`. */
  readonly alarm: boolean | null;
  /** It lists more than is kept here. */
  readonly more: boolean;
}

export interface Instrument {
  readonly manufacturer: string;
  readonly model: string;
  /** RadInstrumentClassCode, such as `Spectroscopic Portal Monitor`; in 2006 InstrumentType. */
  readonly classCode: string;
}

export type DetectorKind = 'gamma' | 'neutron' | 'other';

export interface Detector {
  readonly id: string;
  readonly name: string;
  readonly kind: DetectorKind;
}

/** MeasurementClassCode; in 2006 SourceType, of which Item is Foreground. */
export type MeasurementClass = 'Foreground' | 'Background' | 'Calibration' | 'IntrinsicActivity' | 'NotSpecified';

export interface Measurement {
  readonly classCode: MeasurementClass;
  /** Milliseconds since 1970; `undefined` when the file does not say. */
  readonly startMs: number | undefined;
  readonly realSeconds: number | undefined;
  /** Whether something stood in the portal. */
  readonly occupied: boolean | undefined;
  readonly counts: readonly DetectorCounts[];
}

/** What one detector counted in one measurement, over its whole spectrum or in gross. */
export interface DetectorCounts {
  /** Id of the detector. */
  readonly detector: string;
  readonly counts: number;
  readonly liveSeconds: number | undefined;
}

export interface RadAlarm {
  /** RadAlarmCategoryCode: Neutron, Gamma, Alpha, Beta, Isotope, Other. */
  readonly category: string;
  /** Ids of detectors. */
  readonly detectors: readonly string[];
  readonly description: string;
}

export interface FoundNuclide {
  readonly name: string;
  /** As the file has it: 0 to 100 in 2011; what the instrument's maker means in 2006. */
  readonly confidence: number | undefined;
}

/** Why a file is not read. */
export type N42Refusal = 'N42_TOO_LARGE' | 'N42_MALFORMED' | 'N42_DOCTYPE' | 'N42_TOO_DEEP' | 'N42_OTHER_ROOT';

export type N42Result =
  | { readonly outcome: 'n42'; readonly file: N42File }
  | { readonly outcome: 'refused'; readonly code: N42Refusal; readonly detail: string };
