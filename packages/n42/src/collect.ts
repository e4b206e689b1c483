import { LIMITS } from './limits.ts';
import type {
  Detector,
  DetectorCounts,
  DetectorKind,
  FoundNuclide,
  Measurement,
  MeasurementClass,
  N42File,
  RadAlarm,
} from './n42-file.ts';
import type { OpenElement } from './read-n42.ts';
import { durationSeconds, numberOf, shortText, sumOfChannels, sumOfNumbers, timeMs, yes } from './values.ts';

/** What grows while the file is read. */
interface Draft {
  manufacturer: string;
  model: string;
  classCode: string;
  measurement: { -readonly [Key in keyof Omit<Measurement, 'counts'>]: Measurement[Key] } & {
    counts: DetectorCounts[];
  };
  spectrum: { detector: string; counts: number | undefined; liveSeconds: number | undefined };
  detector: { id: string; name: string; kind: DetectorKind };
  alarm: { category: string; detectors: readonly string[]; description: string };
  nuclide: { name: string; confidence: number | undefined; identified: boolean };
}

export interface Collector {
  open(path: readonly OpenElement[]): void;
  /** Whether the text of an element of this name is of use. */
  wants(name: string): boolean;
  /** The last of the path is complete. */
  close(path: readonly OpenElement[]): void;
  file(): N42File;
}

type Handler = (element: OpenElement, parent: string) => void;

const CLASSES: readonly MeasurementClass[] = ['Foreground', 'Background', 'Calibration', 'IntrinsicActivity'];

