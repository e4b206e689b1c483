import type { PictureBody } from '@garita/api';
import type { Role } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { allow } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Pictures } from './pictures.ts';
import { OBJECT_READERS } from './routes.ts';

export interface PictureRouteNeeds {
  readonly pictures: Pictures;
  readonly blobs: BlobStore;
  /** Who sees the small pictures of lists, beyond those who look at images. */
  readonly thumbnailReaders: readonly Role[];
}

const PICTURE_WAIT_MS = 10_000;
const SCAN = /^[0-9a-f]{64}$/;

/** How a scan's objects become what an analyst sees. Everything here is derived and can be made again. */
export function pictureRoutes(app: FastifyInstance, { pictures, blobs, thumbnailReaders }: PictureRouteNeeds): void {
  const find = async (scan: string, waitMs: number): Promise<PictureBody> => {
    const found = SCAN.test(scan) ? await pictures.find(scan, waitMs) : undefined;
    if (!found) throw new Refusal(404, 'SCAN_UNKNOWN', 'no scan of this hash is kept here');
    return found;
  };

  const readers = { onRequest: allow(...OBJECT_READERS) };
  app.get<{ Params: { scan: string } }>('/api/v1/scans/:scan/picture', readers, async (request, reply) => {
    const body = await find(request.params.scan, PICTURE_WAIT_MS);
    const making = body.state === 'making';
    // Made again when the recipe changes, so it may be kept for a while only.
    reply.headers(
      making ? { 'retry-after': '1', 'cache-control': 'no-store' } : { 'cache-control': 'private, max-age=60' },
    );
    return reply.code(making ? 202 : 200).send(body);
  });

  const viewers = { onRequest: allow(...OBJECT_READERS, ...thumbnailReaders) };
  app.get<{ Params: { scan: string } }>('/api/v1/scans/:scan/thumbnail', viewers, async (request, reply) => {
    // A list shows many and a browser has six connections: not one may wait. The walk says when a picture is made.
    const body = await find(request.params.scan, 0);
    if (body.state === 'making') {
      return reply.code(202).headers({ 'retry-after': '1', 'cache-control': 'no-store' }).send({ state: 'making' });
    }
    const { thumbnail } = body;
    const size = thumbnail === null ? undefined : await blobs.size(thumbnail);
    const bytes = thumbnail === null || size === undefined ? undefined : await blobs.read(thumbnail);
    if (!bytes) throw new Refusal(404, 'PICTURE_NONE', 'nothing of this scan can be shown as an image');
    return reply
      .headers({
        'content-length': String(size),
        'content-disposition': 'inline',
        'content-security-policy': 'sandbox',
        'cache-control': 'private, max-age=31536000, immutable',
        etag: `"${thumbnail}"`,
      })
      .type('image/png')
      .send(bytes);
  });
}
