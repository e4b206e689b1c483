import { type WalkEvent, walkEvent } from '@garita/api';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { FromEventWorker, ToEventWorker } from './event-worker.ts';

type Listener = (event: WalkEvent) => void;

const listeners = new Set<Listener>();
const stateListeners = new Set<() => void>();
let port: MessagePort | undefined;
let newest: number | undefined;
let live = false;
let alone: EventSource | undefined;

/** Begins to follow the agency's events; once per tab, after signing in. */
export function followEvents(): void {
  if (port || alone) return;
  if (!('SharedWorker' in globalThis)) {
    followAlone();
    return;
  }
  const worker = new SharedWorker(new URL('./event-worker.ts', import.meta.url), {
    type: 'module',
    name: 'garita-events',
  });
  port = worker.port;
  port.onmessage = ({ data }: MessageEvent<FromEventWorker>) => {
    if (data.kind === 'state') setLive(data.live);
    else take(data.id, data.data);
  };
  ask({ kind: 'follow', after: newest });
  globalThis.addEventListener('pagehide', stopFollowing, { once: true });
  // The same function again is no second listener.
  globalThis.addEventListener('pageshow', followAgain);
}

/** A page that comes back from the browser's cache goes on where it was. */
function followAgain({ persisted }: PageTransitionEvent): void {
  if (persisted) followEvents();
}

export function stopFollowing(): void {
  if (port) ask({ kind: 'stop' });
  port = undefined;
  alone?.close();
  alone = undefined;
  setLive(false);
}

/** Some phones have no shared workers. */
function followAlone(): void {
  alone = new EventSource(newest === undefined ? '/api/v1/events' : `/api/v1/events?after=${newest}`);
  alone.onopen = () => setLive(true);
  alone.onerror = () => setLive(false);
  for (const step of walkEvent.shape.step.options)
    alone.addEventListener(step, (event: MessageEvent<string>) => take(Number(event.lastEventId), event.data));
}

function ask(message: ToEventWorker): void {
  port?.postMessage(message);
}

function take(id: number, data: string): void {
  if (newest !== undefined && id <= newest) return;
  newest = id;
  const parsed = walkEvent.safeParse(JSON.parse(data));
  if (parsed.success) for (const listener of listeners) listener(parsed.data);
}

function setLive(now: boolean): void {
  if (live === now) return;
  live = now;
  for (const listener of stateListeners) listener();
}

/** Calls back with every event while the component is there; the callback may change with every render. */
export function useEvents(listener: Listener): void {
  const current = useRef(listener);
  useEffect(() => {
    current.current = listener;
  });
  useEffect(() => {
    const call: Listener = (event) => current.current(event);
    listeners.add(call);
    return () => void listeners.delete(call);
  }, []);
}

/** Whether events come in now. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    (changed) => {
      stateListeners.add(changed);
      return () => stateListeners.delete(changed);
    },
    () => live,
  );
}
