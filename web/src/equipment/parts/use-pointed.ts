import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** What the address points at, brought into view once it is there: the page may come later than the address. */
export function usePointed(isReady: boolean): string {
  const { hash } = useLocation();
  useEffect(() => {
    if (isReady && hash !== '') document.getElementById(hash)?.scrollIntoView({ block: 'start' });
  }, [isReady, hash]);
  return hash;
}
