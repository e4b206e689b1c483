/// <reference lib="webworker" />
// One stream of events for all tabs of this browser: HTTP/1.1 allows six connections per origin, and each tab needs some.

import { WALK_STEPS } from '@garita/api/walk-steps';

export type ToEventWorker = { readonly kind: 'follow'; readonly after: number | undefined } | { readonly kind: 'stop' };
export type FromEventWorker =
  | { readonly kind: 'event'; readonly id: number; readonly data: string }
  | { readonly kind: 'state'; readonly live: boolean };

/** Events kept for a tab that comes late or was asleep. */
const KEPT = 2000;

const ports = new Set<MessagePort>();
const kept: { id: number; data: string }[] = [];
let source: EventSource | undefined;
let live = false;
let newest: number | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;

function tell(message: FromEventWorker): void {
  for (const port of ports) port.postMessage(message);
}

function setLive(now: boolean): void {
  if (now === live) return;
  live = now;
  tell({ kind: 'state', live });
}

function open(after: number | undefined): void {
  clearTimeout(retry);
  source?.close();
  if (after !== undefined) newest = Math.max(newest ?? 0, after);
  // The browser resumes by itself with Last-Event-ID; this address is for the first time and after it gave up.
  source = new EventSource(newest === undefined ? '/api/v1/events' : `/api/v1/events?after=${newest}`);
  source.onopen = () => setLive(true);
  source.onerror = () => {
    setLive(false);
    if (source?.readyState === EventSource.CLOSED) retry = setTimeout(() => ports.size > 0 && open(undefined), 2000);
  };
  const take = (event: MessageEvent<string>) => {
    const id = Number(event.lastEventId);
    if (newest !== undefined && id <= newest) return;
    newest = id;
    kept.push({ id, data: event.data });
    if (kept.length > KEPT) kept.shift();
    tell({ kind: 'event', id, data: event.data });
  };
  for (const step of WALK_STEPS) source.addEventListener(step, take);
}

function join(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<ToEventWorker>) => {
    if (data.kind === 'stop') {
      ports.delete(port);
      if (ports.size === 0) {
        clearTimeout(retry);
        source?.close();
        source = undefined;
        newest = undefined;
        kept.length = 0;
        live = false;
      }
      return;
    }
    ports.add(port);
    const { after } = data;
    if (after !== undefined) {
      for (const { id, data: event } of kept) if (id > after) port.postMessage({ kind: 'event', id, data: event });
      const oldest = kept[0]?.id;
      // What this tab missed is older than what is kept: read again from there; others skip what they have.
      if (source && oldest !== undefined && after < oldest - 1) {
        newest = after;
        open(after);
      }
    }
    if (!source) open(after);
    port.postMessage({ kind: 'state', live });
  };
  port.start();
}

(globalThis as unknown as SharedWorkerGlobalScope).onconnect = ({ ports: [port] }) => {
  if (port) join(port);
};
