import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { checkServerIdentity, type PeerCertificate, type TLSSocket } from 'node:tls';
import { errorBody, isErrorCode } from '@garita/api';
import { agencyUrn, readCertificate } from '@garita/trust';
import { type LaneIdentity, toPem } from './identity.ts';
import { LaneError } from './lane-error.ts';

/** Longest answer read; acknowledgements and progress are a few KiB. An answer beyond it is no server of ours. */
const MAX_ANSWER_BYTES = 256 * 1024;
const LONGEST_RETRY_AFTER_MS = 10 * 60_000;

export interface LinkRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | { readonly stream: Readable; readonly length: number };
  /** No byte either way for this long ends the request. */
  readonly idleMs?: number;
  readonly signal?: AbortSignal;
}

export interface LinkAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** HTTPS to one server. Resolves with every answer below 400; throws a LaneError for the rest. */
export interface ServerLink {
  send(request: LinkRequest): Promise<LinkAnswer>;
  close(): void;
}

interface LinkOptions {
  /** `https://host:port`. */
  readonly server: string;
  readonly agency: string;
  /** PEM; the only root trusted. */
  readonly root: string;
  readonly key: string;
  /** PEM, the device's first. */
  readonly chain: string;
}

/** A link by the lane's own certificate. */
export function linkFor(identity: LaneIdentity, server = identity.server): ServerLink {
  const { agency, root, chain, keyPem } = identity;
  return openLink({ server, agency, root: toPem(root), key: keyPem, chain: chain.map(toPem).join('') });
}

function openLink(options: LinkOptions): ServerLink {
  const origin = new URL(options.server);
  const agent = new Agent({
    keepAlive: true,
    // Below the 60 s after which the server hangs up, so that no request meets a closing connection.
    timeout: 30_000,
    maxSockets: 32,
    minVersion: 'TLSv1.3',
    ca: [options.root],
    key: options.key,
    cert: options.chain,
    checkServerIdentity: (host: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate) ?? checkAgency(options.agency, certificate),
  });
  return { send: (request) => send(origin, agent, request), close: () => agent.destroy() };
}

/** HTTP over a connection whose other end the caller checks; for one request. */
export function linkOver(socket: TLSSocket, server: string): ServerLink {
  const agent = new Agent();
  agent.createConnection = () => socket;
  return { send: (request) => send(new URL(server), agent, request), close: () => agent.destroy() };
}

/** The root may certify devices too: only the agency's own name makes a certificate its server's. */
function checkAgency(agency: string, certificate: PeerCertificate): Error | undefined {
  const { uris } = readCertificate(new Uint8Array(certificate.raw));
  if (uris.includes(agencyUrn(agency))) return undefined;
  return new LaneError(
    'SERVER_UNTRUSTED',
    `its certificate names ${uris.join(', ') || 'nobody'}, not agency ${agency}`,
  );
}

function send(origin: URL, agent: Agent, { body, ...request }: LinkRequest): Promise<LinkAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? undefined : String(body.length);
    const outgoing = httpsRequest({
      agent,
      host: origin.hostname,
      port: origin.port || 443,
      method: request.method,
      path: request.path,
      headers: { ...request.headers, ...(length === undefined ? {} : { 'content-length': length }) },
      ...(request.signal ? { signal: request.signal } : {}),
    });
    const stream = body === undefined || body instanceof Uint8Array ? undefined : body.stream;
    const fail = (error: unknown) => {
      stream?.destroy();
      outgoing.destroy();
      reject(asLinkError(error));
    };
    outgoing.setTimeout(request.idleMs ?? 30_000, () => fail(new Error('the server stopped answering')));
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      readAnswer(response).then((answer) => {
        // A server may answer before it has read everything (409, 423, 503): the rest is not sent.
        if (!outgoing.writableFinished) outgoing.destroy();
        stream?.destroy();
        if (answer.status < 400) resolve(answer);
        else reject(asRefusal(answer));
      }, fail);
    });
    if (stream) {
      stream.on('error', fail);
      stream.pipe(outgoing);
    } else outgoing.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<LinkAnswer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) throw new LaneError('SERVER_ANSWER_UNEXPECTED', 'the answer is too long');
    parts.push(part);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: new Uint8Array(Buffer.concat(parts)) };
}

function asRefusal({ status, headers, body }: LinkAnswer): LaneError {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  const retry = Number.isFinite(seconds) ? { retryAfterMs: Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS) } : {};
  const parsed = errorBody.safeParse(tryJson(body)).data?.error;
  if (parsed && isErrorCode(parsed.code)) return new LaneError(parsed.code, parsed.detail, { status, ...retry });
  // A HEAD has no body, so its status has to say it.
  const code = status === 404 ? 'UPLOAD_UNKNOWN' : status === 503 ? 'BUSY' : 'SERVER_ANSWER_UNEXPECTED';
  return new LaneError(code, `HTTP ${status}${parsed ? `: ${parsed.code}` : ''}`, { status, ...retry });
}

export function tryJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

const TLS_CODE = /CERT|SELF_SIGNED|UNABLE_TO|HOSTNAME|ALTNAME|ERR_SSL_WRONG_VERSION|ERR_SSL_UNSUPPORTED/;

function asLinkError(error: unknown): LaneError {
  if (error instanceof LaneError) return error;
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
  const text = error instanceof Error ? error.message || code : String(error);
  return new LaneError(TLS_CODE.test(code) ? 'SERVER_UNTRUSTED' : 'SERVER_UNREACHABLE', text, { cause: error });
}