/** Keeps what is of use of either edition; the names of the two do not collide. */
export function collector(edition: N42File['edition']): Collector {
  const draft = newDraft();
  const detectors = new Map<string, Detector>();
  const measurements: Measurement[] = [];
  const alarms: RadAlarm[] = [];
  const nuclides: FoundNuclide[] = [];
  let analysed = false;
  let failed = false;
  let counted = 0;
  let more = false;

  const keep = <Thing>(list: Thing[], most: number, thing: Thing) => {
    if (list.length < most) list.push(thing);
    else more = true;
  };
  const keepDetector = (id: string, name: string, kind: DetectorKind) => {
    if (detectors.size < LIMITS.detectors || detectors.has(id)) detectors.set(id, { id, name, kind });
    else more = true;
  };
  const keepCounts = ({ detector, counts, liveSeconds }: Draft['spectrum']) => {
    if (counts === undefined) return;
    if (!detectors.has(detector)) keepDetector(detector, detector, 'other');
    if (++counted > LIMITS.counts) more = true;
    else draft.measurement.counts.push({ detector, counts, liveSeconds });
  };
  const begin = (element: OpenElement) => {
    const { attributes } = element;
    draft.spectrum = {
      detector: shortText(attributes.radDetectorInformationReference ?? attributes.Detector ?? ''),
      counts: undefined,
      liveSeconds: undefined,
    };
    // In 2006 what kind a detector is stands with its counts.
    if (edition === '2006' && !detectors.has(draft.spectrum.detector)) {
      keepDetector(draft.spectrum.detector, draft.spectrum.detector, kindOf(attributes.DetectorType ?? ''));
    }
  };

  const opened: Readonly<Record<string, Handler>> = {
    RadMeasurement: () => {
      draft.measurement = newMeasurement();
    },
    DetectorData: () => {
      draft.measurement = newMeasurement();
    },
    Spectrum: begin,
    GrossCounts: begin,
    CountDoseData: begin,
    RadDetectorInformation: ({ attributes }) => {
      const id = shortText(attributes.id ?? '');
      draft.detector = { id, name: id, kind: 'other' };
    },
    RadAlarm: ({ attributes }) => {
      const references = (attributes.radDetectorInformationReferences ?? '').split(/\s+/).filter(Boolean);
      draft.alarm = { category: 'Other', detectors: references.slice(0, 64).map(shortText), description: '' };
    },
    Nuclide: () => {
      draft.nuclide = { name: '', confidence: undefined, identified: true };
    },
  };

  const closed: Readonly<Record<string, Handler>> = {
    RadInstrumentManufacturerName: ({ text }) => {
      draft.manufacturer ||= shortText(text);
    },
    RadInstrumentModelName: ({ text }) => {
      draft.model ||= shortText(text);
    },
    RadInstrumentClassCode: ({ text }) => {
      draft.classCode ||= shortText(text);
    },
    Manufacturer: ({ text }) => {
      draft.manufacturer ||= shortText(text);
    },
    InstrumentModel: ({ text }) => {
      draft.model ||= shortText(text);
    },
    InstrumentType: ({ text }) => {
      draft.classCode ||= shortText(text);
    },

    RadDetectorName: ({ text }) => {
      draft.detector.name = shortText(text) || draft.detector.id;
    },
    RadDetectorCategoryCode: ({ text }) => {
      draft.detector.kind = kindOf(text);
    },
    RadDetectorInformation: () => keepDetector(draft.detector.id, draft.detector.name, draft.detector.kind),

    MeasurementClassCode: ({ text }) => {
      draft.measurement.classCode = classOf(text);
    },
    SourceType: ({ text }) => {
      draft.measurement.classCode = classOf(text);
    },
    StartDateTime: ({ text }) => {
      draft.measurement.startMs = timeMs(text);
    },
    StartTime: ({ text }) => {
      draft.measurement.startMs ??= timeMs(text);
    },
    RealTimeDuration: ({ text }) => {
      draft.measurement.realSeconds = durationSeconds(text);
    },
    SampleRealTime: ({ text }) => {
      draft.measurement.realSeconds = durationSeconds(text);
    },
    RealTime: ({ text }) => {
      draft.measurement.realSeconds ??= durationSeconds(text);
    },
    OccupancyIndicator: ({ text }) => {
      draft.measurement.occupied = yes(text);
    },
    Occupied: ({ text }) => {
      draft.measurement.occupied = yes(text);
    },
    RadMeasurement: () => keep(measurements, LIMITS.measurements, draft.measurement),
    DetectorData: () => keep(measurements, LIMITS.measurements, draft.measurement),

    LiveTimeDuration: ({ text }) => {
      draft.spectrum.liveSeconds = durationSeconds(text);
    },
    LiveTime: ({ text }) => {
      draft.spectrum.liveSeconds = durationSeconds(text);
    },
    DetectorType: ({ text }) => {
      const { detector } = draft.spectrum;
      if (detectors.get(detector)?.kind === 'other') keepDetector(detector, detector, kindOf(text));
    },
    ChannelData: ({ text, attributes }) => {
      const zeroes = (attributes.compressionCode ?? attributes.Compression) === 'CountedZeroes';
      draft.spectrum.counts = sumOfChannels(text, zeroes);
    },
    CountData: ({ text }) => {
      draft.spectrum.counts = sumOfNumbers(text);
    },
    TotalCounts: ({ text }) => {
      draft.spectrum.counts = sumOfNumbers(text);
    },
    Counts: ({ text }) => {
      draft.spectrum.counts = sumOfNumbers(text);
    },
    Spectrum: () => keepCounts(draft.spectrum),
    GrossCounts: () => keepCounts(draft.spectrum),
    CountDoseData: () => keepCounts(draft.spectrum),

    AnalysisResults: () => {
      analysed = true;
    },
    AnalysisResultStatusCode: ({ text }) => {
      failed ||= text.trim() === 'Failure';
    },
    RadAlarmCategoryCode: ({ text }) => {
      draft.alarm.category = shortText(text);
    },
    RadAlarmDescription: ({ text }) => {
      draft.alarm.description = shortText(text);
    },
    RadAlarm: () => keep(alarms, LIMITS.alarms, draft.alarm),
    NuclideName: ({ text }) => {
      draft.nuclide.name = shortText(text);
    },
    NuclideIdentifiedIndicator: ({ text }) => {
      draft.nuclide.identified = yes(text) !== false;
    },
    NuclideIDConfidenceValue: ({ text }) => {
      draft.nuclide.confidence = numberOf(text);
    },
    NuclideIDConfidenceIndication: ({ text }) => {
      draft.nuclide.confidence = numberOf(text);
    },
    Nuclide: (_, parent) => {
      const { name, confidence, identified } = draft.nuclide;
      const found = parent === 'NuclideAnalysisResults' || parent === 'NuclideAnalysis';
      if (found && identified && name) keep(nuclides, LIMITS.nuclides, { name, confidence });
    },
  };

  return {
    open: (path) => {
      const element = path.at(-1) as OpenElement;
      if (Object.hasOwn(opened, element.name)) opened[element.name]?.(element, path.at(-2)?.name ?? '');
    },
    wants: (name) => Object.hasOwn(closed, name),
    close: (path) => {
      const element = path.at(-1) as OpenElement;
      if (Object.hasOwn(closed, element.name)) closed[element.name]?.(element, path.at(-2)?.name ?? '');
    },
    file: () => ({
      edition,
      instrument: { manufacturer: draft.manufacturer, model: draft.model, classCode: draft.classCode },
      detectors: [...detectors.values()],
      measurements,
      alarms,
      nuclides,
      alarm: alarms.length > 0 ? true : analysed && !failed ? false : null,
      more,
    }),
  };
}

function newDraft(): Draft {
  return {
    manufacturer: '',
    model: '',
    classCode: '',
    measurement: newMeasurement(),
    spectrum: { detector: '', counts: undefined, liveSeconds: undefined },
    detector: { id: '', name: '', kind: 'other' },
    alarm: { category: 'Other', detectors: [], description: '' },
    nuclide: { name: '', confidence: undefined, identified: true },
  };
}

function newMeasurement(): Draft['measurement'] {
  const unknown = { startMs: undefined, realSeconds: undefined, occupied: undefined };
  return { classCode: 'NotSpecified', ...unknown, counts: [] };
}

function classOf(text: string): MeasurementClass {
  const code = text.trim();
  return code === 'Item' ? 'Foreground' : (CLASSES.find((one) => one === code) ?? 'NotSpecified');
}

/** By RadDetectorCategoryCode, or by what a detector of 2006 is made of. */
function kindOf(text: string): DetectorKind {
  if (/neutron|he-?3|lif|bf3/i.test(text)) return 'neutron';
  return /gamma|hpge|nai|csi|labr|czt|pvt|plastic|scintillat/i.test(text) ? 'gamma' : 'other';
}
