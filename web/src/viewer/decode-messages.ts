import type { MaterialCurves } from '@garita/xray';
import type { BeamEnergies } from './beam-material.ts';
import type { DecodedDicos } from './decode-dicos.ts';
import type { Signal } from './image.ts';
import type { MaterialGrid } from './material-table.ts';
import type { ViewerErrorCode } from './viewer-error.ts';

/** What the decoder's thread is asked for; `job` tells the answers apart. */
export type ToDecoder =
  | {
      readonly job: number;
      readonly kind: 'open';
      readonly url: string;
      readonly sha256: string;
      readonly size: number;
      readonly signal: Signal;
    }
  | { readonly job: number; readonly kind: 'material'; readonly beam: BeamEnergies }
  | { readonly job: number; readonly kind: 'stop' };

export type FromDecoder =
  | { readonly job: number; readonly kind: 'progress'; readonly received: number }
  /** All bytes are here and are the ones that were signed. */
  | { readonly job: number; readonly kind: 'verified' }
  | { readonly job: number; readonly kind: 'opened'; readonly decoded: DecodedDicos }
  | { readonly job: number; readonly kind: 'material'; readonly curves: MaterialCurves; readonly grid: MaterialGrid }
  | { readonly job: number; readonly kind: 'failed'; readonly code: ViewerErrorCode; readonly detail: string };
