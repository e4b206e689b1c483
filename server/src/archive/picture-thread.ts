import { Worker } from 'node:worker_threads';
import type { BlobStore } from '../ports/blob-store.ts';
import type { FromPictureWorker, PictureResults, PictureTask, ToPictureWorker } from './picture-tasks.ts';

/** A task came to no result: the worker said why, ended, or took too long. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  /** The server is going down: nothing is known of the object. */
  readonly closing: boolean;

  constructor(message: string, closing = false) {
    super(message);
    this.closing = closing;
  }
}

export interface PictureThread {
  /** One at a time. Rejects with `PictureError`; the next task then has a new worker. */
  run<Kind extends PictureTask['kind']>(task: Extract<PictureTask, { kind: Kind }>): Promise<PictureResults[Kind]>;
  close(): Promise<void>;
}

export interface PictureThreadNeeds {
  readonly blobs: Pick<BlobStore, 'readBytes'>;
  /** Longest time for one task, ms. */
  readonly timeoutMs?: number;
  /** Longest heap of the worker, MiB. Its buffers lie outside: `make-view.ts` bounds them. */
  readonly heapMb?: number;
  /** Of tests. */
  readonly worker?: URL;
}

const TASK_MS = 60_000;
/** Without work it gives its memory back. */
const IDLE_MS = 30_000;
/** For heads, reports and XML. */
const HEAP_MB = 384;
// A whole image at once, and not more than one.
const MOST_READ_BYTES = 2 ** 28;

/** The worker thread for pictures: begun with the first task, ended when idle, anew after every accident. */
export function pictureThread(needs: PictureThreadNeeds): PictureThread {
  const { blobs, timeoutMs = TASK_MS, heapMb = HEAP_MB, worker: file } = needs;
  let worker: Worker | undefined;
  let current: { readonly id: number; done(result: unknown): void; fail(detail: string): void } | undefined;
  let idle: NodeJS.Timeout | undefined;
  let tasks = 0;
  let closed = false;

  const stop = async () => {
    const stopping = worker;
    worker = undefined;
    clearTimeout(idle);
    await stopping?.terminate();
  };

  const answerRead = async (from: Worker, message: Extract<FromPictureWorker, { kind: 'read' }>) => {
    const { sha256, offset, length, read } = message;
    let bytes: Uint8Array | undefined;
    if (length >= 0 && length <= MOST_READ_BYTES) {
      bytes = await blobs.readBytes(sha256, offset, length).catch(() => undefined);
    }
    // Small buffers of Node's share one block of memory with others: the bytes alone go over, not the block.
    const own = bytes && bytes.byteLength < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;
    const transfer = own?.buffer instanceof ArrayBuffer ? [own.buffer] : [];
    from.postMessage({ kind: 'bytes', read, bytes: own } satisfies ToPictureWorker, transfer);
  };

  const begin = (): Worker => {
    const begun = new Worker(file ?? new URL('./picture-worker.ts', import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: heapMb,
        maxYoungGenerationSizeMb: Math.ceil(heapMb / 8),
        stackSizeMb: 4,
      },
      // Nothing of the server's is its business.
      env: {},
      argv: [],
    });
    begun.unref();
    begun.on('message', (message: FromPictureWorker) => {
      if (message.kind === 'read') void answerRead(begun, message);
      else if (current && message.id === current.id) {
        if (message.kind === 'done') current.done(message.result);
        else current.fail(message.detail);
      }
    });
    const ended = (why: string) => {
      if (worker !== begun) return;
      worker = undefined;
      current?.fail(why);
    };
    begun.on('error', (error) => ended(error instanceof Error ? error.message : String(error)));
    begun.on('exit', (code) => ended(`the worker ended with code ${code}`));
    return begun;
  };

  return {
    run<Kind extends PictureTask['kind']>(task: Extract<PictureTask, { kind: Kind }>) {
      if (current) throw new Error('one task at a time');
      if (closed) return Promise.reject(new PictureError('the server is closing', true));
      clearTimeout(idle);
      worker ??= begin();
      worker.ref();
      const id = ++tasks;
      const { promise, resolve, reject } = Promise.withResolvers<PictureResults[Kind]>();
      const timer = setTimeout(() => {
        current?.fail(`no result after ${timeoutMs} ms`);
        void stop();
      }, timeoutMs);
      const end = () => {
        clearTimeout(timer);
        current = undefined;
        worker?.unref();
        idle = setTimeout(() => void stop(), IDLE_MS);
        idle.unref();
      };
      current = {
        id,
        done: (result) => {
          end();
          resolve(result as PictureResults[Kind]);
        },
        fail: (detail) => {
          end();
          reject(new PictureError(detail, closed));
        },
      };
      worker.postMessage({ kind: 'task', id, task } satisfies ToPictureWorker);
      return promise;
    },
    close: async () => {
      closed = true;
      current?.fail('the server is closing');
      await stop();
    },
  };
}
