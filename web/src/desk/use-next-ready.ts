import { inspectionList } from '@garita/api';
import { useEffect } from 'react';
import { api } from '../app/api.ts';
import { prefetchCase } from '../app/prefetch.ts';

/** After the case on the screen has its picture, the next ones get theirs, ms. */
const AFTER_MS = 1500;
/** More than one: somebody else may take the first. */
const READY = 3;

/** While somebody looks at a case, those that come next are made ready, so that they are on screen at once. */
export function useNextReady(scan: string, wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      api.get('/api/v1/inspections', inspectionList, { state: 'waiting', limit: READY + 1 }).then(
        ({ inspections }) => {
          for (const next of inspections.filter((one) => one.scan !== scan).slice(0, READY)) prefetchCase(next.scan);
        },
        // They come when somebody opens them.
        () => undefined,
      );
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [scan, wanted]);
}
