import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';

export type Scheme = 'dark' | 'light';

const KEPT = 'garita.scheme';
/** Pages for reading; images and live work are dark, so that eyes stay used to the image. */
const READING = ['/cases/', '/overview', '/sharing', '/quarantine', '/equipment', '/accounts', '/account', '/log-book'];
const listeners = new Set<() => void>();

/** One for everything; `null`: dark for image work and light for reading. */
export function chooseScheme(scheme: Scheme | null): void {
  if (scheme === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, scheme);
  for (const listener of listeners) listener();
}

/** What the person chose for everything, if they did. */
export function useChosenScheme(): Scheme | null {
  return useSyncExternalStore(subscribe, () => {
    const chosen = localStorage.getItem(KEPT);
    return chosen === 'dark' || chosen === 'light' ? chosen : null;
  });
}

/** Dark for image work and light for reading, until the person chooses one for everything. */
export function useScheme(pathname: string): Scheme {
  const { setColorScheme } = useMantineColorScheme();
  const chosen = useChosenScheme();
  const scheme = chosen ?? (READING.some((page) => pathname.startsWith(page)) ? 'light' : 'dark');
  useEffect(() => setColorScheme(scheme), [scheme, setColorScheme]);
  return scheme;
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}
