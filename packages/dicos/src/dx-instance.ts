import { attribute } from './attribute.ts';
import {
  commonAttributes,
  cosines,
  demandPixels,
  energyAndView,
  pixelAttributes,
  UPRIGHT,
} from './common-attributes.ts';
import type {
  EnergyParameters,
  ImageOrigin,
  InstanceParameters,
  Orientation,
  Vector,
  ViewParameters,
} from './instance-parameters.ts';
import { SOP_CLASS } from './sop-classes.ts';
import { TAG } from './tag.ts';
import type { DicosInstance } from './write-dicos.ts';

/** One radiograph: one energy of one view. */
export interface DxParameters extends InstanceParameters {
  readonly energy: EnergyParameters;
  readonly view: ViewParameters;
  readonly imageOrigin: ImageOrigin;
  /** Tube current, µA; for an accelerator the mean beam current. */
  readonly tubeCurrentMicroamperes: number;
  /** Left empty when unknown. */
  readonly detectorType?: 'DIRECT' | 'SCINTILLATOR' | 'STORAGE' | 'FILM';
  readonly geometry: {
    /** Distance between rows and between columns, mm, in the plane of the object. */
    readonly pixelSpacingMm: readonly [rows: number, columns: number];
    /** Centre of the first pixel, mm; the origin when left out. */
    readonly firstPixelMm?: Vector;
    readonly orientation?: Orientation;
  };
  readonly image: {
    readonly rows: number;
    readonly columns: number;
    /** Row after row, from the top left. */
    readonly pixels: Uint16Array;
    /** 16 when left out. */
    readonly bitsStored?: number;
    /** Pixel value against beam intensity; linear when left out. */
    readonly relationship?: 'LIN' | 'LOG';
    /** 1 (the default) when more intensity is a higher value, -1 when a lower one. */
    readonly sign?: 1 | -1;
  };
}

/**
 * A DICOS v03 digital X-ray instance (§8), for processing.
 *
 * @throws DicosError VALUE_INVALID, PIXELS_INVALID
 */
export function dxInstance(parameters: DxParameters): DicosInstance {
  const { energy, view, geometry, image, sopInstanceUid } = parameters;
  demandPixels(image.pixels, image.rows, image.columns);
  const sopClassUid = SOP_CLASS.dxForProcessing;
  const attributes = [
    ...commonAttributes(parameters, sopClassUid, 'XRAY'),
    ...pixelAttributes(image.rows, image.columns, image.bitsStored ?? 16),
    ...energyAndView(energy, view),
    attribute(TAG.imageType, ['ORIGINAL', energy.label]),
    attribute(TAG.presentationIntent, 'FOR PROCESSING'),
    attribute(TAG.imageOrigin, parameters.imageOrigin),
    attribute(TAG.coordinateSystem, 'LHS'),
    attribute(TAG.kvp, energy.kvp),
    attribute(TAG.tubeCurrent, parameters.tubeCurrentMicroamperes),
    attribute(TAG.detectorType, parameters.detectorType ?? ''),
    attribute(TAG.imagePosition, geometry.firstPixelMm ?? [0, 0, 0]),
    attribute(TAG.imageOrientation, cosines(geometry.orientation ?? UPRIGHT)),
    attribute(TAG.pixelSpacing, geometry.pixelSpacingMm),
    attribute(TAG.intensityRelationship, image.relationship ?? 'LIN'),
    attribute(TAG.intensitySign, image.sign ?? 1),
    // v03 §8 fixes intercept and slope; US is DICOM's word for an unspecified unit (PS3.3 C.11.1.1.2).
    attribute(TAG.rescaleIntercept, 0),
    attribute(TAG.rescaleSlope, 1),
    attribute(TAG.rescaleType, 'US'),
    attribute(TAG.lossy, '00'),
  ];
  return { sopClassUid, sopInstanceUid, attributes, pixels: image.pixels };
}
