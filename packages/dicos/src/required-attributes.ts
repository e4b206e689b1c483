import type { DataSet } from './data-set.ts';
import type { SopKind } from './sop-classes.ts';
import { TAG, type Tag } from './tag.ts';

/** Attributes a kind of file must have: `filled` are type 1, `present` type 2 (may be empty). */
export interface Requirement {
  readonly filled: readonly Tag[];
  readonly present: readonly Tag[];
}

// The clause numbers are those of DICOS v03 as the reference toolkit names its modules; the text itself was not at hand.
const COMMON: Requirement = {
  filled: [
    // §4.1 object of inspection
    ...[TAG.ooiId, TAG.ooiIdAuthority, TAG.ooiIdType, TAG.ooiType],
    // §5.1 scan
    ...[TAG.scanInstance, TAG.scanId, TAG.scanDate, TAG.scanTime, TAG.scanType],
    // §6.1 series
    ...[TAG.seriesInstance, TAG.modality, TAG.seriesDate, TAG.seriesTime, TAG.acquisitionStatus],
    // §14.1 equipment
    ...[TAG.manufacturer, TAG.institution, TAG.institutionAddress, TAG.station, TAG.model],
    ...[TAG.serial, TAG.software, TAG.calibrationDate, TAG.calibrationTime],
    // §14.4 SOP common (class and instance are checked apart: without them a file is nothing)
    ...[TAG.creationDate, TAG.creationTime, TAG.dicosVersion],
  ],
  present: [TAG.algorithmRouting],
};

const PIXELS: readonly Tag[] = [
  ...[TAG.samplesPerPixel, TAG.photometric, TAG.rows, TAG.columns],
  ...[TAG.bitsAllocated, TAG.bitsStored, TAG.highBit, TAG.pixelRepresentation, TAG.burnedIn],
];

const CT: Requirement = {
  filled: [
    ...PIXELS,
    ...[TAG.imageType, TAG.acquisitionDateTime, TAG.acquisitionDuration, TAG.frames, TAG.instanceNumber],
    ...[TAG.pixelPresentation, TAG.volumetricProperties, TAG.volumeTechnique, TAG.frameOfReference, TAG.lutShape],
    TAG.frameGroups,
  ],
  present: [TAG.positionReference, TAG.acquisitionContext, TAG.sharedGroups],
};

const DX: Requirement = {
  filled: [
    ...PIXELS,
    ...[TAG.imageType, TAG.presentationIntent, TAG.kvp, TAG.tubeCurrent, TAG.imagePosition, TAG.imageOrientation],
    ...[TAG.intensityRelationship, TAG.intensitySign, TAG.rescaleIntercept, TAG.rescaleSlope, TAG.rescaleType],
    ...[TAG.lossy, TAG.lutShape, TAG.instanceNumber],
  ],
  present: [TAG.detectorType, TAG.acquisitionContext],
};

const TDR: Requirement = {
  filled: [
    ...[TAG.tdrType, TAG.decision, TAG.decisionTime, TAG.abortFlag, TAG.processingTime, TAG.additionalScreening],
    ...[TAG.totalObjects, TAG.referencedScans, TAG.contentDate, TAG.contentTime, TAG.instanceNumber],
  ],
  present: [],
};

const IMAGE_V03: readonly Tag[] = [TAG.imageOrigin, TAG.coordinateSystem, TAG.effectiveEnergy];

/** What a file of this kind must have, given what it says of itself. Plain DICOM is asked for nothing here. */
export function requirementsOf(kind: SopKind, dataset: DataSet): Requirement {
  if (kind === 'DICOM') return { filled: [], present: [] };
  const v03 = !(dataset.text(TAG.dicosVersion) ?? '').startsWith('V02');
  const own = kind === 'CT' ? CT : kind === 'DX' ? DX : kind === 'TDR' ? TDR : { filled: [], present: [] };
  const filled = [...COMMON.filled, ...own.filled];
  if (v03 && (kind === 'CT' || kind === 'DX')) filled.push(...IMAGE_V03);
  if (kind === 'TDR') filled.push(...tdrConditions(dataset));
  return { filled, present: [...COMMON.present, ...own.present] };
}

function tdrConditions(dataset: DataSet): readonly Tag[] {
  const conditional: Tag[] = [];
  if (dataset.text(TAG.tdrType) === 'MACHINE') conditional.push(TAG.algorithm);
  if (dataset.text(TAG.tdrType) === 'OPERATOR') conditional.push(TAG.operatorIdentification);
  if (dataset.text(TAG.decision) === 'ALARM') conditional.push(TAG.threats, TAG.alarmObjects);
  if (dataset.text(TAG.abortFlag) === 'ABORT') conditional.push(TAG.abortReason);
  return conditional;
}

/** Values DICOS v03 lists, as the reference toolkit has them (v04's METAL, NONMETAL, UNKNOWN categories included). */
export const KNOWN_VALUES: ReadonlyMap<Tag, readonly string[]> = new Map([
  [TAG.ooiIdType, ['TEXT', 'RFID', 'BARCODE', 'MRP']],
  [TAG.ooiType, ['BIO_SAMPLE', 'CARGO', 'BAGGAGE', 'ANIMAL', 'OTHER', 'PERSON']],
  [TAG.scanType, ['OPERATIONAL', 'NON_OPERATIONAL']],
  [TAG.acquisitionStatus, ['SUCCESSFUL', 'JAM', 'OVERSIZE', 'SLIP', 'INCOMPLETE', 'CUT', 'MERGED', 'STITCHED']],
  [TAG.imageOrigin, ['MACHINE', 'SYNTHETIC', 'AUGMENTED']],
  [TAG.coordinateSystem, ['LHS', 'RHS']],
  [TAG.presentationIntent, ['FOR PROCESSING', 'FOR PRESENTATION']],
  [TAG.tdrType, ['MACHINE', 'OPERATOR', 'GROUND TRUTH', 'AGGREGATE', 'MOD_AGGREGATE', 'UNDEFINED']],
  [TAG.decision, ['ALARM', 'CLEAR', 'UNKNOWN']],
  [TAG.abortFlag, ['SUCCESS', 'ABORT']],
]);
