import { open } from 'node:fs/promises';
import { type FileType, SNIFF_BYTES, sniffType } from '@garita/dicos';

interface Kind {
  readonly mediaType: string;
  /** What such a file is to an inspection, unless somebody says otherwise. */
  readonly role: string;
}

const KINDS: Readonly<Record<FileType, Kind>> = {
  dicom: { mediaType: 'application/dicom', role: 'image' },
  'n42-2006': { mediaType: 'application/n42+xml', role: 'spectrum' },
  'n42-2011': { mediaType: 'application/n42+xml', role: 'spectrum' },
  xml: { mediaType: 'application/xml', role: 'document' },
  json: { mediaType: 'application/json', role: 'document' },
  jpeg: { mediaType: 'image/jpeg', role: 'photo' },
  png: { mediaType: 'image/png', role: 'photo' },
  tiff: { mediaType: 'image/tiff', role: 'image' },
  pdf: { mediaType: 'application/pdf', role: 'document' },
  zip: { mediaType: 'application/zip', role: 'file' },
  gzip: { mediaType: 'application/gzip', role: 'file' },
  tar: { mediaType: 'application/x-tar', role: 'file' },
  text: { mediaType: 'text/plain', role: 'document' },
  unknown: { mediaType: 'application/octet-stream', role: 'file' },
};

/** Media type and usual role of a file, by its first bytes; a file's name proves nothing. */
export async function kindOfFile(path: string): Promise<Kind> {
  const file = await open(path, 'r');
  try {
    const head = new Uint8Array(SNIFF_BYTES);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return kindOfBytes(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

export function kindOfBytes(firstBytes: Uint8Array): Kind {
  return KINDS[sniffType(firstBytes)];
}
