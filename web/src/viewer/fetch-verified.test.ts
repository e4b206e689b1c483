import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchVerified } from './fetch-verified.ts';

const BYTES = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) & 255);
const sha256 = createHash('sha256').update(BYTES).digest('hex');

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/altered') response.end(BYTES.map((byte, at) => (at === 150_000 ? byte ^ 1 : byte)));
    else if (path === '/short') response.end(BYTES.subarray(0, 1_000));
    else if (path === '/long') response.end(Buffer.concat([BYTES, Buffer.from('more')]));
    else if (path === '/hangs') response.write(BYTES.subarray(0, 1_000));
    else if (path === '/breaks') response.write(BYTES.subarray(0, 1_000), () => response.destroy());
    else if (path === '/forbidden') response.writeHead(401).end('no');
    else response.end(BYTES);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetched = (path: string, change: Partial<Parameters<typeof fetchVerified>[0]> = {}) =>
  fetchVerified({ url: origin + path, sha256, size: BYTES.length, ...change });

afterEach(() => void vi.unstubAllGlobals());

describe.each(['in a secure context', 'without one'])('an object that is fetched %s', (context) => {
  beforeEach(() => {
    if (context === 'without one') vi.stubGlobal('crypto', {});
  });

  it('is given when its bytes are the ones that were signed, and tells how far it is', async () => {
    const progress: number[] = [];
    const bytes = await fetched('/', { onProgress: (received) => progress.push(received) });
    expect(Buffer.compare(bytes, BYTES)).toBe(0);
    expect(progress.at(-1)).toBe(BYTES.length);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  });

  it.each([
    ['with one bit altered', '/altered', {}, 'HASH_MISMATCH'],
    ['with more bytes than were signed', '/long', {}, 'HASH_MISMATCH'],
    ['with less', '/short', {}, 'FETCH_FAILED'],
    ['whose connection breaks', '/breaks', {}, 'FETCH_FAILED'],
    ['that is refused', '/forbidden', {}, 'FETCH_FAILED'],
    ['of a size that nobody can hold', '/', { size: 2 ** 40 }, 'IMAGE_TOO_LARGE'],
    ['of a size that is none', '/', { size: -1 }, 'IMAGE_TOO_LARGE'],
  ])('%s is not given', async (_, path, change, code) => {
    await expect(fetched(path, change)).rejects.toMatchObject({ name: 'ViewerError', code });
  });

  it('can be called off', async () => {
    const abort = new AbortController();
    const pending = fetched('/hangs', { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(pending).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
