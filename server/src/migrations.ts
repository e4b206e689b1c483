import { checkpointMigrations } from './adapters/embedded/sqlite-checkpoint-store.ts';
import { pictureMigrations } from './archive/picture-table.ts';
import { equipmentMigrations } from './equipment/trust-list-table.ts';
import { exchangeMigrations } from './exchange/exchange-room.ts';
import { walkMigrations } from './flow/walk-table.ts';
import { scanMigrations } from './ingest/scan-table.ts';
import { logMigrations } from './log/log-table.ts';
import { peopleMigrations } from './people/people-table.ts';
import type { Migration } from './ports/database.ts';
import { publishedMigrations } from './publish-documents.ts';
import { reviewMigrations } from './review/review-migrations.ts';

/** Every room's tables, in the order in which they were and are made. */
export const allMigrations: readonly Migration[] = [
  ...checkpointMigrations,
  ...logMigrations,
  ...scanMigrations,
  ...pictureMigrations,
  ...reviewMigrations,
  ...exchangeMigrations,
  ...equipmentMigrations,
  ...peopleMigrations,
  ...walkMigrations,
  ...publishedMigrations,
];
