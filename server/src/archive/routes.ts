import type { FastifyInstance } from 'fastify';
import { allow } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { BlobStore } from '../ports/blob-store.ts';

/** Images, of this agency, of quarantine and of the partner alike: for those who look, who answer for it, and who check. */
export const OBJECT_READERS = ['analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator'] as const;

/**
 * The bytes of an object, exactly as captured. Always a download and never a page: a scan file may carry a script or
 * a program in its preamble (CVE-2019-11687), and it is kept as it came.
 */
export function archiveRoutes(app: FastifyInstance, blobs: BlobStore): void {
  const readers = { onRequest: allow(...OBJECT_READERS) };
  app.get<{ Params: { sha256: string } }>('/api/v1/objects/:sha256', readers, async (request, reply) => {
    const { sha256 } = request.params;
    const known = /^[0-9a-f]{64}$/.test(sha256);
    const size = known ? await blobs.size(sha256) : undefined;
    const bytes = size === undefined ? undefined : await blobs.read(sha256);
    if (!bytes) throw new Refusal(404, 'OBJECT_UNKNOWN', 'no object of this hash is in the archive');
    return reply
      .headers({
        'content-length': String(size),
        'content-disposition': `attachment; filename="${sha256}"`,
        'content-security-policy': 'sandbox',
        'cache-control': 'private, max-age=31536000, immutable',
      })
      .type('application/octet-stream')
      .send(bytes);
  });
}
