import type { RecordKind } from '@garita/api';
import { type Generated, sql } from 'kysely';
import type { Migration } from '../ports/database.ts';

/** What the agency knows of equipment and what it decided: of that, nothing is ever deleted. */
export interface RecordTables {
  equipment_records: EquipmentRecordRow;
  equipment_documents: EquipmentDocumentRow;
  equipment_evaluations: EquipmentEvaluationRow;
  equipment_decisions: EquipmentDecisionRow;
  equipment_expiries: EquipmentExpiryRow;
  equipment_refusals: EquipmentRefusalRow;
}

/** One version of a record. */
export interface EquipmentRecordRow {
  kind: RecordKind;
  id: string;
  version: number;
  /** The configuration it is about, of evidence, findings, assertions and devices; else null. To find it by. */
  configuration: string | null;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  /** JSON with kind, id, version, author and time around the body, as hashed. */
  bytes: Uint8Array;
  by: string;
  at: number;
  log_index: number;
}

/** A file in the archive that records may name. */
export interface EquipmentDocumentRow {
  sha256: string;
  size: number;
  media_type: string;
  name: string;
  by: string;
  at: number;
}

export interface EquipmentEvaluationRow {
  /** SHA-256 of the bytes, hex. */
  hash: string;
  configuration: string;
  /** JSON as hashed. */
  bytes: Uint8Array;
  by: string;
  at: number;
  log_index: number;
}

export type DecisionState = 'waiting' | 'in-force' | 'withdrawn';

export interface EquipmentDecisionRow {
  /** SHA-256 of the payload, hex: it stays while officers add signatures. */
  hash: string;
  kind: 'configuration' | 'device';
  id: string;
  seq: number;
  state: DecisionState;
  to_state: string;
  /** With every signature it has so far. */
  cose: Uint8Array;
  /** JSON: `[{officer, name, at}]`, in the order they came. */
  signers: string;
  needed: number;
  by: string;
  /** When it came here, ms. */
  at: number;
  in_force_at: number | null;
  withdrawn_at: number | null;
  log_index: number | null;
}

/** That a listing ran out, noticed and logged once. */
export interface EquipmentExpiryRow {
  /** The decision that ran out, hex. */
  decision: string;
  configuration: string;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  bytes: Uint8Array;
  at: number;
  log_index: number;
}

/** An attempt that was refused. */
export interface EquipmentRefusalRow {
  number: Generated<number>;
  at: number;
  by: string;
  /** Method and path pattern. */
  action: string;
  subject: string;
  code: string;
  detail: string;
}

export const recordMigrations: readonly Migration[] = [
  {
    name: 'equipment-002-records',
    up: async (db) => {
      await db.schema
        .createTable('equipment_records')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('configuration', 'text')
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('equipment_records_key', ['kind', 'id', 'version'])
        .execute();
      await db.schema
        .createTable('equipment_documents')
        .addColumn('sha256', 'text', (column) => column.primaryKey())
        .addColumn('size', 'integer', (column) => column.notNull())
        .addColumn('media_type', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('equipment_evaluations')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('configuration', 'text', (column) => column.notNull())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('equipment_evaluations_of')
        .on('equipment_evaluations')
        .columns(['configuration', 'at'])
        .execute();
    },
  },
  {
    name: 'equipment-003-decisions',
    up: async (db) => {
      await db.schema
        .createTable('equipment_decisions')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('to_state', 'text', (column) => column.notNull())
        .addColumn('cose', 'blob', (column) => column.notNull())
        .addColumn('signers', 'text', (column) => column.notNull())
        .addColumn('needed', 'integer', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('in_force_at', 'integer')
        .addColumn('withdrawn_at', 'integer')
        .addColumn('log_index', 'integer')
        .execute();
      // Two decisions in one place of a subject's chain would be a fork; those that wait may compete until one is in force.
      await db.schema
        .createIndex('equipment_decisions_chain')
        .on('equipment_decisions')
        .columns(['kind', 'id', 'seq'])
        .unique()
        .where(sql.ref('state'), '=', 'in-force')
        .execute();
      await db.schema
        .createIndex('equipment_decisions_state')
        .on('equipment_decisions')
        .columns(['state', 'kind', 'id'])
        .execute();
      await db.schema
        .createTable('equipment_expiries')
        .addColumn('decision', 'text', (column) => column.primaryKey())
        .addColumn('configuration', 'text', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('equipment_refusals')
        .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('code', 'text', (column) => column.notNull())
        .addColumn('detail', 'text', (column) => column.notNull())
        .execute();
    },
  },
];
