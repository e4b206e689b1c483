import { type ByteSource, type DataSet, readDicos, TAG } from '@garita/dicos';
import type { ScanStatement } from '@garita/trust';

/** What an operator report repeats of an image. Every text is the file's: a stranger wrote it. */
export interface ImageFacts {
  /** Index into the statement's objects. */
  readonly object: number;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly scanUid: string | undefined;
  readonly scanId: string | undefined;
  readonly frameOfReferenceUid: string | undefined;
  readonly ooi: {
    readonly id: string | undefined;
    readonly authority: string | undefined;
    readonly idType: string | undefined;
    readonly type: string | undefined;
    readonly descriptor: string | undefined;
  };
}

/** What an operator report is made of, beside the decision. */
export interface ReportFacts {
  readonly statement: ScanStatement;
  /** In the order of the statement; at least one. */
  readonly images: readonly ImageFacts[];
}

// A reference repeats the image's UID as it is: toolkit files have components with leading zeros.
const UID = /^[0-9.]{1,64}$/;

/** The facts of one file's head; `undefined` when it is no image, or names itself by no UID. */
export function reportFacts(object: number, dataset: DataSet): ImageFacts | undefined {
  const sopClassUid = dataset.text(TAG.sopClass);
  const sopInstanceUid = dataset.text(TAG.sopInstance);
  if (!isImage(dataset) || !sopClassUid || !sopInstanceUid) return undefined;
  if (!UID.test(sopClassUid) || !UID.test(sopInstanceUid)) return undefined;
  return {
    object,
    sopClassUid,
    sopInstanceUid,
    scanUid: dataset.text(TAG.scanInstance),
    scanId: dataset.text(TAG.scanId),
    frameOfReferenceUid: dataset.text(TAG.frameOfReference),
    ooi: {
      id: dataset.text(TAG.ooiId),
      authority: dataset.text(TAG.ooiIdAuthority),
      idType: dataset.text(TAG.ooiIdType),
      type: dataset.text(TAG.ooiType),
      descriptor: dataset.text(TAG.ooiDescriptor),
    },
  };
}

/**
 * Reads the heads of a scan's DICOS objects, pixels never. `undefined` when one of them cannot be read or none is an
 * image: then there is no operator report, for anybody.
 *
 * @param open the bytes of the statement's object of that index
 * @throws what the sources throw
 */
export async function readReportFacts(
  statement: ScanStatement,
  open: (object: number) => ByteSource,
): Promise<ReportFacts | undefined> {
  const images: ImageFacts[] = [];
  for (const [object, { mediaType }] of statement.objects.entries()) {
    if (mediaType !== 'application/dicos' && mediaType !== 'application/dicom') continue;
    const read = await readDicos(open(object));
    if (read.outcome === 'not-dicom') return undefined;
    const facts = reportFacts(object, read.file.dataset);
    if (facts) images.push(facts);
    else if (isImage(read.file.dataset)) return undefined;
  }
  return images.length === 0 ? undefined : { statement, images };
}

function isImage(dataset: DataSet): boolean {
  return dataset.number(TAG.rows) !== undefined && dataset.number(TAG.columns) !== undefined;
}
