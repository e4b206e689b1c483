import { checkStructure, type Finding, readDicos, sniffType } from '@garita/dicos';
import type { Reason } from '@garita/trust';
import type { BlobStore } from '../ports/blob-store.ts';

const SNIFFED_BYTES = 1024;

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
  const claimsDicom = /^application\/(dicos|dicom)$/.test(object.mediaType);
  const isDicom = sniffType(await read(0, Math.min(SNIFFED_BYTES, object.size))).id === 'dicom';
  if (!claimsDicom && !isDicom) return { findings: [], reasons: [] };
  const file = await readDicos({ size: object.size, read });
  const findings = await checkStructure(file);
  const reasons = findings
    .filter((finding) => finding.severity === 'error')
    .map(
      (finding): Reason => ({
        code: 'OBJECT_STRUCTURE',
        detail: `${finding.code}: ${finding.detail}`,
        object: object.position,
      }),
    );
  return { findings, reasons };
}
