import { IconPhotoOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useEvents } from '../app/events.ts';
import { useWords } from '../i18n/language.tsx';
import classes from './worklist.module.css';

/** A row that only flies by while somebody scrolls asks for no picture, ms. */
const STAY_MS = 120;

/** The scan as a small picture; a quiet sign while there is none, and the picture as soon as it was made. */
export function Thumbnail({ scan }: { readonly scan: string }): ReactNode {
  const { say } = useWords();
  const [stays, setStays] = useState(false);
  const [failed, setFailed] = useState(false);
  const [made, setMade] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), STAY_MS);
    return () => clearTimeout(timer);
  }, []);
  useEvents((event) => {
    if (event.scan !== scan || event.step !== 'pictured') return;
    setFailed(false);
    setMade((count) => count + 1);
  });
  if (failed) {
    return (
      <span className={classes.thumbnail} title={say('review.noPicture')}>
        <IconPhotoOff size={18} stroke={1.5} role="img" aria-label={say('review.noPicture')} />
      </span>
    );
  }
  const address = `/api/v1/scans/${scan}/thumbnail${made > 0 ? `?made=${made}` : ''}`;
  return (
    <span className={classes.thumbnail}>
      {stays && <img src={address} alt="" decoding="async" onError={() => setFailed(true)} />}
    </span>
  );
}
