import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ViewerError } from './viewer-error.ts';

export interface FetchVerified {
  readonly url: string;
  /** Hex; from the signed statement. */
  readonly sha256: string;
  /** Bytes; from the signed statement. */
  readonly size: number;
  readonly signal?: AbortSignal;
  /** Called as bytes arrive. */
  readonly onProgress?: (received: number) => void;
}

// 1 GiB: what one page can hold of one object. The size is a device's to state.
const MOST_BYTES = 2 ** 30;

/**
 * Fetch an object and hash it, by the browser's own means (several times as fast) or, on a page without a secure
 * context, on the way. Its bytes are given only when they are the ones that were signed.
 *
 * @throws ViewerError FETCH_FAILED, HASH_MISMATCH, IMAGE_TOO_LARGE, ABORTED
 */
export async function fetchVerified({
  url,
  sha256: expected,
  size,
  signal,
  onProgress,
}: FetchVerified): Promise<Uint8Array> {
  if (!Number.isSafeInteger(size) || size < 0 || size > MOST_BYTES) {
    throw new ViewerError('IMAGE_TOO_LARGE', `an object of ${size} bytes`);
  }
  try {
    const response = await fetch(url, { credentials: 'same-origin', ...(signal && { signal }) });
    if (!response.ok || !response.body) throw new ViewerError('FETCH_FAILED', `HTTP ${response.status}`);
    const bytes = new Uint8Array(size);
    const { subtle } = globalThis.crypto;
    const onTheWay = subtle ? undefined : sha256.create();
    let received = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (received + value.length > size) {
        await reader.cancel();
        throw new ViewerError('HASH_MISMATCH', `more than the ${size} bytes that were signed`);
      }
      bytes.set(value, received);
      onTheWay?.update(value);
      received += value.length;
      onProgress?.(received);
    }
    if (received < size) throw new ViewerError('FETCH_FAILED', `${received} of ${size} bytes came`);
    const digest = onTheWay?.digest() ?? new Uint8Array(await subtle.digest('SHA-256', bytes));
    const actual = bytesToHex(digest);
    if (actual !== expected) throw new ViewerError('HASH_MISMATCH', `SHA-256 is ${actual}, signed was ${expected}`);
    return bytes;
  } catch (error) {
    if (error instanceof ViewerError) throw error;
    if (signal?.aborted) throw new ViewerError('ABORTED', 'called off', { cause: error });
    throw new ViewerError('FETCH_FAILED', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
