import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';

export type Scheme = 'dark' | 'light';

const KEPT = 'garita.scheme';
/** Pages for reading; images and live work are dark, so that eyes stay used to the image. */
const READING = ['/cases/', '/overview', '/sharing', '/quarantine', '/devices', '/accounts', '/account', '/log-book'];

/** Dark for image work and light for reading, until the person chooses one for everything. */
export function useScheme(pathname: string): { readonly scheme: Scheme; chooseScheme(scheme: Scheme): void } {
  const { setColorScheme } = useMantineColorScheme();
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEPT));
  const scheme =
    chosen === 'dark' || chosen === 'light'
      ? chosen
      : READING.some((page) => pathname.startsWith(page))
        ? 'light'
        : 'dark';
  useEffect(() => setColorScheme(scheme), [scheme, setColorScheme]);
  return {
    scheme,
    chooseScheme: (next) => {
      localStorage.setItem(KEPT, next);
      setChosen(next);
    },
  };
}
