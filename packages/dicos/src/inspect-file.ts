import type { ByteSource } from './byte-source.ts';
import { checkStructure } from './check-structure.ts';
import type { Finding } from './finding.ts';
import { type DicosFile, readDicos } from './read-dicos.ts';
import type { ReadLimits } from './read-limits.ts';
import { DEFAULT_LIMITS } from './read-limits.ts';
import type { FileType } from './sniff-type.ts';
import type { SopKind } from './sop-classes.ts';
import { formatTag, TAG, type Tag } from './tag.ts';

/** A file in a few plain values, fit for JSON. */
export interface Inspection {
  readonly type: FileType;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Whether this package reads such files; others are named by type and hash alone. */
  readonly readable: boolean;
  /** Present when `readable`. */
  readonly dicom?: DicomSummary;
  readonly findings: readonly Finding[];
}

/** What a DICOS or DICOM file says of itself. Values absent from the file are `null`. */
export interface DicomSummary {
  readonly kind: SopKind | null;
  readonly sopClass: { readonly uid: string; readonly name: string } | null;
  readonly transferSyntax: { readonly uid: string; readonly name: string };
  readonly versions: { readonly meta: string | null; readonly dataset: string | null };
  readonly pixels: PixelSummary | null;
  readonly identity: Identity;
}

/** Where the pixels lie and what they are. */
export interface PixelSummary {
  readonly tag: string;
  readonly offset: number;
  readonly length: number;
  readonly encapsulated: boolean;
  readonly fragments: number;
  readonly frames: number | null;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number | null;
}

/** What was scanned, in which scan, by what. */
export type Identity = Readonly<Record<keyof typeof IDENTITY_TAGS, string | null>>;

const IDENTITY_TAGS = {
  ooiId: TAG.ooiId,
  ooiIdAuthority: TAG.ooiIdAuthority,
  ooiIdType: TAG.ooiIdType,
  ooiType: TAG.ooiType,
  ooiDescriptor: TAG.ooiDescriptor,
  scanId: TAG.scanId,
  scanUid: TAG.scanInstance,
  scanDate: TAG.scanDate,
  scanTime: TAG.scanTime,
  scanType: TAG.scanType,
  seriesUid: TAG.seriesInstance,
  sopInstanceUid: TAG.sopInstance,
  modality: TAG.modality,
  imageOrigin: TAG.imageOrigin,
  energy: TAG.energyDescription,
  view: TAG.viewDescription,
  tdrType: TAG.tdrType,
  alarmDecision: TAG.decision,
  manufacturer: TAG.manufacturer,
  model: TAG.model,
  serial: TAG.serial,
  institution: TAG.institution,
  station: TAG.station,
} as const satisfies Readonly<Record<string, Tag>>;

/**
 * Say what a file is, where its pixels lie, and everything found.
 *
 * @param sha256 of the whole file in hexadecimal, computed by the caller
 * @throws what `readDicos` throws; no content of the file makes it throw
 */
export async function inspectFile(
  source: ByteSource,
  sha256: string,
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<Inspection> {
  const read = await readDicos(source, limits);
  const facts = { sizeBytes: source.size, sha256 };
  if (read.outcome === 'not-dicom') return { type: read.type, ...facts, readable: false, findings: [] };
  const { file } = read;
  return { type: 'dicom', ...facts, readable: true, dicom: summarise(file), findings: checkStructure(file) };
}

function summarise(file: DicosFile): DicomSummary {
  const { sopClass, transferSyntax, versions } = file;
  return {
    kind: sopClass?.kind ?? null,
    sopClass: sopClass ? { uid: sopClass.uid, name: sopClass.name } : null,
    transferSyntax: { uid: transferSyntax.uid, name: transferSyntax.name },
    versions: { meta: versions.meta ?? null, dataset: versions.dataset ?? null },
    pixels: summarisePixels(file),
    identity: identify(file),
  };
}

function summarisePixels({ pixels, image }: DicosFile): PixelSummary | null {
  if (!pixels) return null;
  return {
    tag: formatTag(pixels.tag),
    offset: pixels.offset,
    length: pixels.length,
    encapsulated: pixels.encapsulated,
    fragments: pixels.fragments.length,
    frames: image.frames ?? null,
    rows: image.rows ?? null,
    columns: image.columns ?? null,
    samplesPerPixel: image.samplesPerPixel,
    bitsAllocated: image.bitsAllocated ?? null,
  };
}

// The longest text DICOS has room for here is an LT; a summary shows the start of what an attacker wrote.
const MOST_SHOWN = 256;

function identify({ dataset }: DicosFile): Identity {
  const entries = Object.entries(IDENTITY_TAGS).map(([name, tag]) => {
    return [name, dataset.text(tag)?.slice(0, MOST_SHOWN) ?? null] as const;
  });
  return Object.fromEntries(entries) as Identity;
}
