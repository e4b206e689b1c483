import type { DocumentRef } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import { DOCUMENT_MAX_BYTES, DOCUMENT_TYPES, type EquipmentDocuments } from './equipment-documents.ts';

export interface DocumentRoutesNeeds {
  readonly documents: EquipmentDocuments;
  /** Throws 507 while the disk is nearly full. */
  refuseWhenFull(): void;
}

/** A name is shown and never becomes a path; control characters and slashes would only mislead. */
const naming = z.object({
  name: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^\p{C}/\\]+$/u, 'a file’s name without its folder'),
});

/** Mount inside a guarded scope. Whoever has signed in reads; evaluators and equipment authorities bring. */
export function documentRoutes(app: FastifyInstance, { documents, refuseWhenFull }: DocumentRoutesNeeds): void {
  app.get<{ Params: { sha256: string } }>('/api/v1/equipment/documents/:sha256', async (request, reply) => {
    const { sha256 } = request.params;
    const found = await documents.find(sha256);
    const bytes = found && (await documents.open(sha256));
    if (!found || !bytes) throw new Refusal(404, 'DOCUMENT_UNKNOWN', 'no document of this hash was brought here');
    // A download and never a page of ours: its makers are outside.
    return reply
      .headers({
        'content-length': String(found.size),
        'content-disposition': `attachment; filename="${sha256}"; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=31536000, immutable',
      })
      .type(found.mediaType)
      .send(bytes);
  });

  // A scope of its own: here a JSON file is a file, streamed to the archive like any other.
  void app.register(async (files) => bringing(files, documents, refuseWhenFull));
}

function bringing(app: FastifyInstance, documents: EquipmentDocuments, refuseWhenFull: () => void): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  const bringers = { onRequest: allow('evaluator', 'equipment-authority'), bodyLimit: DOCUMENT_MAX_BYTES };
  app.post('/api/v1/equipment/documents', bringers, async (request, reply): Promise<DocumentRef> => {
    refuseWhenFull();
    const { name } = naming.parse(request.query);
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!DOCUMENT_TYPES.has(mediaType))
      throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', `one of ${[...DOCUMENT_TYPES].join(', ')}`);
    if (Number(request.headers['content-length'] ?? 0) > DOCUMENT_MAX_BYTES)
      throw new Refusal(413, 'DOCUMENT_TOO_LARGE', `more than ${DOCUMENT_MAX_BYTES} bytes`);
    const kept = await documents.keep(request.body as AsyncIterable<Uint8Array>, {
      mediaType,
      name,
      by: personOf(request).person,
    });
    return reply.code(201).send(kept);
  });
}
