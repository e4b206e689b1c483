import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:https';
import type { LaneIdentity } from '@garita/lane';
import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import { CHUNK_SIZE, makeStatement, type ObservedObject, statementHash } from '@garita/trust';

/** A scan ready to be sent: signed, hashed, in memory. Made outside the measured time. */
export interface ReadyScan {
  readonly statement: Uint8Array;
  readonly hash: string;
  readonly body: Body;
}

/** Bytes to send: one piece, `times` over. 500 MB need not lie in memory to be sent. */
export interface Body {
  readonly piece: Uint8Array;
  readonly times: number;
  readonly observed: ObservedObject;
}

export function randomBody(bytes: number, times = 1): Body {
  const piece = randomBytes(bytes);
  const hasher = new ChunkHasher();
  for (let nth = 0; nth < times; nth++) hasher.update(piece);
  return { piece, times, observed: hasher.finish() };
}

/** One device as a plain client: the least that speaks the protocol, so that both sides of a ratio have the same sender. */
export class RawLane {
  readonly #identity: LaneIdentity;
  readonly #agent: Agent;
  readonly #port: number;
  #seq = 0;
  #previous: Uint8Array | null = null;

  constructor(identity: LaneIdentity, port: number) {
    this.#identity = identity;
    this.#port = port;
    const pem = (der: Uint8Array) =>
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
        .toString('base64')
        .replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      key: identity.keyPem,
      cert: identity.chain.map(pem).join(''),
      ca: pem(identity.root),
      checkServerIdentity: () => undefined,
    });
  }

  /** The next scan of this device; scans are to be sent in the order in which they were made. */
  async ready(body: Body): Promise<ReadyScan> {
    const { agency, device, configuration, site, lane, signer, chain } = this.#identity;
    const { sha256, size, chunkRoot } = body.observed;
    const statement = await makeStatement(
      {
        v: 2,
        agency,
        scanId: randomUUID(),
        device,
        configuration,
        deviceSeq: ++this.#seq,
        bootEpoch: 1,
        prevStatementHash: this.#previous,
        capturedAt: Date.now(),
        clock: { source: 'local', uncertaintyMs: 50 },
        site,
        lane,
        direction: 'inbound',
        ooi: { kind: 'truck', ids: [] },
        keyProtection: 'software',
        sample: true,
        objects: [
          {
            role: 'image',
            mediaType: 'application/octet-stream',
            name: 'bench.bin',
            size,
            sha256,
            chunkSize: CHUNK_SIZE,
            chunkRoot,
          },
        ],
        attestation: null,
        agreementHint: null,
        software: null,
      },
      { crypto: trustCrypto, signer, chain },
    );
    this.#previous = statementHash(trustCrypto.hasher, statement);
    return { statement, hash: Buffer.from(this.#previous).toString('hex'), body };
  }

  /** Statement, then the object; resolves when the server has admitted the scan. */
  async send(scan: ReadyScan): Promise<void> {
    await this.#call('POST', '/ingest/v1/scans', { 'content-type': 'application/cose' }, [scan.statement]);
    const headers = { 'content-type': 'application/partial-upload', 'upload-offset': '0', 'upload-complete': '?1' };
    const pieces = Array.from({ length: scan.body.times }, () => scan.body.piece);
    const answer = await this.#call('PATCH', `/ingest/v1/scans/${scan.hash}/objects/0`, headers, pieces);
    if (JSON.parse(answer).state !== 'admitted') throw new Error(answer);
  }

  /** The same bytes to the probe. */
  put(body: Body): Promise<string> {
    return this.#call(
      'PUT',
      '/',
      {},
      Array.from({ length: body.times }, () => body.piece),
    );
  }

  close(): void {
    this.#agent.destroy();
  }

  #call(method: string, path: string, headers: Record<string, string>, pieces: readonly Uint8Array[]): Promise<string> {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method,
          path,
          agent: this.#agent,
          headers: { ...headers, 'content-length': length },
        },
        async (answer) => {
          let text = '';
          for await (const bytes of answer) text += bytes;
          if ((answer.statusCode ?? 500) < 300) resolve(text);
          else reject(new Error(`${answer.statusCode} ${text}`));
        },
      );
      outgoing.on('error', reject);
      void writeAll(outgoing, pieces).catch(reject);
    });
  }
}

async function writeAll(outgoing: ReturnType<typeof request>, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces)
    if (!outgoing.write(piece)) await new Promise((resolve) => outgoing.once('drain', resolve));
  outgoing.end();
}
