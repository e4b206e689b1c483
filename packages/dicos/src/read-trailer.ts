import { type ByteSource, readExactly } from './byte-source.ts';
import { viewOf } from './element-header.ts';
import type { FindingList } from './finding.ts';
import { emptyIndex, indexElements } from './index-elements.ts';
import type { PixelPlace } from './locate-pixels.ts';

const MOST_TRAILER = 65_536;

/**
 * What follows the pixels: nothing, or higher elements (PS3.10 §7.2's trailing padding, private data, signatures).
 * Anything else is a place to hide bytes in, and said.
 */
export async function readTrailer(
  source: ByteSource,
  pixels: PixelPlace,
  explicitVr: boolean,
  findings: FindingList,
): Promise<void> {
  const rest = source.size - pixels.end;
  if (rest <= 0) return;
  const length = Math.min(rest, MOST_TRAILER);
  const view = viewOf(await readExactly(source, pixels.end, length));
  const index = emptyIndex(0);
  index.highestTag = pixels.tag;
  const outcome = indexElements(index, {
    view,
    end: rest,
    explicitVr,
    budget: { elementsLeft: 1000, ownerRiskScoreSeen: false },
    stopAtPixels: true,
  });
  const ascending = [...index.places.keys()].every((tag) => tag > pixels.tag);
  if (outcome.outcome === 'broken' || outcome.outcome === 'pixels' || !ascending) {
    findings.add('TRAILING_BYTES', `${rest} bytes after the pixels are no attributes`, pixels.tag);
  }
}
