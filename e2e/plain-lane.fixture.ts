// A lane whose statements and uploads can be wrong in any way; what it does not change is as the real gateway's.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { LaneIdentity } from '@garita/lane';
import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import { CHUNK_SIZE, makeStatement, type ScanStatement } from '@garita/trust';
import { type PlainAnswer, PlainClient, pem } from './plain-client.fixture.ts';

export interface PlainFile {
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
}

export interface Judged {
  readonly scan: string;
  readonly state: string;
  /** Codes of its reasons, in order. */
  readonly codes: readonly string[];
  /** What the reasons say. */
  readonly details: string;
}

export class PlainLane {
  readonly identity: LaneIdentity;
  readonly client: PlainClient;
  #seq = 0;
  #previous: Uint8Array | null = null;

  constructor(identity: LaneIdentity, port: number) {
    this.identity = identity;
    const cert = identity.chain.map(pem).join('');
    this.client = new PlainClient(port, pem(identity.root), { key: identity.keyPem, cert });
  }

  /** A statement that follows the last one taken, but for `change`. It only counts once `take` is called. */
  async statement(files: readonly PlainFile[], change: Partial<ScanStatement> = {}): Promise<Uint8Array> {
    const { agency, device, configuration, site, lane, signer, chain } = this.identity;
    const objects: ScanStatement['objects'] = files.map(({ bytes, mediaType = 'application/octet-stream' }, nth) => ({
      role: 'image',
      mediaType,
      name: `file-${nth}`,
      chunkSize: CHUNK_SIZE,
      ...observe(bytes),
    }));
    const statement: ScanStatement = {
      v: 2,
      agency,
      scanId: randomUUID(),
      device,
      configuration,
      deviceSeq: this.#seq + 1,
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
      objects,
      attestation: null,
      agreementHint: null,
      software: null,
      ...change,
    };
    return makeStatement(statement, { crypto: trustCrypto, signer, chain });
  }

  /** The next statement will follow this one. */
  take(statement: Uint8Array): void {
    this.#seq++;
    this.#previous = createHash('sha256').update(statement).digest();
  }

  open(statement: Uint8Array): Promise<PlainAnswer> {
    const headers = { 'content-type': 'application/cose' };
    return this.client.call({ method: 'POST', path: '/ingest/v1/scans', headers, body: statement });
  }

  put(scan: string, index: number, bytes: Uint8Array, offset = 0, complete = true): Promise<PlainAnswer> {
    const headers = {
      'content-type': 'application/partial-upload',
      'upload-offset': offset,
      'upload-complete': complete ? '?1' : '?0',
    };
    return this.client.call({
      method: 'PATCH',
      path: `/ingest/v1/scans/${scan}/objects/${index}`,
      headers,
      body: bytes,
    });
  }

  /** Statement and objects; answers what became of them. */
  async send(statement: Uint8Array, files: readonly PlainFile[]): Promise<Judged> {
    const scan = createHash('sha256').update(statement).digest('hex');
    let answer = await this.open(statement);
    for (const [index, { bytes }] of files.entries()) {
      if (JSON.parse(answer.text).state !== 'receiving') break;
      answer = await this.put(scan, index, bytes);
    }
    const { state, reasons = [] } = JSON.parse(answer.text);
    if (state === undefined) throw new Error(`${answer.status} ${answer.text}`);
    const codes = reasons.map(({ code }: { code: string }) => code);
    return { scan, state, codes, details: reasons.map(({ detail }: { detail: string }) => detail).join('; ') };
  }

  /** An honest scan: the next of its chain. */
  async sendNext(...files: readonly PlainFile[]): Promise<Judged> {
    const objects = files.length > 0 ? files : [{ bytes: randomBytes(1000) }];
    const statement = await this.statement(objects);
    const judged = await this.send(statement, objects);
    this.take(statement);
    return judged;
  }

  close(): void {
    this.client.close();
  }
}

function observe(bytes: Uint8Array) {
  const hash = new ChunkHasher();
  hash.update(bytes);
  const { sha256, size, chunkRoot } = hash.finish();
  return { sha256, size, chunkRoot };
}
