import type { EquipmentFlag, PictureBody, ScanBody } from '@garita/api';
import type { IncompleteReason } from '../viewer/index.ts';
import type { LoadedView } from './loaded-view.ts';

/** Something an analyst must know about what is on the screen; each has its own words. */
export type Notice =
  | { readonly code: 'mismatch' }
  | { readonly code: 'quarantined' }
  /** Its equipment lost trust; the newest decision, or one that was taken back since. */
  | { readonly code: 'equipment' | 'equipment-restored'; readonly flag: EquipmentFlag }
  | { readonly code: 'incomplete'; readonly reasons: readonly IncompleteReason[] }
  | { readonly code: 'preview-only' }
  | { readonly code: 'lost-frames'; readonly frames: readonly number[] }
  | { readonly code: 'not-shown'; readonly names: readonly string[] }
  | { readonly code: 'findings'; readonly count: number }
  | { readonly code: 'synthetic' }
  | { readonly code: 'read-only'; readonly by: string };

export const SERIOUS: ReadonlySet<Notice['code']> = new Set(['mismatch', 'quarantined', 'equipment']);
/** Said, but nothing of the image is missing. */
export const MILD: ReadonlySet<Notice['code']> = new Set(['equipment-restored', 'synthetic', 'read-only', 'findings']);

export interface NoticeFacts {
  readonly views: readonly LoadedView[];
  readonly picture: PictureBody | undefined;
  readonly scan: Pick<ScanBody, 'state' | 'objects'> | undefined;
  readonly flags: readonly EquipmentFlag[];
  /** Of every frame on the screen. */
  readonly reasons: readonly IncompleteReason[];
  /** Who else holds the case. */
  readonly heldBy: string | undefined;
}

/** No pictures: reports are shown as marks, and what an exercise holds is not told. */
const APART: ReadonlySet<string> = new Set(['PICTURE_REPORT_APART', 'PICTURE_TRUTH_WITHHELD']);

/** What is seen is not all, or not what it seems: every reason, the gravest first. Loading alone is no reason for alarm. */
export function noticesOf({ views, picture, scan, flags, reasons, heldBy }: NoticeFacts): readonly Notice[] {
  const notices: Notice[] = [];
  if (views.some(({ objects }) => objects.some(({ state }) => state === 'mismatch')))
    notices.push({ code: 'mismatch' });
  if (scan?.state === 'quarantined') notices.push({ code: 'quarantined' });
  const flag = flags.find(({ restoredAt }) => restoredAt === null) ?? flags[0];
  if (flag) notices.push({ code: flag.restoredAt === null ? 'equipment' : 'equipment-restored', flag });
  const previewOnly = views.some(({ stage, image }) => stage === 'failed' && image !== undefined);
  // That a preview has no finer parts is what the next notice says.
  const known = previewOnly ? ['tile-loading', 'tile-failed'] : ['tile-loading'];
  const grave = [...new Set(reasons)].filter((reason) => !known.includes(reason));
  if (grave.length > 0) notices.push({ code: 'incomplete', reasons: grave });
  if (previewOnly) notices.push({ code: 'preview-only' });
  const frames = views.flatMap(({ lost }) => lost);
  if (frames.length > 0) notices.push({ code: 'lost-frames', frames });
  const names = picture?.notShown.flatMap(({ name, code }) => (APART.has(code) ? [] : [name])) ?? [];
  if (names.length > 0) notices.push({ code: 'not-shown', names });
  const count = findingsOf(views, scan).length;
  if (count > 0) notices.push({ code: 'findings', count });
  if (picture?.views.some(({ synthetic }) => synthetic)) notices.push({ code: 'synthetic' });
  if (heldBy !== undefined) notices.push({ code: 'read-only', by: heldBy });
  return notices;
}

export interface FoundInFile {
  readonly code: string;
  readonly severity: string;
  readonly detail: string;
  readonly object: number;
}

/** What the structure check said when the scan came in; for a scan nobody checked, what was met while reading it here. */
export function findingsOf(
  views: readonly LoadedView[],
  scan: Pick<ScanBody, 'objects'> | undefined,
): readonly FoundInFile[] {
  if (scan) {
    return scan.objects.flatMap(({ index, findings = [] }) => findings.map((found) => ({ ...found, object: index })));
  }
  return views.flatMap(({ findings, objects }) =>
    findings.map(({ code, severity, detail }) => ({ code, severity, detail, object: objects[0]?.object ?? 0 })),
  );
}
