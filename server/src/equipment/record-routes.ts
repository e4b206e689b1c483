import { type KeptRecord, type RecordKind, recordKind, recordRequest } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Tx } from '../ports/database.ts';
import { checkRecord, readBody } from './check-record.ts';
import type { DecisionBook } from './decision-book.ts';
import type { EquipmentDocuments } from './equipment-documents.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { SiteBook } from './site-book.ts';

/** A standard of 128 requirements in two languages, or evidence of 256 results, is larger than most requests. */
const RECORD_MAX_BYTES = 1_048_576;
/** States in which a configuration may still be written anew. */
const OPEN: ReadonlySet<string> = new Set(['draft', 'returned']);

const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);
const ofKind = z.object({ kind: recordKind });
const ofRecord = ofKind.extend({ id: name });

export interface RecordRoutesNeeds {
  readonly records: EquipmentRecords;
  readonly documents: EquipmentDocuments;
  readonly decisions: Pick<DecisionBook, 'newest'>;
  readonly clock: Clock;
  sites(): SiteBook;
}

/** Mount inside a guarded scope. Whoever has signed in reads; evaluators and equipment authorities write. */
export function recordRoutes(app: FastifyInstance, needs: RecordRoutesNeeds): void {
  const { records } = needs;

  app.get('/api/v1/equipment/records/:kind', async (request) => {
    const { kind } = ofKind.parse(request.params);
    const { configuration } = z.object({ configuration: name.optional() }).parse(request.query);
    return { records: await records.list(kind, configuration) };
  });

  app.get('/api/v1/equipment/records/:kind/:id', async (request) => {
    const { kind, id } = ofRecord.parse(request.params);
    const { version } = z.object({ version: z.coerce.number().int().min(1).optional() }).parse(request.query);
    const found = await records.get(kind, id, version);
    if (!found) throw new Refusal(404, 'RECORD_UNKNOWN', `${kind} ${id}${version ? `, version ${version}` : ''}`);
    return found;
  });

  app.get('/api/v1/equipment/records/:kind/:id/versions', async (request) => {
    const { kind, id } = ofRecord.parse(request.params);
    return { records: await records.versions(kind, id) };
  });

  // Exactly the bytes that the log names, for whoever hashes them again.
  app.get<{ Params: { hash: string } }>('/api/v1/equipment/versions/:hash', async (request, reply) => {
    const bytes = await records.bytesOf(request.params.hash);
    if (!bytes) throw new Refusal(404, 'RECORD_UNKNOWN', 'no version of a record has this hash');
    return reply.type('application/json; charset=utf-8').send(Buffer.from(bytes));
  });

  const writers = { onRequest: allow('evaluator', 'equipment-authority'), bodyLimit: RECORD_MAX_BYTES };
  app.put('/api/v1/equipment/records/:kind/:id', writers, async (request): Promise<KeptRecord> => {
    const { kind, id } = ofRecord.parse(request.params);
    const { after, body } = recordRequest.parse(request.body);
    return putRecord({ kind, id, after, body, by: personOf(request).person }, needs);
  });
}

async function putRecord(
  { kind, id, after, body, by }: { kind: RecordKind; id: string; after: number; body: unknown; by: string },
  { clock, decisions, documents, records, sites }: RecordRoutesNeeds,
): Promise<KeptRecord> {
  const read = readBody(kind, body);
  const before = await records.get(kind, id);
  await checkRecord(kind, id, read, before, { records, documents, sites, now: clock.now() });
  return records.put({ kind, id, after, body: read, by }, async (tx: Tx) => {
    if (kind !== 'configuration') return;
    const stands = (await decisions.newest({ kind, id }, tx))?.decision.to ?? 'draft';
    if (!OPEN.has(stands)) throw new Refusal(409, 'CONFIGURATION_FROZEN', `${id} is ${stands}`);
  });
}
