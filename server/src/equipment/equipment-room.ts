import type { FastifyInstance } from 'fastify';
import type { BlobStore } from '../ports/blob-store.ts';
import { type BriefingRoutesNeeds, briefingRoutes } from './briefing/briefing-routes.ts';
import { type Briefings, briefings } from './briefing/briefings.ts';
import { readConfiguration } from './configuration-view.ts';
import { type DecisionRoutesNeeds, decisionRoutes } from './decision-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { type EquipmentDecisions, type EquipmentDecisionsNeeds, equipmentDecisions } from './equipment-decisions.ts';
import { type EquipmentDocuments, equipmentDocuments } from './equipment-documents.ts';
import { type EquipmentRecords, equipmentRecords } from './equipment-records.ts';
import { type EquipmentRefusals, equipmentRefusals, noteRefusals } from './equipment-refusals.ts';
import { evaluationRoutes } from './evaluation-routes.ts';
import { type Evaluations, evaluations } from './evaluations.ts';
import { type Expiries, expiries } from './expiries.ts';
import { recordRoutes } from './record-routes.ts';
import type { SiteBook } from './site-book.ts';
import { type ViewRoutesNeeds, viewRoutes } from './view-routes.ts';

export interface EquipmentNeeds extends Omit<EquipmentDecisionsNeeds, 'records' | 'evaluations'> {
  readonly blobs: BlobStore;
  readonly agency: string;
  sites(): SiteBook;
  /** Accidents, for the operator. */
  report(error: unknown): void;
}

/** What pages show beside the records and decisions, from this room's lists and from other rooms. */
export type EquipmentJoined = Pick<
  ViewRoutesNeeds,
  'trustList' | 'credentialOf' | 'standing' | 'isEnrolled' | 'countScans'
> &
  Pick<BriefingRoutesNeeds, 'agencyName' | 'peopleUrl' | 'refuseWhenFull'>;

/** The room where equipment is described, evaluated and decided on. */
export interface EquipmentRoom {
  readonly records: EquipmentRecords;
  readonly documents: EquipmentDocuments;
  readonly evaluations: Evaluations;
  readonly decisions: EquipmentDecisions;
  readonly expiries: Expiries;
  readonly refusals: EquipmentRefusals;
  readonly briefings: Briefings;
  /** Mount inside a guarded scope. */
  routes(app: FastifyInstance, joined: EquipmentJoined): void;
  /** From now on every refused attempt to write at this scope's routes is kept. */
  noteRefusals(app: FastifyInstance): void;
}

export function openEquipment(needs: EquipmentNeeds): EquipmentRoom {
  const records = equipmentRecords(needs);
  const documents = equipmentDocuments(needs);
  const evaluated = evaluations(needs);
  const decisions = equipmentDecisions({ ...needs, records, evaluations: evaluated });
  const refusals = equipmentRefusals(needs);
  const expiring = expiries({ ...needs, records, decisions });
  const room = {
    records,
    documents,
    evaluations: evaluated,
    decisions,
    expiries: expiring,
    refusals,
    briefings: briefings(needs),
  };
  return {
    ...room,
    routes(app, joined) {
      const all = { ...needs, ...room, ...joined } satisfies DecisionRoutesNeeds & ViewRoutesNeeds;
      recordRoutes(app, all);
      documentRoutes(app, all);
      evaluationRoutes(app, all);
      decisionRoutes(app, all);
      viewRoutes(app, all);
      briefingRoutes(app, { ...all, readView: (id) => readConfiguration(id, all) });
    },
    noteRefusals: (app) => noteRefusals(app, refusals, needs.report),
  };
}
