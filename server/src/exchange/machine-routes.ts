import { createHash } from 'node:crypto';
import { LARGEST_PUSH, LARGEST_QUESTION, LARGEST_RECEIPT } from '@garita/exchange';
import { type CborValue, EQUIPMENT_DECISION_MAX_BYTES, encodeCbor } from '@garita/trust';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import { acceptReceipt } from './accept-receipt.ts';
import { byteRange } from './byte-range.ts';
import { findDocument } from './documents.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import { partnerGuard } from './partner-caller.ts';
import { receiveEquipmentDecision } from './receive-equipment-decision.ts';
import { receiveAnswer, receiveQuestion } from './receive-question.ts';
import { receiveShare } from './receive-share.ts';
import { SharedObjects } from './shared-objects.ts';
import { addCheckpoint, witnessedName } from './witness.ts';

export interface MachineRoutesNeeds extends ExchangeNeeds {
  /** The partner showed itself: whatever waits for it may go. */
  partnerCame(): void;
  /** Asks the partner for a newer descriptor; true when there was one. */
  refreshPartner(): Promise<boolean>;
  /** A share was newly kept. */
  shareCame(): void;
  /** Pushes judged or waiting to be, at most; more are asked to come again. */
  readonly busyAt: number;
}

const HASH = /^[0-9a-f]{64}$/;
const HASH_BYTES = 32;

/** Routes for the partner's node, and for nobody else: its certificate is checked before a byte of a body is read. */
export function machineRoutes(app: FastifyInstance, needs: MachineRoutesNeeds): void {
  const objects = new SharedObjects(needs.database);
  const requirePartner = partnerGuard(needs);
  const onRequest = async (request: FastifyRequest) => {
    await requirePartner(request);
    needs.partnerCame();
  };
  const guarded = { onRequest };
  let judging = 0;

  app.post('/exchange/v1/shares', { onRequest, bodyLimit: LARGEST_PUSH }, async (request, reply) => {
    if (judging >= needs.busyAt) throw new Refusal(503, 'BUSY', 'too many shares at once', { 'retry-after': '1' });
    judging++;
    try {
      const { status, share, state, reasons, news } = await receiveShare(bytesOf(request), needs);
      if (news) needs.shareCame();
      return await reply.code(status).send({ share, state, ...(reasons.length > 0 ? { reasons } : {}) });
    } finally {
      judging--;
    }
  });
  app.post('/exchange/v1/receipts', { onRequest, bodyLimit: LARGEST_RECEIPT }, async (request, reply) => {
    const { status, ...answer } = await acceptReceipt(bytesOf(request), needs, needs.refreshPartner);
    return reply.code(status).send(answer);
  });
  app.post('/exchange/v1/questions', { onRequest, bodyLimit: LARGEST_QUESTION }, (request) =>
    receiveQuestion(bytesOf(request), needs),
  );
  app.post('/exchange/v1/questions/:question/answer', { onRequest, bodyLimit: LARGEST_QUESTION }, (request) =>
    receiveAnswer(parameter(request, 'question'), bytesOf(request), needs),
  );
  app.post('/exchange/v1/equipment-decisions', { onRequest, bodyLimit: EQUIPMENT_DECISION_MAX_BYTES }, (request) =>
    receiveEquipmentDecision(bytesOf(request), needs, needs.refreshPartner),
  );
  app.get('/exchange/v1/descriptors/:hash', guarded, async (request, reply) => {
    const hash = parameter(request, 'hash');
    // Earlier ones too: a push that was made before a renewal still names the one before.
    const document = await findDocument(needs.database, needs.own.agency, 'descriptor', hash);
    if (!document) throw unknown('descriptor', hash);
    return reply.type('application/cose').send(Buffer.from(document.bytes));
  });
  app.get('/exchange/v1/descriptor', guarded, async (_request, reply) =>
    reply.type('application/cose').send(Buffer.from(needs.own.descriptor)),
  );
  app.get('/exchange/v1/trust-lists/:hash', guarded, async (request, reply) => {
    const hash = parameter(request, 'hash');
    const bytes = await needs.trustListByHash(hash);
    if (!bytes) throw unknown('trust list', hash);
    return reply.type('application/cose').send(Buffer.from(bytes));
  });
  app.get('/exchange/v1/objects/:hash/chunks', guarded, async (request, reply) => {
    const { hash } = await sharedObject(request, objects);
    const chunks = await needs.chunkHashes(hash);
    if (!chunks) throw unknown('object', hash);
    const list: CborValue[] = [];
    for (let start = 0; start < chunks.length; start += HASH_BYTES) list.push(chunks.slice(start, start + HASH_BYTES));
    return reply.type('application/cbor').send(Buffer.from(encodeCbor(list)));
  });
  app.get('/exchange/v1/objects/:hash', guarded, (request, reply) => sendObject(request, reply, objects, needs));
  witnessRoutes(app, needs, onRequest);
}

