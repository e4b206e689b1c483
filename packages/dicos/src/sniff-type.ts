/** What a file is, as far as its first bytes show. */
export type FileType =
  | 'dicom'
  | 'n42-2006'
  | 'n42-2011'
  | 'xml'
  | 'json'
  | 'jpeg'
  | 'png'
  | 'tiff'
  | 'pdf'
  | 'zip'
  | 'gzip'
  | 'tar'
  | 'text'
  | 'unknown';

/** How many first bytes `sniffType` wants; it works with fewer. */
export const SNIFF_BYTES = 1024;

const MAGIC: readonly (readonly [FileType, number, readonly number[]])[] = [
  ['dicom', 128, [0x44, 0x49, 0x43, 0x4d]],
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['tiff', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', 0, [0x1f, 0x8b, 0x08]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
];

// ANSI N42.42: the root element tells the edition, whatever the namespace prefix.
const N42_2011 = /<(?:\w+:)?RadInstrumentData[\s/>]/;
const N42_2006 = /<(?:\w+:)?N42InstrumentData[\s/>]/;

/** Name a file by its first bytes (`SNIFF_BYTES` of them). Never a promise that the rest is sound. */
export function sniffType(firstBytes: Uint8Array): FileType {
  for (const [type, offset, magic] of MAGIC) {
    if (magic.every((byte, index) => firstBytes[offset + index] === byte)) return type;
  }
  if (startsLikeDataset(firstBytes)) return 'dicom';

  const text = decodeStart(firstBytes.subarray(0, SNIFF_BYTES)).trimStart();
  if (text.startsWith('<')) return sniffXml(text);
  if (/^[[{]\s*(?:["[{\]}\d-]|true|false|null)/.test(text)) return 'json';
  return isText(firstBytes.subarray(0, SNIFF_BYTES)) ? 'text' : 'unknown';
}

/** UTF-8 or marked UTF-16, and nothing in it that only programs read. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  try {
    // A character may be cut where the sniffed bytes end.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return !/[\p{Cc}\p{Cn}]/u.test(text.replace(/[\t\n\f\r]/g, ''));
  } catch {
    return false;
  }
}

function sniffXml(text: string): FileType {
  if (N42_2011.test(text)) return 'n42-2011';
  if (N42_2006.test(text)) return 'n42-2006';
  return /^<(?:\?xml|!DOCTYPE|!--|[A-Za-z_])/.test(text) ? 'xml' : 'unknown';
}

// UTF-16 is met in vendors' XML; everything else is ASCII for as long as markup goes.
function decodeStart(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** A dataset without preamble: group 0002 or 0008 first, with a VR, or a group-8 length that fits a short value. */
function startsLikeDataset(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const group = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  const element = (bytes[2] ?? 0) | ((bytes[3] ?? 0) << 8);
  if (group !== 0x0002 && group !== 0x0008) return false;
  if (element > 0x0018) return false;
  const vr = String.fromCharCode(bytes[4] ?? 0, bytes[5] ?? 0);
  if (/^(?:AE|CS|DA|LO|OB|SH|TM|UI|UL)$/.test(vr)) return true;
  const length = (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8) | ((bytes[6] ?? 0) << 16);
  return bytes[7] === 0 && group === 0x0008 && length <= 256 && length % 2 === 0;
}
