import { type Attributes, attribute, optional, sequence } from './attribute.ts';
import { DicosError } from './dicos-error.ts';
import type {
  EnergyParameters,
  InstanceParameters,
  OoiParameters,
  Orientation,
  ViewParameters,
} from './instance-parameters.ts';
import { TAG } from './tag.ts';
import { WRITTEN_VERSION } from './write-dicos.ts';

/** The attributes every DICOS instance has: OOI, scan, series, equipment and SOP common (v03 §4.1, 5.1, 6.1, 14). */
export function commonAttributes(
  instance: InstanceParameters,
  sopClassUid: string,
  modality: 'CT' | 'XRAY' | 'TDR',
): Attributes {
  const { scan, series, equipment } = instance;
  return [
    attribute(TAG.sopClass, sopClassUid),
    attribute(TAG.sopInstance, instance.sopInstanceUid),
    attribute(TAG.creationDate, instance.createdAt),
    attribute(TAG.creationTime, instance.createdAt),
    attribute(TAG.contentDate, instance.createdAt),
    attribute(TAG.contentTime, instance.createdAt),
    attribute(TAG.timezoneOffset, '+0000'),
    attribute(TAG.dicosVersion, WRITTEN_VERSION),
    attribute(TAG.instanceNumber, instance.instanceNumber),
    ...ooiAttributes(instance.ooi),
    attribute(TAG.scanInstance, scan.uid),
    attribute(TAG.scanId, scan.id),
    attribute(TAG.scanDate, scan.startedAt),
    attribute(TAG.scanTime, scan.startedAt),
    attribute(TAG.scanType, scan.purpose ?? 'OPERATIONAL'),
    attribute(TAG.seriesInstance, series.uid),
    attribute(TAG.modality, modality),
    attribute(TAG.seriesDate, series.startedAt),
    attribute(TAG.seriesTime, series.startedAt),
    attribute(TAG.acquisitionStatus, series.status ?? 'SUCCESSFUL'),
    ...optional(TAG.seriesDescription, series.description),
    attribute(TAG.manufacturer, equipment.manufacturer),
    attribute(TAG.model, equipment.model),
    attribute(TAG.serial, equipment.serial),
    attribute(TAG.software, equipment.software),
    attribute(TAG.institution, equipment.institution),
    attribute(TAG.institutionAddress, equipment.institutionAddress),
    attribute(TAG.station, equipment.station),
    attribute(TAG.calibrationDate, equipment.calibratedAt),
    attribute(TAG.calibrationTime, equipment.calibratedAt),
  ];
}

function ooiAttributes(ooi: OoiParameters): Attributes {
  return [
    ...ooiIdentifier(ooi),
    attribute(TAG.ooiType, ooi.type),
    ...(ooi.type === 'PERSON' ? [attribute(TAG.ooiSex, 'U')] : []),
    sequence(TAG.otherOoiIds, ...(ooi.otherIds ?? []).map(ooiIdentifier)),
    ...optional(TAG.ooiMass, ooi.massKg),
    ...optional(TAG.ooiDescriptor, ooi.descriptor),
    // Type 2: present, empty when no algorithm is asked for.
    sequence(TAG.algorithmRouting),
  ];
}

function ooiIdentifier({ id, idAuthority, idType }: Pick<OoiParameters, 'id' | 'idAuthority' | 'idType'>): Attributes {
  return [attribute(TAG.ooiId, id), attribute(TAG.ooiIdAuthority, idAuthority), attribute(TAG.ooiIdType, idType)];
}

/** The image pixel module for 16-bit single-sample pixels (PS3.3 C.7.6.3). */
export function pixelAttributes(rows: number, columns: number, bitsStored: number): Attributes {
  if (!Number.isInteger(bitsStored) || bitsStored < 1 || bitsStored > 16) {
    throw new DicosError('PIXELS_INVALID', `${bitsStored} bits do not fit into 16`);
  }
  return [
    attribute(TAG.samplesPerPixel, 1),
    attribute(TAG.photometric, 'MONOCHROME2'),
    attribute(TAG.rows, rows),
    attribute(TAG.columns, columns),
    attribute(TAG.bitsAllocated, 16),
    attribute(TAG.bitsStored, bitsStored),
    attribute(TAG.highBit, bitsStored - 1),
    attribute(TAG.pixelRepresentation, 0),
    attribute(TAG.burnedIn, 'NO'),
    attribute(TAG.lutShape, 'IDENTITY'),
    sequence(TAG.acquisitionContext),
  ];
}

/** Which of the scan's energies and views this is (v03, group 6100). */
export function energyAndView(energy: EnergyParameters, view: ViewParameters | undefined): Attributes {
  return [
    attribute(TAG.effectiveEnergy, energy.effectiveKev),
    attribute(TAG.seriesEnergy, energy.number),
    attribute(TAG.energyDescription, energy.label),
    attribute(TAG.energiesInScan, energy.count),
    ...(view
      ? [
          attribute(TAG.seriesView, view.number),
          attribute(TAG.viewDescription, view.description),
          attribute(TAG.viewsInScan, view.count),
        ]
      : []),
  ];
}

/** Rows along x, columns along y: the default orientation. */
export const UPRIGHT: Orientation = { row: [1, 0, 0], column: [0, 1, 0] };

/** The six direction cosines of (0020,0037). */
export function cosines({ row, column }: Orientation): readonly number[] {
  return [...row, ...column];
}

/** @throws DicosError PIXELS_INVALID when there are not exactly as many pixels as the shape has */
export function demandPixels(pixels: Uint16Array, ...shape: readonly number[]): void {
  const expected = shape.reduce((product, extent) => product * extent, 1);
  if (!shape.every((extent) => Number.isInteger(extent) && extent > 0) || pixels.length !== expected) {
    throw new DicosError('PIXELS_INVALID', `${pixels.length} pixels are not ${shape.join(' x ')}`);
  }
}
