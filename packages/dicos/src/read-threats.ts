import type { DataSet } from './data-set.ts';
import type { Vector } from './instance-parameters.ts';
import { TAG } from './tag.ts';

/** A threat detection report (DICOS v03 §12) as far as a person is to see it. */
export interface ThreatReport {
  /** `undefined` when the report does not say who judged. */
  readonly source: ReportSource | undefined;
  readonly decision: 'ALARM' | 'CLEAR' | 'UNKNOWN';
  /** Why the work was broken off; `undefined` when it was not. */
  readonly aborted: string | undefined;
  /** SOP Instance UIDs of the images judged. */
  readonly images: readonly string[];
  readonly threats: readonly ReportedThreat[];
  /** The report lists more than is read here. */
  readonly more: boolean;
}

export type ReportSource =
  | { readonly type: 'MACHINE'; readonly algorithm: string; readonly version: string }
  | { readonly type: 'OPERATOR' | 'GROUND TRUTH' | 'AGGREGATE' | 'MOD_AGGREGATE' };

/** One potential threat object. */
export interface ReportedThreat {
  readonly id: number | undefined;
  readonly flag: 'HIGH_THREAT' | 'THREAT' | 'NO_THREAT' | 'UNKNOWN';
  readonly category: string | undefined;
  readonly text: string | undefined;
  /** From 0 to 1. */
  readonly probability: number | undefined;
  /** Where it is seen: one entry for each way the report shows it. */
  readonly regions: readonly ThreatRegion[];
}

export interface ThreatRegion {
  /** SOP Instance UIDs of the images it is seen in: for two energies, both. */
  readonly images: readonly string[];
  /** Pixels or voxels, x, y, z. */
  readonly box: { readonly base: Vector; readonly extents: Vector } | undefined;
  /** x, y, z after x, y, z. */
  readonly polygon: readonly number[] | undefined;
}

// A report is the scanner's to write, or of whoever stands between: all it lists is bounded.
const MOST_THREATS = 512;
const MOST_REGIONS = 16;
const MOST_REFERENCES = 64;
const MOST_POLYGON = 3_000;
const MOST_TEXT = 2_000;
const FLAGS = ['HIGH_THREAT', 'THREAT', 'UNKNOWN', 'NO_THREAT'] as const;
const OTHER_SOURCES = ['OPERATOR', 'GROUND TRUTH', 'AGGREGATE', 'MOD_AGGREGATE'] as const;

/** Read a threat detection report. Nothing in it throws: what is missing or is not what it should be is left out. */
export function readThreats(dataset: DataSet): ThreatReport {
  const items = dataset.items(TAG.threats);
  const decision = dataset.text(TAG.decision);
  const aborted = dataset.text(TAG.abortFlag) === 'ABORT';
  return {
    source: sourceOf(dataset),
    decision: decision === 'ALARM' || decision === 'CLEAR' ? decision : 'UNKNOWN',
    aborted: aborted ? (shortText(dataset.text(TAG.abortReason)) ?? '') : undefined,
    images: referencesOf(dataset.items(TAG.referencedScans)),
    threats: items.slice(0, MOST_THREATS).map(threatOf),
    more: items.length > MOST_THREATS,
  };
}

function sourceOf(dataset: DataSet): ReportSource | undefined {
  const type = dataset.text(TAG.tdrType);
  if (type !== 'MACHINE') {
    const known = OTHER_SOURCES.find((one) => one === type);
    return known && { type: known };
  }
  const [algorithm = '', version = ''] = dataset.texts(TAG.algorithm);
  return { type, algorithm: algorithm.slice(0, MOST_TEXT), version: version.slice(0, MOST_TEXT) };
}

function threatOf(item: DataSet): ReportedThreat {
  const assessments = item.items(TAG.assessments).slice(0, MOST_REGIONS);
  // Several assessments of one object: the gravest is what a person must see.
  const rank = (assessment: DataSet) => FLAGS.indexOf(flagOf(assessment));
  const gravest = assessments.toSorted((one, other) => rank(one) - rank(other))[0];
  const probability = gravest?.number(TAG.probability);
  return {
    id: item.number(TAG.ptoId),
    flag: gravest ? flagOf(gravest) : 'UNKNOWN',
    category: shortText(gravest?.text(TAG.threatCategory)),
    text: shortText(gravest?.text(TAG.threatText)),
    probability: probability !== undefined && probability >= 0 && probability <= 1 ? probability : undefined,
    regions: item.items(TAG.ptoRepresentations).slice(0, MOST_REGIONS).map(regionOf),
  };
}

function flagOf(assessment: DataSet): ReportedThreat['flag'] {
  return FLAGS.find((flag) => flag === assessment.text(TAG.assessmentFlag)) ?? 'UNKNOWN';
}

function regionOf(item: DataSet): ThreatRegion {
  const [voxels] = item.items(TAG.roiVoxels);
  const base = vectorOf(voxels?.numbers(TAG.roiBase));
  const extents = vectorOf(voxels?.numbers(TAG.roiExtents));
  const polygon = item.numbers(TAG.polygon);
  const sound = polygon.length > 0 && polygon.length <= MOST_POLYGON && polygon.every(Number.isFinite);
  return {
    images: referencesOf(item.items(TAG.referencedInstances)),
    box: base && extents && { base, extents },
    polygon: sound ? polygon : undefined,
  };
}

function referencesOf(items: readonly DataSet[]): string[] {
  return items.slice(0, MOST_REFERENCES).flatMap((item) => item.text(TAG.referencedSopInstance) ?? []);
}

function vectorOf(values: readonly number[] | undefined): Vector | undefined {
  const [x, y, z] = values ?? [];
  if (x === undefined || y === undefined || z === undefined) return undefined;
  return [x, y, z].every(Number.isFinite) ? [x, y, z] : undefined;
}

function shortText(text: string | undefined): string | undefined {
  return text?.slice(0, MOST_TEXT);
}
