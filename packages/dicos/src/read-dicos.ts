import { type ByteSource, readExactly } from './byte-source.ts';
import { DataSet } from './data-set.ts';
import { viewOf } from './element-header.ts';
import { type Finding, FindingList } from './finding.ts';
import { describeImage, type ImageDescription, imageBytes } from './image-description.ts';
import { emptyIndex, type IndexOutcome, indexElements, type PixelHeader } from './index-elements.ts';
import { locatePixels, type PixelPlace } from './locate-pixels.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './read-limits.ts';
import { readTrailer } from './read-trailer.ts';
import { type FileType, SNIFF_BYTES, sniffType } from './sniff-type.ts';
import { type SopClass, sopClassOf } from './sop-classes.ts';
import { TAG } from './tag.ts';
import { TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf } from './transfer-syntaxes.ts';
import type { WalkBudget } from './walk-sequence.ts';

/** A DICOM Part 10 file as far as its head tells: attributes readable, pixels located. */
export interface DicosFile {
  readonly size: number;
  /** The first 128 bytes, when the file has a preamble. */
  readonly preamble: Uint8Array | undefined;
  /** File meta information, group 0002; empty when the file has none. */
  readonly meta: DataSet;
  readonly dataset: DataSet;
  /** `undefined` when the file names none. */
  readonly sopClass: SopClass | undefined;
  readonly transferSyntax: TransferSyntax;
  /** DICOS versions, which may disagree: (0002,0004) and (4010,103A). */
  readonly versions: { readonly meta: string | undefined; readonly dataset: string | undefined };
  readonly image: ImageDescription;
  readonly pixels: PixelPlace | undefined;
  readonly ownerRiskScoreSeen: boolean;
  /** What was found while reading; `checkStructure` adds what the attributes show. */
  readonly problems: readonly Finding[];
}

/** What a file turned out to be. */
export type ReadResult =
  | { readonly outcome: 'dicom'; readonly file: DicosFile }
  | { readonly outcome: 'not-dicom'; readonly type: FileType };

// Most heads fit the first step; a head that does not costs at most the sum of the steps.
const WINDOWS = [64 * 1024, 2 ** 20, 16 * 2 ** 20, 64 * 2 ** 20];

/**
 * Read the head of a file and locate its pixels; never the pixels themselves.
 *
 * No content makes it throw: a broken file gives what could be read, with findings.
 *
 * @throws DicosError SOURCE_SHORT_READ, and whatever the source itself throws
 */
export async function readDicos(source: ByteSource, limits: ReadLimits = DEFAULT_LIMITS): Promise<ReadResult> {
  const first = await readExactly(source, 0, Math.min(SNIFF_BYTES, source.size));
  const type = sniffType(first);
  if (type !== 'dicom') return { outcome: 'not-dicom', type };

  const findings = new FindingList();
  const head = new Head(source, limits);
  const hasPreamble = String.fromCharCode(...first.subarray(128, 132)) === 'DICM';
  if (!hasPreamble) findings.add('PREAMBLE_MISSING', 'no preamble and no DICM prefix');
  const budget: WalkBudget = { elementsLeft: limits.maxElements, ownerRiskScoreSeen: false };

  const metaIndex = emptyIndex(hasPreamble ? 132 : 0);
  const metaOutcome = await head.fill((view) =>
    indexElements(metaIndex, {
      view,
      end: source.size,
      explicitVr: true,
      budget,
      stopAtPixels: false,
      onlyGroup: 0x0002,
      findings,
    }),
  );
  const start = metaIndex.next;
  const meta = new DataSet(head.bytes, metaIndex, true);
  checkMeta(meta, start, findings);
  const syntax = syntaxOf(meta, start, head.bytes, findings);

  const index = emptyIndex(start);
  let outcome = metaOutcome;
  if (metaOutcome.outcome === 'complete' && syntax.dataset === 'readable') {
    const { explicitVr } = syntax;
    const end = source.size;
    outcome = await head.fill((view) =>
      indexElements(index, { view, end, explicitVr, budget, stopAtPixels: true, findings }),
    );
  }
  if (outcome.outcome === 'broken') findings.add(outcome.code, outcome.detail, outcome.tag);
  if (outcome.outcome === 'short') {
    findings.add('HEAD_TOO_LARGE', `the attributes go beyond ${limits.maxHeadBytes} bytes; the rest is not read`);
  }

  const dataset = new DataSet(head.bytes, index, syntax.explicitVr);
  const image = describeImage(dataset);
  let pixels: PixelPlace | undefined;
  if (outcome.outcome === 'pixels') {
    pixels = await findPixels(outcome.pixels, head, source, image, syntax.explicitVr, limits, findings);
  }
  const sopUid = dataset.text(TAG.sopClass) ?? meta.text(TAG.metaSopClass);
  const file: DicosFile = {
    size: source.size,
    preamble: hasPreamble ? first.subarray(0, 128) : undefined,
    meta,
    dataset,
    sopClass: sopUid === undefined ? undefined : sopClassOf(sopUid),
    transferSyntax: syntax,
    versions: { meta: meta.text(TAG.metaDicosVersion), dataset: dataset.text(TAG.dicosVersion) },
    image,
    pixels,
    ownerRiskScoreSeen: budget.ownerRiskScoreSeen,
    problems: findings.list(),
  };
  return { outcome: 'dicom', file };
}

