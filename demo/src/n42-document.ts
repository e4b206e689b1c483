import { createHash } from 'node:crypto';

export type N42Alarm = 'Gamma' | 'Neutron';

export interface N42Measurement {
  /** Real time. */
  readonly seconds: number;
  /** Counts by channel. */
  readonly spectrum: readonly number[];
  readonly neutrons: number;
}

export interface N42Passage {
  readonly seed: number;
  /** Of the portal monitor. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly capturedAt: number;
  /** Taken just before the passage. */
  readonly background: N42Measurement;
  readonly passage: N42Measurement;
  readonly kevPerChannel: number;
  readonly algorithm: string;
  readonly alarms: readonly N42Alarm[];
  readonly nuclide: { readonly name: string; readonly category: string } | undefined;
}

const DETECTOR: Readonly<Record<N42Alarm, string>> = { Gamma: 'gamma-1', Neutron: 'neutron-1' };

/** One passage through a portal monitor as ANSI N42.42-2011, in the order that its schema asks for. */
export function n42Document(of: N42Passage): string {
  const { alarms, background, capturedAt, kevPerChannel, passage, seed, serial } = of;
  const at = new Date(capturedAt).toISOString();
  return `<?xml version="1.0" encoding="UTF-8"?>
<RadInstrumentData xmlns="http://physics.nist.gov/N42/2011/N42" n42DocUUID="${uuidOf(seed, capturedAt, serial)}" n42DocDateTime="${at}">
 <Remark>SYNTHETIC: made by a program, measured by nobody</Remark>
 <RadInstrumentDataCreatorName>Garita demo</RadInstrumentDataCreatorName>
 <RadInstrumentInformation id="portal">
  <RadInstrumentManufacturerName>Fabricante R (muestra)</RadInstrumentManufacturerName>
  <RadInstrumentIdentifier>${serial}</RadInstrumentIdentifier>
  <RadInstrumentModelName>Portal de radiación (muestra)</RadInstrumentModelName>
  <RadInstrumentClassCode>Spectroscopic Portal Monitor</RadInstrumentClassCode>
  <RadInstrumentVersion>
   <RadInstrumentComponentName>Software</RadInstrumentComponentName>
   <RadInstrumentComponentVersion>garita-demo 1</RadInstrumentComponentVersion>
  </RadInstrumentVersion>
 </RadInstrumentInformation>
 <RadDetectorInformation id="gamma-1">
  <RadDetectorCategoryCode>Gamma</RadDetectorCategoryCode>
  <RadDetectorKindCode>NaI</RadDetectorKindCode>
 </RadDetectorInformation>
 <RadDetectorInformation id="neutron-1">
  <RadDetectorCategoryCode>Neutron</RadDetectorCategoryCode>
  <RadDetectorKindCode>He3</RadDetectorKindCode>
 </RadDetectorInformation>
 <EnergyCalibration id="calibration">
  <CoefficientValues>0 ${kevPerChannel} 0</CoefficientValues>
 </EnergyCalibration>
${measurement('background', 'Background', capturedAt - background.seconds * 1000, background)}
${measurement('passage', 'Foreground', capturedAt, passage)}
 <AnalysisResults radMeasurementReferences="passage">
  <AnalysisAlgorithmName>${of.algorithm}</AnalysisAlgorithmName>
  <AnalysisResultStatusCode>Success</AnalysisResultStatusCode>
  <AnalysisResultDescription>${alarms.length > 0 ? 'alarm' : 'no alarm'}</AnalysisResultDescription>${alarms.map((category) => alarm(category, at)).join('')}${nuclide(of)}
 </AnalysisResults>
</RadInstrumentData>
`;
}

function measurement(
  id: string,
  kind: 'Background' | 'Foreground',
  startedAt: number,
  measured: N42Measurement,
): string {
  const { neutrons, seconds, spectrum } = measured;
  const live = (seconds * 0.99).toFixed(2);
  const occupied = kind === 'Foreground';
  return ` <RadMeasurement id="${id}">
  <MeasurementClassCode>${kind}</MeasurementClassCode>
  <StartDateTime>${new Date(startedAt).toISOString()}</StartDateTime>
  <RealTimeDuration>PT${seconds}S</RealTimeDuration>
  <Spectrum id="${id}-spectrum" radDetectorInformationReference="gamma-1" energyCalibrationReference="calibration">
   <LiveTimeDuration>PT${live}S</LiveTimeDuration>
   <ChannelData compressionCode="None">${spectrum.join(' ')}</ChannelData>
  </Spectrum>
  <GrossCounts id="${id}-neutrons" radDetectorInformationReference="neutron-1">
   <LiveTimeDuration>PT${seconds}S</LiveTimeDuration>
   <CountData>${neutrons}</CountData>
  </GrossCounts>
  <OccupancyIndicator>${occupied}</OccupancyIndicator>
 </RadMeasurement>`;
}

function alarm(category: N42Alarm, at: string): string {
  return `
  <RadAlarm radDetectorInformationReferences="${DETECTOR[category]}">
   <RadAlarmDateTime>${at}</RadAlarmDateTime>
   <RadAlarmCategoryCode>${category}</RadAlarmCategoryCode>
   <RadAlarmDescription>${category.toLowerCase()} count above background</RadAlarmDescription>
  </RadAlarm>`;
}

function nuclide({ nuclide }: N42Passage): string {
  if (!nuclide) return '';
  return `
  <NuclideAnalysisResults>
   <Nuclide>
    <NuclideIdentifiedIndicator>true</NuclideIdentifiedIndicator>
    <NuclideName>${nuclide.name}</NuclideName>
    <NuclideIDConfidenceValue>92</NuclideIDConfidenceValue>
    <NuclideCategoryDescription>${nuclide.category}</NuclideCategoryDescription>
   </Nuclide>
  </NuclideAnalysisResults>`;
}

/** Of version 8 by RFC 9562 section 5.8: 122 bits of our own choice. */
function uuidOf(...of: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(of)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
