import { useEffect, useState } from 'react';
import { serverNow } from '../app/server-clock.ts';

/** The server's time, by which deadlines are set, renewed every `everyMs`, for ages and deadlines. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(() => serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
