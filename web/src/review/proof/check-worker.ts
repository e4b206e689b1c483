/// <reference lib="webworker" />
// Hashing a scan takes seconds; the page stays free. Whoever wants no more of it terminates the worker.
import { ApiError, api } from '../../app/api.ts';
import { webCrypto } from '../../app/web-crypto.ts';
import { type CheckAsk, type CheckReport, checkCase, type Progress } from './check-case.ts';

export type FromCheckWorker =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'report'; readonly report: CheckReport }
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string };

/** Progress is news a few times a second at most. */
const NEWS_MS = 100;

function tell(message: FromCheckWorker): void {
  postMessage(message);
}

addEventListener('message', async ({ data }: MessageEvent<CheckAsk>) => {
  let told = Number.NEGATIVE_INFINITY;
  try {
    const report = await checkCase(webCrypto, data, {
      signal: new AbortController().signal,
      open: (sha256, signal) => api.stream(`/api/v1/objects/${sha256}`, signal),
      progress: (progress) => {
        const now = performance.now();
        if (now - told < NEWS_MS && progress.done < progress.total) return;
        told = now;
        tell({ kind: 'progress', progress });
      },
    });
    tell({ kind: 'report', report });
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'PAGE';
    tell({ kind: 'failed', code, detail: error instanceof Error ? error.message : String(error) });
  }
});
