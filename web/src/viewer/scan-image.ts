import { type BeamEnergies, modelFrom } from './beam-material.ts';
import type { FromDecoder, ToDecoder } from './decode-messages.ts';
import type { MaterialModel, Signal } from './image.ts';
import { type OpenedDicos, openedFrom } from './open-dicos.ts';
import { ViewerError } from './viewer-error.ts';

/** An object as the signed statement names it. */
export interface ScanImageRequest {
  readonly url: string;
  /** Hex; what the device signed. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly signal: Signal;
}

export interface ScanImageOptions {
  readonly onProgress?: (progress: ScanImageProgress) => void;
  /** Calls it off; the promise is then rejected with ABORTED. */
  readonly abort?: AbortSignal;
}

export interface ScanImageProgress {
  readonly received: number;
  /** Every byte is here and hashes to what was signed; decoding follows. */
  readonly verified: boolean;
}

type Asked = ToDecoder extends infer One ? (One extends { job: number } ? Omit<One, 'job'> : never) : never;

interface Job {
  hear(message: FromDecoder): void;
  lose(why: ViewerError): void;
}

/** The thread that fetches, hashes and decodes. One serves a page; it begins with the first job. */
export class ImageDecoder {
  readonly #make: () => Worker;
  readonly #jobs = new Map<number, Job>();
  readonly #models = new Map<string, Promise<MaterialModel>>();
  #worker: Worker | undefined;
  #next = 1;

  /** @param make for tests and for other bundlers; the default is this module's own worker */
  constructor(make: () => Worker = ownWorker) {
    this.#make = make;
  }

  /**
   * Fetch the original, compare its SHA-256 with the signed one, decode it.
   *
   * @throws ViewerError HASH_MISMATCH (and then nothing of it is given), FETCH_FAILED, DECODE_FAILED, IMAGE_TOO_LARGE,
   *   IMAGE_INVALID, ABORTED
   */
  open({ url, ...request }: ScanImageRequest, { onProgress, abort }: ScanImageOptions = {}): Promise<OpenedDicos> {
    // A worker's own address is not the page's: what is relative is meant against the page.
    const absolute = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href;
    let received = 0;
    return this.#ask<OpenedDicos>({ kind: 'open', url: absolute, ...request }, abort, (message, done) => {
      if (message.kind === 'progress') {
        received = message.received;
        onProgress?.({ received, verified: false });
      } else if (message.kind === 'verified') onProgress?.({ received: request.size, verified: true });
      else if (message.kind === 'opened') done(openedFrom(message.decoded, request.signal));
    });
  }

  /** Materials of a pair of radiographs by the energies of its beam; made once for each beam. */
  material(beam: BeamEnergies): Promise<MaterialModel> {
    const key = JSON.stringify([beam.highKvp, beam.lowKvp]);
    const known = this.#models.get(key);
    if (known) return known;
    const made = this.#ask<MaterialModel>({ kind: 'material', beam }, undefined, (message, done) => {
      if (message.kind === 'material') done(modelFrom(message.curves, message.grid));
    });
    this.#models.set(key, made);
    made.catch(() => this.#models.delete(key));
    return made;
  }

  /** End the thread; whatever it was doing is called off. */
  close(): void {
    this.#loseAll(new ViewerError('ABORTED', 'the decoder was closed'));
  }

  #ask<Answer>(
    asked: Asked,
    abort: AbortSignal | undefined,
    hear: (message: FromDecoder, done: (answer: Answer) => void) => void,
  ): Promise<Answer> {
    if (abort?.aborted) return Promise.reject(new ViewerError('ABORTED', 'called off'));
    const job = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const stop = () => {
      this.#worker?.postMessage({ job, kind: 'stop' } satisfies ToDecoder);
      end();
      reject(new ViewerError('ABORTED', 'called off'));
    };
    const end = () => {
      this.#jobs.delete(job);
      abort?.removeEventListener('abort', stop);
    };
    this.#jobs.set(job, {
      hear: (message) => {
        if (message.kind === 'failed') {
          end();
          reject(new ViewerError(message.code, message.detail));
        } else {
          try {
            hear(message, (answer) => {
              end();
              resolve(answer);
            });
          } catch (error) {
            end();
            reject(error);
          }
        }
      },
      lose: (why) => {
        end();
        reject(why);
      },
    });
    abort?.addEventListener('abort', stop);
    this.#running().postMessage({ job, ...asked } as ToDecoder);
    return promise;
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.#make();
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromDecoder>) => this.#jobs.get(data.job)?.hear(data));
    const ended = (event: Event) => {
      const why = event instanceof ErrorEvent && event.message ? event.message : 'its thread ended';
      this.#loseAll(new ViewerError('DECODE_FAILED', why));
    };
    worker.addEventListener('error', ended);
    worker.addEventListener('messageerror', ended);
    return worker;
  }

  #loseAll(why: ViewerError): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const job of [...this.#jobs.values()]) job.lose(why);
  }
}

function ownWorker(): Worker {
  return new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module', name: 'garita-decoder' });
}

let shared: ImageDecoder | undefined;

/** `ImageDecoder.open` of the decoder that the page shares. */
export function openScanImage(request: ScanImageRequest, options?: ScanImageOptions): Promise<OpenedDicos> {
  shared ??= new ImageDecoder();
  return shared.open(request, options);
}

/**
 * A model for a pair of radiographs whose device has no calibration here: it assumes a 6/9 MV accelerator, or from the
 * voltages an accelerator or a tube, and says `assumed`. Its tables are made in the decoder's thread.
 */
export function cargoMaterialModel(beam: BeamEnergies): Promise<MaterialModel> {
  shared ??= new ImageDecoder();
  return shared.material(beam);
}
