export const XRAY_ERROR_CODES = [
  'ELEMENT_UNKNOWN', // no such atomic number or symbol, or above Z = 100
  'ENERGY_OUT_OF_RANGE', // outside the tabulated 1 keV to 20 MeV
  'FORMULA_MALFORMED',
  'MATERIAL_UNKNOWN',
  'SPECTRUM_MALFORMED',
  'SCENE_MALFORMED', // a solid, view or grid that makes no sense, or too many of them
] as const;
export type XrayErrorCode = (typeof XRAY_ERROR_CODES)[number];

/** An accident of the caller: something asked of the physics that it cannot answer. */
export class XrayError extends Error {
  override readonly name = 'XrayError';
  readonly code: XrayErrorCode;

  constructor(code: XrayErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
