import type { Fragment, PixelPlace } from './locate-pixels.ts';
import type { DicosFile } from './read-dicos.ts';

/**
 * The fragments of each frame (PS3.5 A.4: a frame may be cut into several, never one fragment hold two frames).
 *
 * @returns `undefined` when fragments and NumberOfFrames cannot be reconciled: frames are missing, or hidden.
 */
export function groupFragments(file: DicosFile): Grouped {
  if (!grouped.has(file)) grouped.set(file, group(file));
  return grouped.get(file);
}

type Grouped = readonly (readonly Fragment[])[] | undefined;

// Reading frame after frame asks again and again.
const grouped = new WeakMap<DicosFile, Grouped>();

function group(file: DicosFile): Grouped {
  const { pixels, image, transferSyntax } = file;
  if (!pixels?.encapsulated || image.frames === undefined) return undefined;
  const { fragments } = pixels;

  if (transferSyntax.pixels === 'jpeg-lossless') {
    const groups = splitAt(fragments, (fragment) => fragment.startsJpeg);
    return fragments[0]?.startsJpeg && groups.length === image.frames ? groups : undefined;
  }
  if (fragments.length === image.frames) return fragments.map((fragment) => [fragment]);
  if (transferSyntax.pixels === 'rle') return undefined; // PS3.5 A.4.2: one fragment a frame
  if (pixels.frameOffsets.length === image.frames) return splitByOffsets(pixels);
  return image.frames === 1 && fragments.length > 0 ? [fragments] : undefined;
}

function splitByOffsets(pixels: PixelPlace): readonly (readonly Fragment[])[] | undefined {
  const first = pixels.fragments[0];
  if (!first) return undefined;
  const starts = new Set(pixels.frameOffsets.map((offset) => first.offset + offset));
  const groups = splitAt(pixels.fragments, (fragment) => starts.has(fragment.offset));
  return starts.has(first.offset) && groups.length === pixels.frameOffsets.length ? groups : undefined;
}

function splitAt(fragments: readonly Fragment[], begins: (fragment: Fragment) => boolean): Fragment[][] {
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    if (begins(fragment)) groups.push([]);
    groups.at(-1)?.push(fragment);
  }
  return groups;
}
