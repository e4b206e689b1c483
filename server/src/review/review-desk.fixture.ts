// The review room behind its routes, with a real database, log and archive, for its tests.
import { join } from 'node:path';
import { inspectionDetail, inspectionList, type ReviewRules, reviewRules } from '@garita/api';
import { hasher, trustCrypto } from '@garita/node-crypto';
import { DEFAULT_REVIEW_RULES, operatorReport, readReportFacts } from '@garita/review';
import { type Decision, type Mark, makeDecision, makeOutcome, type Outcome, type Role } from '@garita/trust';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { ScanOptions, WorldScan } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { requireApiKey } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { LoggedDecision } from './log-decision.ts';
import { reviewMigrations } from './review-migrations.ts';
import { openReview, type ReviewNeeds, type ReviewRoom } from './review-room.ts';
import type { WalkNote } from './walk-step.ts';

export type Reviewer = 'analyst' | 'supervisor';

export interface ReviewDesk {
  readonly house: TestHouse;
  readonly blobs: BlobStore;
  readonly app: FastifyInstance;
  /** The room as it runs now; `reopen` gives another on the same folder, as after a restart. */
  room: ReviewRoom;
  /** Decisions handed on, in order. */
  readonly decided: LoggedDecision[];
  readonly notes: WalkNote[];
  /** Set, what goes with a decision fails. */
  failing: Error | undefined;
  reopen(): ReviewRoom;
  /** A scan of ours comes in, its files in the archive; a second later by the clock. */
  arrive(options?: ScanOptions & { readonly priority?: number }): Promise<{ scan: WorldScan; hash: string }>;
  post(person: string, path: string, payload?: object): Promise<LightMyRequestResponse>;
  send(
    person: string,
    scan: string,
    cose: Uint8Array,
    how?: { readonly undo?: number; readonly to?: 'decision' | 'outcome' },
  ): Promise<LightMyRequestResponse>;
  undo(person: string, scan: string, cose: Uint8Array): Promise<LightMyRequestResponse>;
  see(scan: string): Promise<ReturnType<typeof inspectionDetail.parse>>;
  list(query?: string): Promise<ReturnType<typeof inspectionList.parse>>;
  close(): Promise<void>;
}

export const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
export const hashOf = (bytes: Uint8Array) => hexOf(hasher.sha256(bytes));
export const BOX: Mark = {
  ...{ object: 0, frame: null, shape: 'box', points: [1, 1, 2, 2] },
  ...{ threatCategory: null, contraband: null, certainty: null, text: '' },
};

