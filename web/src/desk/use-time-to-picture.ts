import { useCallback, useRef } from 'react';
import type { PaneSpec } from './desk-context.ts';

/**
 * From the opening of a case to the first frame that shows it, as marks of the browser: `garita:case-open`,
 * `garita:first-picture` and `garita:full-picture`, each with the scan in its detail, and a measure `garita:case` between
 * the first two.
 */
export function useTimeToPicture(scan: string): (spec: PaneSpec) => void {
  const opened = useRef<{ scan: string; first: boolean; full: boolean }>(undefined);
  if (opened.current?.scan !== scan) {
    opened.current = { scan, first: false, full: false };
    performance.mark('garita:case-open', { detail: scan });
  }
  return useCallback(
    ({ loaded }: PaneSpec) => {
      const now = opened.current;
      if (!now || loaded.scan !== scan || now.scan !== scan) return;
      if (!now.first && loaded.stage !== 'loading') {
        now.first = true;
        performance.mark('garita:first-picture', { detail: scan });
        performance.measure('garita:case', 'garita:case-open', 'garita:first-picture');
      }
      if (!now.full && loaded.stage === 'full') {
        now.full = true;
        performance.mark('garita:full-picture', { detail: scan });
      }
    },
    [scan],
  );
}
