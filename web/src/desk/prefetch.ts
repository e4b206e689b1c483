import { picture } from '@garita/api';
import { api } from '../app/api.ts';
import type { CasePictures } from './case-pictures.ts';

/** Cases kept ready: their descriptions and small pictures. */
const MOST_CASES = 10;
/** Full pictures of cases looked at before are kept up to this. */
const MOST_BYTES = 400e6;
/** Pictures under way are asked for again after this, ms. */
const ASK_AGAIN_MS = 400;
const MOST_ASKS = 150;

// A map keeps the order of insertion: what is used moves to its end.
const kept = new Map<string, Promise<CasePictures>>();

/**
 * Makes a case ready to be on screen at once: its description, its small pictures and the desk's own script. Costs
 * nothing when it is ready already; a failure is kept to itself until somebody opens the case.
 */
export function prefetchCase(scan: string): void {
  void import('./desk-page.tsx');
  casePictures(scan).then(
    (pictures) => pictures.previews(),
    () => undefined,
  );
}

/** The pictures of a case, from the cache or from the server. */
export function casePictures(scan: string): Promise<CasePictures> {
  const known = kept.get(scan);
  kept.delete(scan);
  const pictures = known ?? fetchPictures(scan);
  kept.set(scan, pictures);
  if (!known) pictures.catch(() => kept.get(scan) === pictures && kept.delete(scan));
  for (const oldest of kept.keys()) if (kept.size > MOST_CASES) kept.delete(oldest);
  return pictures;
}

/** Ask the server anew next time. */
export function forgetCase(scan: string): void {
  kept.delete(scan);
}

/** After a case was left: full pictures stay while there is room, the last looked at the longest. */
export async function tidyPictures(): Promise<void> {
  let held = 0;
  const newestFirst = [...kept.entries()].reverse();
  for (const [, promise] of newestFirst) {
    const pictures = await promise.catch(() => undefined);
    if (!pictures) continue;
    held += pictures.heldBytes;
    if (held > MOST_BYTES && pictures.heldBytes > 0 && !pictures.isHeld) pictures.shrink();
  }
}

async function fetchPictures(scan: string): Promise<CasePictures> {
  const path = `/api/v1/scans/${scan}/picture`;
  const [{ CasePictures }, first] = await Promise.all([import('./case-pictures.ts'), api.get(path, picture)]);
  let found = first;
  for (let ask = 0; found.state === 'making' && ask < MOST_ASKS; ask++) {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    found = await api.get(path, picture);
  }
  return new CasePictures(found);
}
