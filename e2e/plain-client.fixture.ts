// A client that says whatever it is told to, right or wrong, over real TLS.
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';

export interface PlainIdentity {
  readonly key: string;
  /** PEM: the certificate, and those between it and the root. */
  readonly cert: string;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The code of a refusal. */
  readonly code: string | undefined;
  /** From the request's first byte to the answer's last, ms. */
  readonly ms: number;
}

export interface PlainCall {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: Uint8Array;
  /** Sends the headers and then nothing, and waits for the answer all the same. */
  readonly withoutBody?: boolean;
}

const PATIENCE_MS = 30_000;

export class PlainClient {
  readonly #agent: Agent;
  readonly #port: number;

  /** `root`: PEM of the server's agency. Without an identity it shows no certificate. */
  constructor(port: number, root: string, identity?: PlainIdentity) {
    this.#port = port;
    const tls = { ca: root, checkServerIdentity: () => undefined, keepAlive: true, maxSockets: 64 };
    this.#agent = new Agent({ ...tls, ...identity });
  }

  call({ method, path, headers = {}, body, withoutBody = false }: PlainCall): Promise<PlainAnswer> {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const outgoing = request({
        host: '127.0.0.1',
        port: this.#port,
        agent: this.#agent,
        method,
        path,
        headers: { ...(body ? { 'content-length': body.length } : {}), ...headers },
      });
      const patience = setTimeout(() => outgoing.destroy(new Error(`${method} ${path}: no answer`)), PATIENCE_MS);
      outgoing.on('close', () => clearTimeout(patience));
      outgoing.on('response', async (answer) => {
        let text = '';
        try {
          for await (const piece of answer) text += piece;
        } catch (error) {
          return reject(error);
        }
        const ms = performance.now() - started;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, code: codeIn(text), ms });
        if (withoutBody) outgoing.destroy();
      });
      outgoing.on('error', reject);
      if (withoutBody) outgoing.flushHeaders();
      else outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

export function pem(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  } catch {
    return undefined;
  }
}