async function findPixels(
  header: PixelHeader,
  head: Head,
  source: ByteSource,
  image: ImageDescription,
  explicitVr: boolean,
  limits: ReadLimits,
  findings: FindingList,
): Promise<PixelPlace> {
  await head.reach(header.headerOffset + 14);
  const expected = imageBytes(image);
  const pixels = await locatePixels(header, viewOf(head.bytes), source, expected, limits, findings);
  await readTrailer(source, pixels, explicitVr, findings);
  return pixels;
}

/** The first bytes of a file, growing in steps and never beyond the limit. */
class Head {
  bytes: Uint8Array = new Uint8Array(0);
  readonly #source: ByteSource;
  readonly #most: number;

  constructor(source: ByteSource, limits: ReadLimits) {
    this.#source = source;
    this.#most = Math.min(source.size, limits.maxHeadBytes);
  }

  /** Repeat a step of work over more and more bytes until it no longer falls short, or no more may be read. */
  async fill(work: (view: DataView) => IndexOutcome): Promise<IndexOutcome> {
    for (;;) {
      const outcome = work(viewOf(this.bytes));
      if (outcome.outcome !== 'short' || !(await this.reach(outcome.needed))) return outcome;
    }
  }

  /** Whether more bytes came, `needed` in all where there are so many. */
  async reach(needed: number): Promise<boolean> {
    const have = this.bytes.length;
    const wanted = Math.min(needed, this.#source.size);
    if (wanted <= have || wanted > this.#most) return false;
    const size = Math.min(WINDOWS.find((window) => window >= wanted) ?? wanted, this.#most);
    const grown = new Uint8Array(size);
    grown.set(this.bytes);
    grown.set(await readExactly(this.#source, have, size - have), have);
    this.bytes = grown;
    return true;
  }
}

function checkMeta(meta: DataSet, start: number, findings: FindingList): void {
  if (meta.tags.length === 0) {
    findings.add('META_MISSING', 'no file meta information (group 0002): not a DICOM file, at most a dataset');
    return;
  }
  const place = meta.place(TAG.metaLength);
  const length = meta.number(TAG.metaLength);
  if (!place || length === undefined) {
    findings.add('META_LENGTH_WRONG', 'the length of group 0002 is missing', TAG.metaLength);
    return;
  }
  const actual = start - place.offset - place.length;
  if (actual !== length) {
    findings.add('META_LENGTH_WRONG', `${length} bytes are declared, ${actual} are there`, TAG.metaLength);
  }
}

function syntaxOf(meta: DataSet, start: number, head: Uint8Array, findings: FindingList): TransferSyntax {
  const uid = meta.text(TAG.transferSyntax);
  if (uid === undefined) {
    const vr = String.fromCharCode(head[start + 4] ?? 0, head[start + 5] ?? 0);
    const guess = /^[A-Z]{2}$/.test(vr) ? TRANSFER_SYNTAX.explicitLittleEndian : TRANSFER_SYNTAX.implicitLittleEndian;
    const syntax = transferSyntaxOf(guess);
    findings.add('TRANSFER_SYNTAX_MISSING', `not stated; read as ${syntax.name}`, TAG.transferSyntax);
    return syntax;
  }
  const syntax = transferSyntaxOf(uid);
  if (syntax.dataset === 'unreadable') {
    findings.add('TRANSFER_SYNTAX_UNSUPPORTED', `${syntax.name} is not read here`, TAG.transferSyntax);
  } else if (!syntax.known) {
    findings.add('TRANSFER_SYNTAX_UNKNOWN', `${uid} is not known; read as explicit little endian`, TAG.transferSyntax);
  } else if (uid === TRANSFER_SYNTAX.explicitLittleEndianExtended) {
    findings.add('TRANSFER_SYNTAX_NOT_DICOM', 'the reference toolkit has it, DICOM does not', TAG.transferSyntax);
  }
  return syntax;
}
