/** How a dataset and its pixels are encoded. */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly encapsulated: boolean;
  /** `unreadable`: the dataset itself cannot be parsed here (deflated, big endian). */
  readonly dataset: 'readable' | 'unreadable';
  readonly known: boolean;
  readonly pixels: 'native' | 'jpeg-lossless' | 'rle' | 'other';
}

/** Transfer syntaxes this package writes, decodes or must recognise. */
export const TRANSFER_SYNTAX = {
  implicitLittleEndian: '1.2.840.10008.1.2',
  explicitLittleEndian: '1.2.840.10008.1.2.1',
  // The reference toolkit's own, for pixels above 4 GB; not registered in DICOM.
  explicitLittleEndianExtended: '1.2.840.10008.1.2.1.64',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBigEndian: '1.2.840.10008.1.2.2',
  jpegLossless: '1.2.840.10008.1.2.4.57',
  jpegLosslessSv1: '1.2.840.10008.1.2.4.70',
  rle: '1.2.840.10008.1.2.5',
} as const;

function syntax(uid: string, name: string, facts: Partial<TransferSyntax> = {}): readonly [string, TransferSyntax] {
  const plain = { explicitVr: true, encapsulated: false, dataset: 'readable', known: true, pixels: 'native' } as const;
  return [uid, { uid, name, ...plain, ...facts }];
}

const KNOWN: ReadonlyMap<string, TransferSyntax> = new Map([
  syntax(TRANSFER_SYNTAX.implicitLittleEndian, 'Implicit VR Little Endian', { explicitVr: false }),
  syntax(TRANSFER_SYNTAX.explicitLittleEndian, 'Explicit VR Little Endian'),
  syntax(TRANSFER_SYNTAX.explicitLittleEndianExtended, 'Explicit VR Little Endian, extended (toolkit only)'),
  syntax(TRANSFER_SYNTAX.deflated, 'Deflated Explicit VR Little Endian', { dataset: 'unreadable' }),
  syntax(TRANSFER_SYNTAX.explicitBigEndian, 'Explicit VR Big Endian (retired)', { dataset: 'unreadable' }),
  syntax(TRANSFER_SYNTAX.jpegLossless, 'JPEG Lossless', { encapsulated: true, pixels: 'jpeg-lossless' }),
  syntax(TRANSFER_SYNTAX.jpegLosslessSv1, 'JPEG Lossless, First-Order Prediction', {
    encapsulated: true,
    pixels: 'jpeg-lossless',
  }),
  syntax(TRANSFER_SYNTAX.rle, 'RLE Lossless', { encapsulated: true, pixels: 'rle' }),
]);

// PS3.5 §10 and annex A.4: everything else registered under this root is explicit little endian, encapsulated.
const ENCAPSULATED_ROOT = '1.2.840.10008.1.2.4.';

/** The transfer syntax of a UID. An unknown one is read as explicit little endian, as PS3.5 A.4 has it for all new ones. */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const known = KNOWN.get(uid);
  if (known) return known;
  const encapsulated = uid.startsWith(ENCAPSULATED_ROOT);
  const name = encapsulated ? 'another encapsulated syntax' : 'unknown';
  return {
    uid,
    name,
    explicitVr: true,
    encapsulated,
    dataset: 'readable',
    known: encapsulated,
    pixels: encapsulated ? 'other' : 'native',
  };
}
