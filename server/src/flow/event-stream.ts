import type { ServerResponse } from 'node:http';
import type { WalkBook } from './walk-book.ts';

/** Rows read, and so held in memory, at a time for one reader. */
const BATCH = 200;

export interface EventStreamOptions {
  /** Events with a larger id are sent. */
  readonly after: number;
  /** A comment this often tells proxies and readers that the line is alive. */
  readonly heartbeatMs: number;
  /** A reader that takes nothing for this long is let go; it resumes with `Last-Event-ID`. */
  readonly patienceMs: number;
  /** Whether whoever reads may still read: a stream outlives the request that was let in. */
  stillKnown(): Promise<boolean>;
}

/**
 * Sends the walk as server-sent events (WHATWG HTML section 9.2) until the reader goes.
 *
 * Each reader has a cursor into the table, not a buffer: a slow one falls behind on disk, never in memory, and
 * costs at most one batch plus what its socket holds.
 */
export async function streamWalk(book: WalkBook, response: ServerResponse, options: EventStreamOptions): Promise<void> {
  let cursor = options.after;
  let wake: () => void = () => {};
  let stirred = true;
  const stir = () => {
    stirred = true;
    wake();
  };
  const unwatch = book.watch(stir);
  const heartbeat = setInterval(() => {
    options.stillKnown().then(
      (known) => {
        if (!known) response.end();
        else if (!response.writableNeedDrain) response.write(': alive\n\n');
      },
      () => response.destroy(),
    );
  }, options.heartbeatMs);
  response.once('close', stir);
  try {
    response.write('retry: 1000\n\n');
    while (!response.closed && !response.writableEnded) {
      stirred = false;
      const events = await book.since(cursor, BATCH);
      if (events.length > 0 && !(await options.stillKnown())) break;
      for (const event of events) {
        const { id, step } = event;
        response.write(`id: ${id}\nevent: ${step}\ndata: ${JSON.stringify(event)}\n\n`);
        cursor = id;
      }
      if (response.writableNeedDrain && !(await drained(response, options.patienceMs))) break;
      if (events.length === BATCH || stirred) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    unwatch();
    clearInterval(heartbeat);
    response.end();
  }
}

function drained(response: ServerResponse, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (took: boolean) => {
      clearTimeout(timer);
      response.off('drain', onDrain).off('close', onClose);
      resolve(took);
    };
    const onDrain = () => done(true);
    const onClose = () => done(false);
    const timer = setTimeout(() => {
      response.destroy();
      done(false);
    }, patienceMs);
    response.once('drain', onDrain).once('close', onClose);
  });
}
