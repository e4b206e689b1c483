import { checkStructure, type Finding, readDicos } from '@garita/dicos';
import type { Reason } from '@garita/trust';
import type { BlobStore } from '../ports/blob-store.ts';

export interface CheckedObject {
  readonly findings: readonly Finding[];
  /** What keeps it out: errors of structure, never an oddity of a real-world file. */
  readonly reasons: readonly Reason[];
}

/** Reads the head of one stored object; only DICOM files have a structure that is checked. */
export async function checkObject(
  blobs: BlobStore,
  object: { readonly sha256: string; readonly size: number; readonly mediaType: string; readonly position: number },
): Promise<CheckedObject> {
  const read = async (offset: number, length: number) =>
    (await blobs.readBytes(object.sha256, offset, length)) ?? new Uint8Array();
  const result = await readDicos({ size: object.size, read });
  if (result.outcome === 'not-dicom') {
    if (!/^application\/(dicos|dicom)$/.test(object.mediaType)) return { findings: [], reasons: [] };
    return {
      findings: [],
      reasons: [structure(object.position, `declared ${object.mediaType} and is ${result.type}`)],
    };
  }
  const findings = checkStructure(result.file);
  const errors = findings.filter((finding) => finding.severity === 'error');
  return { findings, reasons: errors.map(({ code, detail }) => structure(object.position, `${code}: ${detail}`)) };
}

function structure(object: number, detail: string): Reason {
  return { code: 'OBJECT_STRUCTURE', detail, object };
}
