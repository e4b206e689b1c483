import type { DataSet } from './data-set.ts';
import type { DicosFile } from './read-dicos.ts';
import { TAG } from './tag.ts';

/** What the head of an image file says of how it is to be shown, and with which other image it belongs together. */
export interface ImageHead {
  /** A volume has slices; everything else is looked through. */
  readonly kind: 'radiograph' | 'volume';
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly sopInstanceUid: string | undefined;
  readonly scanUid: string | undefined;
  readonly seriesUid: string | undefined;
  /** Of the view: (6100,0024) and (6100,0026), or the series' description. */
  readonly viewNumber: number | undefined;
  readonly viewName: string;
  /** Image Type value 2, such as `HIGH ENERGY`; empty when there is none. */
  readonly quantity: string;
  readonly energy: 'high' | 'low' | undefined;
  /** Peak voltage, kV, and effective energy, keV; `undefined` where the file says nothing or 0. */
  readonly kvp: number | undefined;
  readonly effectiveKev: number | undefined;
  /** Pixel Intensity Relationship and its sign (PS3.3 C.8.11.3.1.2). */
  readonly relationship: 'LIN' | 'LOG' | undefined;
  readonly sign: 1 | -1 | undefined;
  readonly rescale: { readonly slope: number; readonly intercept: number; readonly unit: string } | undefined;
  readonly spacing: { readonly rowMm: number; readonly columnMm: number } | undefined;
  /** Computed, or measured with something computed added (0008,0118). */
  readonly synthetic: boolean;
}

/** `undefined` when the file has no pixels, or does not say their shape. */
export function imageHead(file: DicosFile): ImageHead | undefined {
  const { dataset, image, sopClass } = file;
  const { rows, columns, frames, samplesPerPixel } = image;
  if (!file.pixels || rows === undefined || columns === undefined || frames === undefined) return undefined;
  const [shared = dataset] = dataset.items(TAG.sharedGroups);
  const within = (tag: number) => shared.items(tag)[0] ?? dataset;
  const quantity = dataset.texts(TAG.imageType)[1] ?? '';
  const relationship = dataset.text(TAG.intensityRelationship);
  const sign = dataset.number(TAG.intensitySign);
  const number = dataset.number(TAG.seriesView);
  return {
    kind: sopClass?.kind === 'CT' || frames > 1 ? 'volume' : 'radiograph',
    rows,
    columns,
    frames,
    samplesPerPixel,
    sopInstanceUid: dataset.text(TAG.sopInstance),
    scanUid: dataset.text(TAG.scanInstance),
    seriesUid: dataset.text(TAG.seriesInstance),
    viewNumber: number !== undefined && number > 0 ? number : undefined,
    viewName: dataset.text(TAG.viewDescription) ?? dataset.text(TAG.seriesDescription) ?? '',
    quantity,
    energy: energyOf(quantity) ?? energyOf(dataset.text(TAG.energyDescription) ?? ''),
    kvp: positive(dataset.number(TAG.kvp) ?? within(TAG.ctXrayDetails).number(TAG.kvp)),
    effectiveKev: positive(dataset.number(TAG.effectiveEnergy)),
    relationship: relationship === 'LIN' || relationship === 'LOG' ? relationship : undefined,
    sign: sign === 1 || sign === -1 ? sign : undefined,
    rescale: rescaleOf(within(TAG.pixelTransformation)),
    spacing: spacingOf(within(TAG.pixelMeasures)),
    synthetic: /^(SYNTHETIC|AUGMENTED)$/.test(dataset.text(TAG.imageOrigin) ?? ''),
  };
}

function energyOf(text: string): 'high' | 'low' | undefined {
  if (/\bHIGH\b/i.test(text)) return 'high';
  return /\bLOW\b/i.test(text) ? 'low' : undefined;
}

function rescaleOf(dataset: DataSet): ImageHead['rescale'] {
  const slope = dataset.number(TAG.rescaleSlope);
  const intercept = dataset.number(TAG.rescaleIntercept);
  if (slope === undefined || intercept === undefined || slope === 0) return undefined;
  return { slope, intercept, unit: dataset.text(TAG.rescaleType) ?? '' };
}

function spacingOf(dataset: DataSet): ImageHead['spacing'] {
  const [rowMm, columnMm] = dataset.numbers(TAG.pixelSpacing).map((mm) => positive(mm));
  return rowMm === undefined || columnMm === undefined ? undefined : { rowMm, columnMm };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}
