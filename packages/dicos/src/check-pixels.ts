import type { FindingList } from './finding.ts';
import { groupFragments } from './group-fragments.ts';
import { frameBytes, imageBytes } from './image-description.ts';
import type { PixelPlace } from './locate-pixels.ts';
import type { DicosFile } from './read-dicos.ts';
import { TAG } from './tag.ts';

const BITS = new Set([1, 8, 16, 32, 64]);
// A head that was not read to its end cannot say that pixels are missing.
const HEAD_NOT_READ = new Set(['HEAD_TOO_LARGE', 'TRANSFER_SYNTAX_UNSUPPORTED']);

/** What the attributes promise of the pixels against what is there: the check that other readers leave out. */
export function checkPixels(file: DicosFile, findings: FindingList): void {
  const { pixels, sopClass, image, transferSyntax } = file;
  if (!pixels) {
    const read = !file.problems.some(({ code }) => HEAD_NOT_READ.has(code));
    if (sopClass?.image && read) findings.add('PIXELS_MISSING', `a ${sopClass.name} without pixels`, TAG.pixels);
    return;
  }
  const usable = describedUsably(file, findings);
  if (pixels.encapsulated !== transferSyntax.encapsulated) {
    const are = pixels.encapsulated ? 'encapsulated' : 'native';
    findings.add('PIXEL_ENCODING_DISAGREES', `pixels are ${are} under ${transferSyntax.name}`, pixels.tag);
  }
  if (!usable) return;
  if (pixels.encapsulated) checkFragments(file, pixels, findings);
  else checkNative(pixels, imageBytes(image) ?? 0, frameBytes(image) ?? 0, image.frames ?? 1, findings);
}

function describedUsably(file: DicosFile, findings: FindingList): boolean {
  const { rows, columns, bitsAllocated, bitsStored, frames } = file.image;
  const wrong = [
    [rows === undefined, TAG.rows],
    [columns === undefined, TAG.columns],
    [bitsAllocated === undefined || !BITS.has(bitsAllocated), TAG.bitsAllocated],
    [bitsStored !== undefined && bitsAllocated !== undefined && bitsStored > bitsAllocated, TAG.bitsStored],
    [frames === undefined, TAG.frames],
  ] as const;
  for (const [isWrong, tag] of wrong) {
    if (isWrong) findings.add('PIXEL_DESCRIPTION_UNUSABLE', 'missing, zero or impossible', tag);
  }
  return !wrong.some(([isWrong]) => isWrong);
}

function checkNative(
  pixels: PixelPlace,
  expected: number,
  oneFrame: number,
  frames: number,
  findings: FindingList,
): void {
  const declared = pixels.declaredLength ?? pixels.length;
  const excess = declared - expected;
  const detail = `${frames} frames of ${oneFrame} bytes make ${expected}; ${declared} are declared`;
  if (excess < 0) findings.add('PIXELS_TRUNCATED', detail, pixels.tag);
  else if (excess >= oneFrame && excess > 1) findings.add('PIXELS_EXCEED_FRAMES', detail, pixels.tag);
  else if (excess > 1) findings.add('PIXELS_PADDED', detail, pixels.tag);
}

function checkFragments(file: DicosFile, pixels: PixelPlace, findings: FindingList): void {
  if (groupFragments(file)) return;
  const detail = `${file.image.frames} frames are declared; ${pixels.fragments.length} fragments do not make them`;
  findings.add('FRAME_COUNT_DISAGREES', detail, TAG.frames);
}
