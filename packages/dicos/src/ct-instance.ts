import { type Attributes, attribute, sequence } from './attribute.ts';
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

/** One volume: all its slices in one multi-frame instance. */
export interface CtParameters extends InstanceParameters {
  readonly energy: EnergyParameters;
  readonly view?: ViewParameters;
  readonly imageOrigin: ImageOrigin;
  readonly frameOfReferenceUid: string;
  readonly acquiredAt: Date;
  readonly acquisitionMs: number;
  /** Focal spot, mm. */
  readonly focalSpotMm: number;
  readonly geometry: {
    readonly pixelSpacingMm: readonly [rows: number, columns: number];
    /** Thickness of a slice and distance between slices, mm. */
    readonly sliceMm: number;
    /** Centre of the first voxel, mm; the origin when left out. */
    readonly firstVoxelMm?: Vector;
    readonly orientation?: Orientation;
  };
  readonly volume: {
    readonly frames: number;
    readonly rows: number;
    readonly columns: number;
    /** Slice after slice, row after row. */
    readonly pixels: Uint16Array;
    readonly bitsStored?: number;
  };
  /** Stored value to physical one; the stored value itself, of unspecified unit, when left out. */
  readonly rescale?: { readonly intercept: number; readonly slope: number; readonly unit: string };
}

/**
 * A DICOS v03 CT instance (§7).
 *
 * @throws DicosError VALUE_INVALID, PIXELS_INVALID
 */
export function ctInstance(parameters: CtParameters): DicosInstance {
  const { energy, view, volume, sopInstanceUid } = parameters;
  demandPixels(volume.pixels, volume.frames, volume.rows, volume.columns);
  const sopClassUid = SOP_CLASS.ct;
  const attributes = [
    ...commonAttributes(parameters, sopClassUid, 'CT'),
    ...pixelAttributes(volume.rows, volume.columns, volume.bitsStored ?? 16),
    ...energyAndView(energy, view),
    ...frameTypeAttributes(TAG.imageType, energy),
    attribute(TAG.acquisitionDateTime, parameters.acquiredAt),
    attribute(TAG.acquisitionDuration, parameters.acquisitionMs),
    attribute(TAG.imageOrigin, parameters.imageOrigin),
    attribute(TAG.coordinateSystem, 'LHS'),
    attribute(TAG.frameOfReference, parameters.frameOfReferenceUid),
    attribute(TAG.positionReference, ''),
    attribute(TAG.frames, volume.frames),
    sequence(TAG.sharedGroups, sharedGroups(parameters)),
    sequence(TAG.frameGroups, ...framePositions(parameters)),
  ];
  return { sopClassUid, sopInstanceUid, attributes, pixels: volume.pixels };
}

function frameTypeAttributes(typeTag: number, energy: EnergyParameters): Attributes {
  return [
    attribute(typeTag, ['ORIGINAL', energy.label, 'VOLUME', 'NONE']),
    attribute(TAG.pixelPresentation, 'MONOCHROME'),
    attribute(TAG.volumetricProperties, 'VOLUME'),
    attribute(TAG.volumeTechnique, 'NONE'),
  ];
}

function sharedGroups({ energy, geometry, rescale, focalSpotMm }: CtParameters): Attributes {
  const xray = [
    attribute(TAG.kvp, energy.kvp),
    attribute(TAG.filterType, 'NONE'),
    attribute(TAG.focalSpot, focalSpotMm),
  ];
  const measures = [
    attribute(TAG.sliceThickness, geometry.sliceMm),
    attribute(TAG.pixelSpacing, geometry.pixelSpacingMm),
  ];
  // Nested here, not at top level as in classic DICOM CT.
  const transformation = [
    attribute(TAG.rescaleIntercept, rescale?.intercept ?? 0),
    attribute(TAG.rescaleSlope, rescale?.slope ?? 1),
    attribute(TAG.rescaleType, rescale?.unit ?? 'US'),
  ];
  return [
    sequence(TAG.ctXrayDetails, xray),
    sequence(TAG.ctFrameType, frameTypeAttributes(TAG.frameType, energy)),
    sequence(TAG.planeOrientation, [attribute(TAG.imageOrientation, cosines(geometry.orientation ?? UPRIGHT))]),
    sequence(TAG.pixelMeasures, measures),
    sequence(TAG.pixelTransformation, transformation),
  ];
}

function framePositions({ geometry, volume }: CtParameters): readonly Attributes[] {
  const [x, y, z] = geometry.firstVoxelMm ?? [0, 0, 0];
  const [dx, dy, dz] = normal(geometry.orientation ?? UPRIGHT);
  return Array.from({ length: volume.frames }, (_, frame) => {
    const far = frame * geometry.sliceMm;
    const position = attribute(TAG.imagePosition, [x + far * dx, y + far * dy, z + far * dz]);
    return [sequence(TAG.planePosition, [position])];
  });
}

function normal({ row, column }: Orientation): Vector {
  const [a, b, c] = row;
  const [d, e, f] = column;
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}
