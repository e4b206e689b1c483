import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** What the address points at, brought into view once it is there: the page may come later than the address. */
export function usePointed(): string {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== '') bringIntoView(hash);
  }, [hash]);
  return hash;
}

/** Shows a place of this page and lets whoever goes by the keyboard go on from there; nothing if it is not here. */
export function bringIntoView(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  place.scrollIntoView({ block: 'start' });
  if (!place.matches('[tabindex]')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
