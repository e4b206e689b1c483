import { scanProof } from '@garita/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, api } from '../../app/api.ts';
import { guideVerified } from '../../app/guide.ts';
import type { CheckAsk, CheckReport, Progress } from './check-case.ts';
import type { FromCheckWorker } from './check-worker.ts';
import { readComparedRoots } from './compared-roots.ts';

export type CheckState =
  | { readonly state: 'idle' | 'fetching' | 'stopped' }
  | { readonly state: 'running'; readonly progress: Progress | undefined }
  | { readonly state: 'done'; readonly report: CheckReport }
  | { readonly state: 'failed'; readonly error: unknown };

export interface Check {
  readonly check: CheckState;
  run(): void;
  stop(): void;
}

/** Fetches a scan's proof and checks it in a worker of this browser. */
export function useCheck(scan: string): Check {
  const [check, setCheck] = useState<CheckState>({ state: 'idle' });
  const running = useRef<AbortController>(undefined);
  const run = useCallback(() => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const set = (state: CheckState) => {
      if (!stop.signal.aborted) setCheck(state);
    };
    set({ state: 'fetching' });
    void (async () => {
      try {
        const proof = await api.get(`/api/v1/scans/${scan}/proof`, scanProof, {}, stop.signal);
        const compared = Object.entries(readComparedRoots(localStorage)).map(([agency, root]) => [
          agency,
          root.fingerprint,
        ]);
        set({ state: 'running', progress: undefined });
        const ask = { scan, proof, compared: Object.fromEntries(compared), at: Date.now() };
        const report = await checkInWorker(ask, stop.signal, (progress) => set({ state: 'running', progress }));
        set({ state: 'done', report });
        if (report.steps.every((step) => step.ok !== false)) guideVerified(scan);
      } catch (error) {
        set({ state: 'failed', error });
      }
    })();
  }, [scan]);
  const stop = useCallback(() => {
    running.current?.abort();
    setCheck({ state: 'stopped' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  return { check, run, stop };
}

function checkInWorker(ask: CheckAsk, signal: AbortSignal, heard: (progress: Progress) => void): Promise<CheckReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.onmessage = ({ data }: MessageEvent<FromCheckWorker>) => {
      if (data.kind === 'progress') return heard(data.progress);
      signal.removeEventListener('abort', end);
      end();
      if (data.kind === 'report') resolve(data.report);
      else reject(new ApiError(0, data.code, data.detail));
    };
    worker.onerror = (event) => {
      signal.removeEventListener('abort', end);
      end();
      reject(new Error(event.message));
    };
    worker.postMessage(ask);
  });
}
