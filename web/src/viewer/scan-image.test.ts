import { memorySource, writeDicosBytes } from '@garita/dicos';
import { describe, expect, it } from 'vitest';
import { dxSample } from '../../../packages/dicos/testing/instances.ts';
import { materialCurvesOf, modelFrom } from './beam-material.ts';
import { decodeDicos } from './decode-dicos.ts';
import type { FromDecoder, ToDecoder } from './decode-messages.ts';
import { ImageDecoder } from './scan-image.ts';
import { buffersOf } from './transferable.ts';

const DICOS = writeDicosBytes(dxSample());
const REQUEST = {
  url: 'https://garita.example/x',
  sha256: '0'.repeat(64),
  size: DICOS.length,
  signal: { kind: 'unknown' },
} as const;

/** A thread that answers as it is told to, through a structured clone that takes its buffers away. */
class MadeThread extends EventTarget {
  readonly asked: ToDecoder[] = [];
  ended = false;

  postMessage(message: ToDecoder): void {
    this.asked.push(message);
  }

  answer(message: FromDecoder): void {
    const data = structuredClone(message, { transfer: buffersOf(message) });
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  terminate(): void {
    this.ended = true;
  }
}

function decoder() {
  const threads: MadeThread[] = [];
  const made = new ImageDecoder(() => {
    const thread = new MadeThread();
    threads.push(thread);
    return thread as unknown as Worker;
  });
  return { decoder: made, threads, thread: () => threads.at(-1) as MadeThread };
}

describe('a decoder', () => {
  it('gives the image that its thread decoded, its pyramid made already, and tells of its progress', async () => {
    const { decoder: made, thread } = decoder();
    const progress: unknown[] = [];
    const opened = made.open(REQUEST, { onProgress: (step) => progress.push(step) });
    const [{ job }] = thread().asked as [ToDecoder];
    thread().answer({ job, kind: 'progress', received: 100 });
    thread().answer({ job, kind: 'verified' });
    const decoded = await decodeDicos(memorySource(DICOS), { withLevels: true });
    thread().answer({ job, kind: 'opened', decoded });
    const image = await opened;
    if (image.kind !== 'radiograph') throw new Error(image.kind);
    expect(image.image.high.raster.sampleAt(0, 1)).toBe(257);
    expect(progress).toEqual([
      { received: 100, verified: false },
      { received: DICOS.length, verified: true },
    ]);
  });

  it('passes on why not', async () => {
    const { decoder: made, thread } = decoder();
    const opened = made.open(REQUEST);
    const [{ job }] = thread().asked as [ToDecoder];
    thread().answer({ job, kind: 'failed', code: 'HASH_MISMATCH', detail: 'other bytes' });
    await expect(opened).rejects.toMatchObject({ code: 'HASH_MISMATCH', message: 'other bytes' });
  });

  it('whose thread ends fails what it was doing, and does the next thing in a new one', async () => {
    const { decoder: made, threads, thread } = decoder();
    const opened = [made.open(REQUEST), made.open(REQUEST)];
    thread().dispatchEvent(new Event('error'));
    for (const one of opened) await expect(one).rejects.toMatchObject({ code: 'DECODE_FAILED' });
    made.open(REQUEST).catch(() => undefined);
    expect([threads.length, threads[0]?.ended]).toEqual([2, true]);
    made.close();
  });

  it('calls off what nobody wants any more', async () => {
    const { decoder: made, thread } = decoder();
    const abort = new AbortController();
    const opened = made.open(REQUEST, { abort: abort.signal });
    abort.abort();
    await expect(opened).rejects.toMatchObject({ code: 'ABORTED' });
    expect(thread().asked.map(({ kind }) => kind)).toEqual(['open', 'stop']);
    await expect(made.open(REQUEST, { abort: abort.signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('makes the materials of a beam once', async () => {
    const { decoder: made, thread } = decoder();
    const beam = { highKvp: 9_000, lowKvp: 6_000 };
    const models = [made.material(beam), made.material({ ...beam })];
    expect(thread().asked).toHaveLength(1);
    const curves = materialCurvesOf(beam);
    thread().answer({ job: thread().asked[0]?.job ?? 0, kind: 'material', curves, grid: modelFrom(curves).grid });
    const [one, other] = await Promise.all(models);
    expect(one).toBe(other);
    expect([one?.assumed, one?.grid === undefined]).toEqual([true, false]);
  });
});
