import type { Socket } from 'node:net';
import { describeError, type ErrorCode } from '@garita/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { Refusal } from './refusal.ts';

/** Gives every failure the one JSON form of docs/protocol: a code, a sentence and a way out in both languages. */
export function answerErrors(app: FastifyInstance, report: (error: unknown) => void): void {
  app.setNotFoundHandler((_request, reply) => send(reply, 404, 'ADDRESS_UNKNOWN', 'no such path'));
  app.setErrorHandler((error: unknown, request, reply) => {
    const refusal = asRefusal(error);
    // A caller that went away in the middle is no fault of ours, and nobody is there to be told.
    const { raw } = request;
    // A request that was read to its end counts as destroyed, too.
    const gone = raw.socket.destroyed || (raw.destroyed && !raw.complete);
    if (refusal.code === 'INTERNAL' && !gone) report(error);
    stopReading(request, reply);
    void reply.headers(refusal.headers);
    return send(reply, refusal.status, refusal.code, refusal.message);
  });
}

/** The same form for what comes before any route: an address that cannot be read, a request that is none. */
export const beforeRoutes = {
  frameworkErrors(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    void send(reply, 404, 'ADDRESS_UNKNOWN', 'no such path');
  },
  clientErrorHandler({ code }: Error & { code?: string }, socket: Socket): void {
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const { status, answer } = UNREADABLE[code ?? ''] ?? { status: '400 Bad Request', answer: malformed };
    const body = JSON.stringify(answer);
    socket.end(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  },
};

const malformed = describeError('BODY_MALFORMED', 'not an HTTP request');
const UNREADABLE: Readonly<Record<string, { status: string; answer: ReturnType<typeof describeError> }>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    answer: describeError('BODY_TOO_LARGE', 'the headers are larger than 16 KiB'),
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    answer: describeError('BODY_MALFORMED', 'the request did not come in time'),
  },
};

/** An answer given before the body was read must end the connection: the rest would be taken for the next request. */
function stopReading(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.complete) return;
  void reply.header('connection', 'close');
  reply.raw.once('finish', () => request.raw.destroy());
}

function send(reply: FastifyReply, status: number, code: ErrorCode, detail: string): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(describeError(code, detail));
}

/** What Fastify throws by itself, by its code. */
const FASTIFY_CODES: Readonly<Record<string, { status: number; code: ErrorCode }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'BODY_TOO_LARGE' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'BODY_MALFORMED' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'BODY_MALFORMED' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'BODY_MALFORMED' },
};

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ZodError) {
    const where = error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
    return new Refusal(400, 'BODY_MALFORMED', where.slice(0, 500));
  }
  if (error instanceof Error) {
    const known = FASTIFY_CODES[(error as NodeJS.ErrnoException).code ?? ''];
    if (known) return new Refusal(known.status, known.code, error.message);
    const status = (error as { statusCode?: number }).statusCode;
    if (status !== undefined && status >= 400 && status < 500)
      return new Refusal(status, 'BODY_MALFORMED', error.message);
    if (['ENOSPC', 'EROFS', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return new Refusal(507, 'DISK_FULL', 'the disk takes no more');
  }
  return new Refusal(500, 'INTERNAL', 'see the server’s own messages');
}
