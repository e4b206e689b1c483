import type { MachineMark, PictureBody } from '@garita/api';
import type { ImageHead, ReportedThreat, ThreatReport } from '@garita/dicos';
import { pairEnergies } from './pair-energies.ts';

/** What was found in one object of a scan. */
export type LookedAt = { readonly object: number; readonly name: string } & (
  | { readonly kind: 'image'; readonly head: ImageHead }
  | { readonly kind: 'report'; readonly report: ThreatReport }
  | { readonly kind: 'radiation'; readonly radiation: Omit<PictureBody['radiation'][number], 'object'> }
  /** Nothing that is shown, or nothing that can be. */
  | { readonly kind: 'other'; readonly code: NotShownCode; readonly detail: string }
);

/** Why an object is not shown. Codes are API: documented, never reused. */
export type NotShownCode =
  | 'PICTURE_FAILED'
  | 'PICTURE_TOO_LARGE'
  | 'PICTURE_UNSUPPORTED'
  | 'PICTURE_NO_IMAGE'
  | 'PICTURE_OBJECT_MISSING'
  | 'PICTURE_REPORT_APART'
  | 'PICTURE_TRUTH_WITHHELD';

export type PlannedImage = Extract<LookedAt, { kind: 'image' }>;

export interface PlannedEnergy {
  readonly image: PlannedImage;
  readonly label: 'high' | 'low' | 'single';
}

/** One view: one direction looked from, or one volume, in one or two energies, the high one first. */
export interface PlannedView {
  readonly name: string;
  readonly energies: readonly [PlannedEnergy] | readonly [PlannedEnergy, PlannedEnergy];
}

export interface PicturePlan {
  readonly views: readonly PlannedView[];
  readonly marks: readonly MachineMark[];
  readonly machineAlarm: boolean | null;
  readonly radiation: PictureBody['radiation'];
  readonly notShown: PictureBody['notShown'];
}

const MOST_VIEWS = 24;
const MOST_MARKS = 512;
const MOST_LINE = 300;

/** Put what was found in a scan's objects together: which images are one view, what machines said, what is left over. */
export function planPicture(objects: readonly LookedAt[]): PicturePlan {
  const images = objects.filter((object): object is PlannedImage => object.kind === 'image');
  const reports = objects.filter((object) => object.kind === 'report');
  const machines = reports.filter(({ report }) => isMachine(report));
  const named = machines.map(({ report }) => new Set([...report.images, ...regionImages(report.threats)]));
  const views = pairEnergies(images, named).slice(0, MOST_VIEWS);
  const shown = new Set(views.flatMap(({ energies }) => energies.map(({ image }) => image.object)));
  return {
    views,
    marks: machines.flatMap(({ object, report }) => marksOf(object, report, views)).slice(0, MOST_MARKS),
    machineAlarm: alarmOf(machines.map(({ report }) => report)),
    radiation: objects.flatMap((one) => (one.kind === 'radiation' ? [{ object: one.object, ...one.radiation }] : [])),
    notShown: [
      ...objects.flatMap((one) => (one.kind === 'other' ? [notShown(one, one.code, one.detail)] : [])),
      ...reports.flatMap((one) => (isMachine(one.report) ? [] : [apart(one, one.report)])),
      ...images.flatMap((one) => (shown.has(one.object) ? [] : [notShown(one, 'PICTURE_FAILED', 'too many views')])),
    ].toSorted((one, other) => one.object - other.object),
  };
}

export function notShown(
  { object, name }: { readonly object: number; readonly name: string },
  code: NotShownCode,
  detail: string,
): PictureBody['notShown'][number] {
  return { object, name: name.slice(0, MOST_LINE), code, detail: detail.slice(0, MOST_LINE) };
}

/** A report without a type is taken for a machine's: what it points at must not be lost. */
function isMachine({ source }: ThreatReport): boolean {
  return source === undefined || (source.type !== 'OPERATOR' && source.type !== 'GROUND TRUTH');
}

/** What a person or a test found: before an analyst has decided, neither is shown as a mark. */
function apart(object: LookedAt, { source }: ThreatReport): PictureBody['notShown'][number] {
  return source?.type === 'GROUND TRUTH'
    ? notShown(object, 'PICTURE_TRUTH_WITHHELD', 'what the scan holds, for training and tests')
    : notShown(object, 'PICTURE_REPORT_APART', 'the report of an operator');
}

/** An alarm of any machine; clear only when every one says so. */
function alarmOf(reports: readonly ThreatReport[]): boolean | null {
  if (reports.some(({ decision }) => decision === 'ALARM')) return true;
  return reports.length > 0 && reports.every(({ decision }) => decision === 'CLEAR') ? false : null;
}

function regionImages(threats: readonly ReportedThreat[]): readonly string[] {
  return threats.flatMap(({ regions }) => regions.flatMap(({ images }) => images));
}

function marksOf(object: number, report: ThreatReport, views: readonly PlannedView[]): MachineMark[] {
  const { source } = report;
  const algorithm = source?.type === 'MACHINE' ? `${source.algorithm} ${source.version}`.trim() : (source?.type ?? '');
  return report.threats.flatMap((threat) => {
    const mark = {
      report: object,
      algorithm: algorithm.slice(0, MOST_LINE),
      flag: threat.flag,
      category: threat.category?.slice(0, MOST_LINE) ?? null,
      text: threat.text?.slice(0, MOST_LINE) ?? null,
      probability: threat.probability ?? null,
    };
    if (threat.regions.length === 0)
      return [{ ...mark, object: imageOf(report.images, views), box: null, polygon: null }];
    return threat.regions.map(({ images, box, polygon }) => ({
      ...mark,
      object: imageOf(images.length > 0 ? images : report.images, views),
      box: box ? { base: [...box.base], extents: [...box.extents] } : null,
      polygon: polygon ? [...polygon] : null,
    }));
  });
}

/**
 * The image that a mark belongs on: of a pair the high energy, whichever of the two was named. Real files share SOP
 * Instance UIDs, so only images are looked up, and the first in the order of the scan is taken.
 */
function imageOf(uids: readonly string[], views: readonly PlannedView[]): number | null {
  const wanted = new Set(uids);
  const view = views.find(({ energies }) =>
    energies.some(({ image }) => image.head.sopInstanceUid !== undefined && wanted.has(image.head.sopInstanceUid)),
  );
  return view?.energies[0].image.object ?? null;
}
