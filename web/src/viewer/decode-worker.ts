/// <reference lib="webworker" />
import { memorySource } from '@garita/dicos';
import { materialCurvesOf, modelFrom } from './beam-material.ts';
import { decodeDicos } from './decode-dicos.ts';
import type { FromDecoder, ToDecoder } from './decode-messages.ts';
import { fetchVerified } from './fetch-verified.ts';
import { buffersOf } from './transferable.ts';
import { ViewerError } from './viewer-error.ts';

// A thread of its own: it fetches, hashes and decodes while the page stays free. Pure work is in the modules above.

const running = new Map<number, AbortController>();
const answer = (message: FromDecoder) => postMessage(message, { transfer: buffersOf(message) });
/** Bytes between two words on progress. */
const PROGRESS_BYTES = 2 ** 18;

addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => {
  if (data.kind === 'stop') return running.get(data.job)?.abort();
  const abort = new AbortController();
  running.set(data.job, abort);
  void run(data, abort.signal).finally(() => running.delete(data.job));
});

async function run(asked: Exclude<ToDecoder, { kind: 'stop' }>, signal: AbortSignal): Promise<void> {
  const { job } = asked;
  try {
    if (asked.kind === 'material') {
      const curves = materialCurvesOf(asked.beam);
      return answer({ job, kind: 'material', curves, grid: modelFrom(curves).grid });
    }
    let told = 0;
    const onProgress = (received: number) => {
      if (received - told < PROGRESS_BYTES && received < asked.size) return;
      told = received;
      answer({ job, kind: 'progress', received });
    };
    const bytes = await fetchVerified({ ...asked, signal, onProgress });
    answer({ job, kind: 'verified' });
    const decoded = await decodeDicos(memorySource(bytes), { signal: asked.signal, withLevels: true });
    if (signal.aborted) throw new ViewerError('ABORTED', 'called off');
    answer({ job, kind: 'opened', decoded });
  } catch (error) {
    const code = error instanceof ViewerError ? error.code : 'DECODE_FAILED';
    answer({ job, kind: 'failed', code, detail: error instanceof Error ? error.message : String(error) });
  }
}