export async function openReviewDesk(change: Partial<ReviewRules> = {}): Promise<ReviewDesk> {
  const house = await openTestHouse(reviewMigrations);
  const { clock, database, log, world } = house;
  const blobs = await openDiskBlobStore(join(house.dir, 'archive'));
  const decided: LoggedDecision[] = [];
  const notes: WalkNote[] = [];
  const needs: ReviewNeeds = {
    ...{ crypto: trustCrypto, database, blobs, clock, log },
    rules: reviewRules.parse({ ...DEFAULT_REVIEW_RULES, ...change }),
    descriptor: () => world.descriptor,
    note: async (_tx, note) => void notes.push(note),
    decidedAlso: async (_tx, logged) => {
      if (desk.failing) throw desk.failing;
      decided.push(logged);
    },
    report: (error) => house.reports.push(error),
  };
  const room = openReview(needs);
  const app = buildPeopleServer({ report: (error) => house.reports.push(error) });
  await app.register(async (guarded) => {
    // The world's officers have their roles as ids; the key says who asks.
    requireApiKey(guarded, async (key) => ({ person: key, roles: [key as Role] }));
    room.routes(guarded);
  });
  const url = (path: string) => `/api/v1/inspections${path}`;
  const as = (person: string) => ({ authorization: `Bearer ${person}` });

  const desk: ReviewDesk = {
    ...{ house, blobs, app, room, decided, notes, failing: undefined },
    reopen: () => openReview(needs),
    async arrive({ priority = 0, ...options } = {}) {
      const scan = await world.scan(options);
      for (const [index, bytes] of scan.files.entries()) {
        const writer = await blobs.create();
        await writer.write([bytes]);
        await writer.commit(hexOf(scan.objects[index]?.sha256 ?? bytes));
      }
      const hash = hexOf(scan.hash);
      const admitted: AdmittedScan = {
        ...{ scan: hash, statement: scan.bytes, parsed: scan.statement, sender: scan.statement.device, at: clock.at },
        log: { index: 0, leafHash: new Uint8Array(32) },
        ...{ objects: scan.objects, reasons: [], trustList: hexOf(world.trustList.hash) },
        ...{ configurationStatus: 'approved', findings: 2 },
      };
      await database.transaction((tx) => desk.room.cases.open(tx, admitted, priority));
      clock.at += 1000;
      return { scan, hash };
    },
    post: (person, path, payload) =>
      app.inject({ method: 'POST', url: url(`/${path}`), headers: as(person), ...(payload ? { payload } : {}) }),
    send: (person, scan, cose, { undo, to = 'decision' } = {}) =>
      app.inject({
        method: 'POST',
        url: url(`/${scan}/${to}`),
        headers: {
          ...as(person),
          'content-type': 'application/cose',
          ...(undo === undefined ? {} : { 'garita-undo-seconds': String(undo) }),
        },
        payload: Buffer.from(cose),
      }),
    undo: (person, scan, cose) =>
      app.inject({ method: 'DELETE', url: url(`/${scan}/decision/${hashOf(cose)}`), headers: as(person) }),
    see: async (scan) =>
      inspectionDetail.parse((await app.inject({ url: url(`/${scan}`), headers: as('analyst') })).json()),
    list: async (query = '') =>
      inspectionList.parse((await app.inject({ url: url(`?${query}`), headers: as('analyst') })).json()),
    async close() {
      await app.close();
      await room.stop();
      await house.close();
    },
  };
  return desk;
}

/** Signs a decision as one of the world's reviewers, now by the house's clock. */
export function signDecision(
  { house }: ReviewDesk,
  by: Reviewer,
  scan: WorldScan,
  change: Partial<Decision> = {},
): Promise<Uint8Array> {
  const decision: Decision = {
    ...{ v: 2, agency: 'mx', scan: scan.hash, decision: 'release', reason: 'Carga conforme al manifiesto.' },
    ...{ marks: [], enhancements: [], report: null, by, at: house.clock.at },
    ...change,
  };
  return makeDecision(decision, { crypto: trustCrypto, signer: house.world.officers[by].signer });
}

/** The report as an analyst's own program would make it, and the fields of the decision that it is made of. */
export async function withReport(desk: ReviewDesk, by: Reviewer, scan: WorldScan, change: Partial<Decision>) {
  const facts = await readReportFacts(scan.statement, (object) => {
    const bytes = scan.files[object] ?? new Uint8Array();
    return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
  });
  if (!facts) throw new Error('the scan has no readable images');
  const content: Omit<Decision, 'report'> = {
    ...{ v: 2, agency: 'mx', scan: scan.hash, decision: 'refer', reason: 'Algo denso.', marks: [BOX] },
    ...{ enhancements: ['edge'], by, at: desk.house.clock.at },
    ...change,
  };
  const report = operatorReport(content, facts, (...parts) => hasher.sha256(...parts));
  return { report, content: { ...content, report: hasher.sha256(report) } };
}

export function signOutcome({ house }: ReviewDesk, by: Reviewer, scan: WorldScan, change: Partial<Outcome> = {}) {
  const outcome: Outcome = {
    ...{ v: 1, agency: 'mx', scan: scan.hash, result: 'nothing', finds: [], note: '', by, at: house.clock.at },
    ...change,
  };
  return makeOutcome(outcome, { crypto: trustCrypto, signer: house.world.officers[by].signer });
}
