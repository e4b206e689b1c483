export { type Attribute, type Attributes, attribute, optional, sequence } from './attribute.ts';
export { type ByteSource, memorySource } from './byte-source.ts';
export { checkStructure } from './check-structure.ts';
export { type CtParameters, ctInstance } from './ct-instance.ts';
export type { DataSet } from './data-set.ts';
export { DicosError, type DicosErrorCode } from './dicos-error.ts';
export { type TagEntry, tagEntry, tagName, vrOf } from './dictionary.ts';
export { type DxParameters, dxInstance } from './dx-instance.ts';
export { FINDING_SEVERITY, type Finding, type FindingCode, type Severity } from './finding.ts';
export type { ImageDescription } from './image-description.ts';
export { type ImageHead, imageHead } from './image-head.ts';
export { type DicomSummary, type Identity, type Inspection, inspectFile, type PixelSummary } from './inspect-file.ts';
export type {
  EnergyLabel,
  EnergyParameters,
  EquipmentParameters,
  ImageOrigin,
  InstanceParameters,
  OoiParameters,
  Orientation,
  ScanParameters,
  SeriesParameters,
  Vector,
  ViewParameters,
} from './instance-parameters.ts';
export type { Fragment, PixelPlace } from './locate-pixels.ts';
export { type DicosFile, type ReadResult, readDicos } from './read-dicos.ts';
export { type Frame, type PartialFrame, readFrame, readFramePart } from './read-frame.ts';
export { DEFAULT_LIMITS, type ReadLimits } from './read-limits.ts';
export {
  type ReportedThreat,
  type ReportSource,
  readThreats,
  type ThreatRegion,
  type ThreatReport,
} from './read-threats.ts';
export type { Samples } from './samples-of.ts';
export { type FileType, SNIFF_BYTES, sniffType } from './sniff-type.ts';
export { SOP_CLASS, type SopClass, type SopKind, sopClassOf } from './sop-classes.ts';
export { formatTag, TAG, type Tag } from './tag.ts';
export {
  type ImageReference,
  type TdrParameters,
  type TdrSource,
  type ThreatCategory,
  type ThreatParameters,
  tdrInstance,
} from './tdr-instance.ts';
export { TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf } from './transfer-syntaxes.ts';
export { uidFromBytes } from './uid-from-bytes.ts';
export { type DicosInstance, type DicosParts, writeDicos, writeDicosBytes } from './write-dicos.ts';
