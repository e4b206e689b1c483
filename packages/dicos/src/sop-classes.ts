/** What a file holds, by its SOP class. */
export type SopKind = 'CT' | 'DX' | 'TDR' | 'AIT2D' | 'AIT3D' | 'QR' | 'DICOM';

/** A SOP class: DICOS's own, or any other of DICOM. */
export interface SopClass {
  readonly uid: string;
  readonly name: string;
  readonly kind: SopKind;
  readonly dicos: boolean;
  /** Whether its instances must carry pixels. */
  readonly image: boolean;
}

const ROOT = '1.2.840.10008.5.1.4.1.1.501';

/** SOP class UIDs of DICOS (PS3.6 table A-1). */
export const SOP_CLASS = {
  ct: `${ROOT}.1`,
  dxForPresentation: `${ROOT}.2.1`,
  dxForProcessing: `${ROOT}.2.2`,
  tdr: `${ROOT}.3`,
  ait2d: `${ROOT}.4`,
  ait3d: `${ROOT}.5`,
  qr: `${ROOT}.6`,
} as const;

const BASES: readonly (readonly [uid: string, name: string, kind: SopKind])[] = [
  [SOP_CLASS.ct, 'DICOS CT Image Storage', 'CT'],
  [SOP_CLASS.dxForPresentation, 'DICOS Digital X-Ray Image Storage - For Presentation', 'DX'],
  [SOP_CLASS.dxForProcessing, 'DICOS Digital X-Ray Image Storage - For Processing', 'DX'],
  [SOP_CLASS.tdr, 'DICOS Threat Detection Report Storage', 'TDR'],
  [SOP_CLASS.ait2d, 'DICOS 2D AIT Storage', 'AIT2D'],
  [SOP_CLASS.ait3d, 'DICOS 3D AIT Storage', 'AIT3D'],
  [SOP_CLASS.qr, 'DICOS Quadrupole Resonance (QR) Storage', 'QR'],
];

// v02A adds one more component for wider pixels; seen in toolkit files, registered nowhere.
const VARIANTS: readonly (readonly [suffix: string, name: string])[] = [
  ['', ''],
  ['.1', ' (32-bit)'],
  ['.2', ' (64-bit)'],
  ['.3', ' (float)'],
];

const WITHOUT_PIXELS: ReadonlySet<SopKind> = new Set(['TDR', 'QR']);

const KNOWN: ReadonlyMap<string, SopClass> = new Map(
  BASES.flatMap(([base, name, kind]) =>
    VARIANTS.filter(([suffix]) => suffix === '' || !WITHOUT_PIXELS.has(kind)).map(([suffix, variant]) => {
      const uid = base + suffix;
      return [uid, { uid, name: name + variant, kind, dicos: true, image: !WITHOUT_PIXELS.has(kind) }] as const;
    }),
  ),
);

/** The SOP class of a UID; anything not of DICOS is plain DICOM, whose pixels nobody demands here. */
export function sopClassOf(uid: string): SopClass {
  return KNOWN.get(uid) ?? { uid, name: 'DICOM', kind: 'DICOM', dicos: false, image: false };
}
