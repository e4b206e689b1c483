import type { ReviewRules } from '@garita/api';
import type { AgencyDescriptor, TrustCrypto } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { FlagsOf } from './equipment-flags.ts';
import { type Inspections, inspections } from './inspections.ts';
import type { LoggedDecision } from './log-decision.ts';
import { OperatorReports } from './operator-reports.ts';
import { PendingDecisions } from './pending-decisions.ts';
import { reviewRoutes } from './routes.ts';
import type { NoteStep } from './walk-step.ts';

export interface ReviewNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly rules: ReviewRules;
  readonly note: NoteStep;
  /** What is held against the equipment that made scans; nothing unless said. */
  readonly flagsOf?: FlagsOf;
  descriptor(): AgencyDescriptor;
  /** In the transaction that decides a case; not for the first of two pairs of eyes. */
  decidedAlso(tx: Tx, decided: LoggedDecision): Promise<void>;
  /** Accidents, for the operator. */
  report(error: unknown): void;
}

/** The room where scans wait for a person, and where what people decide and find is kept. */
export interface ReviewRoom {
  readonly cases: Inspections;
  /** Mount inside a scope guarded by `requireApiKey`. */
  routes(people: FastifyInstance): void;
  /** Logs what was left waiting, and from now on whatever comes due. */
  start(): void;
  /** Logs every decision whose time to be taken back is over. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export function openReview(needs: ReviewNeeds): ReviewRoom {
  const cases = inspections(needs);
  const pending = new PendingDecisions(needs);
  const reports = new OperatorReports(needs);
  return {
    cases,
    routes: (people) => reviewRoutes(people, { ...needs, inspections: cases, pending, reports }),
    start: () => pending.start(),
    settle: () => pending.settle(),
    stop: () => pending.stop(),
  };
}
