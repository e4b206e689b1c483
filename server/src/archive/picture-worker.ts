import { parentPort } from 'node:worker_threads';
import type { ByteSource } from '@garita/dicos';
import { lookAtObject } from './look-at-object.ts';
import { makeView } from './make-view.ts';
import type { FromPictureWorker, PictureTask, ScanObject, ToPictureWorker } from './picture-tasks.ts';

// The thread in which a scanner's bytes are decoded: when one of them brings it down, the server stays.

if (!parentPort) throw new Error('picture-worker.ts runs as a worker thread');
const port = parentPort;
const reads = new Map<number, (bytes: Uint8Array | undefined) => void>();
let nextRead = 1;

port.on('message', (message: ToPictureWorker) => {
  if (message.kind === 'bytes') {
    reads.get(message.read)?.(message.bytes);
    reads.delete(message.read);
  } else void run(message.id, message.task);
});

async function run(id: number, task: PictureTask): Promise<void> {
  try {
    if (task.kind === 'look') {
      send({ kind: 'done', id, result: await lookAtObject(task.object, sourceOf(task.object)) });
      return;
    }
    const objects = new Map(task.objects.map((object) => [object.object, object]));
    const result = await makeView(task.view, (object) => sourceOf(objects.get(object) as ScanObject), task.thumbnail);
    const buffers = result.energies.flatMap(({ preview }) =>
      preview ? [preview.mean.buffer, preview.densest?.buffer] : [],
    );
    const transfer = [...buffers, result.thumbnail?.buffer].filter((buffer) => buffer !== undefined);
    send({ kind: 'done', id, result }, transfer);
  } catch (error) {
    send({ kind: 'failed', id, detail: error instanceof Error ? error.message : String(error) });
  }
}

function sourceOf({ sha256, size }: ScanObject): ByteSource {
  return {
    size,
    read: async (offset, length) => {
      const read = nextRead++;
      const bytes = new Promise<Uint8Array | undefined>((resolve) => reads.set(read, resolve));
      send({ kind: 'read', read, sha256, offset, length });
      const came = await bytes;
      if (!came) throw new Error('the object cannot be read');
      return came;
    },
  };
}

function send(message: FromPictureWorker, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, [...transfer]);
}
