import { createHash } from 'node:crypto';
import type { PictureBody, PictureEnergy } from '@garita/api';
import type { BlobStore } from '../ports/blob-store.ts';
import type { DerivedObjectRow } from './picture-table.ts';
import { type MadeEnergy, type ScanObject, type ViewResult, viewFacts } from './picture-tasks.ts';
import { PictureError, type PictureThread } from './picture-thread.ts';
import { type LookedAt, notShown, type PlannedView, planPicture } from './plan-picture.ts';
import { unknownSignal } from './unknown-signal.ts';

/** Changes with everything that makes other bytes from the same objects: pictures of another recipe are made again. */
export const RECIPE = 'picture-1';

export interface MadePicture {
  readonly body: PictureBody;
  readonly picture: string;
  readonly derived: readonly Omit<DerivedObjectRow, 'at' | 'recipe'>[];
  /** Findings of the structure check over all objects. */
  readonly findings: number;
  readonly radiationAlarm: boolean | null;
}

export interface MakePictureNeeds {
  readonly blobs: BlobStore;
  readonly thread: PictureThread;
}

/**
 * Look at every object of a scan, decide what it shows, and make small copies and a thumbnail of it. Objects are read and
 * decoded in the worker alone, one at a time: what brings it down is not shown and says so, the rest is.
 */
export async function makePicture(
  scan: string,
  objects: readonly ScanObject[],
  needs: MakePictureNeeds,
): Promise<MadePicture> {
  const { blobs, thread } = needs;
  const derived: Omit<DerivedObjectRow, 'at' | 'recipe'>[] = [];
  const looked: LookedAt[] = [];
  let findings = 0;
  for (const object of objects) {
    const result = await lookAt(object, needs);
    looked.push(result.looked);
    findings += result.findings;
  }
  const plan = planPicture(looked);
  const failed: PictureBody['notShown'] = [];
  let thumbnail: string | null = null;

  const keep = async (bytes: Uint8Array, kind: DerivedObjectRow['kind'], from: readonly string[]) => {
    const sha256 = await putBlob(blobs, bytes);
    derived.push({ sha256, kind, derived_from: JSON.stringify(from) });
    return sha256;
  };
  const keepEnergy = async (made: MadeEnergy, index: number, view: PlannedView): Promise<PictureEnergy> => {
    const { image, label } = view.energies[index] as PlannedView['energies'][0];
    const { sha256, size } = objects[image.object] as ScanObject;
    const { preview, failure, signal } = made;
    if (failure) failed.push(notShown(image, failure.code, failure.detail));
    const kept = preview && {
      ...preview,
      mean: await keep(preview.mean, 'preview-mean', [sha256]),
      densest: preview.densest && (await keep(preview.densest, 'preview-densest', [sha256])),
    };
    return { object: image.object, sha256, size, label, kvp: image.head.kvp ?? null, signal, preview: kept };
  };

  const views: PictureBody['views'] = [];
  for (const view of plan.views) {
    const mine = view.energies.map(({ image }) => objects[image.object] as ScanObject);
    const task = { kind: 'view', view, objects: mine, thumbnail: thumbnail === null } as const;
    const result = await thread.run<'view'>(task).catch((error: unknown) => nothingOf(view, error));
    const energies: PictureEnergy[] = [];
    for (const [index, made] of result.energies.entries()) energies.push(await keepEnergy(made, index, view));
    const from = mine.map(({ sha256 }) => sha256);
    if (result.thumbnail) thumbnail = await keep(result.thumbnail, 'thumbnail', from);
    views.push({ name: view.name, ...viewFacts(view.energies[0].image.head), energies });
  }
  const { marks, machineAlarm, radiation } = plan;
  const body: PictureBody = {
    ...{ scan, state: 'ready', views, machineAlarm, thumbnail },
    marks: [...marks],
    radiation: [...radiation],
    notShown: [...plan.notShown, ...failed].toSorted((one, other) => one.object - other.object).slice(0, 24),
  };
  const text = new TextEncoder().encode(JSON.stringify(body));
  const all = objects.map(({ sha256 }) => sha256);
  const picture = await keep(text, 'picture', all);
  return { body, picture, derived, findings, radiationAlarm: alarmOf(plan.radiation) };
}

async function lookAt(object: ScanObject, { blobs, thread }: MakePictureNeeds) {
  const other = (code: 'PICTURE_OBJECT_MISSING' | 'PICTURE_FAILED', detail: string) => ({
    looked: { object: object.object, name: object.name, kind: 'other', code, detail } satisfies LookedAt,
    findings: 0,
  });
  if ((await blobs.size(object.sha256)) !== object.size) {
    return other('PICTURE_OBJECT_MISSING', 'not, or not whole, in the archive');
  }
  try {
    return await thread.run<'look'>({ kind: 'look', object });
  } catch (error) {
    if (!(error instanceof PictureError) || error.closing) throw error;
    return other('PICTURE_FAILED', error.message);
  }
}

/** The heads were read, so the view has its place: an analyst's own browser may do better with the original. */
function nothingOf({ energies }: PlannedView, error: unknown): ViewResult {
  if (!(error instanceof PictureError) || error.closing) throw error;
  const failure = { code: 'PICTURE_FAILED', detail: error.message } as const;
  const nothing = energies.map(({ image }) => {
    return { object: image.object, signal: unknownSignal(image.head), preview: null, failure };
  });
  return { energies: nothing, thumbnail: null };
}

/** An alarm in any file; none only when every one says so. */
function alarmOf(radiation: PictureBody['radiation']): boolean | null {
  if (radiation.some(({ alarm }) => alarm === true)) return true;
  return radiation.length > 0 && radiation.every(({ alarm }) => alarm === false) ? false : null;
}

async function putBlob(blobs: BlobStore, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if ((await blobs.size(sha256)) === bytes.length) return sha256;
  const writer = await blobs.create();
  try {
    await writer.write([bytes]);
    await writer.commit(sha256);
  } finally {
    await writer.close();
  }
  return sha256;
}
