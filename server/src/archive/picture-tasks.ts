import type { PictureEnergy, PictureView } from '@garita/api';
import type { ImageHead } from '@garita/dicos';
import type { LookedAt, NotShownCode, PlannedView } from './plan-picture.ts';

/** An object of a scan, as its statement names it. */
export interface ScanObject {
  /** Index in the statement. */
  readonly object: number;
  readonly name: string;
  readonly mediaType: string;
  readonly role: string;
  readonly size: number;
  readonly sha256: string;
}

/** What the picture worker is asked to do. Everything that reads a scanner's bytes is done there. */
export type PictureTask =
  /** What is in this object? */
  | { readonly kind: 'look'; readonly object: ScanObject }
  /** Small copies of the images of one view, and a thumbnail of it when that is wanted. */
  | {
      readonly kind: 'view';
      readonly view: PlannedView;
      readonly objects: readonly ScanObject[];
      readonly thumbnail: boolean;
    };

export interface LookResult {
  readonly looked: LookedAt;
  /** How many findings the structure check made. */
  readonly findings: number;
}

/** A preview before its pixels have names. */
export type MadePreview = Omit<NonNullable<PictureEnergy['preview']>, 'mean' | 'densest'> & {
  readonly mean: Uint8Array<ArrayBuffer>;
  readonly densest: Uint8Array<ArrayBuffer> | null;
};

export interface MadeEnergy {
  readonly object: number;
  readonly signal: PictureEnergy['signal'];
  readonly preview: MadePreview | null;
  /** Why there is no preview, when there should be one. */
  readonly failure: { readonly code: NotShownCode; readonly detail: string } | null;
}

export interface ViewResult {
  readonly energies: readonly MadeEnergy[];
  readonly thumbnail: Uint8Array<ArrayBuffer> | null;
}

/** Which result a task has. */
export interface PictureResults {
  look: LookResult;
  view: ViewResult;
}

export type ToPictureWorker =
  | { readonly kind: 'task'; readonly id: number; readonly task: PictureTask }
  | { readonly kind: 'bytes'; readonly read: number; readonly bytes: Uint8Array | undefined };

export type FromPictureWorker =
  | { readonly kind: 'done'; readonly id: number; readonly result: LookResult | ViewResult }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string }
  /** The worker has no files of its own: whoever keeps the objects reads for it. */
  | {
      readonly kind: 'read';
      readonly read: number;
      readonly sha256: string;
      readonly offset: number;
      readonly length: number;
    };

/** What of a view its head tells, before a sample is read. */
export function viewFacts(head: ImageHead): Omit<PictureView, 'name' | 'energies'> {
  const { kind, rows, columns, frames, spacing, synthetic } = head;
  return { kind, rows, columns, frames, spacing: spacing ? { ...spacing, basis: 'declared' } : null, synthetic };
}