function witnessRoutes(
  app: FastifyInstance,
  needs: MachineRoutesNeeds,
  onRequest: (request: FastifyRequest) => Promise<void>,
): void {
  app.post('/witness/v1/add-checkpoint', { onRequest }, async (request, reply) => {
    const { status, type, body } = await addCheckpoint(Buffer.from(bytesOf(request)).toString('utf8'), {
      hasher: needs.crypto.hasher,
      verify: needs.crypto.verifyEd25519,
      signer: needs.own.witness,
      checkpoints: needs.checkpoints,
      clock: needs.clock,
      logKey: (origin) => needs.partner.logKey(origin),
    });
    return reply.code(status).header('content-type', type).send(body);
  });
  // tlog-witness "Monitor Retrieval Mechanism": where this witness stands, with both signatures.
  app.get('/witness/v1/:hash/checkpoint', { onRequest }, async (request, reply) => {
    const { origin } = needs.partner.current().descriptor.log;
    const watched = createHash('sha256').update(origin).digest('hex') === parameter(request, 'hash');
    const note = watched ? await needs.checkpoints.fetch(witnessedName(origin)) : undefined;
    if (note === undefined) return reply.code(404).type('text/plain').send('nothing cosigned for this log\n');
    return reply.type('text/plain; charset=utf-8').send(note);
  });
}

async function sharedObject(request: FastifyRequest, objects: SharedObjects): Promise<{ hash: string; size: number }> {
  const hash = parameter(request, 'hash');
  const { share } = request.query as { share?: unknown };
  const size = typeof share === 'string' && HASH.test(share) ? await objects.sizeOf(share, hash) : undefined;
  if (size === undefined) throw unknown('object', hash);
  return { hash, size };
}

async function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  objects: SharedObjects,
  needs: MachineRoutesNeeds,
): Promise<FastifyReply> {
  const { hash, size } = await sharedObject(request, objects);
  const range = byteRange(request.headers.range, size);
  if (range === 'invalid')
    throw new Refusal(416, 'RANGE_INVALID', `the object has ${size} bytes`, { 'content-range': `bytes */${size}` });
  const { start, end } = range ?? { start: 0, end: size };
  const stream = await needs.blobs.read(hash, { start, end });
  if (!stream) throw unknown('object', hash);
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${size}`);
  return reply
    .header('content-type', 'application/octet-stream')
    .header('content-length', end - start)
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', 'attachment')
    .send(stream);
}

function bytesOf(request: FastifyRequest): Uint8Array {
  if (request.body instanceof Uint8Array) return new Uint8Array(request.body);
  throw new Refusal(400, 'BODY_MALFORMED', 'the body is missing or of another type');
}

function parameter(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, unknown>)[name];
  if (typeof value !== 'string' || !HASH.test(value))
    throw new Refusal(400, 'BODY_MALFORMED', `${name}: a SHA-256 in lower-case hex is expected`);
  return value;
}

function unknown(what: string, hash: string): Refusal {
  return new Refusal(404, 'OBJECT_UNKNOWN', `no ${what} ${hash} for you here`);
}
