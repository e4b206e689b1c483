import { createReadStream } from 'node:fs';
import { MEDIA_TYPES, type ObjectProgress, objectProgress, type ReasonBody, scanOpened } from '@garita/api';
import { readStatement, type StatementObject } from '@garita/trust';
import type { ZodType } from 'zod';
import type { BookedScan, LaneVerdict } from './lane-book.ts';
import { LaneError } from './lane-error.ts';
import { type LinkAnswer, type ServerLink, tryJson } from './server-link.ts';
import type { Spool } from './spool.ts';

/** Corrections of the offset that one object may need before something else must be wrong. */
const MOST_CORRECTIONS = 8;
/** The server syncs and checks the whole object before it answers the last part. */
const UPLOAD_IDLE_MS = 120_000;

export interface Delivery {
  readonly verdict: LaneVerdict;
  readonly reasons: readonly ReasonBody[];
}

export interface UploadNeeds {
  readonly link: ServerLink;
  readonly spool: Spool;
  readonly signal: AbortSignal;
  /** Bytes of this scan the server is known or believed to have. */
  progress(sent: number, total: number): void;
  /** Bytes of this scan the server says it has kept. */
  kept(bytes: number): void;
}

interface Part {
  readonly path: string;
  readonly file: string;
  /** What is on disk now, at most what the statement says: it is the server that judges it. */
  readonly size: number;
}

/**
 * Sends one scan, or what is missing of it (draft-ietf-httpbis-resumable-upload): statement, then each object from the
 * offset the server names. Safe to repeat after any failure. Resolves once the server has judged the whole scan.
 */
export async function uploadScan(scan: BookedScan, needs: UploadNeeds): Promise<Delivery> {
  const opened = await openScan(scan, needs);
  if (opened.state !== 'receiving') return { verdict: opened.state, reasons: opened.reasons ?? [] };
  const parts = await Promise.all(
    readStatement(scan.statement).objects.map((object, index) => partOf(scan, index, object, needs)),
  );
  const offsets = parts.map((_, index) => opened.objects.find((object) => object.index === index));
  let done = offsets.reduce((sum, object) => sum + (object?.offset ?? 0), 0);
  needs.kept(done);
  let progress: ObjectProgress | undefined;
  for (const [index, part] of parts.entries()) {
    const from = offsets[index]?.offset ?? (await askOffset(part, needs)).offset;
    const isLast = index === parts.length - 1;
    // A complete last object is named again all the same: that is what makes the server judge a scan it has whole.
    if (offsets[index]?.complete && !(isLast && progress === undefined)) continue;
    done -= from;
    progress = await uploadObject(part, from, {
      ...needs,
      progress: (sent) => needs.progress(done + sent, scan.bytes),
    });
    done += progress.offset;
    if (progress.state !== 'receiving') return { verdict: progress.state, reasons: progress.reasons ?? [] };
  }
  throw new LaneError('SERVER_ANSWER_UNEXPECTED', 'the server has every object, and no verdict');
}

async function openScan(scan: BookedScan, { link, signal }: UploadNeeds) {
  const headers = { 'content-type': MEDIA_TYPES.statement };
  const answer = await link.send({ method: 'POST', path: '/ingest/v1/scans', headers, body: scan.statement, signal });
  const opened = parse(scanOpened, answer);
  if (opened.scan !== scan.scan)
    throw new LaneError('SERVER_ANSWER_UNEXPECTED', `the server took the scan for ${opened.scan}`);
  return opened;
}

async function partOf(scan: BookedScan, index: number, object: StatementObject, { spool }: UploadNeeds): Promise<Part> {
  const file = spool.pathOf(scan.seq, index, object);
  const size = Math.min(object.size, await spool.sizeOf(file));
  return { path: `/ingest/v1/scans/${scan.scan}/objects/${index}`, file, size };
}

async function uploadObject(part: Part, from: number, needs: UploadNeeds): Promise<ObjectProgress> {
  let offset = from;
  for (let correction = 0; correction < MOST_CORRECTIONS; correction++) {
    try {
      const progress = parse(objectProgress, await sendPart(part, offset, needs));
      if (progress.complete) return progress;
      offset = progress.offset;
    } catch (error) {
      if (!(error instanceof LaneError) || error.code !== 'UPLOAD_OFFSET_WRONG') throw error;
      const now = await askOffset(part, needs);
      offset = now.offset;
    }
  }
  throw new LaneError('SERVER_ANSWER_UNEXPECTED', `the server and the lane do not agree on the offset of ${part.path}`);
}

async function sendPart(part: Part, offset: number, needs: UploadNeeds): Promise<LinkAnswer> {
  const length = Math.max(0, part.size - offset);
  const headers = {
    'content-type': MEDIA_TYPES.partialUpload,
    'upload-offset': String(offset),
    'upload-complete': '?1',
  };
  const request = { method: 'PATCH', path: part.path, headers, idleMs: UPLOAD_IDLE_MS, signal: needs.signal } as const;
  if (length === 0) return needs.link.send({ ...request, body: new Uint8Array() });
  const stream = createReadStream(part.file, { start: offset, end: part.size - 1, highWaterMark: 1 << 20 });
  let sent = offset;
  stream.on('data', (bytes) => {
    sent += bytes.length;
    needs.progress(sent, part.size);
  });
  return needs.link.send({ ...request, body: { stream, length } });
}

async function askOffset(part: Part, { link, signal }: UploadNeeds): Promise<{ readonly offset: number }> {
  const { headers } = await link.send({ method: 'HEAD', path: part.path, signal });
  const offset = Number(headers['upload-offset'] ?? Number.NaN);
  if (Number.isSafeInteger(offset) && offset >= 0) return { offset };
  throw new LaneError('SERVER_ANSWER_UNEXPECTED', `no Upload-Offset for ${part.path}`);
}

export function parse<Body>(schema: ZodType<Body>, answer: LinkAnswer): Body {
  const parsed = schema.safeParse(tryJson(answer.body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LaneError(
    'SERVER_ANSWER_UNEXPECTED',
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`,
  );
}
