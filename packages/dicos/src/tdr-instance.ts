import { type Attribute, type Attributes, attribute, optional, sequence } from './attribute.ts';
import { commonAttributes } from './common-attributes.ts';
import { DicosError } from './dicos-error.ts';
import type { InstanceParameters, Vector } from './instance-parameters.ts';
import { SOP_CLASS } from './sop-classes.ts';
import { formatTag, TAG, type Tag } from './tag.ts';
import type { DicosInstance } from './write-dicos.ts';

/** An image a report speaks of. */
export interface ImageReference {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
}

/** Who judged. Each one's verdict is an instance of its own, never a change to another's. */
export type TdrSource =
  | { readonly type: 'MACHINE'; readonly algorithm: string; readonly version: string }
  | { readonly type: 'OPERATOR'; readonly operatorId: string; readonly idScheme: string; readonly role: string }
  | { readonly type: 'GROUND TRUTH' };

/** DICOS v03 categories; ANOMALY when the algorithm cannot tell. */
export type ThreatCategory = 'EXPLOSIVE' | 'PI' | 'CONTRABAND' | 'ANOMALY' | 'LAPTOP' | 'PHARMACEUTICAL' | 'OTHER';

/** One potential threat object (PTO). */
export interface ThreatParameters {
  /** Number within the report. */
  readonly id: number;
  readonly analysedFrom: Date;
  readonly analysedTo: Date;
  readonly flag: 'HIGH_THREAT' | 'THREAT' | 'NO_THREAT' | 'UNKNOWN';
  readonly ability: 'NO_INTERFERENCE' | 'SHIELD';
  readonly category?: ThreatCategory;
  /** What it is, in words. */
  readonly text?: string;
  /** From 0 to 1. */
  readonly probability?: number;
  /** The box around it in pixels or voxels of the images (a radiograph has z = 0, extent 1). */
  readonly region?: { readonly base: Vector; readonly extents: Vector; readonly bitmap?: Uint8Array };
  /** x, y, z after x, y, z. */
  readonly polygon?: readonly number[];
  readonly massGrams?: number;
  readonly densityKgPerM3?: number;
  readonly zEffective?: number;
  /** Where it lies, in words. */
  readonly location?: string;
  /** The images it is seen in; all of the report's when left out. */
  readonly images?: readonly ImageReference[];
}

/** One report on one scan. */
export interface TdrParameters extends InstanceParameters {
  readonly source: TdrSource;
  readonly decision: 'ALARM' | 'CLEAR' | 'UNKNOWN';
  readonly decidedAt: Date;
  readonly processingMs: number;
  readonly additionalScreening: boolean;
  /** The images judged: for two energies, both. */
  readonly images: readonly ImageReference[];
  readonly threats: readonly ThreatParameters[];
  readonly frameOfReferenceUid?: string;
  /** Why no verdict was reached; the report then says ABORT. */
  readonly abortReason?: string;
}

/**
 * A DICOS v03 threat detection report (§12).
 *
 * @throws DicosError VALUE_INVALID
 */
export function tdrInstance(parameters: TdrParameters): DicosInstance {
  const { source, threats, images, sopInstanceUid } = parameters;
  const sopClassUid = SOP_CLASS.tdr;
  const alarms = threats.filter(({ flag }) => flag === 'THREAT' || flag === 'HIGH_THREAT').length;
  const attributes = [
    ...commonAttributes(parameters, sopClassUid, 'TDR'),
    ...sourceAttributes(source),
    attribute(TAG.decision, parameters.decision),
    attribute(TAG.decisionTime, parameters.decidedAt),
    attribute(TAG.abortFlag, parameters.abortReason === undefined ? 'SUCCESS' : 'ABORT'),
    ...optional(TAG.abortReason, parameters.abortReason),
    attribute(TAG.totalObjects, threats.length),
    ...(parameters.decision === 'ALARM' ? [attribute(TAG.alarmObjects, alarms)] : []),
    attribute(TAG.processingTime, parameters.processingMs),
    attribute(TAG.additionalScreening, parameters.additionalScreening ? 'YES' : 'NO'),
    sequence(TAG.referencedScans, ...images.map(reference)),
    ...optional(TAG.frameOfReference, parameters.frameOfReferenceUid),
    ...(threats.length > 0 ? [sequence(TAG.threats, ...threats.map((threat) => threatItem(threat, images)))] : []),
  ];
  return { sopClassUid, sopInstanceUid, attributes, pixels: undefined };
}

function sourceAttributes(source: TdrSource): Attributes {
  const type = attribute(TAG.tdrType, source.type);
  if (source.type === 'MACHINE') return [type, attribute(TAG.algorithm, [source.algorithm, source.version])];
  if (source.type === 'GROUND TRUTH') return [type];
  const person = [
    attribute(TAG.codeValue, source.operatorId),
    attribute(TAG.codeScheme, source.idScheme),
    attribute(TAG.codeMeaning, source.role),
  ];
  return [type, sequence(TAG.operatorIdentification, [sequence(TAG.personCode, person)])];
}

function threatItem(threat: ThreatParameters, images: readonly ImageReference[]): Attributes {
  return [
    attribute(TAG.ptoId, threat.id),
    attribute(TAG.ptoStart, threat.analysedFrom),
    attribute(TAG.ptoEnd, threat.analysedTo),
    attribute(TAG.ptoDuration, threat.analysedTo.getTime() - threat.analysedFrom.getTime()),
    sequence(TAG.ptoRepresentations, representation(threat, images)),
    sequence(TAG.assessments, assessment(threat)),
  ];
}

function representation(threat: ThreatParameters, images: readonly ImageReference[]): Attributes {
  const { region } = threat;
  const box = region && [
    attribute(TAG.roiBase, region.base),
    attribute(TAG.roiExtents, region.extents),
    // Type 2: 1 bit a voxel, lowest bit first, x fastest; empty when the box is all that is known.
    attribute(TAG.roiBitmap, region.bitmap ?? new Uint8Array(0)),
  ];
  return [
    sequence(TAG.referencedInstances, ...(threat.images ?? images).map(reference)),
    ...(box ? [sequence(TAG.roiVoxels, box)] : []),
    ...optional(TAG.polygon, threat.polygon),
    ...optional(TAG.mass, threat.massGrams),
    ...optional(TAG.density, threat.densityKgPerM3),
    ...optional(TAG.zEffective, threat.zEffective),
    ...optional(TAG.ptoLocation, threat.location),
  ];
}

function assessment(threat: ThreatParameters): Attributes {
  return [
    ...optional(TAG.threatCategory, threat.category),
    ...optional(TAG.threatText, threat.text),
    attribute(TAG.ability, threat.ability),
    attribute(TAG.assessmentFlag, threat.flag),
    ...optional(TAG.probability, threat.probability),
  ];
}

function reference({ sopClassUid, sopInstanceUid }: ImageReference): Attributes {
  return [asFound(TAG.referencedSopClass, sopClassUid), asFound(TAG.referencedSopInstance, sopInstanceUid)];
}

/** A UID as the image has it, even with the leading zeros of toolkit files: put right, it would point to nothing. */
function asFound(tag: Tag, uid: string): Attribute {
  if (!/^[0-9.]{1,64}$/.test(uid)) throw new DicosError('VALUE_INVALID', `${formatTag(tag)} takes a UID`);
  return { tag, vr: 'UI', texts: [uid] };
}
