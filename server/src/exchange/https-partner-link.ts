import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { createSecureContext, type PeerCertificate } from 'node:tls';
import {
  type PartnerAnswer,
  type PartnerCall,
  type PartnerLane,
  type PartnerLink,
  PartnerLinkError,
  type PulledRange,
} from '../ports/partner-link.ts';

/** Without a byte for so long the partner counts as silent, ms. Slow is allowed: only standing still is not. */
const SILENCE_MS = 10_000;
/** Sockets kept open per lane; the partner limits connections per certificate, so these stay few. */
const SOCKETS = { control: 2, small: 8, bulk: 6 } as const;

export interface HttpsPartnerLinkNeeds {
  readonly host: string;
  readonly port: number;
  /** The partner agency's id: its server's certificate must name `urn:garita:agency:<id>`. */
  readonly agency: string;
  /** The partner's root certificate, PEM: the only one its server may chain to. */
  readonly partnerRoot: string;
  /** Our node certificate with its CA below it, and its key, PEM. */
  readonly certificate: string;
  readonly key: string;
  readonly silenceMs?: number;
}

/** Mutual TLS 1.3 over HTTP/1.1 with sockets kept alive; one pool per lane, so that bulk never holds up a statement. */
export function openHttpsPartnerLink(needs: HttpsPartnerLinkNeeds): PartnerLink {
  const silenceMs = needs.silenceMs ?? SILENCE_MS;
  // Whom to trust belongs to the agent: with `checkServerIdentity` among a request's own options Node keeps no socket.
  const identity = {
    secureContext: createSecureContext({
      ca: needs.partnerRoot,
      cert: needs.certificate,
      key: needs.key,
      minVersion: 'TLSv1.3',
    }),
    rejectUnauthorized: true,
    // Each connection shows its certificate; sockets are kept, so there is little to gain from resuming sessions.
    maxCachedSessions: 0,
    checkServerIdentity: (_host: string, certificate: PeerCertificate) => namesAgency(certificate, needs.agency),
  };
  const agent = (maxSockets: number) =>
    new Agent({ ...identity, keepAlive: true, maxSockets, maxFreeSockets: maxSockets, scheduling: 'lifo' });
  const agents = { control: agent(SOCKETS.control), small: agent(SOCKETS.small), bulk: agent(SOCKETS.bulk) };
  /** For a second try, which must not meet another socket that was kept too long. */
  const freshSockets = new Agent({ ...identity, keepAlive: false });
  const watchers: ((answered: boolean) => void)[] = [];
  const tell = (answered: boolean) => {
    if (!closed) for (const heard of watchers) heard(answered);
  };
  const open = new Set<{ destroy(error: Error): unknown }>();
  let closed = false;

  const sendOnce = (options: RequestOptions, body: Uint8Array | undefined) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      if (closed) return reject(new PartnerLinkError('PARTNER_LINK_CLOSED', 'the link to the partner is closed'));
      const outgoing = request({ host: needs.host, port: needs.port, ...options }, resolve);
      open.add(outgoing);
      outgoing.once('close', () => open.delete(outgoing));
      outgoing.setTimeout(silenceMs, () => {
        outgoing.destroy(new PartnerLinkError('PARTNER_SILENT', `no byte from the partner for ${silenceMs} ms`));
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // A kept socket that the partner closed meanwhile says nothing about the partner: once more on a new one.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET' && !closed) {
          sendOnce({ ...options, agent: freshSockets }, body).then(resolve, reject);
        } else reject(asLinkError(error));
      });
      outgoing.end(body);
    });

  const send = async (options: RequestOptions, body: Uint8Array | undefined) => {
    try {
      const answer = await sendOnce(options, body);
      tell(true);
      return answer;
    } catch (error) {
      tell(false);
      throw error;
    }
  };

  return {
    async call(call: PartnerCall): Promise<PartnerAnswer> {
      const headers: Record<string, string | number> = { accept: 'application/cbor, text/plain, application/json' };
      if (call.body) {
        headers['content-type'] = call.body.type;
        headers['content-length'] = call.body.bytes.length;
      }
      const lane: PartnerLane = call.lane;
      const answer = await send(
        { method: call.method, path: call.path, headers, agent: agents[lane] },
        call.body?.bytes,
      );
      const body = await readAtMost(answer, call.maxAnswerBytes);
      return { status: answer.statusCode ?? 0, contentType: answer.headers['content-type'] ?? '', body };
    },
    async pull(path, range, into): Promise<PulledRange> {
      const headers = { range: `bytes=${range.start}-${range.end - 1}`, accept: 'application/octet-stream' };
      const answer = await send({ method: 'GET', path, headers, agent: agents.bulk }, undefined);
      const status = answer.statusCode ?? 0;
      const expected = new RegExp(`^bytes ${range.start}-${range.end - 1}/\\d+$`);
      if (status !== 206 || !expected.test(answer.headers['content-range'] ?? '')) {
        // Whatever came instead (a whole object, an error page) is not read: it may be of any length.
        answer.destroy();
        return { status, whole: false };
      }
      return { status, whole: await fill(answer, into) };
    },
    watch(heard) {
      watchers.push(heard);
    },
    async close() {
      closed = true;
      for (const outgoing of open)
        outgoing.destroy(new PartnerLinkError('PARTNER_LINK_CLOSED', 'the link to the partner is closed'));
      for (const pool of [...Object.values(agents), freshSockets]) pool.destroy();
    },
  };
}

/** The certificate's own names count, not the host's: an agency may move house, and DNS is not asked whom to trust. */
function namesAgency(certificate: PeerCertificate, agency: string): Error | undefined {
  const names = (certificate.subjectaltname ?? '').split(', ');
  if (names.includes(`URI:urn:garita:agency:${agency}`)) return undefined;
  return new PartnerLinkError('PARTNER_NOT_IDENTIFIED', `the server's certificate does not name agency ${agency}`);
}

async function readAtMost(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > maxBytes)
        throw new PartnerLinkError('PARTNER_ANSWER_TOO_LARGE', `the answer is longer than ${maxBytes} bytes`);
      parts.push(part);
    }
  } catch (error) {
    throw asLinkError(error);
  }
  return Buffer.concat(parts);
}

/** True when exactly `into.length` bytes came. */
function fill(answer: IncomingMessage, into: Uint8Array): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let offset = 0;
    answer.on('data', (part: Buffer) => {
      if (offset + part.length > into.length) {
        answer.destroy();
        resolve(false);
        return;
      }
      into.set(part, offset);
      offset += part.length;
    });
    answer.once('end', () => resolve(offset === into.length));
    answer.once('error', (error) => reject(asLinkError(error)));
    answer.once('close', () => resolve(false));
  });
}

function asLinkError(error: unknown): PartnerLinkError {
  if (error instanceof PartnerLinkError) return error;
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const unidentified = /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_PURPOSE|ERR_SSL_)/.test(code);
  return new PartnerLinkError(
    unidentified ? 'PARTNER_NOT_IDENTIFIED' : 'PARTNER_UNREACHABLE',
    `${code} ${message}`.trim(),
    { cause: error },
  );
}
