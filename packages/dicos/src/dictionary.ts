import type { Tag } from './tag.ts';
import { DICOM_TAG_ROWS } from './tags-dicom.generated.ts';
import { DICOS_TAG_ROWS } from './tags-dicos.generated.ts';

/** What the dictionary holds on one tag. */
export interface TagEntry {
  readonly tag: Tag;
  /** VR in DICOS; a pair such as `US/SS` where it follows the pixel representation. */
  readonly vr: string;
  /** VR in DICOM PS3.6, `undefined` when DICOM has no such tag. */
  readonly dicomVr: string | undefined;
  readonly keyword: string;
  /** The name DICOS gives it ("Scan Date" for StudyDate). */
  readonly name: string;
}

// Where the toolkit's own table is not what it writes, or not what is registered, the evidence wins.
const CORRECTED_VR: ReadonlyMap<Tag, string> = new Map([
  [0x00080012, 'DA'], // every file the toolkit wrote carries DA, as in DICOM
  [0x40101043, 'FL'], // PS3.6 registers OOISize as FL
  [0x00209156, 'US'], // a number in PS3.6; no file carries the toolkit's DT
]);

const ENTRIES: ReadonlyMap<Tag, TagEntry> = new Map(
  [DICOM_TAG_ROWS, DICOS_TAG_ROWS].flatMap((rows) => rows.trim().split('\n').map(parseRow)),
);

function parseRow(row: string): readonly [Tag, TagEntry] {
  const [hex = '', vr = '', dicomVr = '', keyword = '', ...words] = row.split(' ');
  const tag = Number.parseInt(hex, 16);
  const entry = {
    tag,
    vr: CORRECTED_VR.get(tag) ?? vr,
    dicomVr: dicomVr === '-' ? undefined : dicomVr,
    keyword,
    name: words.length === 0 ? keyword.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ') : words.join(' '),
  };
  return [tag, entry];
}

/** Every tag known, in ascending order of group within each of the two tables. */
export function tagEntries(): Iterable<TagEntry> {
  return ENTRIES.values();
}

/** What is known of a tag, or `undefined`. */
export function tagEntry(tag: Tag): TagEntry | undefined {
  return ENTRIES.get(tag);
}

/** The DICOS name of a tag, or `undefined` when neither DICOS nor this table knows it. */
export function tagName(tag: Tag): string | undefined {
  return ENTRIES.get(tag)?.name;
}

/** The VR DICOS gives a tag, or `undefined`. Of a pair (`US/SS`) the unsigned one, as the toolkit writes. */
export function vrOf(tag: Tag): string | undefined {
  return ENTRIES.get(tag)?.vr.split('/')[0];
}
