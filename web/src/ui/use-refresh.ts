import type { WalkEvent } from '@garita/api';
import { useEffect, useRef } from 'react';
import { useEvents } from '../app/events.ts';

/** Calls `refresh` soon after events that matter, once for a burst of them: a busy border has many a second. */
export function useRefresh(matters: (event: WalkEvent) => boolean, refresh: () => void, everyMs = 1500): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(0);
  const current = useRef(refresh);
  useEffect(() => {
    current.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEvents((event) => {
    if (timer.current !== undefined || !matters(event)) return;
    const wait = Math.max(150, last.current + everyMs - Date.now());
    timer.current = setTimeout(() => {
      timer.current = undefined;
      last.current = Date.now();
      current.current();
    }, wait);
  });
}
