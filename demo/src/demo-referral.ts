import type { InspectionDetail } from '@garita/api';
import { memorySource, readDicos, readFrame } from '@garita/dicos';
import { trustCrypto } from '@garita/node-crypto';
import { type DecisionContent, operatorReport, type ReportFacts, readReportFacts } from '@garita/review';
import { type Decision, type Mark, readStatement } from '@garita/trust';
import type { ApiClient } from './api-client.ts';
import { densestBox } from './densest-box.ts';

/** Images beyond this are not fetched: a program that looks at nothing need not hold them in memory. */
const MOST_BYTES = 96 * 2 ** 20;

export interface Referral {
  readonly mark: Mark;
  /** The decision with the hash of the DICOS report that follows from it. */
  withReport(decision: DecisionContent): Decision;
}

/** A mark on the densest region of the scan's first image; `undefined` when no image of it can be read. */
export async function referralFor(client: ApiClient, scan: string): Promise<Referral | undefined> {
  const detail = await client.get<InspectionDetail>(`/api/v1/inspections/${scan}`);
  const statement = readStatement(new Uint8Array(Buffer.from(detail.statement, 'base64')));
  const images = [...statement.objects.entries()].filter(([, { mediaType }]) => mediaType === 'application/dicos');
  if (images.reduce((sum, [, { size }]) => sum + size, 0) > MOST_BYTES) return undefined;
  const files = new Map<number, Uint8Array>();
  for (const [object, { sha256 }] of images)
    files.set(object, await bytesOf(client, Buffer.from(sha256).toString('hex')));
  const facts = await readReportFacts(statement, (object) => memorySource(files.get(object) ?? new Uint8Array()));
  const mark = facts && (await densestMark(facts, files));
  if (!mark) return undefined;
  return {
    mark,
    withReport: (decision) => {
      const report = operatorReport(decision, facts, (...parts) => trustCrypto.hasher.sha256(...parts));
      return { ...decision, report: trustCrypto.hasher.sha256(report) };
    },
  };
}

async function densestMark(facts: ReportFacts, files: ReadonlyMap<number, Uint8Array>): Promise<Mark | undefined> {
  const object = facts.images[0]?.object ?? 0;
  const source = memorySource(files.get(object) ?? new Uint8Array());
  const read = await readDicos(source);
  if (read.outcome !== 'dicom' || !read.file.pixels) return undefined;
  const isVolume = read.file.sopClass?.kind === 'CT';
  const index = isVolume ? Math.floor((read.file.image.frames ?? 1) / 2) : 0;
  const frame = await readFrame(read.file, source, index);
  return {
    ...{ object, frame: isVolume ? index : null, shape: 'box', points: densestBox(frame, isVolume ? 'high' : 'low') },
    ...{ threatCategory: null, contraband: null, certainty: 'possible', text: 'DEMO: densest region of the image' },
  };
}

async function bytesOf(client: ApiClient, sha256: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await client.stream(`/api/v1/objects/${sha256}`)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
