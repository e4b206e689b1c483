import { type WalkEvent, walkEvent } from '@garita/api';
import type { ApiClient } from './api-client.ts';

const RETRY_MS = 500;

export interface Following {
  /** The stream is open: nothing that happens from now on is missed. */
  readonly opened: Promise<void>;
  readonly ended: Promise<void>;
}

/** Follows an agency's walk events from now on, over restarts of its server, until `signal` ends it. */
export function followEvents(client: ApiClient, take: (event: WalkEvent) => void, signal: AbortSignal): Following {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  let last: number | undefined;
  const follow = async () => {
    while (!signal.aborted) {
      try {
        const resume: Record<string, string> = last === undefined ? {} : { 'last-event-id': String(last) };
        const body = await client.stream('/api/v1/events', resume, signal);
        open();
        for await (const event of readEvents(body)) {
          last = event.id;
          take(event);
        }
      } catch {
        // The server is away or the stream broke: the next one goes on after the last event seen.
      }
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    open();
  };
  return { opened, ended: follow() };
}

/** Server-sent events, one JSON walk event each; anything else on the stream is passed over. */
async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<WalkEvent> {
  let pending = '';
  for await (const text of body.pipeThrough(
    new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>,
  )) {
    pending += text;
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const block = pending.slice(0, end);
      pending = pending.slice(end + 2);
      const fields = block.split('\n').map((line) => line.split(/: ?(.*)/s));
      const data = fields.find(([name]) => name === 'data')?.[1];
      const id = Number(fields.find(([name]) => name === 'id')?.[1]);
      if (data === undefined) continue;
      const event = walkEvent.safeParse({ id, ...JSON.parse(data) });
      if (event.success) yield event.data;
    }
  }
}
