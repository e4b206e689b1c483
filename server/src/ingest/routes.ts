import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { encodeAcknowledgement } from '@garita/trust';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireCaller } from '../http/client-certificate.ts';
import { Refusal } from '../http/refusal.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { Intake } from './intake.ts';
import type { ScanTables } from './scan-table.ts';

/** A lane may wait this long for its acknowledgement before it asks again, ms. */
const LONGEST_WAIT_MS = 20_000;

export interface IngestRouteNeeds {
  readonly intake: Intake;
  readonly database: Database;
  readonly log: TransparencyLog;
  /** Most bytes an object may have. */
  readonly largestObject: number;
  /** The device this certificate was issued to; undefined when it is not (or no more) enrolled. */
  enrolledDevice(fingerprint: string): Promise<string | undefined>;
  /** Refuses (503) before a body is read when the disk is nearly full. */
  refuseWhenFull(): void;
}

type ObjectRoute = { Params: { scan: string; index: string } };

/** The lane's side of the machine listener: statement, objects by resumable upload, acknowledgement. */
export function ingestRoutes(app: FastifyInstance, needs: IngestRouteNeeds): void {
  const senders = new WeakMap<FastifyRequest, string>();
  const onRequest = async (request: FastifyRequest) => {
    const caller = requireCaller(request);
    const device = await needs.enrolledDevice(caller.fingerprint);
    if (device === undefined)
      throw new Refusal(
        403,
        'CERTIFICATE_NOT_ENROLLED',
        `no device is enrolled with the certificate ${caller.fingerprint}`,
      );
    senders.set(request, device);
    if (request.method !== 'GET') needs.refuseWhenFull();
  };
  const senderOf = (request: FastifyRequest) => senders.get(request) ?? '';

  app.post('/ingest/v1/scans', { onRequest }, async (request, reply) => {
    if (!(request.body instanceof Uint8Array))
      throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', 'a statement is application/cose');
    const scan = createHash('sha256').update(request.body).digest('hex');
    const state = await needs.intake.open(scan, request.body, senderOf(request));
    return reply.code(state.state === 'receiving' ? 201 : 200).send(state);
  });

  app.head<ObjectRoute>('/ingest/v1/scans/:scan/objects/:index', { onRequest }, async (request, reply) => {
    const { scan, index } = readPath(request.params);
    const { offset, complete } = await needs.intake.offset(scan, index, senderOf(request));
    return reply
      .code(204)
      .headers({
        'upload-offset': String(offset),
        'upload-complete': complete ? '?1' : '?0',
        'upload-limit': `max-size=${needs.largestObject}`,
        'cache-control': 'no-store',
      })
      .send();
  });

  app.patch<ObjectRoute>('/ingest/v1/scans/:scan/objects/:index', { onRequest }, async (request, reply) => {
    const { scan, index } = readPath(request.params);
    if (!(request.body instanceof IncomingMessage))
      throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', 'bytes of an object are application/partial-upload');
    const part = {
      offset: readOffset(request.headers['upload-offset']),
      complete: request.headers['upload-complete'] === '?1',
      body: request.body,
    };
    const progress = await needs.intake.take(scan, index, senderOf(request), part);
    return reply
      .headers({ 'upload-offset': String(progress.offset), 'upload-complete': progress.complete ? '?1' : '?0' })
      .send(progress);
  });

  app.get<{ Params: { scan: string }; Querystring: { wait?: string } }>(
    '/ingest/v1/scans/:scan/acknowledgement',
    { onRequest },
    async (request, reply) => {
      const row = await needs.database
        .tables<ScanTables>()
        .selectFrom('scans')
        .select(['state', 'log_index', 'leaf_hash', 'sender', 'reasons'])
        .where('scan', '=', request.params.scan)
        .executeTakeFirst();
      if (!row || row.sender !== senderOf(request))
        throw new Refusal(404, 'SCAN_UNKNOWN', 'no such scan of this device');
      const wait = Math.min(LONGEST_WAIT_MS, Math.max(0, Number(request.query.wait ?? 0) || 0));
      const proof = await needs.log.proof(row.log_index, { cosigned: false, timeoutMs: wait });
      const entry = await needs.log.opening(row.leaf_hash);
      if (proof === undefined || !entry)
        return reply.code(202).send({ scan: request.params.scan, state: row.state, reasons: JSON.parse(row.reasons) });
      return reply.type('application/cbor').send(Buffer.from(encodeAcknowledgement({ opening: entry.opening, proof })));
    },
  );
}

function readPath(params: ObjectRoute['Params']): { scan: string; index: number } {
  if (!/^[0-9a-f]{64}$/.test(params.scan) || !/^[0-9]{1,2}$/.test(params.index))
    throw new Refusal(404, 'UPLOAD_UNKNOWN', 'no such upload');
  return { scan: params.scan, index: Number(params.index) };
}

/** draft-ietf-httpbis-resumable-upload: Upload-Offset is a structured-field integer, never negative. */
function readOffset(header: string | string[] | undefined): number {
  if (typeof header !== 'string' || !/^[0-9]{1,15}$/.test(header))
    throw new Refusal(400, 'UPLOAD_OFFSET_WRONG', 'Upload-Offset must say how many bytes the server has');
  return Number(header);
}
